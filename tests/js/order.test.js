import assert from "node:assert/strict";
import { test } from "node:test";

import { mixed, ownOrder, ownPairs } from "../../roundtable/static/js/phone/order.js";
import { dense, nextPlace, patchOf, tapped } from "../../roundtable/static/js/phone/overlay.js";

test("an order of one's own is that of the server", () => {
  // As tests/core/test_shuffling.py has it.
  assert.equal(mixed("hello"), 2290972270);
  assert.deepEqual(ownOrder("p1s1", ["a", "b", "c", "d"]), ["b", "a", "d", "c"]);
  assert.deepEqual(ownPairs("p1s1", ["a", "b", "c"]), [["b-c", ["b", "c"]], ["a-c", ["c", "a"]], ["a-b", ["b", "a"]]]);
  assert.deepEqual(ownPairs("p1s1", ["c", "a", "b"]), ownPairs("p1s1", ["a", "b", "c"]));
});

test("a tap gives the next place, another takes it away, and the others close up", () => {
  let marks = {};
  for (const option of ["b", "a", "c"]) marks = tapped(marks, option);
  assert.deepEqual(marks, { b: 1, a: 2, c: 3 });
  assert.deepEqual(tapped(marks, "b"), { a: 1, c: 2 });
  assert.deepEqual(tapped({ a: 4, b: 4, c: 9 }, "d"), { a: 1, b: 1, c: 2, d: 3 });
  assert.equal(nextPlace({ a: 4, b: 4 }), 2);
  assert.deepEqual(dense({ a: 7, b: 7, c: 2 }), { a: 2, b: 2, c: 1 });
});

test("only what differs is sent", () => {
  assert.deepEqual(patchOf({ b: 1, a: 2, c: 3 }, { a: 1, c: 2 }), { b: null, a: 1, c: 2 });
  assert.deepEqual(patchOf({ a: 1 }, { a: 1 }), {});
});
