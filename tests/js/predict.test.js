import assert from "node:assert/strict";
import { test } from "node:test";

import { isAhead, positions, predict } from "../../roundtable/static/js/console/predict.js";

const world = () => ({
  roundtable: { r: { screen: { mode: "auto", area: null } } },
  areas: { a1: { position: 0 }, a2: { position: 1 } },
  clusters: {
    c1: { number: 1, area: "a1", title: "Skills", summary: "", position: 1 },
    c2: { number: 2, area: "a1", title: "Language", summary: "", position: 2 },
    c3: { number: 3, area: "a2", title: "Buses", summary: "", position: 3 },
  },
  proposals: {
    p1: { cluster: null, position: 1, status: "shown" }, p2: { cluster: "c1", position: 2, status: "shown" },
    p3: { cluster: "c1", position: 3, status: "shown" }, p4: { cluster: "c2", position: 4, status: "shown" },
  },
  stages: { s: { title: { en: "Vote" }, minutes: 5 } },
});

const after = (command, args, id = "new") => predict(world(), [{ id, command, args, state: "sending" }], 0);
const order = (data, cluster) => Object.entries(data.proposals).filter(([, p]) => p.cluster === cluster)
  .sort(([, a], [, b]) => a.position - b.position).map(([id]) => id);
const clusters = (data) => Object.entries(data.clusters).sort(([, a], [, b]) => a.position - b.position).map(([id]) => id);

test("moved cards stand at the end, or ahead of another card, in the order given", () => {
  assert.deepEqual(order(after("move_proposals", { proposals: ["p4", "p1"], cluster: "c1", before: null }), "c1"), ["p2", "p3", "p4", "p1"]);
  assert.deepEqual(order(after("move_proposals", { proposals: ["p4", "p1"], cluster: "c1", before: "p3" }), "c1"), ["p2", "p4", "p1", "p3"]);
  assert.deepEqual(order(after("move_proposals", { proposals: ["p3"], cluster: "c1", before: "p2" }), "c1"), ["p3", "p2"]);
  assert.equal(after("move_proposals", { proposals: ["p2"], cluster: null, before: null }).proposals.p2.cluster, null);
});

test("a new group has the command's id and takes its cards", () => {
  const data = after("create_cluster", { title: "New", area: "a2", proposals: ["p1", "p4"] });
  assert.deepEqual(data.clusters.new, { number: 4, area: "a2", title: "New", summary: "", position: data.clusters.new.position });
  assert.equal(clusters(data).at(-1), "new");
  assert.deepEqual(order(data, "new"), ["p1", "p4"]);
});

test("a split stands beside what it was split from, in its area", () => {
  const data = after("split_cluster", { cluster: "c1", proposals: ["p3"], title: "Half" });
  assert.deepEqual(clusters(data), ["c1", "new", "c2", "c3"]);
  assert.equal(data.clusters.new.area, "a1");
  assert.deepEqual([order(data, "c1"), order(data, "new")], [["p2"], ["p3"]]);
});

test("merging keeps every card, dissolving lets all of them loose", () => {
  const merged = after("merge_clusters", { cluster: "c1", into: "c2" });
  assert.deepEqual(order(merged, "c2"), ["p4", "p2", "p3"]);
  assert.ok(!("c1" in merged.clusters));
  assert.deepEqual(order(after("remove_cluster", { cluster: "c1" }), null), ["p1", "p2", "p3"]);
});

test("a group that is put ahead of one of another area goes to that area", () => {
  const data = after("move_cluster", { cluster: "c1", before: "c3" });
  assert.deepEqual(clusters(data), ["c2", "c1", "c3"]);
  assert.equal(data.clusters.c1.area, "a2");
});

test("an edit of something that is gone meanwhile changes nothing", () => {
  assert.deepEqual(after("edit_cluster", { cluster: "gone", title: "x" }), world());
  assert.deepEqual(after("move_proposals", { proposals: ["gone"], cluster: "c1", before: null }), world());
});

test("texts, status, screen and stages are seen at once", () => {
  assert.equal(after("edit_cluster", { cluster: "c1", summary: "S" }).clusters.c1.summary, "S");
  assert.equal(after("hide_proposal", { proposal: "p1", reason: "r" }).proposals.p1.status, "hidden");
  assert.deepEqual(after("show_on_screen", { mode: "wall", area: "a1" }).roundtable.r.screen, { mode: "wall", area: "a1" });
  assert.equal(after("edit_stage", { stage: "s", minutes: 9 }).stages.s.minutes, 9);
});

test("what the server has shown, refused or never heard of is not predicted", () => {
  const move = { id: "x", command: "hide_proposal", args: { proposal: "p1" } };
  assert.ok(isAhead({ ...move, state: "waiting" }, 5));
  assert.ok(isAhead({ ...move, state: "saved", answer: { ok: true, rev: 6 } }, 5));
  assert.ok(!isAhead({ ...move, state: "saved", answer: { ok: true, rev: 5 } }, 5));
  assert.ok(!isAhead({ ...move, state: "refused", answer: { ok: false } }, 5));
  assert.deepEqual(predict(world(), [{ ...move, command: "constructor", state: "sending" }], 0), world());
});

test("the server's state is never changed", () => {
  const data = world();
  predict(data, [{ id: "n", command: "merge_clusters", args: { cluster: "c1", into: "c2" }, state: "sending" }], 0);
  assert.deepEqual(data, world());
});

test("positions lie strictly between their neighbours", () => {
  const rows = [["a", { position: 1 }], ["b", { position: 2 }]];
  assert.deepEqual(positions(rows, "b", 1), [1.5]);
  assert.ok(positions(rows, "a", 3).every((each) => each < 1));
  assert.ok(positions(rows, null, 3).every((each, i, all) => each > (all[i - 1] ?? 2)));
  assert.deepEqual(positions([], null, 1).length, 1);
});
