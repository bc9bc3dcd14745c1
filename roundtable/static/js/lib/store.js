// Small records that outlive the page: IndexedDB with strict durability (a killed browser
// loses nothing that was put), else localStorage, else memory.
// A record is {box, id, …}; `box` names who it belongs to.

const NAME = "roundtable";
const TABLE = "records";
const PATIENCE = 2000; // ms; some browsers never answer an open, better to go on without

const settle = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(TABLE, { keyPath: ["box", "id"] });
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  return Promise.race([settle(request), late]);
}

function commit(database, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, "readwrite", { durability: "strict" });
    change(transaction.objectStore(TABLE));
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function databaseStore(database) {
  const range = (box) => IDBKeyRange.bound([box], [box, []]);
  return {
    all: (box) => settle(database.transaction(TABLE).objectStore(TABLE).getAll(range(box))),
    put: (record) => commit(database, (table) => table.put(record)),
    remove: (box, id) => commit(database, (table) => table.delete([box, id])),
  };
}

/** The same three verbs over anything like localStorage (getItem, setItem). */
export function plainStore(storage) {
  const read = (box) => JSON.parse(storage.getItem(`${NAME}:${box}`) ?? "{}");
  const write = (box, records) => storage.setItem(`${NAME}:${box}`, JSON.stringify(records));
  return {
    all: async (box) => Object.values(read(box)),
    put: async (record) => write(record.box, { ...read(record.box), [record.id]: record }),
    remove: async (box, id) => {
      const records = read(box);
      delete records[id];
      write(box, records);
    },
  };
}

/** Something like localStorage that lives as long as the page. */
export function memory() {
  const held = new Map();
  return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, value) };
}

function localStore() {
  try {
    localStorage.setItem(`${NAME}:probe`, "1");
    localStorage.removeItem(`${NAME}:probe`);
    return plainStore(localStorage);
  } catch {
    return plainStore(memory());
  }
}

/**
 * One store over the best that works. When IndexedDB stops working in the middle
 * (private windows, a full disk), it is opened once more, then replaced.
 * @returns {Promise<{all(box), put(record), remove(box, id)}>} none of them ever rejects
 */
export async function openStore() {
  const reopen = async () => databaseStore(await openDatabase());
  const fallback = localStore();
  let best = await reopen().catch(() => fallback);
  const attempt = (verb) => async (...args) => {
    try {
      return await best[verb](...args);
    } catch {
      best = await reopen().catch(() => fallback);
    }
    return best[verb](...args).catch(() => fallback[verb](...args).catch(() => undefined));
  };
  const all = attempt("all");
  return {
    all: async (box) => (await all(box)) ?? [],
    put: attempt("put"),
    remove: attempt("remove"),
  };
}
