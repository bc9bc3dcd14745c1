// One's own order of what is up, as roundtable/core/shuffling.py makes it on the server.

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

/** Bring the children of a list into this order; whoever is on one of them stays there. */
export function arrange(list, ids) {
  const children = new Map([...list.children].map((each) => [each.dataset.option, each]));
  if ([...children.keys()].join() === ids.join()) return;
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  list.append(...ids.map((id) => children.get(id)));
  held?.focus({ preventScroll: true });
}
