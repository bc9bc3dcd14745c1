// One block of the draft (the front, or a passage) while somebody writes on it and others may too.
// Pure: block = {base, mine, sent, theirs, refused}
//   base     the server's texts that the writing started from: {…fields, version}
//   mine     {…fields} as written here, null when nothing differs
//   sent     id of the outbox entry that is on its way, or null
//   theirs   the server's newer texts that somebody else wrote meanwhile, or null: a conflict
//   refused  true when the server did not take `mine` as it stands

export const fieldsOf = ({ version: _version, ...fields }) => fields;

const same = (a, b) => Object.keys(a).every((name) => a[name] === b[name]);

export const start = (server) => ({ base: server, mine: null, sent: null, theirs: null, refused: false });

/** The block as it was when the page was left: `entry` is still in the outbox. */
export function wake(server, { id, args }) {
  const names = Object.keys(fieldsOf(server));
  const mine = Object.fromEntries(names.map((name) => [name, args[name] ?? ""]));
  return { ...start({ ...server, version: args.version }), mine, sent: id };
}

/** What the fields show. */
export const written = (block) => block.mine ?? fieldsOf(block.base);

export function write(block, name, value) {
  const mine = { ...written(block), [name]: value };
  const back = !block.sent && !block.theirs && same(mine, fieldsOf(block.base));
  return { ...block, mine: back ? null : mine, refused: false };
}

/** The server's texts are `server` now. `own` are the fields of our own entry that was on its way. */
export function arrive(block, server, own = null) {
  if (server.version <= (block.theirs ?? block.base).version) return block;
  const fields = fieldsOf(server);
  if (!block.mine || same(block.mine, fields)) return start(server);
  if (own && same(own, fields)) return { ...block, base: server, sent: null, theirs: null };
  return { ...block, theirs: server };
}

/** What to send now: {…fields, version}, or null. */
export function toSend(block) {
  if (!block.mine || block.sent || block.theirs || block.refused) return null;
  return same(block.mine, fieldsOf(block.base)) ? null : { ...block.mine, version: block.base.version };
}

export const sending = (block, id) => ({ ...block, sent: id });

/** The entry on its way was refused, or is gone without an effect. */
export const notTaken = (block, conflict) => ({ ...block, sent: null, refused: !conflict });

/** The person has decided: `fields` shall stand, after the server's newest version. */
export function resolve(block, fields) {
  const base = block.theirs ?? block.base;
  return { ...start(base), mine: same(fields, fieldsOf(base)) ? null : fields };
}

/** How the block stands: "saved" | "unsaved" | "sending" | "conflict" | "refused". */
export function standing(block) {
  if (block.theirs) return "conflict";
  if (block.refused) return "refused";
  if (block.sent) return "sending";
  return block.mine ? "unsaved" : "saved";
}

/**
 * The passages by policy area, each area's in order of support.
 * @returns {{area: id|null, passages: [id, passage][]}[]}
 */
export function inOrder(data) {
  const ranked = Object.values(data.results ?? {}).flatMap((result) => result.options.map((each) => each.option));
  const place = (id) => (ranked.includes(id) ? ranked.indexOf(id) : ranked.length + (data.options?.[id]?.position ?? 0));
  const areas = Object.entries(data.areas ?? {}).sort(([, a], [, b]) => a.position - b.position).map(([id]) => id);
  const all = Object.entries(data.passages ?? {}).sort(([a], [b]) => place(a) - place(b));
  return [...areas, null]
    .map((area) => ({ area, passages: all.filter(([, passage]) => (passage.area ?? null) === area) }))
    .filter(({ passages }) => passages.length);
}

/** The result of one option and the vote that it comes from: {result, option}, or null. */
export function supportOf(data, id) {
  for (const result of Object.values(data.results ?? {})) {
    const option = result.options.find((each) => each.option === id);
    if (option) return { result, option };
  }
  return null;
}
