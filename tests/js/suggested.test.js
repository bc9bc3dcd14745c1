import assert from "node:assert/strict";
import { test } from "node:test";

import {
  groupsOf, latest, levelOf, looseOf, making, pairsOf, placesOf, surely,
} from "../../roundtable/static/js/console/suggested.js";

const card = (number, more = {}) => ({ number, status: "shown", area: null, cluster: null, ...more });

const world = () => ({
  clusters: { c: { title: "Buses" } },
  proposals: {
    a: card(1), b: card(2), c: card(3), d: card(4, { area: "a1" }), e: card(5, { cluster: "c" }), f: card(6, { status: "hidden" }),
  },
  suggestions: {
    s1: {
      status: "done", level: 3, by: "meaning", few: false,
      groups: [
        { key: "one", area: null, title: "One", sure: 0.9, why: [], proposals: ["a", "b", "f"] },
        { key: "two", area: "a1", title: "Two", sure: 0.5, why: [], proposals: ["c", "d"] },
        { key: "taken", area: null, title: "Taken", sure: 0.7, why: [], proposals: ["c", "d", "e", "f"] },
      ],
    },
    s2: {
      status: "places", level: 0,
      places: { a: { cluster: "c", sure: 0.5 }, d: { cluster: "c", sure: 0.9 }, e: { cluster: "c", sure: 1 }, b: { cluster: "gone", sure: 1 } },
      duplicates: [["b", "a", 0.9], ["c", "f", 1]],
    },
  },
});

const shape = (groups) => groups.map((group) => `${group.key} ${group.left.join("")}`);

test("a suggested group is what is left of it, while that is most of it", () => {
  assert.deepEqual(shape(groupsOf(world())), ["one ab", "two cd"]);
  const data = world();
  data.proposals.b.cluster = "c";
  assert.deepEqual(shape(groupsOf(data)), ["two cd"]);
});

test("groups of another area and those not wanted are left out", () => {
  assert.deepEqual(shape(groupsOf(world(), { area: "a2" })), ["one ab"]);
  assert.deepEqual(shape(groupsOf(world(), {}, ["one"])), ["two cd"]);
});

test("without suggestions there are none", () => {
  const data = { ...world(), suggestions: {} };
  assert.deepEqual([groupsOf(data), placesOf(data), pairsOf(data)], [[], [], []]);
  assert.deepEqual([making(data), latest(data), levelOf(data)], [[null, null], [null, null], 2]);
});

test("the level is that of what is being made", () => {
  const data = world();
  assert.equal(levelOf(data), 3);
  data.suggestions.s3 = { status: "making", level: 0 };
  assert.equal(levelOf(data), 0);
});

test("likely places are of loose proposals in groups that are there, the surest first", () => {
  assert.deepEqual(placesOf(world()).map(({ id }) => id), ["d", "a"]);
  assert.deepEqual(placesOf(world(), { area: "a2" }).map(({ id }) => id), ["a"]);
  assert.deepEqual(looseOf(world()), ["a", "b", "c", "d"]);
});

test("a pair names the earlier proposal first, and only what is shown", () => {
  assert.deepEqual(pairsOf(world()), [{ ids: ["a", "b"], score: 0.9 }]);
  assert.deepEqual(pairsOf(world(), ["a,b"]), []);
});

test("how sure is said in words", () => {
  assert.deepEqual([0.95, 0.7, 0.3].map(surely), ["sure", "fairly", "guess"]);
});
