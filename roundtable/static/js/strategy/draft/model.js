// The draft as rows in the order of reading, and where parts can come and go. Pure: `node --test` runs it as it is.

import { piecesOf } from "../model.js";

/** What may stand in what; "": in the draft itself. */
const FITS = { "": ["passage", "chapter"], chapter: ["passage", "priority"], priority: ["passage", "measure"] };
export const SECTIONS = ["pilot", "evaluation"];

const byPosition = ([idA, a], [idB, b]) => a.position - b.position || (idA < idB ? -1 : 1);
const isText = ({ kind }) => kind === "passage" || kind === "measure";

/** What stands in each part, in order: Map of id (null: the draft itself) → [[id, node], …]. */
export function shelvesOf(nodes) {
  const shelves = new Map();
  for (const entry of Object.entries(nodes ?? {})) {
    if (entry[1].status !== "shown") continue;
    const parent = entry[1].parent ?? null;
    if (!shelves.has(parent)) shelves.set(parent, []);
    shelves.get(parent).push(entry);
  }
  for (const shelf of shelves.values()) shelf.sort(byPosition);
  return shelves;
}

/**
 * The rows of the sheet: [{id, node, level, number, area, opens}]
 *   level   2 chapter, 3 priority, 4 measure, 0 passage
 *   number  a priority's, counted through the draft   area  what its chapter is about
 *   opens   "pilot" or "evaluation" at the first passage of that section, or null
 */
export function rowsOf(nodes) {
  const shelves = shelvesOf(nodes);
  const rows = [];
  let priorities = 0;
  const level = { chapter: 2, priority: 3, measure: 4, passage: 0 };
  const add = ([id, node], area) => {
    const number = node.kind === "priority" ? (priorities += 1) : null;
    const about = node.kind === "chapter" ? node.body.area : area;
    rows.push({ id, node, level: level[node.kind], number, area: about || "", opens: null });
    walk(id, node.kind === "chapter" ? node.body.area || node.body.title : area);
  };
  const walk = (parent, area, fits = () => true) => {
    const here = (shelves.get(parent) ?? []).filter(([, node]) => fits(node));
    for (const entry of [...here.filter(([, node]) => isText(node)), ...here.filter(([, node]) => !isText(node))]) add(entry, area);
  };
  walk(null, "", (node) => !SECTIONS.includes(node.section));
  for (const section of SECTIONS) {
    const first = rows.length;
    walk(null, "", (node) => node.section === section);
    if (rows[first]) rows[first] = { ...rows[first], opens: section };
  }
  return rows;
}

/** What the sort of a part is among its neighbours: in a priority passages and measures stand together. */
const sort = (nodes, parent, node) => (parent !== null && nodes[parent]?.kind === "priority" ? ["passage", "measure"] : [node.kind]);

function neighbours(nodes, id) {
  const node = nodes[id];
  const parent = node.parent ?? null;
  const kinds = sort(nodes, parent, node);
  return (shelvesOf(nodes).get(parent) ?? [])
    .filter(([, each]) => kinds.includes(each.kind) && (each.section || null) === (node.section || null)).map(([each]) => each);
}

/** The place, counted as `add_node` counts it: among all of its sort, whatever section they stand in. */
function placeOf(nodes, id, but = null) {
  const node = nodes[id];
  const parent = node.parent ?? null;
  const kinds = sort(nodes, parent, node);
  return (shelvesOf(nodes).get(parent) ?? []).filter(([each, { kind }]) => kinds.includes(kind) && each !== but).findIndex(([each]) => each === id);
}

/** What can be added behind a part, or (null) at the beginning: [{kind, into, place, section?}, …]. */
export function placesAfter(nodes, id) {
  if (id === null) return [{ kind: "passage", into: null, place: 0 }, { kind: "chapter", into: null, place: 0 }];
  const chain = [];
  for (let at = id; at; at = nodes[at]?.parent) chain.push(at);
  const found = new Map();
  const offer = (kind, into, place, section) => { if (!found.has(kind)) found.set(kind, { kind, into, place, ...(section && { section }) }); };
  for (const [n, at] of chain.entries()) {
    const node = nodes[at];
    if (n === 0) for (const kind of FITS[node.kind] ?? []) offer(kind, at, 0);
    const parent = node.parent ?? null;
    const kinds = FITS[parent === null ? "" : nodes[parent].kind];
    for (const kind of kinds) if (sort(nodes, parent, node).includes(kind)) offer(kind, parent, placeOf(nodes, at) + 1, node.section);
    if (parent === null && node.kind === "passage") offer("chapter", null, node.section ? 100000 : 0);
    if (parent !== null && nodes[parent].kind === "chapter" && node.kind === "passage") offer("priority", parent, 0);
  }
  const order = ["passage", "measure", "priority", "chapter"];
  return [...found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** The parts in which one of this kind may stand, in order: [null or id, …]. */
export function homesOf(nodes, kind) {
  const inside = rowsOf(nodes).map(({ id }) => id).filter((id) => FITS[nodes[id].kind]?.includes(kind));
  return FITS[""].includes(kind) ? [null, ...inside] : inside;
}

/** Where a part goes when it is moved one place (way: -1 or 1): {into, place}, or null: nowhere. */
export function moved(nodes, id, way) {
  const node = nodes[id];
  const parent = node.parent ?? null;
  const there = neighbours(nodes, id);
  const to = there[there.indexOf(id) + way];
  if (to !== undefined) return { into: parent, place: placeOf(nodes, to, id) + (way > 0 ? 1 : 0) };
  if (node.section) return null;
  const homes = homesOf(nodes, node.kind);
  const home = homes[homes.indexOf(parent) + way];
  if (home === undefined || node.kind === "chapter") return null;
  return { into: home, place: way > 0 ? 0 : 100000 };
}

/** Sentences that rest on nothing, in the order of reading: [[passage, number], …]. */
export const bareIn = (rows, bare = {}) => rows.flatMap(({ id }) => (bare[id] ?? []).map((n) => [id, n]));

/** The one after (or before) where one is; from the last on to the first. */
export function nextBare(rows, bare, { node, sentence }, way = 1) {
  const all = bareIn(rows, bare);
  if (!all.length) return null;
  const place = new Map(rows.map(({ id }, n) => [id, n]));
  const at = node === null || !place.has(node) ? [-1, -1] : [place.get(node), sentence ?? -1];
  const later = ([id, n]) => place.get(id) > at[0] || (place.get(id) === at[0] && n > at[1]);
  const sooner = ([id, n]) => place.get(id) < at[0] || (place.get(id) === at[0] && n < at[1]);
  return way > 0 ? all.find(later) ?? all[0] : all.findLast(sooner) ?? all.at(-1);
}

/**
 * A passage cut at its sentences: [{n, pieces}, …]; n is null for what says nothing.
 * `spans`: [[first, behind the last], …] of the sentences, in characters, a chip as one.
 */
export function sentencesOf(text, spans = []) {
  const units = piecesOf(text).flatMap((piece) => (typeof piece === "string" ? [...piece] : [piece]));
  const parts = [];
  const add = (n, from, to) => { if (to > from) parts.push({ n, pieces: pieced(units.slice(from, to)) }); };
  let at = 0;
  for (const [n, [from, to]] of spans.entries()) {
    add(null, at, from);
    add(n, from, to);
    at = to;
  }
  add(null, at, units.length);
  return parts;
}

function pieced(units) {
  const found = [];
  for (const unit of units) {
    if (typeof unit === "string" && typeof found.at(-1) === "string") found.push(found.pop() + unit);
    else found.push(unit);
  }
  return found;
}

/** What stands on a chip: how the result is cited; of a vote its figures. null: there is no such result. */
export function chipOf(results, ref) {
  const source = results?.[ref];
  if (!source) return null;
  const votes = source.kind === "vote" && source.votes ? source.votes : null;
  return { cite: source.cite, votes, text: source.text, language: source.language };
}

/** Parts that were taken out and could come back, the outermost only, the newest last. */
export const removedIn = (nodes) => Object.entries(nodes ?? {})
  .filter(([, node]) => node.status !== "shown" && (!node.parent || nodes[node.parent]?.status === "shown"))
  .sort(byPosition);

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Results that have all the words in how they are cited or in their text: [[ref, source], …], at most 30. */
export function sourcesFor(results, words, most = 30) {
  const wanted = folded(words).split(/\s+/u).filter(Boolean);
  const found = [];
  for (const entry of Object.entries(results ?? {})) {
    const text = folded(`${entry[1].cite} ${entry[0]} ${entry[1].text}`);
    if (wanted.every((word) => text.includes(word))) found.push(entry);
    if (found.length === most) break;
  }
  return found;
}
