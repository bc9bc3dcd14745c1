// What a part rests on and what was said to it, as the right column shows it. Pure: `node --test` runs it as it is.

import { inOrder, restsOn, stands, strategyOf } from "../model.js";
import { sentencesOf } from "../draft/model.js";

/* where one looks */

const TOP = 12; // so many looks one can go back

/**
 * What is looked at, from what was looked at before and where the person is now.
 * @param {{node, sentence, ref, looks}} past  `looks`: [{node, sentence} or {ref}, …], the last one counts
 * @returns the same when nothing changed
 */
export function looked(past, { node, sentence, ref }) {
  if (past.node === node && past.sentence === sentence && past.ref === ref) return past;
  const chosen = past.ref !== ref && ref !== null ? { ref } : { node, sentence };
  const last = past.looks.at(-1);
  const again = last && (chosen.ref ? last.ref === chosen.ref : !last.ref && last.node === node && last.sentence === sentence);
  return { node, sentence, ref, looks: again ? past.looks : [...past.looks, chosen].slice(-TOP) };
}

export const FIRST = Object.freeze({ node: null, sentence: null, ref: null, looks: [] });

/** One look back: what is looked at then, or null where there was nothing before. */
export function lookedBefore(past) {
  if (past.looks.length < 2) return null;
  const looks = past.looks.slice(0, -1);
  const to = looks.at(-1);
  return { ...past, ...(to.ref ? { ref: to.ref } : { node: to.node, sentence: to.sentence, ref: null }), looks };
}

/* what it rests on */

/** The sentences of a passage: [{n, pieces}, …]; the server says where they end. */
export const sentencesIn = (node) => sentencesOf(node.body.text ?? "", node.sentences ?? []);

const chipsIn = (pieces) => pieces.filter((each) => each.ref).map((each) => each.ref);

/** Chips that stand behind a sentence's end belong to it, as core/strategy/sentences.py has it. */
function sentence(node, n) {
  const parts = sentencesIn(node);
  return parts.find((part) => part.n === n) ?? null;
}

/** The words of a sentence without its chips; "" where there is no such sentence. */
export const wordsOf = (node, n) => (sentence(node, n)?.pieces ?? []).filter((each) => typeof each === "string").join("").replace(/\s+/g, " ").trim();

/** The longest run of words of a sentence, letter by letter as it stands in the text, and how much stands before it. */
export function quotedIn(node, n) {
  const parts = sentencesIn(node);
  const at = parts.findIndex((part) => part.n === n);
  const runs = (parts[at]?.pieces ?? []).filter((each) => typeof each === "string").map((each) => each.trim());
  const quoted = runs.reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  if (!quoted) return null;
  const { text } = node.body;
  const from = parts.slice(0, at).flatMap((part) => part.pieces).reduce((sum, each) => sum + (each.ref ? each.ref.length + 4 : each.length), 0);
  const place = text.indexOf(quoted, from);
  return place < 0 ? null : { quoted, before: [...text.slice(0, place)].length }; // counted as the server counts: letters, not halves of them
}

/**
 * What a part, one of its sentences or a result rests on.
 * @returns {{own: [ref], whole: [ref]}}  own: of the sentence, or all of the part; whole: what the part as a whole names besides
 */
export function restsHere(data, id, n) {
  const node = data.nodes?.[id];
  if (!node) return { own: [], whole: [] };
  const all = restsOn(data, node);
  if (n === null || node.kind !== "passage") return { own: all, whole: [] };
  const own = chipsIn(sentence(node, n)?.pieces ?? []).filter((ref) => data.results?.[ref]);
  const kept = [...new Set(own)];
  return { own: kept, whole: node.sources.filter((ref) => data.results?.[ref] && !kept.includes(ref)) };
}

/** Every group that is told in votes or proposals → 1 to 6, in the order in which they are met: its colour and shape. */
export function groupMarks(results) {
  const names = [];
  const add = (name) => { if (name && !names.includes(name)) names.push(name); };
  for (const each of Object.values(results ?? {})) for (const [name] of each.votes?.groups ?? []) add(name);
  for (const each of Object.values(results ?? {})) add(each.kind === "proposal" ? each.group : "");
  return Object.fromEntries(names.map((name, i) => [name, i < 6 ? i + 1 : 0]));
}

/** The votes that a list of results carries, each vote once: [[ref, source], …]. A vote that is named says most. */
export function votesOf(data, refs) {
  const found = new Map();
  for (const ref of refs) {
    const source = data.results?.[ref];
    if (!source?.votes) continue;
    const on = source.kind === "vote" || source.kind === "position" ? source.about ?? ref : ref;
    const before = found.get(on);
    if (!before || (source.kind === "vote" && before[1].kind !== "vote")) found.set(on, [ref, source]);
  }
  return [...found.values()];
}

/** What was held against something: minority positions, concerns and objections about it or its proposals. */
export function heldAgainst(data, ref) {
  const about = new Set([ref, ...(data.results?.[ref]?.members ?? [])]);
  return Object.entries(data.results ?? {})
    .filter(([, each]) => (each.kind === "concern" || each.kind === "position") && about.has(each.about)).map(([each]) => each);
}

/** The last decision on a minority position or objection, or null: it stands in the draft. */
export const decidedOn = (data, ref) => Object.values(data.decisions ?? {})
  .filter((each) => each.ref === ref).sort((a, b) => a.number - b.number).at(-1) ?? null;

/** The outermost part in which a part stands: a chapter, or a passage of the draft itself. */
export function topOf(data, id) {
  let at = id;
  while (data.nodes?.[at]?.parent && data.nodes[data.nodes[at].parent]) at = data.nodes[at].parent;
  return at;
}

/** How many passages of what is looked at rest on nothing somewhere: {bare: [id], of, top}; of all without a part. */
export function bareHere(data, id) {
  const top = id && stands(data, id) ? topOf(data, id) : null;
  const whole = top === null || data.nodes[top].kind === "passage";
  const all = inOrder(data).filter(([each, node]) => node.kind === "passage" && (whole || topOf(data, each) === top)).map(([each]) => each);
  const bare = data.figures?.now?.bare ?? {};
  return { bare: all.filter((each) => bare[each]?.length), of: all.length, top: whole ? null : top };
}

/** The roundtable of a result: {code, title, area, day}, or null for a finding. */
export const roomOf = (data, source) => Object.values(data.rooms ?? {}).find((each) => each.code === source?.roundtable) ?? null;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Results whose words or citation have all the words that are looked for: at most `most` refs. */
export function findResults(data, looked_for, without = [], most = 8) {
  const words = plain(looked_for).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return Object.entries(data.results ?? {})
    .filter(([ref, each]) => !without.includes(ref) && (each.text || each.detail)
      && words.every((word) => plain(`${each.cite} ${each.text} ${each.area} ${each.group}`).includes(word)))
    .slice(0, most).map(([ref]) => ref);
}

/* what was said */

export const outcomeOf = (remark) => remark.replies?.at(-1)?.outcome ?? null;

/**
 * Remarks on a part and on everything else, newest first: {here: [[id, remark]], others: [[id, remark]]}.
 * @param {{answered: "all"|"open"|"answered", round: id|""|"none"}} wanted
 */
export function remarksFor(data, node, wanted) {
  const all = Object.entries(data.remarks ?? {}).sort(([idA, a], [idB, b]) => b.at - a.at || (idA < idB ? -1 : 1))
    .filter(([, each]) => wanted.answered === "all" || (outcomeOf(each) !== null) === (wanted.answered === "answered"))
    .filter(([, each]) => !wanted.round || (each.round ?? "none") === wanted.round);
  const isHere = ([, each]) => node !== null && each.node === node;
  return { here: all.filter(isHere), others: all.filter((each) => !isHere(each)) };
}

export const openRemarks = (data) => Object.values(data.remarks ?? {}).filter((each) => outcomeOf(each) === null).length;

/** Rounds of review that one can still say something in on a day ("2026-11-24"): [[id, round], …]. */
export const openRounds = (data, day) => Object.entries(data.reviews ?? {})
  .filter(([, each]) => each.status === "open" && each.closes >= day).sort(([, a], [, b]) => (a.closes < b.closes ? -1 : 1));

/** The day of a moment in UTC, as the server counts days. */
export const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

/** Whether the quoted words still stand in the part. */
export const quoteStands = (data, remark) => Boolean(remark.quoted && data.nodes?.[remark.node]
  && stands(data, remark.node) && (data.nodes[remark.node].body.text ?? "").includes(remark.quoted));

export const languageOf = (data) => strategyOf(data)?.language ?? "en";
