import assert from "node:assert/strict";
import { test } from "node:test";

import { mergedRows, mergedTotal, rowsOf, rulesFor, standingOf } from "../../roundtable/static/js/console/merging.js";

const result = {
  ballot: "approval", voted: 36,
  options: [
    { option: "a", rank: 1, total: 30 }, { option: "b", rank: 2, total: 27 }, { option: "c", rank: 3, total: 25 }, { option: "d", rank: 4, total: 10 },
  ],
};
const choice = (rule, more = {}) => ({ chosen: ["b", "c"], into: "b", rule, ...more });

test("the sum and the higher one are known at once; once is between two until it is counted", () => {
  assert.deepEqual(mergedTotal(result, choice("sum")), { low: 52, high: 52 });
  assert.deepEqual(mergedTotal(result, choice("higher")), { low: 27, high: 27 });
  assert.deepEqual(mergedTotal(result, choice("once")), { low: 27, high: 36 });
  assert.deepEqual(mergedTotal({ ...result, ballot: "dots" }, choice("once")), { low: 52, high: 52 });
});

test("what the server counted goes before every guess", () => {
  const counted = { once: [{ option: "b", rank: 1, total: 33 }, { option: "a", rank: 2, total: 30 }, { option: "d", rank: 3, total: 10 }] };
  assert.deepEqual(mergedTotal(result, choice("once", { counted })), { low: 33, high: 33 });
  assert.deepEqual(mergedRows(result, choice("once", { counted })).map((row) => row.option), ["b", "a", "d"]);
});

test("the new order is shown with its ranks, ties sharing one", () => {
  const rows = mergedRows(result, choice("sum"));
  assert.deepEqual(rows.map((row) => [row.option, row.rank, row.low]), [["b", 1, 52], ["a", 2, 30], ["d", 3, 10]]);
  assert.deepEqual(mergedRows(result, { chosen: ["c", "d"], into: "d", rule: "higher" }).map((row) => row.rank), [1, 2, 3]);
});

test("a further merge begins at what stands after the ones before", () => {
  const revised = { options: [{ option: "b", rank: 1, total: 33 }], texts: {} };
  assert.deepEqual(rowsOf(standingOf({ ...result, revised })), [{ option: "b", rank: 1, low: 33, high: 33 }]);
  assert.equal(standingOf(result).options.length, 4);
});

test("only what adds up marks is added up; pairs are not put together", () => {
  assert.deepEqual(rulesFor({ ballot: "opinion", rule: "approval" }), ["once", "sum", "higher"]);
  assert.deepEqual(rulesFor({ ballot: "approval", rule: "phragmen" }), ["once"]);
  assert.deepEqual(rulesFor({ ballot: "ranking", rule: "schulze" }), ["once"]);
  assert.deepEqual(rulesFor({ ballot: "consent", rule: "" }), ["once"]);
  assert.deepEqual(rulesFor({ ballot: "pairs", rule: "ranked_pairs" }), []);
});
