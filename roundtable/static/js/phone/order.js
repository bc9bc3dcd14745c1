// Orders: one's own of what is up, as roundtable/core/shuffling.py makes it on the server, and that of a
// ranking, whose places are 1 for the best, equal for ties, none for what stands below the others.

/** A number of 32 bits that looks like chance, of an ASCII text. */
export function mixed(text) {
  let value = 2166136261;
  for (const each of text) value = Math.imul(value ^ each.charCodeAt(0), 16777619);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The keys in the order of whoever has this seed. */
export function ownOrder(seed, keys) {
  const place = new Map(keys.map((key) => [key, mixed(`${seed}${key}`)]));
  return [...keys].sort((a, b) => place.get(a) - place.get(b) || (a < b ? -1 : 1));
}

/** The pairs of these options in one's own order: [key, [shown first, shown second]]; the key is `ballots.pair_key`. */
export function ownPairs(seed, options) {
  const keys = options.flatMap((one, i) => options.slice(i + 1).map((other) => [one, other].sort().join("-")));
  return ownOrder(seed, keys).map((key) => {
    const pair = key.split("-");
    return [key, mixed(`${key}${seed}`) % 2 ? pair.reverse() : pair];
  });
}

/** The same order with places that follow each other: {a: 2, b: 5, c: 5} becomes {a: 1, b: 2, c: 2}. */
export function dense(marks) {
  const places = [...new Set(Object.values(marks))].sort((a, b) => a - b);
  return Object.fromEntries(Object.entries(marks).map(([id, place]) => [id, places.indexOf(place) + 1]));
}

/** The place that the next option gets which is tapped. */
export const nextPlace = (marks) => new Set(Object.values(marks)).size + 1;

/** The ballot after a tap: what has no place gets the next one, what has one loses it. */
export function tapped(marks, option) {
  const after = { ...marks };
  if (option in after) delete after[option];
  else after[option] = Infinity; // below all the others
  return dense(after);
}

/** What has to be sent to come from one ballot to another: null takes a mark away. */
export function patchOf(before, after) {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(keys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key] ?? null]));
}
