// What the column of results shows, as plain data: found by words, area, group, support and fate.

// Letters that carry no mark that could be taken off, and are still typed without it; as core/strategy/search.py.
const PLAIN = {
  ł: "l", ø: "o", đ: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe", þ: "th", ð: "d",
  أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ة: "ه", ـ: "", ґ: "г",
};
const PLAINED = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

// Marks that combine with a letter, but not the vowel signs that are letters of their own (Devanagari and others).
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;

/** The text as it is compared: without case, accents, vowel signs and ligatures. */
export const folded = (text) => text.normalize("NFKD").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ")
  .replace(MARKS, "").replace(PLAINED, (letter) => PLAIN[letter]);

export const ANY = Object.freeze({ words: "", area: "", group: "", support: "", fate: "", kind: "", room: "" });

/** How many filters are set, the words apart. */
export const filtersOn = (wanted) => Object.entries(wanted).filter(([name, value]) => name !== "words" && value).length;

/** Shares that can be asked for: name → [numerator, denominator]. */
export const SUPPORT = { half: [1, 2], "two-thirds": [2, 3], "four-fifths": [4, 5], all: [1, 1] };

function supported({ votes }, { support, group }) {
  if (!votes) return false;
  const [part, whole] = SUPPORT[support];
  const told = group ? votes.groups.find(([name]) => name === group) : [null, votes.yes, votes.of];
  return Boolean(told) && told[2] > 0 && told[1] * whole >= told[2] * part;
}

const ofGroup = (source, group) => source.group === group
  || (source.votes?.groups ?? []).some(([name, yes]) => name === group && yes > 0);

/** The proposal in which this one ends by mergers; null in a circle. */
export function endOf(data, ref) {
  const seen = new Set([ref]);
  let at = ref;
  for (;;) {
    const into = mergedInto(data, at);
    if (!into) return at;
    if (seen.has(into)) return null;
    seen.add(into);
    at = into;
  }
}

function mergedInto(data, ref) {
  const fate = data.fates?.[ref];
  if (fate) return fate.kind === "merged" ? fate.into : null;
  const source = data.results[ref];
  return source?.status === "merged" ? source.into : null;
}

/** What became of a proposal in the end: the kinds that it has, its own and that of its end. */
export function kindsOf(data, ref) {
  const own = data.fates?.[ref]?.kind ?? (mergedInto(data, ref) ? "merged" : null);
  const end = endOf(data, ref);
  const last = end === null ? null : data.fates?.[end]?.kind ?? null;
  return { own, last };
}

function fated(data, ref, source, kind) {
  const refs = source.members.length ? source.members : [ref];
  return refs.filter((each) => data.results[each]?.kind === "proposal").some((each) => {
    const { own, last } = kindsOf(data, each);
    return kind === "none" ? last === null : (own === kind || last === kind) && last !== null;
  });
}

function fits(data, ref, source, wanted, words) {
  if (wanted.kind && source.kind !== wanted.kind) return false;
  if (wanted.room && source.roundtable !== wanted.room) return false;
  if (wanted.area && source.area !== wanted.area) return false;
  if (wanted.support && !supported(source, wanted)) return false;
  if (wanted.group && !wanted.support && !ofGroup(source, wanted.group)) return false;
  if (wanted.fate && !fated(data, ref, source, wanted.fate)) return false;
  if (!words.length) return true;
  const text = folded(`${source.cite} ${ref} ${source.text}`);
  return words.every((word) => text.includes(word));
}

/** The references that fit, in their order. */
export function found(data, wanted) {
  const words = folded(wanted.words).split(/\s+/).filter(Boolean);
  return Object.entries(data.results ?? {}).filter(([ref, source]) => fits(data, ref, source, wanted, words)).map(([ref]) => ref);
}

const KINDS = ["finding", "cluster", "proposal", "position", "concern", "vote", "note"];

/**
 * The rows of the list: [{ref, level}]; proposals of a cluster stand below it where it is open, or where
 * only they fit. Within a room in the order of KINDS; votes about something shown are left to it.
 */
export function rowsOf(data, wanted, open) {
  const hits = new Set(found(data, wanted));
  const grouped = new Set(Object.values(data.results ?? {}).flatMap((source) => (source.kind === "cluster" ? source.members : [])));
  const searching = wanted.words !== "" || filtersOn(wanted) > 0;
  const codes = Object.values(data.rooms ?? {}).sort((a, b) => a.position - b.position).map((room) => room.code);
  const order = ["", ...codes];
  const refs = Object.entries(data.results ?? {}).map(([ref, source], n) => ({ ref, source, n }))
    .filter(({ source, ref }) => !(source.kind === "proposal" && grouped.has(ref)) && !(source.kind === "vote" && source.about))
    .sort((a, b) => order.indexOf(a.source.roundtable) - order.indexOf(b.source.roundtable)
      || KINDS.indexOf(a.source.kind) - KINDS.indexOf(b.source.kind) || a.n - b.n);
  return refs.flatMap(({ ref, source }) => {
    const within = source.members.filter((member) => hits.has(member));
    if (!hits.has(ref) && !(source.kind === "cluster" && within.length)) return [];
    const inside = searching && within.length ? within : source.members; // what is looked for, as far as it is in there
    const shown = open.has(ref) ? inside : hits.has(ref) ? [] : within;
    return [{ ref, level: 1, count: source.members.length }, ...shown.map((member) => ({ ref: member, level: 2, count: 0 }))];
  });
}

/** Everything that can be chosen in the filters. */
export function choices(data) {
  const all = Object.values(data.results ?? {});
  const each = (values) => [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b));
  return {
    areas: each(all.map((source) => source.area)),
    groups: each(all.flatMap((source) => [source.group, ...(source.votes?.groups ?? []).map(([name]) => name)])),
  };
}

/** The contributions that a choice of results is about: of clusters their proposals. */
export const contributions = (data, refs) => [...new Set(refs.flatMap((ref) => {
  const source = data.results[ref];
  if (!source) return [];
  return source.kind === "cluster" ? source.members : source.kind === "proposal" ? [ref] : [];
}))].filter((ref) => ["shown", "merged"].includes(data.results[ref]?.status) && data.results[ref].text);

/**
 * Where something that is taken in goes: {into, place} for a kind, by the part that is looked at.
 * null: there is no part yet in which it could stand.
 */
export function placeFor(data, kind, at) {
  const chain = [];
  for (let id = at; id && data.nodes[id]; id = data.nodes[id].parent) chain.push(id);
  const last = (wanted) => Object.entries(data.nodes ?? {})
    .filter(([, node]) => node.kind === wanted && node.status === "shown")
    .sort(([, a], [, b]) => b.position - a.position)[0]?.[0] ?? null;
  const nearest = (wanted) => chain.find((id) => data.nodes[id].kind === wanted && data.nodes[id].status === "shown") ?? null;
  const siblings = (into, kinds) => Object.entries(data.nodes ?? {})
    .filter(([, node]) => node.status === "shown" && (node.parent ?? null) === into && kinds.includes(node.kind))
    .sort(([, a], [, b]) => a.position - b.position).map(([id]) => id);
  const after = (into, kinds) => {
    const there = siblings(into, kinds);
    const behind = there.findIndex((id) => chain.includes(id));
    return behind === -1 ? there.length : behind + 1;
  };
  if (kind === "priority") {
    const into = nearest("chapter") ?? last("chapter");
    return into && { into, place: after(into, ["priority"]) };
  }
  if (kind === "measure") {
    const into = nearest("priority") ?? (nearest("chapter") ? siblings(nearest("chapter"), ["priority"]).at(-1) ?? null : null) ?? last("priority");
    return into && { into, place: after(into, ["passage", "measure"]) };
  }
  const into = nearest("priority") ?? nearest("chapter");
  return { into, place: after(into, into && data.nodes[into].kind === "priority" ? ["passage", "measure"] : ["passage"]) };
}
