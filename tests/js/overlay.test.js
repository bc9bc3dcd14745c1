import assert from "node:assert/strict";
import { test } from "node:test";

import {
  holds, lengthOf, ownBallot, ownProposals, ownView, stepped, used, valueOf,
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
  assert.deepEqual(ownBallot(me, entries, "v1"), { marks: { b: 2, c: 3 }, abstains: false, state: "waiting" });
  assert.deepEqual(ownBallot(me, [], "v9"), { marks: {}, abstains: false, state: "saved" });
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

test("what one sees of the own things holds what waits, and what the server has stays as it is", () => {
  const mine = {
    agreed: false, hand: null, table: null, acted: false,
    comments: [{ id: "k1", proposal: "p", kind: "comment", text: "held", status: "held" }],
    concerns: [{ id: "n1", stage: "v", option: "a", text: "old", status: "open" }],
    supports: ["n2"], ballots: { c: { a: 1 } }, notes: [], proposals: [{ id: "p9", status: "shown" }],
  };
  const entries = [
    sent("agree", {}, "sending", "e1"),
    sent("raise_hand", {}, "waiting", "e2"),
    sent("add_comment", { proposal: "p", kind: "question", text: "new" }, "sending", "e3"),
    sent("add_comment", { proposal: "p", kind: "comment", text: "again" }, "saved", "k1"),
    sent("state_concern", { stage: "v", option: "a", text: "better" }, "waiting", "e5"),
    sent("support_concern", { concern: "n2", stands: false }, "waiting", "e6"),
    sent("support_concern", { concern: "n3", stands: true }, "waiting", "e7"),
    sent("take_position", { stage: "c", option: "a", position: "objection", text: "why" }, "waiting", "e8"),
    sent("write_minute", { kind: "note", text: "a note" }, "refused", "e9"),
  ];
  const view = ownView(mine, entries, ["agree"]);
  assert.ok(holds(view, "agreed") && holds(view, "acted"));
  assert.ok(holds(view, "hand.status=waiting") && !holds(view, "hand.place=1"));
  assert.equal(view.comment.k1.status, "held");
  assert.equal(view.comment.e3.state, "sending");
  assert.equal(valueOf(view, "concern.v.a.text"), "better");
  assert.equal(valueOf(view, "concern.v.a.id"), "n1");
  assert.ok(holds(view, "!support.n2") && holds(view, "support.n3"));
  assert.ok(holds(view, "mark.c.a=-1"));
  assert.equal(valueOf(view, "concern.c.a.text"), "why");
  assert.deepEqual(view.note, {});
  assert.ok(holds(view, "proposal.p9") && holds(view, "!proposal.p8"));
  assert.deepEqual(mine.ballots, { c: { a: 1 } }, "what the server has is not touched");
  assert.equal(mine.concerns[0].text, "old");
});

test("without anything of one's own only what is denied holds", () => {
  const view = ownView(null, []);
  assert.ok(holds(view, "!hand") && !holds(view, "hand") && !holds(view, "table=t1"));
  assert.equal(valueOf(view, "hand.place"), undefined);
});

test("who abstains has no marks, and any mark takes that back", () => {
  const cast = (args) => ({ id: "x", command: "cast_ballot", args: { stage: "v", marks: {}, ...args }, state: "sending" });
  const me = { ballots: { v: { a: 1 } }, abstains: [] };
  assert.deepEqual(ownBallot(me, [cast({ abstain: true })], "v"), { marks: {}, abstains: true, state: "sending" });
  assert.deepEqual(ownBallot(me, [cast({ abstain: true }), cast({ marks: { b: 2 } })], "v").abstains, false);
  assert.deepEqual(ownBallot({ ballots: {}, abstains: ["v"] }, [cast({ abstain: false })], "v").abstains, false);
  assert.deepEqual(ownBallot({ ballots: {}, abstains: ["v"] }, [], "v"), { marks: {}, abstains: true, state: "saved" });
});
