// The board as plain data: what stands in which column, where the arrow keys lead, and where
// the focus goes when a card has left. Nothing here touches the page.

const byPosition = ([, a], [, b]) => a.position - b.position;
const byNumber = ([, a], [, b]) => a.number - b.number;
const TRAY = ""; // the column of what is not grouped yet

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Does a text or title hold what somebody is looking for? Accents and case do not matter. */
export const matches = (text, wanted) => plain(text).includes(plain(wanted.trim()));

/** Entries [id, area] in the order of the agenda. */
export const areasOf = (data) => Object.entries(data.areas ?? {}).sort(byPosition);

export const stagesOf = (data) => Object.entries(data.stages ?? {}).sort(byPosition);

export const clustersOf = (data) => Object.entries(data.clusters ?? {}).sort(byPosition);

/** Proposals that stand for something: neither hidden nor withdrawn. */
export const shown = (data) =>
  Object.entries(data.proposals ?? {}).filter(([, proposal]) => proposal.status === "shown");

/** {grouped, all} over what is shown. */
export function progress(data) {
  const all = shown(data);
  return { grouped: all.filter(([, proposal]) => data.clusters?.[proposal.cluster]).length, all: all.length };
}

/**
 * The columns of the board, the tray first.
 * @param {{area: string|null, find: string}} filter
 * @returns {{key: string, cluster: object|null, area: string|null, cards: [id, proposal][]}[]}
 */
export function columns(data, { area = null, find = "" } = {}) {
  const seen = shown(data).filter(([, proposal]) => !find || isFound(proposal, find));
  const inside = (key) => seen.filter(([, proposal]) => (proposal.cluster ?? TRAY) === key).sort(byPosition);
  const loose = seen
    .filter(([, proposal]) => !data.clusters?.[proposal.cluster])
    .filter(([, proposal]) => !area || !proposal.area || proposal.area === area)
    .sort(byNumber);
  const tray = { key: TRAY, cluster: null, area, cards: loose };
  const rest = clustersOf(data)
    .filter(([, cluster]) => !area || !cluster.area || cluster.area === area)
    .map(([key, cluster]) => ({ key, cluster, area: cluster.area ?? null, cards: inside(key) }));
  return [tray, ...inBands(data, rest)];
}

const isFound = (proposal, find) => matches(`P-${String(proposal.number).padStart(3, "0")} ${proposal.text}`, find);

function inBands(data, list) {
  const order = areasOf(data).map(([id]) => id);
  const rank = (column) => (column.area === null ? order.length : order.indexOf(column.area));
  return [...list].sort((a, b) => rank(a) - rank(b));
}

/** The columns (without the tray) by policy area: [{area: id|null, columns}, …]. */
export function bands(list) {
  const found = new Map();
  for (const column of list.filter((each) => each.key !== TRAY)) {
    found.set(column.area, [...(found.get(column.area) ?? []), column]);
  }
  return [...found].map(([area, inside]) => ({ area, columns: inside }));
}

// A place on the board is "c:KEY" (the title of a column) or "p:ID" (a card).
export const titlePlace = (key) => `c:${key}`;
export const cardPlace = (id) => `p:${id}`;
export const cardOf = (place) => (place?.startsWith("p:") ? place.slice(2) : null);
export const columnOf = (place) => (place?.startsWith("c:") ? place.slice(2) : null);

const places = (column) => [titlePlace(column.key), ...column.cards.map(([id]) => cardPlace(id))];

function find(list, place) {
  for (const [x, column] of list.entries()) {
    const y = places(column).indexOf(place);
    if (y !== -1) return { x, y };
  }
  return null;
}

const clamp = (n, most) => Math.max(0, Math.min(n, most));

/** Where an arrow key, Home or End leads from `place`; the same place at an edge. */
export function step(list, place, key, rtl = false) {
  const at = find(list, place);
  if (!at) return titlePlace(list[0].key);
  const here = places(list[at.x]);
  if (key === "ArrowDown" || key === "ArrowUp") {
    return here[clamp(at.y + (key === "ArrowDown" ? 1 : -1), here.length - 1)];
  }
  if (key === "Home" || key === "End") return key === "Home" ? here[0] : here.at(-1);
  const forward = (key === "ArrowRight") !== rtl;
  const there = places(list[clamp(at.x + (forward ? 1 : -1), list.length - 1)]);
  return there[clamp(at.y, there.length - 1)];
}

/** Where the focus goes when the cards in `leaving` leave: the next card of the column, else the one before, else its title. */
export function placeAfter(list, place, leaving) {
  const at = find(list, place);
  if (!at) return titlePlace(list[0]?.key ?? TRAY);
  const here = places(list[at.x]);
  const stays = (each) => !leaving.includes(cardOf(each));
  return here.slice(at.y).find(stays) ?? here.slice(0, at.y).findLast(stays) ?? here[0];
}

/** `place` if it is still on the board, else the nearest one by the columns of before. */
export function stillThere(list, before, place) {
  if (find(list, place)) return place;
  const at = find(before, place);
  if (!at) return titlePlace(list[0].key);
  const old = places(before[at.x]);
  const near = [...old.slice(at.y), ...old.slice(0, at.y).reverse()];
  return near.find((each) => find(list, each)) ?? titlePlace(list[0].key);
}

/** The id before which a card stands after going one up or down in its column; undefined at the edge. */
export function neighbour(column, id, down) {
  const ids = column.cards.map(([each]) => each);
  const at = ids.indexOf(id);
  if (down ? at === ids.length - 1 : at <= 0) return undefined;
  return down ? (ids[at + 2] ?? null) : ids[at - 1];
}

/** The one area that all these proposals share, else null. */
export function commonArea(data, ids) {
  const areas = new Set(ids.map((id) => data.proposals[id]?.area ?? null));
  return areas.size === 1 ? [...areas][0] : null;
}

export { TRAY };
