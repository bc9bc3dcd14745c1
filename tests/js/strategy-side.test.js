import assert from "node:assert/strict";
import { test } from "node:test";

import {
  bareHere, FIRST, findResults, groupMarks, heldAgainst, looked, lookedBefore, openRounds, outcomeOf, quotedIn, quoteStands, remarksFor, restsHere, votesOf, wordsOf,
} from "../../roundtable/static/js/strategy/side/model.js";
import { fateTold } from "../../roundtable/static/js/strategy/side/words.js";

const TEXT = "They wait 🙂 for months. [[KLM482:P-001]] The city opens a desk.";
const letters = (text) => [...text.replace(/\[\[.*?\]\]/g, "#")].length;
const first = letters("They wait 🙂 for months. # ");

const node = (given) => ({ kind: "passage", status: "shown", parent: null, position: 1, language: "en", body: { text: "" }, sources: [], findings: [], covers: false, ...given });
const result = (given) => ({ kind: "proposal", cite: "P-001", text: "One desk", members: [], groups: [], group: "", ...given });

const data = () => ({
  strategy: { s: { language: "en" } },
  nodes: {
    p: node({ body: { text: TEXT }, sentences: [[0, first], [first, letters(TEXT)]], sources: ["KLM482:C-1"] }),
    c: node({ kind: "chapter", position: 2, body: { title: "Work", area: "" } }),
    q: node({ parent: "c", body: { text: "Nothing." }, sentences: [[0, 8]] }),
    m: node({ kind: "measure", parent: "c", number: 3, body: { title: "Desk" } }),
    x: node({ kind: "measure", parent: "c", number: 4, status: "removed", body: { title: "Old" } }),
  },
  results: {
    "KLM482:P-001": result({ group: "Newcomers" }),
    "KLM482:C-1": result({ kind: "cluster", cite: "C-1", text: "Șansa întâi", members: ["KLM482:P-001"], votes: { yes: 31, of: 38, figure: "31 of 38", groups: [["City", 11, 14], ["Newcomers", 9, 10]] } }),
    "KLM482:V-s/C-1": result({ kind: "vote", cite: "31 of 38", about: "KLM482:C-1", votes: { yes: 31, of: 38, figure: "31 of 38", groups: [["City", 11, 14]] } }),
    "KLM482:O-1": result({ kind: "concern", cite: "Objection", text: "Too dear", about: "KLM482:P-001" }),
  },
  fates: { "KLM482:P-001": { kind: "adopted", measure: "m", into: null, text: "", who: "", on: "" } },
  figures: { now: { bare: { q: [0] }, without: [] } },
});

test("the latest choice wins, and one can go back", () => {
  let past = looked(FIRST, { node: "p", sentence: null, ref: null });
  past = looked(past, { node: "p", sentence: 1, ref: null });
  past = looked(past, { node: "p", sentence: 1, ref: "KLM482:C-1" });
  assert.deepEqual(past.looks.at(-1), { ref: "KLM482:C-1" });
  assert.equal(looked(past, { node: "p", sentence: 1, ref: "KLM482:C-1" }), past);
  const back = lookedBefore(past);
  assert.deepEqual([back.node, back.sentence, back.ref], ["p", 1, null]);
  assert.equal(looked(back, back), back);
  assert.equal(lookedBefore(looked(FIRST, { node: "p", sentence: null, ref: null })), null);
});

test("a sentence rests on its own chips, the text on those and on its sources", () => {
  assert.deepEqual(restsHere(data(), "p", 0), { own: ["KLM482:P-001"], whole: ["KLM482:C-1"] });
  assert.deepEqual(restsHere(data(), "p", 1), { own: [], whole: ["KLM482:C-1"] });
  assert.deepEqual(restsHere(data(), "p", null), { own: ["KLM482:P-001", "KLM482:C-1"], whole: [] });
});

test("a sentence is quoted letter by letter, and its place is counted in letters", () => {
  const { p } = data().nodes;
  assert.equal(wordsOf(p, 1), "The city opens a desk.");
  const { quoted, before } = quotedIn(p, 1);
  assert.equal([...TEXT].slice(before, before + [...quoted].length).join(""), "The city opens a desk.");
  assert.equal(quotedIn(p, 9), null);
});

test("a vote is told once, and one that is named says most", () => {
  assert.deepEqual(votesOf(data(), ["KLM482:C-1", "KLM482:V-s/C-1"]).map(([ref]) => ref), ["KLM482:V-s/C-1"]);
  assert.deepEqual(votesOf(data(), ["KLM482:P-001"]), []);
});

test("groups keep their shape everywhere", () => assert.deepEqual(groupMarks(data().results), { City: 1, Newcomers: 2 }));

test("what was held against a group is held against its proposals", () => assert.deepEqual(heldAgainst(data(), "KLM482:C-1"), ["KLM482:O-1"]));

test("passages that rest on nothing are counted in the chapter that is looked at", () => {
  assert.deepEqual(bareHere(data(), "m"), { bare: ["q"], of: 1, top: "c" });
  assert.deepEqual(bareHere(data(), null), { bare: ["q"], of: 2, top: null });
});

test("results are found without accents, and not those that are there already", () => {
  assert.deepEqual(findResults(data(), "sansa INTAI"), ["KLM482:C-1"]);
  assert.deepEqual(findResults(data(), "sansa", ["KLM482:C-1"]), []);
  assert.deepEqual(findResults(data(), " "), []);
});

test("a fate is told in words, and leads to its measure while that stands", () => {
  const all = data();
  assert.deepEqual([fateTold(all, "KLM482:P-001").words, fateTold(all, "KLM482:P-001").node], ["adopted in M3", "m"]);
  all.fates["KLM482:P-001"].measure = "x";
  assert.equal(fateTold(all, "KLM482:P-001").node, null);
  assert.equal(fateTold(all, "KLM482:O-1"), null);
});

test("remarks are those of the part, then the others, newest first, as far as they are wanted", () => {
  const all = { ...data(), remarks: {
    a: { node: "p", at: 1, round: "r", quoted: "The city opens", replies: [] },
    b: { node: "p", at: 2, round: null, quoted: "gone", replies: [{ outcome: "not" }, { outcome: "taken" }] },
    d: { node: null, at: 3, round: "r", quoted: "", replies: [] },
  } };
  const ids = ({ here, others }) => [here.map(([id]) => id), others.map(([id]) => id)];
  assert.deepEqual(ids(remarksFor(all, "p", { answered: "all", round: "" })), [["b", "a"], ["d"]]);
  assert.deepEqual(ids(remarksFor(all, "p", { answered: "open", round: "r" })), [["a"], ["d"]]);
  assert.deepEqual(ids(remarksFor(all, null, { answered: "answered", round: "none" })), [[], ["b"]]);
  assert.equal(outcomeOf(all.remarks.b), "taken");
  assert.deepEqual([quoteStands(all, all.remarks.a), quoteStands(all, all.remarks.b), quoteStands(all, all.remarks.d)], [true, false, false]);
});

test("one can say something in a round on its last day, and not after it", () => {
  const rounds = { reviews: { r: { status: "open", closes: "2026-11-30" }, s: { status: "closed", closes: "2026-12-30" } } };
  assert.deepEqual(openRounds(rounds, "2026-11-30").map(([id]) => id), ["r"]);
  assert.deepEqual(openRounds(rounds, "2026-12-01"), []);
});
