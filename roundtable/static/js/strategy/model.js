// The strategy's state as the workspace reads it. Pure: `node --test` runs it as it is.

const byPosition = ([idA, a], [idB, b]) => a.position - b.position || (idA < idB ? -1 : 1);

export const strategyOf = (data) => Object.values(data.strategy ?? {})[0];

/** `made(nodes)` once for each state of the parts: they are asked for hundreds of times in one picture. */
function oncePer(made) {
  const known = new WeakMap();
  return (nodes) => {
    if (!nodes) return made({});
    if (!known.has(nodes)) known.set(nodes, made(nodes));
    return known.get(nodes);
  };
}

const shelves = oncePer((nodes) => {
  const found = new Map();
  for (const entry of Object.entries(nodes)) {
    const parent = entry[1].parent ?? null;
    if (entry[1].status !== "shown") continue;
    if (!found.has(parent)) found.set(parent, []);
    found.get(parent).push(entry);
  }
  for (const shelf of found.values()) shelf.sort(byPosition);
  return found;
});

/** What stands in a part (null: in the draft itself), in order: [[id, node], …]. */
export const within = (data, parent, kinds = null) =>
  (shelves(data.nodes).get(parent) ?? []).filter(([, node]) => !kinds || kinds.includes(node.kind));

/** Whether a part stands in the draft: neither it nor what it stands in was removed. */
export function stands(data, id) {
  for (let node = data.nodes?.[id]; node; node = data.nodes[node.parent]) {
    if (node.status !== "shown") return false;
    if (!node.parent) return true;
  }
  return false;
}

function readIn(data, parent) {
  const here = within(data, parent);
  const first = here.filter(([, { kind }]) => kind === "passage" || kind === "measure");
  const then = here.filter(([, { kind }]) => kind !== "passage" && kind !== "measure");
  return [...first, ...then].flatMap(([id, node]) => [[id, node], ...readIn(data, id)]);
}

const wholeOf = oncePer((nodes) => readIn({ nodes }, null));

/** All parts of the draft, or all in one of them, in the order of reading: [[id, node], …]. */
export const inOrder = (data, parent = null) => (parent === null ? wholeOf(data.nodes) : readIn(data, parent));

/** "M3": how a measure is cited. */
export const measureName = (node) => `M${node.number}`;

/** What a part is called. */
export const titleOf = (node) => node.body.title ?? node.body.text ?? "";

const REF = "(?:[A-Z]{3}[0-9]{3}:)?[FPCVODN]-[A-Za-z0-9]{1,32}(?:/[PCQ](?:-[A-Za-z0-9]{1,32})?)?";
const TOKEN = new RegExp(`(?<!\\\\)(\\\\*)\\[\\[(${REF})\\]\\]`, "g");

/** A passage's text as words and chips: ["words", {ref}, …]; as core/strategy/passages.py reads it. */
export function piecesOf(text) {
  const found = [];
  let words = "";
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, slashes, ref] = match;
    words += text.slice(at, match.index) + "\\".repeat(Math.floor(slashes.length / 2));
    at = match.index + whole.length;
    if (slashes.length % 2) { words += `[[${ref}]]`; continue; }
    if (words) found.push(words);
    found.push({ ref });
    words = "";
  }
  words += text.slice(at);
  return words ? [...found, words] : found;
}

/** The text that reads as these pieces. */
export function textOf(pieces) {
  const joined = [];
  for (const piece of pieces) {
    if (typeof piece === "string" && typeof joined.at(-1) === "string") joined.push(joined.pop() + piece);
    else joined.push(piece);
  }
  return joined.reduce((text, piece) => {
    if (typeof piece === "string") return text + piece.replace(TOKEN, (_, slashes, ref) => `${slashes}${slashes}\\[[${ref}]]`);
    const behind = text.match(/\\*$/)[0];
    return `${text}${behind}[[${piece.ref}]]`;
  }, "");
}

/** What a part rests on: its own sources and the chips in its text, each once; those that are there. */
export function restsOn(data, node) {
  const chips = node.kind === "passage" ? piecesOf(node.body.text).filter((each) => each.ref).map((each) => each.ref) : [];
  return [...new Set([...chips, ...node.sources, ...(node.findings ?? [])])].filter((ref) => data.results?.[ref]);
}

/** Where a result is used: [[id, node], …] of the parts that cite it. */
export const usedIn = (data, ref) => uses(data.nodes).get(ref) ?? [];

const uses = oncePer((nodes) => {
  const found = new Map();
  for (const entry of wholeOf(nodes)) {
    const { body, sources, findings = [] } = entry[1];
    const chips = piecesOf(body.text ?? "").filter((piece) => piece.ref).map((piece) => piece.ref);
    for (const ref of new Set([...chips, ...sources, ...findings])) {
      if (!found.has(ref)) found.set(ref, []);
      found.get(ref).push(entry);
    }
  }
  return found;
});

/** What became of a contribution: the fate that people set, or null. */
export const fateOf = (data, ref) => data.fates?.[ref] ?? null;

/** Whether a contribution waits for a fate. */
export const waits = (data, ref) => data.figures?.now?.without.includes(ref) ?? false;
