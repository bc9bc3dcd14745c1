import assert from "node:assert/strict";
import { test } from "node:test";

import { predict } from "../../roundtable/static/js/console/predict.js";
import { stagesOf } from "../../roundtable/static/js/console/board.js";
import { room } from "./fixtures.js";

const after = (command, args, data = room(), id = "new") => predict(data, [{ id, command, args, state: "sending" }], 0);
const order = (data) => stagesOf(data).map(([id]) => id);

test("a held text is shown, returned or hidden at once", () => {
  assert.equal(after("approve_proposal", { proposal: "p2" }).proposals.p2.status, "shown");
  assert.deepEqual([after("return_proposal", { proposal: "p2", reason: "r" }).proposals.p2].map((p) => [p.status, p.reason]), [["returned", "r"]]);
  assert.equal(after("hide_comment", { comment: "c" }, room({ comments: { c: { status: "held" } } })).comments.c.status, "hidden");
});

test("proposals that say the same lie with the one that stands for them", () => {
  const { proposals } = after("merge_proposals", { proposals: ["p1"], into: "p3" });
  assert.deepEqual([proposals.p1.status, proposals.p1.merged_into], ["merged", "p3"]);
  assert.equal(proposals.p3.status, "held");
});

test("the agenda: new, moved, changed, removed", () => {
  assert.deepEqual(order(after("add_stage", { kind: "break", title: { en: "Tea" }, minutes: 5, before: "s3" })), ["s1", "s2", "new", "s3", "s4"]);
  assert.deepEqual(order(after("add_stage", { kind: "break", title: { en: "Tea" }, before: null })), ["s1", "s2", "s3", "s4", "new"]);
  assert.deepEqual(order(after("move_stage", { stage: "s4", before: "s1" })), ["s4", "s1", "s2", "s3"]);
  assert.deepEqual(order(after("move_stage", { stage: "s2", before: null })), ["s1", "s3", "s4", "s2"]);
  assert.deepEqual(order(after("remove_stage", { stage: "s3" })), ["s1", "s2", "s4"]);
  const changed = after("edit_stage", { stage: "s3", untimed: true, settings: { ballot: "dots" } }).stages.s3;
  assert.deepEqual([changed.minutes, changed.settings], [null, { ballot: "dots", on: "clusters" }]);
});

test("nothing goes behind the closing", () => {
  const data = room();
  data.stages.s4.kind = "close";
  assert.deepEqual(order(after("add_stage", { kind: "break", title: { en: "Tea" }, before: null }, data)), ["s1", "s2", "s3", "new", "s4"]);
  assert.deepEqual(order(after("move_stage", { stage: "s1", before: null }, data)), ["s2", "s3", "s1", "s4"]);
});

test("what is written down is there under the command's id", () => {
  const data = after("write_minute", { kind: "task", text: "Ask", who: "Ana", due: "2026-12-01" });
  assert.deepEqual([data.minutes.new.who, data.minutes.new.stage, data.minutes.new.status], ["Ana", "s2", "open"]);
  assert.equal(after("finish_task", { minute: "m", done: true }, room({ minutes: { m: { status: "open" } } })).minutes.m.status, "done");
  assert.deepEqual(after("remove_minute", { minute: "m" }, room({ minutes: { m: {} } })).minutes, {});
});

test("the word goes from one to the next", () => {
  const queue = { t1: { status: "speaking" }, t2: { status: "waiting" }, t3: { status: "waiting" } };
  const talk = { now: { groups: [], next: "t3" } };
  const status = (data) => Object.values(data.queue).map((turn) => turn.status).join();
  assert.equal(status(after("call_next", { turn: "t2" }, room({ queue, talk }))), "done,speaking,waiting");
  assert.equal(status(after("call_next", {}, room({ queue, talk }))), "done,waiting,speaking");
  assert.equal(status(after("end_turn", { turn: "t1" }, room({ queue, talk }))), "done,waiting,waiting");
});

test("two changes of a rehearsal, one after the other, are both kept", () => {
  const playing = { people: 24, speed: 16, running: true };
  assert.deepEqual(after("set_rehearsal", playing).roundtable.r.rehearsal, playing);
});

test("one thing large, one reminder, a goal", () => {
  assert.equal(after("spotlight", { thing: "p1" }).roundtable.r.spotlight, "p1");
  assert.equal(after("nudge", {}).stages.s2.nudged, true);
  assert.equal(after("set_goal", { group: "g1", goal: 9 }).groups.g1.goal, 9);
});
