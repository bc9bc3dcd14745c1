import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { stepsOf, stepWords, told } from "../../roundtable/static/js/strategy/dialogs/history-words.js";
import {
  addPhase, cameIn, cited, counted, dropPhase, forWriting, hows, listChanged, pairFor, phaseWrong, questionsIn, roundsOf, saidBy, shortened, versionsOf, withPhase,
} from "../../roundtable/static/js/strategy/dialogs/model.js";

const versions = { versions: { a: { at: 1 }, b: { at: 3 }, c: { at: 2 } } };

test("a version is compared with the one after it, the newest with what stands now", () => {
  assert.deepEqual(versionsOf(versions).map(([id]) => id), ["b", "c", "a"]);
  assert.deepEqual(pairFor(versions, "b"), { from: "b", to: "now" });
  assert.deepEqual(pairFor(versions, "a"), { from: "a", to: "c" });
});

test("what happened to a part is said in a word each", () => {
  const changes = [{ added: true }, { removed: true }, { moved: true, differences: [["text", []]] }, { differences: [["title", []]] }];
  assert.deepEqual(changes.map(hows), [["added"], ["removed"], ["moved", "changed"], ["changed"]]);
  assert.deepEqual(counted(changes), { added: 1, removed: 1, moved: 1, changed: 2 });
});

test("long words that stay are cut, what changed never is", () => {
  const long = "word ".repeat(100);
  const [before, gone, between, after] = shortened([["same", long], ["del", long], ["same", long], ["same", long]]);
  assert.ok(before[1].startsWith("…") && before[1].length < 130);
  assert.equal(gone[1], long);
  assert.match(between[1], /^word.*….*word $/);
  assert.ok(after[1].endsWith("…"));
  assert.deepEqual(shortened([["same", "short"]]), [["same", "short"]]);
});

test("chips are cited as people know them, and sources are told whole", () => {
  assert.equal(cited("So. [[KLM482:C-1]] [[KLM482:P-9]]", { "KLM482:C-1": { cite: "31 of 38" } }), "So. [31 of 38] [KLM482:P-9]");
  const difference = [["same", "KLM482:C-1\nKLM482:P-00"], ["del", "1"], ["ins", "2\nKLM482:P-007"]];
  assert.deepEqual(listChanged(difference), { gone: ["KLM482:P-001"], came: ["KLM482:P-002", "KLM482:P-007"] });
});

test("chips read as they are cited while one suggests, and are chips again afterwards", () => {
  const results = { "KLM482:C-1": { cite: "C-1", roundtable: "KLM482" }, "ABC123:C-1": { cite: "C-1", roundtable: "ABC123" } };
  const text = "One. [[KLM482:C-1]] Two. [[ABC123:C-1]] [[KLM482:C-1]]";
  const { words, back, chips } = forWriting(text, results);
  assert.equal(words, "One. [C-1] Two. [C-1 ABC123] [C-1]");
  assert.deepEqual(chips, ["[C-1]", "[C-1 ABC123]"]);
  assert.equal(back(words.replace("Two", "Three")), text.replace("Two", "Three"));
});

test("phases come, change and go, and end after they begin", () => {
  const phases = addPhase(addPhase([], "review"), "pilot");
  assert.deepEqual(withPhase(phases, 1, { first: "2026-01-02" })[1], { kind: "pilot", title: "", first: "2026-01-02", last: "" });
  assert.deepEqual(dropPhase(phases, 0).map(({ kind }) => kind), ["pilot"]);
  assert.equal(phaseWrong({ first: "2026-02-01", last: "2026-01-01" }), "backwards");
  assert.equal(phaseWrong({ first: "2026-02-01", last: "" }), "");
});

test("questions are lines, and what came in is sorted by them", () => {
  assert.deepEqual(questionsIn(" One? \n\nTwo?\n"), ["One?", "Two?"]);
  const data = { reviews: { r: { questions: ["One?", "Two?"] } }, remarks: {
    a: { round: "r", kind: "answer", question: 1, who: "me", at: 1, replies: [] },
    b: { round: "r", kind: "opinion", question: -1, who: "me", at: 2, replies: [{}] },
    c: { round: "r", kind: "suggestion", question: -1, who: "me", at: 3, replies: [] },
    d: { round: null, kind: "comment", question: -1, who: "me", at: 4, replies: [] },
  } };
  const { opinions, answers, remarks, open } = cameIn(data, "r");
  assert.deepEqual([opinions, ...answers, remarks].map((all) => all.map(([id]) => id)), [["b"], [], ["a"], ["c"]]);
  assert.equal(open, 2);
  assert.equal(saidBy(data, "r", "me", -1).length, 1);
  assert.equal(saidBy(data, "r", "other", 1).length, 0);
});

test("a round is open on its last day", () => {
  const data = { reviews: { r: { status: "open", closes: "2026-11-30" }, s: { status: "closed", closes: "2026-12-30" } } };
  assert.deepEqual(roundsOf(data, "2026-11-30").open.map(([id]) => id), ["r"]);
  assert.deepEqual(roundsOf(data, "2026-12-01").closed.map(([id]) => id), ["s", "r"]);
});

test("every step that can be undone has words, also undone and redone", () => {
  const protocol = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf-8");
  const part = protocol.slice(protocol.indexOf("## Commands on a strategy")).split(/^### /m).slice(1);
  const undoable = part.filter((each) => each.includes("Can be undone")).map((each) => each.match(/`(\w+)`/)[1]);
  assert.ok(undoable.length > 8);
  assert.deepEqual(undoable.filter((command) => command !== "undo" && !told.includes(command)), []);
  const step = { command: "take_in", names: { cite: "C-1" } };
  assert.equal(stepWords({ command: "undo", names: { command: "take_in", names: { cite: "C-1" } } }), `undone: ${stepWords(step)}`);
  assert.equal(stepWords({ command: "undo", names: { command: "undo", names: step } }), `redone: ${stepWords(step)}`);
  assert.deepEqual(stepsOf({ timeline: { a: { rev: 1 }, b: { rev: 2 } } }).map(([id]) => id), ["b", "a"]);
});
