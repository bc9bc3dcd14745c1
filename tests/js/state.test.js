import assert from "node:assert/strict";
import { test } from "node:test";

import { apply, follow } from "../../roundtable/static/js/lib/state.js";

const first = () => ({ rev: 4, data: { stages: { s1: { kind: "vote" } }, clusters: {} } });
const frame = (from, rev, ...changes) => ({ from, rev, changes });

test("a frame sets, replaces and removes whole entities and leaves the old state alone", () => {
  const before = first();
  const after = apply(before, frame(4, 6, ["clusters", "c1", { title: "A" }], ["stages", "s1", null], ["links", "k", { used: false }]));
  assert.deepEqual(after, { rev: 6, data: { stages: {}, clusters: { c1: { title: "A" } }, links: { k: { used: false } } } });
  assert.deepEqual(before, first());
});

test("collections that do not change stay the same objects", () => {
  const before = first();
  assert.equal(apply(before, frame(4, 5, ["clusters", "c1", {}])).data.stages, before.data.stages);
});

test("what is known already changes nothing", () => {
  const before = first();
  assert.equal(apply(before, frame(2, 4, ["stages", "s1", null])), before);
});

test("a frame that overlaps what is known is taken, one beyond a gap is not", () => {
  assert.equal(apply(first(), frame(2, 5, ["stages", "s1", null])).rev, 5);
  assert.equal(apply(first(), frame(5, 6)), null);
});

/** A follower with a clock that is turned by hand. */
function followed(answers = []) {
  const seen = [];
  const timers = [];
  const asked = [];
  const it = follow({ rev: 4, state: first().data }, {
    changed: (state) => seen.push(state.rev),
    sync: async () => { asked.push(1); return answers.shift() ?? null; },
    later: (fn) => timers.push(fn),
    never: () => { timers.length = 0; },
  });
  const ring = async () => { const due = timers.splice(0); for (const fn of due) await fn(); };
  return { it, seen, asked, timers, ring };
}

test("frames that come in the wrong order are put right without asking", async () => {
  const { it, seen, asked, ring } = followed();
  it.frame(frame(5, 6, ["clusters", "b", {}]));
  it.frame(frame(4, 5, ["clusters", "a", {}]));
  await ring();
  assert.deepEqual(seen, [5, 6]);
  assert.deepEqual(Object.keys(it.state.data.clusters), ["a", "b"]);
  assert.equal(asked.length, 0);
});

test("a lost frame is waited for, then a snapshot is asked for and later frames follow it", async () => {
  const { it, seen, asked, ring } = followed([{ rev: 7, state: { clusters: { x: {} } } }]);
  it.frame(frame(5, 6, ["clusters", "b", {}]));
  it.frame(frame(7, 8, ["clusters", "y", {}]));
  assert.deepEqual(seen, []);
  await ring();
  assert.equal(asked.length, 1);
  assert.deepEqual(seen, [7, 8]);
  assert.deepEqual(it.state.data, { clusters: { x: {}, y: {} } });
});

test("without an answer it asks again as long as something is missing", async () => {
  const { it, asked, timers, ring } = followed([null, { rev: 6, state: { clusters: {} } }]);
  it.frame(frame(5, 6));
  await ring();
  assert.equal(timers.length, 1);
  await ring();
  assert.equal(asked.length, 2);
  assert.equal(it.state.rev, 6);
});

test("a snapshot is the truth, also when the server has gone back", () => {
  const { it } = followed();
  it.snapshot({ rev: 2, state: { stages: {} } });
  assert.deepEqual(it.state, { rev: 2, data: { stages: {} } });
  it.frame(frame(2, 3, ["stages", "s", {}]));
  assert.equal(it.state.rev, 3);
});
