import assert from "node:assert/strict";
import { test } from "node:test";

import { argsOf, holdsAll, wrote } from "../../roundtable/static/js/phone/args.js";

test("a form's fields become arguments: endings say what a value is, dots nest", () => {
  assert.deepEqual(argsOf([
    ["command", "give_feedback"], ["id", "x"], ["csrf_token", "y"], ["at", "p-1"],
    ["stage", "s1"], ["answers.useful:number", "4"], ["answers.heard:number", ""],
    ["answers.good", "the tables"], ["area:maybe", ""], ["stands:flag", "yes"], ["on:flag", "no"],
  ]), {
    stage: "s1", answers: { useful: 4, good: "the tables" }, area: null, stands: true, on: false,
  });
});

test("what was written in something sent, and the form it came from", () => {
  assert.equal(wrote({ text: "a", stage: "s" }), "a");
  assert.equal(wrote({ answers: { useful: 4, good: "b" } }), "b");
  assert.equal(wrote({ concern: "c" }), "");
  assert.ok(holdsAll({ proposal: "p", kind: "question", text: "x" }, { proposal: "p", kind: "question" }));
  assert.ok(!holdsAll({ proposal: "q" }, { proposal: "p" }));
});
