import assert from "node:assert/strict";
import { test } from "node:test";

import { ANY, contributions, endOf, folded, found, placeFor, rowsOf } from "../../roundtable/static/js/strategy/results/model.js";

const source = (kind, more = {}) => ({
  kind, roundtable: "KLM482", cite: "", text: "Words", language: "en", direction: "ltr", area: "", group: "", status: "shown", members: [], into: null, about: null, detail: "", ...more,
});

const DATA = {
  rooms: { a: { code: "KLM482", position: 1 }, b: { code: "ABC123", position: 2 } },
  results: {
    "ABC123:P-001": source("proposal", { roundtable: "ABC123", text: "Cursuri de română" }),
    "KLM482:P-001": source("proposal", { cite: "P-001", text: "Recognise diplomas", group: "Newcomers" }),
    "KLM482:P-002": source("proposal", { cite: "P-002", text: "Școală deschisă" }),
    "KLM482:P-003": source("proposal", { cite: "P-003", status: "merged", into: "KLM482:P-001" }),
    "KLM482:P-004": source("proposal", { cite: "P-004", text: "", status: "hidden" }),
    "KLM482:C-1": source("cluster", {
      text: "Skills", members: ["KLM482:P-001", "KLM482:P-003"],
      votes: { yes: 31, of: 38, ballot: "approval", figure: "31 of 38", groups: [["Newcomers", 9, 10], ["Employers", 2, 8]] },
    }),
    "KLM482:V-s/C-1": source("vote", { about: "KLM482:C-1" }),
    "F-7": source("finding", { roundtable: "", text: "Four months" }),
  },
  fates: { "KLM482:P-001": { kind: "declined", into: null } },
  nodes: {
    ch: { kind: "chapter", parent: null, position: 1, status: "shown" },
    pr: { kind: "priority", parent: "ch", position: 1, status: "shown" },
    pa: { kind: "passage", parent: "pr", position: 1, status: "shown" },
    me: { kind: "measure", parent: "pr", position: 2, status: "shown" },
  },
};
const refs = (wanted, open = []) => rowsOf(DATA, { ...ANY, ...wanted }, new Set(open)).map(({ ref, level }) => `${level} ${ref}`);

test("letters are compared without what is not typed", () => {
  assert.equal(folded("Școală"), "scoala");
  assert.equal(folded("Łódź"), "lodz");
  assert.equal(folded("أُرِيدُ"), folded("اريد"));
  assert.equal(folded("Straße"), "strasse");
  assert.equal(folded("ΟΔΟΣ"), folded("οδοσ"));
  assert.equal(folded("हिंदी"), "हिंदी".normalize("NFKD"));
});

test("the list goes by rooms, groups of proposals first, their proposals below when open", () => {
  assert.deepEqual(refs({}), ["1 F-7", "1 KLM482:C-1", "1 KLM482:P-002", "1 KLM482:P-004", "1 ABC123:P-001"]);
  assert.deepEqual(refs({}, ["KLM482:C-1"]).slice(1, 4), ["1 KLM482:C-1", "2 KLM482:P-001", "2 KLM482:P-003"]);
});

test("what is found inside a group is shown below it", () => {
  assert.deepEqual(refs({ words: "diplom" }), ["1 KLM482:C-1", "2 KLM482:P-001"]);
  assert.deepEqual(refs({ words: "scoala" }), ["1 KLM482:P-002"]);
});

test("an open group shows what is looked for, or all of it where only its title fits", () => {
  assert.deepEqual(refs({ fate: "merged" }, ["KLM482:C-1"]), ["1 KLM482:C-1", "2 KLM482:P-003"]);
  assert.deepEqual(refs({ words: "skills" }, ["KLM482:C-1"]), ["1 KLM482:C-1", "2 KLM482:P-001", "2 KLM482:P-003"]);
});

test("support, group, area, kind and room have to fit", () => {
  const of = (wanted) => found(DATA, { ...ANY, ...wanted });
  assert.deepEqual(of({ support: "two-thirds" }), ["KLM482:C-1"]);
  assert.deepEqual(of({ support: "all" }), []);
  assert.deepEqual(of({ support: "half", group: "Employers" }), []);
  assert.deepEqual(of({ support: "four-fifths", group: "Newcomers" }), ["KLM482:C-1"]);
  assert.deepEqual(of({ group: "Newcomers" }), ["KLM482:P-001", "KLM482:C-1"]);
  assert.deepEqual(of({ room: "ABC123" }), ["ABC123:P-001"]);
  assert.deepEqual(of({ kind: "finding" }), ["F-7"]);
});

test("a fate counts for what was merged into it too", () => {
  const of = (fate) => found(DATA, { ...ANY, fate });
  assert.equal(endOf(DATA, "KLM482:P-003"), "KLM482:P-001");
  assert.deepEqual(of("declined"), ["KLM482:P-001", "KLM482:P-003", "KLM482:C-1"]);
  assert.deepEqual(of("merged"), ["KLM482:P-003", "KLM482:C-1"]);
  assert.ok(of("none").includes("KLM482:P-002"));
});

test("contributions of a group are its proposals whose words are told", () => {
  assert.deepEqual(contributions(DATA, ["KLM482:C-1", "KLM482:P-004", "KLM482:P-001"]), ["KLM482:P-001", "KLM482:P-003"]);
});

test("what is taken in goes next to where one is", () => {
  assert.deepEqual(placeFor(DATA, "measure", "pa"), { into: "pr", place: 1 });
  assert.deepEqual(placeFor(DATA, "measure", "me"), { into: "pr", place: 2 });
  assert.deepEqual(placeFor(DATA, "measure", null), { into: "pr", place: 2 });
  assert.deepEqual(placeFor(DATA, "priority", "pa"), { into: "ch", place: 1 });
  assert.deepEqual(placeFor(DATA, "passage", "ch"), { into: "ch", place: 0 });
  assert.deepEqual(placeFor(DATA, "passage", null), { into: null, place: 0 });
  assert.equal(placeFor({ nodes: {} }, "measure", null), null);
});
