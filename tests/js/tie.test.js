// A tie that the room settles.

import assert from "node:assert/strict";
import test from "node:test";

import { raised, tiedOf } from "../../roundtable/static/js/console/tie.js";

test("an option is put one place up, the first stays", () => {
  assert.deepEqual(raised(["a", "b", "c"], 2), ["a", "c", "b"]);
  assert.deepEqual(raised(["a", "b", "c"], 1), ["b", "a", "c"]);
  assert.deepEqual(raised(["a", "b"], 0), ["a", "b"]);
});

test("a tie is the room's only while nothing was drawn or put together", () => {
  const count = { tied: ["a", "b"], drawn: null };
  assert.deepEqual(tiedOf({ count }), ["a", "b"]);
  assert.deepEqual(tiedOf({ count, settled: { order: ["b", "a"] } }), ["b", "a"]);
  assert.deepEqual(tiedOf({ count: { ...count, drawn: { seed: "s", order: [] } } }), []);
  assert.deepEqual(tiedOf({ count, revised: {} }), []);
  assert.deepEqual(tiedOf(null), []);
});
