import assert from "node:assert/strict";
import { test } from "node:test";

import { commentsOn, hands, held, missing, nextHeld } from "../../roundtable/static/js/console/waiting.js";
import { minorities, optionTitle, votesIn, voteBehind } from "../../roundtable/static/js/console/votes.js";
import { room } from "./fixtures.js";

test("what is held comes oldest first, proposals before comments", () => {
  const data = room({ comments: {
    c2: { proposal: "p1", status: "held", created: 20 }, c1: { proposal: "p1", status: "held", created: 10 },
    c3: { proposal: "p1", status: "shown", created: 5 },
  } });
  assert.deepEqual(held(data).map((each) => [each.what, each.id]), [["proposal", "p2"], ["proposal", "p3"], ["comment", "c1"], ["comment", "c2"]]);
  assert.deepEqual(commentsOn(data, "p1").map(([id]) => id), ["c3"]);
});

test("after a decision the next text is at hand, after the last one the one before", () => {
  const list = [{ id: "a" }, { id: "b" }, { id: "c" }];
  assert.equal(nextHeld(list, "a"), "b");
  assert.equal(nextHeld(list, "c"), "b");
  assert.equal(nextHeld([{ id: "a" }], "a"), null);
});

test("hands that wait are counted, people who have not acted too", () => {
  assert.equal(hands(room({ queue: { t1: { status: "waiting" }, t2: { status: "speaking" }, t3: { status: "waiting" } } })), 2);
  assert.equal(missing(room(), "s2"), 3);
  assert.equal(missing(room(), "s3"), null);
});

test("a result looks back on the vote that it names, else on the nearest one before", () => {
  const data = room();
  assert.equal(voteBehind(data, data.stages.s4), "s3");
  assert.equal(voteBehind(data, { ...data.stages.s4, settings: { of: "x" } }), "x");
  assert.equal(voteBehind(data, data.stages.s1), null);
});

test("ballots count as in where people have acted or a result is there", () => {
  assert.equal(votesIn(room(), "s3"), false);
  assert.equal(votesIn(room({ turnout: { s3: { present: 10, acted: 1, groups: [] } } }), "s3"), true);
  assert.equal(votesIn(room({ results: { s3: {} } }), "s3"), true);
});

test("an option has its title also where its vote is not the open one, and after a merge", () => {
  const results = { s3: { titles: { o1: "As voted", o2: "Other" }, revised: { texts: { o1: { title: "Together" } } } } };
  assert.equal(optionTitle(room({ results }), "s3", "o1"), "Together");
  assert.equal(optionTitle(room({ results }), "s3", "o2"), "Other");
  assert.equal(optionTitle(room({ results, options: { o2: { title: "", text: "Its words" } } }), "s3", "o2"), "Its words");
});

test("a minority position is what most of a group wants and most of the room does not", () => {
  const row = (option, people, ...parts) => ({ option, people, by_group: parts.map(([yes, of]) => ({ for: yes, of })) });
  const result = { voted: 20, groups: [{ group: "g1" }, { group: "g2" }, { group: "other" }], options: [
    row("a", 15, [8, 8], [5, 6], [2, 6]), row("b", 9, [3, 8], [5, 6], [1, 6]), row("c", 8, [2, 8], [1, 6], [5, 6]),
  ] };
  assert.deepEqual(minorities(result), [{ option: "b", for: 9, of: 20, groups: [{ group: "g2", for: 5, of: 6 }] }]);
  assert.deepEqual(minorities(undefined), []);
});
