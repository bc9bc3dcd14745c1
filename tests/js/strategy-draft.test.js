import assert from "node:assert/strict";
import { test } from "node:test";

import { told, withIndicator } from "../../roundtable/static/js/strategy/draft/measure-model.js";
import { moved, nextBare, placesAfter, removedIn, rowsOf, sentencesOf, sourcesFor } from "../../roundtable/static/js/strategy/draft/model.js";
import { answered, arrived, due, idle, placeAfter, rebased, sending, start, typed, unknown } from "../../roundtable/static/js/strategy/draft/typing.js";
import { compared, goesOn } from "../../roundtable/static/js/strategy/draft/words.js";

const node = (kind, parent, position, more = {}) => ({ kind, parent, position, status: "shown", body: kind === "passage" ? { text: "" } : { title: kind }, ...more });
const NODES = {
  sum: node("passage", null, 1), pil: node("passage", null, 2, { section: "pilot" }), c1: node("chapter", null, 1, { body: { title: "Work", area: "Labour market" } }),
  lead: node("passage", "c1", 1), p1: node("priority", "c1", 1), a: node("passage", "p1", 1), m: node("measure", "p1", 2), b: node("passage", "p1", 3),
  c2: node("chapter", null, 2), p2: node("priority", "c2", 1), gone: node("passage", "p2", 1, { status: "removed" }),
};

test("the sheet is read from the summary through chapters to the pilot", () => {
  const rows = rowsOf(NODES);
  assert.deepEqual(rows.map(({ id }) => id), ["sum", "c1", "lead", "p1", "a", "m", "b", "c2", "p2", "pil"]);
  assert.deepEqual(rows.filter(({ number }) => number).map(({ number, area }) => [number, area]), [[1, "Labour market"], [2, "chapter"]]);
  assert.equal(rows.at(-1).opens, "pilot");
  assert.deepEqual(removedIn(NODES).map(([id]) => id), ["gone"]);
});

test("what can be added stands behind where one is", () => {
  assert.deepEqual(placesAfter(NODES, "a"), [
    { kind: "passage", into: "p1", place: 1 }, { kind: "measure", into: "p1", place: 1 }, { kind: "priority", into: "c1", place: 1 }, { kind: "chapter", into: null, place: 1 }]);
  assert.deepEqual(placesAfter(NODES, "c1")[0], { kind: "passage", into: "c1", place: 0 });
  assert.deepEqual(placesAfter(NODES, "pil")[0], { kind: "passage", into: null, place: 2, section: "pilot" });
});

test("a part moves among its neighbours, and out of its home at the ends", () => {
  assert.deepEqual(moved(NODES, "b", -1), { into: "p1", place: 1 });
  assert.deepEqual(moved(NODES, "a", 1), { into: "p1", place: 1 });
  assert.deepEqual(moved(NODES, "b", 1), { into: "c2", place: 0 });
  assert.deepEqual(moved(NODES, "m", 1), { into: "p1", place: 2 });
  assert.equal(moved(NODES, "c1", -1), null);
});

test("sentences are cut where the server says, a chip counting as one and a letter outside the plane as one", () => {
  const text = "Häuser 🏠 for all. [[KLM482:P-014]] More.";
  assert.deepEqual(sentencesOf(text, [[0, 20], [20, 25]]), [
    { n: 0, pieces: ["Häuser 🏠 for all. ", { ref: "KLM482:P-014" }, " "] }, { n: 1, pieces: ["More."] }]);
});

test("the next sentence that rests on nothing is behind where one is, and after the last comes the first", () => {
  const rows = rowsOf(NODES);
  const bare = { sum: [2], b: [0, 1] };
  assert.deepEqual(nextBare(rows, bare, { node: null, sentence: null }), ["sum", 2]);
  assert.deepEqual(nextBare(rows, bare, { node: "a", sentence: null }), ["b", 0]);
  assert.deepEqual(nextBare(rows, bare, { node: "b", sentence: 1 }), ["sum", 2]);
  assert.deepEqual(nextBare(rows, bare, { node: "b", sentence: 0 }, -1), ["sum", 2]);
  assert.equal(nextBare(rows, {}, { node: null, sentence: null }), null);
});

test("a source is found without its accents", () => {
  const results = { "A:P-1": { cite: "P-1", text: "Competențe" }, "A:P-2": { cite: "P-2", text: "Limba" } };
  assert.deepEqual(sourcesFor(results, "compet p-1").map(([ref]) => ref), ["A:P-1"]);
});

const at = (version, text) => ({ version, body: { text } });
const sent = (text) => sending(typed(start(at(1, "One.")), { text }), "w1", { text });

test("what is typed while the answer is awaited goes on from the new version", () => {
  const block = answered(typed(sent("One. Two."), { text: "One. Two. Three." }), { ok: true, result: { how: "saved", version: 2 } });
  assert.deepEqual(due(block), { base: 2, fields: { text: "One. Two. Three." } });
  assert.ok(idle(arrived(answered(sent("One. Two. "), { ok: true, result: { how: "saved", version: 2 } }), at(2, "One. Two."))));
});

test("a space at the end stays while one types, though the server takes it off", () => {
  const block = arrived(answered(sent("One. Two "), { ok: true, result: { how: "saved", version: 2 } }), at(2, "One. Two"));
  assert.equal(block.body.text, "One. Two ");
  assert.equal(due(block), null);
});

test("what was merged comes in, and what was typed since stays", () => {
  const merged = { ok: true, result: { how: "merged", version: 3 } };
  const waits = answered(typed(sent("One. Two."), { text: "One. Two. More." }), merged);
  assert.equal(due(waits), null);
  const block = arrived(waits, at(3, "Zero. One. Two."));
  assert.equal(block.body.text, "Zero. One. Two. More.");
  assert.deepEqual(due(block), { base: 3, fields: { text: "Zero. One. Two. More." } });
});

test("what lies aside or was refused is not sent again as it is, and is not lost", () => {
  for (const answer of [{ ok: true, result: { how: "aside", version: 4 } }, { ok: false, message: "Too long" }]) {
    const block = answered(sent("Other."), answer);
    assert.equal(block.body.text, "Other.");
    assert.equal(due(block), null);
    assert.deepEqual(due(typed(block, { text: "Other!" })), { base: 1, fields: { text: "Other!" } });
  }
});

test("of a measure all is saved but the field that was refused, until that is written anew", () => {
  const measure = (version, body) => ({ version, body });
  const began = typed(start(measure(1, { objective: "", timeline: {} })), { objective: "Work", timeline: { first: "soon" } });
  const refused = answered(sending(began, "w1", due(began).fields), { ok: false, message: "No day", field: "timeline" });
  assert.deepEqual(due(refused), { base: 1, fields: { objective: "Work" } });
  const saved = answered(sending(refused, "w2", due(refused).fields), { ok: true, result: { how: "saved", version: 2 } });
  assert.equal(due(saved), null);
  assert.equal(saved.refused.words, "No day");
  assert.deepEqual(due(typed(saved, { timeline: { first: "2027" } })), { base: 2, fields: { timeline: { first: "2027" } } });
});

test("a change of others never takes away what was typed", () => {
  const block = arrived(typed(start(at(1, "One.")), { text: "Mine." }), at(2, "Theirs."));
  assert.deepEqual(due(block), { base: 1, fields: { text: "Mine." } });
  assert.equal(arrived(start(at(1, "One.")), at(2, "Theirs.")).body.text, "Theirs.");
});

test("what was on its way when the page died goes again, unless it lies aside", () => {
  assert.deepEqual(due(unknown(sent("Two."), false)), { base: 1, fields: { text: "Two." } });
  assert.equal(due(unknown(sent("Two."), true)), null);
});

test("changes at two places are put together, at one place they are not; the caret stays", () => {
  assert.equal(rebased("a b c", "A b c", "a b C"), "A b C");
  assert.equal(rebased("a b c", "a x c", "a y c"), null);
  assert.equal(placeAfter("One two", "Zero. One two", 5), 11);
  assert.equal(placeAfter("One two", "One two three", 3), 3);
});

test("differing words are marked on both sides, and a text that is written on has the earlier one in it", () => {
  assert.deepEqual(compared("One desk opens.", "Two desks opens."), {
    before: [["One", true], [" ", false], ["desk", true], [" opens.", false]], after: [["Two", true], [" ", false], ["desks", true], [" opens.", false]] });
  assert.ok(goesOn("One desk opens in May.", "One desk in May"));
  assert.ok(!goesOn("One desk", "One office"));
});

test("a measure's fields are told in a line", () => {
  const words = { quarter: (n, year) => `Q${n} ${year}`, money: (amount) => amount };
  assert.deepEqual(told("timeline", { first: "2027-Q2", last: "2028" }, words), ["Q2 2027 – 2028"]);
  assert.deepEqual(told("indicators", [{ name: "Days", baseline: "140", target: "30", unit: "days", source: "registry" }], words), ["Days: 140 → 30 days (registry)"]);
  assert.deepEqual(told("budget", { amount: "", currency: "", source: "" }, words), []);
  assert.deepEqual(withIndicator([{ name: "a" }], 1, "name", ""), [{ name: "a" }]);
});
