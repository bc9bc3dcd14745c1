// What this browser wants done, kept until the server has said yes or no: sent in order,
// one at a time, again and again under the same id. The server counts each id once.

import {
  backOff, joined, makeEntry, newId, nextToSend, settled, stateAfter, without, withState, woken,
} from "./queue.js";
import { openStore } from "./store.js";

const LINGER = 4000; // ms that a saved entry stays when nothing calls settle()
const KEPT = ["keeping", "waiting", "refused"]; // states worth a disk write; "sending" wakes as "waiting"

/**
 * @param {string} name  whose outbox, e.g. "KLM482:participant:<participant id>"
 * @param {object} [store]  as openStore() gives it
 * @returns {Promise<{entries, add, dismiss, settle, subscribe, deliver, pause}>}
 *   entries                   oldest first, each {id, command, args, seq, state, answer, for?}
 *   add(command, args, id?, person?)  -> {id, stored: Promise, done: Promise<answer>}; `person`: the
 *                             participant without a phone for whom it is done at the desk
 *   dismiss(id)               forget an entry (a refused one that has been read)
 *   settle(rev)               drop saved entries whose effect has arrived by revision `rev`
 *   subscribe(fn)             fn(entries) at every change -> function that ends it
 *   deliver(live)             (again) send through `live.do`; call it at every `hello`
 *   pause()                   the connection is gone: what was on its way waits again
 */
export async function openOutbox(name, store) {
  const records = store ?? (await openStore());
  const box = `outbox:${name}`;
  const listeners = new Set();
  const promises = new Map(); // id -> {stored, done, resolve}
  let entries = woken(await records.all(box));
  let live = null;
  let tries = 0;
  let timer = null;

  function change(next) {
    entries = next;
    for (const listener of listeners) {
      try {
        listener(entries);
      } catch (error) { // a picture that fails must not keep anything from being kept and sent
        setTimeout(() => { throw error; });
      }
    }
  }

  async function save(id) {
    const entry = entries.find((each) => each.id === id);
    if (entry && KEPT.includes(entry.state)) await records.put({ ...entry, box });
    else if (!entry || entry.state === "saved") await records.remove(box, id);
  }

  function add(command, args, id = newId(), person = null) {
    if (entries.some((entry) => entry.id === id)) return { id, ...promises.get(id) };
    let resolve;
    const done = new Promise((yes) => { resolve = yes; });
    change([...entries, makeEntry(entries, command, args, id, Date.now(), person)]);
    const stored = save(id);
    promises.set(id, { stored, done, resolve });
    stored.then(() => {
      if (entries.some((entry) => entry.id === id && entry.state === "keeping")) change(withState(entries, id, "waiting"));
      next();
    });
    return { id, stored, done };
  }

  function again(ms) {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = null; next(); }, ms);
  }

  async function next() {
    const entry = live && !timer && nextToSend(entries);
    if (!entry) return;
    const through = live;
    change(withState(entries, entry.id, "sending"));
    const answer = await through.do(entry);
    take(entry.id, answer);
    next();
  }

  function take(id, answer) {
    if (!entries.some((entry) => entry.id === id)) return;
    const state = stateAfter(answer);
    tries = state === "waiting" ? tries + 1 : 0;
    const promise = promises.get(id); // who listens may dismiss the entry at once: its answer is told all the same
    change(withState(entries, id, state, answer));
    if (state === "waiting") return again(backOff(tries, Math.random()));
    promise?.resolve(answer);
    promises.delete(id);
    save(id);
    if (state === "saved") setTimeout(() => settle(answer.rev ?? Infinity), LINGER);
  }

  function settle(rev) {
    const left = settled(entries, rev);
    if (left.length < entries.length) change(left);
  }

  function dismiss(id) {
    change(without(entries, id));
    promises.delete(id);
    return save(id);
  }

  async function deliver(connection) {
    live = connection;
    clearTimeout(timer);
    timer = null;
    tries = 0;
    const left = woken(await records.all(box)); // another window may have left some
    change(joined(entries, left)); // those of now: some may have come or gone on since
    next();
  }

  function pause() {
    live = null;
    clearTimeout(timer);
    timer = null;
  }

  return {
    get entries() { return entries; },
    add, dismiss, settle, deliver, pause,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
