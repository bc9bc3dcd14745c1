import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { isModeration, stepsOf, stepWords, told, whoWords, whyWords } from "../../roundtable/static/js/console/history.js";

test("the button says what it undoes", () => {
  const words = (command, names) => stepWords({ id: "x", command, names }, "en");
  assert.equal(words("merge_clusters", { cluster: "A", into: "B" }), "merge of A into B");
  assert.equal(words("move_proposals", { count: 1, proposal: 14, cluster: "B" }), "move of P-014 to B");
  assert.equal(words("move_proposals", { count: 3 }), "taking 3 proposals out of its group");
  assert.equal(words("edit_stage", { stage: { en: "Vote" } }), "change of the step Vote");
  assert.equal(words("hide_proposal", { proposal: 7 }), "hiding of P-007");
  assert.equal(words("some_new_thing", {}), "some new thing");
  assert.equal(stepWords(null, "en"), "");
});

test("whatever a facilitator, a host or the desk can do has words for the timeline", () => {
  const all = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
  const protocol = all.slice(0, all.indexOf("## Commands on a strategy")); // those have words of their own
  const quiet = ["edit_front", "edit_passage", "start_export", "finish_export", "finish_suggestion", "join", "undo", "select_theme"];
  const commands = [...protocol.matchAll(/^### `(\w+)`/gm)].map(([, name]) => name).filter((name) => !quiet.includes(name));
  assert.ok(commands.length > 20);
  assert.deepEqual(commands.filter((name) => !told.includes(name)), []);
});

test("undo and redo say of what; moderation is known also where it was undone", () => {
  const hidden = { command: "hide_proposal", names: { proposal: 7 } };
  const undone = { command: "undo", names: hidden };
  assert.equal(stepWords(undone, "en"), "undone: hiding of P-007");
  assert.equal(stepWords({ command: "undo", names: { command: "undo", names: hidden } }, "en"), "redone: hiding of P-007");
  assert.ok(isModeration(hidden) && isModeration(undone));
  assert.ok(!isModeration({ command: "open_stage" }));
});

test("why a step cannot be undone, and who took it", () => {
  assert.equal(whyWords({ undoable: true, why: null }), "");
  assert.match(whyWords({ undoable: false, why: "changed_since" }), /changed again/);
  assert.equal(whoWords({ who: "", role: "host" }), "Host");
  assert.equal(whoWords({ who: "Ana", role: "facilitator" }), "Ana");
  assert.deepEqual(stepsOf({ timeline: { a: { rev: 1 }, b: { rev: 3 } } }).map(([id]) => id), ["b", "a"]);
});
