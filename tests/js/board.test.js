import assert from "node:assert/strict";
import { test } from "node:test";

import {
  bands, columns, commonArea, matches, neighbour, placeAfter, progress, step, stillThere,
} from "../../roundtable/static/js/console/board.js";

const world = () => ({
  areas: { a1: { position: 1 }, a2: { position: 0 } },
  clusters: {
    c1: { area: "a1", title: "Skills", position: 1 }, c2: { area: "a2", title: "Language", position: 2 },
    c3: { area: null, title: "Anything", position: 3 },
  },
  proposals: {
    p1: { number: 1, text: "Cursuri de limba română", area: "a2", cluster: null, position: 9, status: "shown" },
    p2: { number: 2, text: "Diplomas", area: "a1", cluster: "c1", position: 5, status: "shown" },
    p3: { number: 3, text: "Trial weeks", area: "a1", cluster: "c1", position: 4, status: "shown" },
    p4: { number: 4, text: "Buses", area: "a1", cluster: null, position: 1, status: "shown" },
    p5: { number: 5, text: "Names a person", area: "a1", cluster: null, position: 1, status: "hidden" },
    p6: { number: 6, text: "In a group that is gone", area: null, cluster: "gone", position: 1, status: "shown" },
  },
});

const shape = (list) => list.map((column) => [column.key, ...column.cards.map(([id]) => id)].join(" "));

test("the tray comes first, then the groups by area; hidden proposals are on neither", () => {
  assert.deepEqual(shape(columns(world())), [" p1 p4 p6", "c2", "c1 p3 p2", "c3"]);
});

test("an area shows its own and what belongs to none", () => {
  assert.deepEqual(shape(columns(world(), { area: "a1", find: "" })), [" p4 p6", "c1 p3 p2", "c3"]);
});

test("finding goes by words or number, whatever the accents", () => {
  assert.deepEqual(shape(columns(world(), { area: null, find: "ROMANA" }))[0], " p1");
  assert.deepEqual(shape(columns(world(), { area: null, find: "p-002" }))[2], "c1 p2");
  assert.ok(matches("Școală", "scoala"));
});

test("bands are areas in their order, the tray in none of them", () => {
  assert.deepEqual(bands(columns(world())).map((band) => [band.area, band.columns.length]), [["a2", 1], ["a1", 1], [null, 1]]);
});

test("grouped counts what is shown and in a group that exists", () => {
  assert.deepEqual(progress(world()), { grouped: 2, all: 5 });
});

test("arrows go through a column, over its title, and to the same height beside it", () => {
  const list = columns(world());
  assert.equal(step(list, "c:", "ArrowDown"), "p:p1");
  assert.equal(step(list, "p:p1", "ArrowUp"), "c:");
  assert.equal(step(list, "p:p6", "ArrowDown"), "p:p6");
  assert.equal(step(list, "p:p6", "ArrowRight"), "c:c2");
  assert.equal(step(list, "c:c2", "ArrowRight"), "c:c1");
  assert.equal(step(list, "p:p2", "ArrowRight"), "c:c3");
  assert.equal(step(list, "c:c3", "ArrowRight"), "c:c3");
  assert.equal(step(list, "c:c1", "ArrowRight", true), "c:c2");
  assert.equal(step(list, "p:p3", "End"), "p:p2");
  assert.equal(step(list, "p:p2", "Home"), "c:c1");
  assert.equal(step(list, "p:gone", "ArrowDown"), "c:");
});

test("after a move the focus is on the next card, else the one before, else the title", () => {
  const list = columns(world());
  assert.equal(placeAfter(list, "p:p1", ["p1"]), "p:p4");
  assert.equal(placeAfter(list, "p:p6", ["p6", "p4"]), "p:p1");
  assert.equal(placeAfter(list, "p:p6", ["p1", "p4", "p6"]), "c:");
  assert.equal(placeAfter(list, "p:p1", ["p2"]), "p:p1");
});

test("a place that another console took away gives the focus to its neighbour", () => {
  const before = columns(world());
  const data = world();
  delete data.proposals.p4;
  assert.equal(stillThere(columns(data), before, "p:p4"), "p:p6");
  delete data.clusters.c1;
  assert.equal(stillThere(columns(data), before, "c:c1"), "p:p3"); // its cards are loose now
  assert.equal(stillThere(columns(data), before, "p:p1"), "p:p1");
});

test("one up or down in a column", () => {
  const column = { cards: [["a"], ["b"], ["c"]] };
  assert.equal(neighbour(column, "a", false), undefined);
  assert.equal(neighbour(column, "b", false), "a");
  assert.equal(neighbour(column, "a", true), "c");
  assert.equal(neighbour(column, "b", true), null);
  assert.equal(neighbour(column, "c", true), undefined);
});

test("cards of one area give it to their new group, mixed ones do not", () => {
  assert.equal(commonArea(world(), ["p2", "p3"]), "a1");
  assert.equal(commonArea(world(), ["p1", "p2"]), null);
});
