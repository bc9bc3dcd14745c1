import assert from "node:assert/strict";
import { test } from "node:test";

import {
  lengthOf, ownBallot, ownProposals, stepped, used,
} from "../../roundtable/static/js/phone/overlay.js";

const me = {
  proposals: [
    { id: "p1", stage: "s1", text: "first", status: "shown" },
    { id: "p2", stage: "s1", text: "gone", status: "withdrawn" },
    { id: "p3", stage: "s0", text: "earlier", status: "shown" },
  ],
  ballots: { v1: { a: 1, b: 2 } },
};
const sent = (command, args, state = "waiting", id = "n1") => ({ id, command, args, state, answer: null });
const brief = (list) => list.map(({ id, text, state, pending }) => [id, text, state, pending]);

test("own proposals of the stage, without withdrawn ones", () => {
  assert.deepEqual(brief(ownProposals(me, [], "s1")), [["p1", "first", "saved", null]]);
});

test("a new one is there at once, and once only when the server has it too", () => {
  const entry = sent("submit_proposal", { text: "new", area: null });
  assert.deepEqual(brief(ownProposals(me, [entry], "s1"))[1], ["n1", "new", "waiting", "submit"]);
  const known = { proposals: [{ id: "n1", stage: "s1", text: "new", status: "shown" }] };
  assert.equal(ownProposals(known, [{ ...entry, state: "saved" }], "s1").length, 1);
});

test("an edit of one that is not sent yet is shown on it", () => {
  const entries = [
    sent("submit_proposal", { text: "new", area: null }),
    sent("edit_proposal", { proposal: "n1", text: "newer" }, "waiting", "n2"),
  ];
  assert.deepEqual(brief(ownProposals(null, entries, "s1")), [["n1", "newer", "waiting", "edit"]]);
});

test("withdrawing shows until it is saved, then the card is gone", () => {
  const entry = sent("withdraw_proposal", { proposal: "p1" }, "sending");
  assert.deepEqual(brief(ownProposals(me, [entry], "s1")), [["p1", "first", "sending", "withdraw"]]);
  assert.deepEqual(ownProposals(me, [{ ...entry, state: "saved" }], "s1"), []);
});

test("what was refused changes nothing", () => {
  const entries = [
    sent("edit_proposal", { proposal: "p1", text: "no" }, "refused"),
    sent("cast_ballot", { stage: "v1", marks: { a: null } }, "refused"),
  ];
  assert.equal(ownProposals(me, entries, "s1")[0].text, "first");
  assert.deepEqual(ownBallot(me, entries, "v1").marks, { a: 1, b: 2 });
});

test("the ballot: later marks win, null clears, and the state is the slowest entry's", () => {
  const entries = [
    sent("cast_ballot", { stage: "v1", marks: { a: null, c: 1 } }, "saved"),
    sent("cast_ballot", { stage: "v1", marks: { c: 3 } }, "waiting"),
    sent("cast_ballot", { stage: "v2", marks: { a: 5 } }, "waiting"),
  ];
  assert.deepEqual(ownBallot(me, entries, "v1"), { marks: { b: 2, c: 3 }, state: "waiting" });
  assert.deepEqual(ownBallot(me, [], "v9"), { marks: {}, state: "saved" });
});

test("dots never exceed the budget and never fall below nothing", () => {
  const marks = { a: 1, b: 3 };
  assert.equal(used(marks), 4);
  assert.equal(stepped(marks, "a", 9, 5), 2);
  assert.equal(stepped(marks, "c", 1, 4), 0);
  assert.equal(stepped(marks, "b", -2, 5), 0);
  assert.equal(stepped(marks, "b", Number("x"), 5), 0);
  assert.equal(stepped(marks, "b", 2.9, 5), 2);
});

test("length is counted in characters as the server counts them", () => {
  assert.equal(lengthOf("  ab "), 2);
  assert.equal(lengthOf("a\u0301"), 1);
  assert.equal(lengthOf("👩‍🏫"), 3);
});
