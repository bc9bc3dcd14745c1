// The outbox as plain data: what waits, in order, and what an answer does to it.
// No storage, no socket, no clock: `node --test` runs it as it is.
//
// entry: {id, command, args, seq, state, answer, for?}
//   for    the id of the participant without a phone for whom it is done at the desk
//   state  "keeping"  on its way to the disk; nothing is promised yet
//          "waiting"  kept; goes out when there is a connection
//          "sending"  handed to the socket, no answer yet
//          "saved"    the server has committed it; kept until its effect has arrived
//          "refused"  final; `answer` carries the server's words, kept until dismissed
//   answer {ok, rev?, result?, code?, message?, field?, retry?} or null

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A fresh command id: 20 characters of lower-case base 32, 100 random bits. */
export function newId(random = (bytes) => crypto.getRandomValues(bytes)) {
  return Array.from(random(new Uint8Array(20)), (byte) => ALPHABET[byte & 31]).join("");
}

/** The entry for a command, placed after everything in `entries`. `at` is in ms; `person` for whom. */
export function makeEntry(entries, command, args, id, at, person = null) {
  const last = entries.reduce((highest, entry) => Math.max(highest, entry.seq), 0);
  const entry = { id, command, args, seq: Math.max(at, last + 1), state: "keeping", answer: null };
  return person ? { ...entry, for: person } : entry;
}

/** `entries` and those of `more` that it lacks, oldest first. */
export function joined(entries, more) {
  const known = new Set(entries.map((entry) => entry.id));
  const missing = more.filter((entry) => !known.has(entry.id));
  return [...entries, ...missing].sort((a, b) => a.seq - b.seq);
}

/** Entries as they come out of storage: what was on its way when the page died waits again. */
export function woken(entries) {
  return entries
    .map((entry) => (["keeping", "sending"].includes(entry.state) ? { ...entry, state: "waiting" } : entry))
    .sort((a, b) => a.seq - b.seq);
}

/** Whether the server has not answered it yet. */
export const pending = (entry) => ["keeping", "waiting", "sending"].includes(entry.state);

/** The one entry to send next, or null. First in, first out: only one is on its way at a time. */
export function nextToSend(entries) {
  if (entries.some((entry) => entry.state === "sending")) return null;
  const first = entries.find((entry) => ["keeping", "waiting"].includes(entry.state));
  return first?.state === "waiting" ? first : null; // what is not kept yet is not overtaken
}

export function withState(entries, id, state, answer = null) {
  return entries.map((entry) => (entry.id === id ? { ...entry, state, answer } : entry));
}

/** What the entry becomes by the server's answer: "saved", "waiting" (try again) or "refused". */
export function stateAfter(answer) {
  if (answer.ok) return "saved";
  return answer.retry ? "waiting" : "refused";
}

export function without(entries, id) {
  return entries.filter((entry) => entry.id !== id);
}

/** Drop what is saved and whose effect has arrived with revision `rev`. */
export function settled(entries, rev) {
  return entries.filter((entry) => entry.state !== "saved" || (entry.answer?.rev ?? 0) > rev);
}

/** Milliseconds to wait before try number `tries` (1 …). `chance` in 0 … 1 spreads a whole room. */
export function backOff(tries, chance) {
  const base = Math.min(15000, 500 * 2 ** Math.min(tries, 6));
  return Math.round(base * (0.5 + chance));
}
