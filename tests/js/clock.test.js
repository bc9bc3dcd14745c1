import assert from "node:assert/strict";
import { test } from "node:test";

import { asClock, asMinutes, makeClock, timeLeft } from "../../roundtable/static/js/lib/clock.js";

const none = { endsAt: null, remaining: null, minutes: null };

test("the sample that travelled least is the truest", () => {
  const clock = makeClock();
  clock.sample(100_000, 40_300); // 300 ms late
  clock.sample(160_000, 100_020); // 20 ms late
  clock.sample(200_000, 140_900); // 900 ms late: ignored
  assert.equal(clock.now(200_000), 259_980);
});

test("when the device's own clock is set anew, its old samples are worth nothing", () => {
  const clock = makeClock();
  clock.sample(100_000, 40_000);
  clock.sample(200_000, 500_000);
  assert.equal(clock.now(500_000), 200_000);
});

test("without a sample the own clock has to do", () => {
  assert.equal(makeClock().now(7), 7);
});

test("a running, paused, waiting, finished and missing timer", () => {
  const eight = { ...none, minutes: 8 };
  assert.deepEqual(timeLeft({ ...eight, endsAt: 250_000 }, 10_000), { left: 240_000, share: 0.5, kind: "running" });
  assert.deepEqual(timeLeft({ ...eight, remaining: 120_000 }, 0), { left: 120_000, share: 0.25, kind: "paused" });
  assert.deepEqual(timeLeft(eight, 0), { left: 480_000, share: 1, kind: "idle" });
  assert.deepEqual(timeLeft({ ...eight, endsAt: 5 }, 5), { left: 0, share: 0, kind: "over" });
  assert.deepEqual(timeLeft(none, 5), { left: 0, share: 0, kind: "none" });
});

test("a timer that was extended beyond its plan is a full ring, not more", () => {
  assert.equal(timeLeft({ ...none, minutes: 1, endsAt: 600_000 }, 0).share, 1);
});

test("0:00 and 0 minutes are shown only at the end", () => {
  assert.deepEqual([250_000, 1, 0, 4_500_000].map(asClock), ["4:10", "0:01", "0:00", "75:00"]);
  assert.deepEqual([250_000, 1, 0].map(asMinutes), [5, 1, 0]);
});
