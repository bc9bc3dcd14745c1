// A part that is being written, as plain data: what it began from, what is typed, what is on its way.
// No letter is lost: what the server does not have yet is in `body`. Pure: `node --test` runs it as it is.
//
// block: {first, base: {version, body}, body, sent, awaits, last, refused: {words, field, fields} or null}
//   first    the version that stood when writing began
//   base     what stands on the server, as far as this was written on it
//   body     what is typed: field → text (of measures also objects and lists)
//   sent     {id, fields} that are on their way, or null
//   awaits   {version, fields}: merged with what others wrote; the whole comes with the next frame
//   last     fields that were sent and lie aside: not sent again as they are
//   refused  the server's words, the field that they are about (or ""), and what it did not take

const alike = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);
const plain = (text) => text.normalize("NFC").replace(/\s+/gu, " ").trim();
/** The server takes off spaces at the ends: a text is the same without them. */
export const same = (a, b) => alike(a, b) || (typeof a === "string" && typeof b === "string" && plain(a) === plain(b));

export const start = (node) => ({ first: node.version, base: { version: node.version, body: node.body }, body: node.body, sent: null, awaits: null, last: null, refused: null });

export const typed = (block, fields) => ({ ...block, body: { ...block.body, ...fields } });

/** The fields that the server does not have: {} when there are none. */
export const changed = ({ base, body, last }) =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => !alike(value, base.body[name]) && !(last && name in last && alike(value, last[name]))));

/** What to send now, or null. */
export function due(block) {
  if (block.sent || block.awaits) return null;
  const fields = changed(block);
  const { field, fields: tried } = block.refused ?? {};
  if (tried && alike(fields, tried) && !(field in fields)) return null;
  if (tried && field in fields && alike(fields[field], tried[field])) delete fields[field]; // the others are saved without it
  return Object.keys(fields).length ? { base: block.base.version, fields } : null;
}

export const sending = (block, id, fields) =>
  ({ ...block, sent: { id, fields }, refused: block.refused?.field && !(block.refused.field in fields) ? block.refused : null });

/** Whether nothing of it is on its way or has still to go. */
export const idle = (block) => !block.sent && !block.awaits && !due(block);

/** The block after the server's answer to what was sent. */
export function answered(block, answer) {
  const { fields } = block.sent;
  const after = { ...block, sent: null };
  if (!answer.ok) return { ...after, refused: { words: answer.message || answer.code, field: answer.field ?? "", fields } };
  const { how, version } = answer.result;
  if (how === "aside") return { ...after, last: { ...block.last, ...fields } };
  if (how === "merged") return { ...after, awaits: { version, fields } };
  return { ...after, last: null, base: { version, body: { ...block.base.body, ...fields } } };
}

/** What was sent before the page was loaded, and of which it is not known what became: it goes again. */
export const unknown = (block, aside) =>
  ({ ...block, sent: null, ...(aside && { last: { ...block.last, ...block.sent.fields } }) });

/** The block after the node came from the server. What is being typed is never taken away. */
export function arrived(block, node) {
  if (block.sent || node.version < (block.awaits?.version ?? block.base.version)) return block;
  const began = { ...block.base.body, ...block.awaits?.fields };
  const body = {};
  for (const [name, theirs] of Object.entries(node.body)) {
    const mine = block.body[name];
    if (same(mine, theirs)) body[name] = mine;
    else if (alike(mine, began[name])) body[name] = theirs;
    else if (same(theirs, began[name])) body[name] = mine;
    else {
      const both = block.awaits ? rebased(began[name], mine, theirs) : null;
      if (both === null) return block.awaits ? { ...block, awaits: null } : block; // the server decides
      body[name] = both;
    }
  }
  const base = Object.fromEntries(Object.entries(node.body).map(([name, theirs]) => [name, same(theirs, body[name]) ? body[name] : theirs]));
  if (block.base.version === node.version && alike(base, block.base.body) && alike(body, block.body)) return block.awaits ? { ...block, awaits: null } : block;
  return { ...block, base: { version: node.version, body: base }, body, awaits: null };
}

/** The one stretch in which `text` differs from `base`: [first, behind the last in base, what stands there]. */
export function stretch(base, text) {
  const most = Math.min(base.length, text.length);
  let first = 0;
  while (first < most && base[first] === text[first]) first += 1;
  let last = 0;
  while (last < most - first && base[base.length - 1 - last] === text[text.length - 1 - last]) last += 1;
  return [first, base.length - last, text.slice(first, text.length - last)];
}

/** Both changes to `base` where they are at different places; else null. */
export function rebased(base, mine, theirs) {
  if (![base, mine, theirs].every((each) => typeof each === "string")) return null;
  const own = stretch(base, mine);
  const other = stretch(base, theirs);
  const [one, two] = own[0] <= other[0] ? [own, other] : [other, own];
  if (one[1] >= two[0]) return null; // also where they touch
  return base.slice(0, one[0]) + one[2] + base.slice(one[1], two[0]) + two[2] + base.slice(two[1]);
}

/** Where a place in `before` is in `after`: behind the same letters. */
export function placeAfter(before, after, at) {
  const [first, last, instead] = stretch(before, after);
  if (at <= first) return at;
  if (at >= last) return at + after.length - before.length;
  return Math.min(at, first + instead.length);
}
