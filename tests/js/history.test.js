import assert from "node:assert/strict";
import { test } from "node:test";

import { stepWords } from "../../roundtable/static/js/console/history.js";

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
