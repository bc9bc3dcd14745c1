import assert from "node:assert/strict";
import { test } from "node:test";

import {
  backOff, joined, makeEntry, newId, nextToSend, settled, stateAfter, withState, without, woken,
} from "../../roundtable/static/js/lib/queue.js";

const entry = (id, seq, state = "waiting", answer = null) => ({
  id, seq, state, answer, command: "submit_proposal", args: {},
});

test("ids have 20 characters of the protocol's alphabet and do not repeat", () => {
  const ids = Array.from({ length: 500 }, () => newId());
  for (const id of ids) assert.match(id, /^[0-9a-hjkmnp-tv-z]{20}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test("entries keep their order even when the device's clock goes back", () => {
  const first = makeEntry([], "a", {}, "x", 1000);
  const second = makeEntry([first], "b", {}, "y", 10);
  assert.ok(second.seq > first.seq);
});

test("one entry is on its way at a time, the oldest first", () => {
  const entries = [entry("a", 1), entry("b", 2)];
  assert.equal(nextToSend(entries).id, "a");
  assert.equal(nextToSend(withState(entries, "a", "sending")), null);
  assert.equal(nextToSend(withState(entries, "a", "saved")).id, "b");
});

test("a refused entry does not hold up the ones behind it", () => {
  assert.equal(nextToSend([entry("a", 1, "refused"), entry("b", 2)]).id, "b");
  assert.equal(nextToSend([entry("a", 1, "refused")]), null);
});

test("an answer saves, refuses, or asks to try again", () => {
  assert.equal(stateAfter({ ok: true, rev: 3 }), "saved");
  assert.equal(stateAfter({ ok: false, retry: true }), "waiting");
  assert.equal(stateAfter({ ok: false, retry: false }), "refused");
  assert.equal(stateAfter({ ok: false }), "refused");
});

test("what was on its way when the page died waits again; a refusal stays refused", () => {
  const states = woken([entry("b", 2, "refused"), entry("a", 1, "sending")]);
  assert.deepEqual(states.map(({ id, state }) => [id, state]), [["a", "waiting"], ["b", "refused"]]);
});

test("entries of another window are taken in once, in order", () => {
  const both = joined([entry("a", 1, "sending"), entry("c", 3)], [entry("a", 1), entry("b", 2)]);
  assert.deepEqual(both.map((each) => each.id), ["a", "b", "c"]);
  assert.equal(both[0].state, "sending");
});

test("saved entries go when their effect has arrived, not before", () => {
  const entries = [entry("a", 1, "saved", { ok: true, rev: 7 }), entry("b", 2)];
  assert.equal(settled(entries, 6).length, 2);
  assert.deepEqual(settled(entries, 7).map((each) => each.id), ["b"]);
  assert.deepEqual(without(entries, "b").map((each) => each.id), ["a"]);
});

test("waiting grows, is spread, and has a ceiling", () => {
  assert.ok(backOff(1, 0) < backOff(1, 1));
  assert.ok(backOff(1, 0.5) < backOff(4, 0.5));
  assert.ok(backOff(50, 1) <= 22500);
});
