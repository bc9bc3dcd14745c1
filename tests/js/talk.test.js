import assert from "node:assert/strict";
import { test } from "node:test";

import { balance, reasonFor, speaking, spokenFor, suggested, turns } from "../../roundtable/static/js/console/talk.js";
import { room } from "./fixtures.js";

const queue = {
  t1: { status: "speaking", group: "g1", position: 1, begun: 1000 }, t2: { status: "waiting", group: "g1", position: 2 },
  t3: { status: "waiting", group: "g2", position: 3 }, t4: { status: "done", group: "g2", position: 0 },
};
const talk = { now: { groups: [{ group: "g1", turns: 2, seconds: 60 }, { group: "g2", turns: 1, seconds: 70 }], next: "t3" } };

test("who waits comes in the order of asking, who speaks stands alone", () => {
  const data = room({ queue, talk });
  assert.deepEqual(turns(data, "waiting").map(([id]) => id), ["t2", "t3"]);
  assert.equal(speaking(data)[0], "t1");
  assert.equal(speaking(room()), null);
});

test("the running turn counts for its group at once", () => {
  assert.deepEqual(balance(room({ queue, talk }), 21_000).map((each) => [each.group, each.turns, each.seconds, each.share]),
    [["g1", 3, 80, 1], ["g2", 1, 70, 0.875]]);
  assert.equal(spokenFor({ begun: 5000 }, 4000), 0);
});

test("balance may suggest somebody who did not ask first, and says why", () => {
  const data = room({ queue, talk });
  assert.equal(suggested(data)[0], "t3");
  assert.equal(reasonFor(data, "t3"), "quiet");
  assert.equal(reasonFor(data, "t2"), "first");
  assert.equal(suggested(room({ queue, talk: { now: { groups: [], next: "gone" } } }))[0], "t2");
  assert.equal(suggested(room()), null);
});
