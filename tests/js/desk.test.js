import assert from "node:assert/strict";
import { test } from "node:test";

import { asPatch, pressed, readBallot, writeBallot } from "../../roundtable/static/js/desk/ballot.js";
import { cardOf, readCard } from "../../roundtable/static/js/desk/cards.js";
import {
  ballotStage, holderOf, kindsOf, paperCount, paperOf, peopleOf, proposalOf,
} from "../../roundtable/static/js/desk/model.js";

const paper = (ballot, budget = 5) => ({ ballot, budget, best: 5, costs: { 1: 3, 2: 2, 3: 1 }, numbers: [1, 2, 3, 4, 5, 6, 7, 10] });
const read = (text, ballot, budget) => {
  const { marks, problem } = readBallot(text, paper(ballot, budget));
  return [Object.fromEntries(marks), problem?.kind ?? null];
};

test("codes of cards are those that are printed", () => {
  // As roundtable/core/cards.py makes them; tests/e2e/test_desk.py compares many more.
  assert.equal(readCard(` ${cardOf(7).toLowerCase()} `), cardOf(7));
  assert.equal(readCard(`0${cardOf(7)}`), cardOf(7));
  for (const wrong of ["", "7", "K", "0C", "99999C", "07", "07KK"]) assert.equal(readCard(wrong), null, wrong);
});

test("a slip of the pen is told by the letter", () => {
  for (let n = 1; n < 2000; n += 7) {
    const code = cardOf(n);
    for (let at = 0; at < code.length - 1; at += 1) {
      for (const digit of "0123456789") {
        const slip = code.slice(0, at) + digit + code.slice(at + 1);
        if (slip !== code && Number(slip.slice(0, -1)) > 0) assert.equal(readCard(slip), null, `${code} -> ${slip}`);
      }
    }
  }
});

test("marks of an approval ballot", () => {
  assert.deepEqual(read("1 2 3", "approval", 2), [{ 1: 1, 2: 1, 3: 1 }, "over"]);
  assert.deepEqual(read("1 4 7", "approval"), [{ 1: 1, 4: 1, 7: 1 }, null]);
  assert.deepEqual(read(" 1,4;7. ", "approval"), [{ 1: 1, 4: 1, 7: 1 }, null]);
  assert.deepEqual(read("4 4", "approval"), [{ 4: 1 }, null]);
  assert.deepEqual(read("147", "approval"), [{}, "number"]);
  assert.deepEqual(read("1 x", "approval"), [{ 1: 1 }, "unread"]);
  assert.deepEqual(read("1x2", "approval"), [{}, "unread"]);
  assert.deepEqual(read("", "approval"), [{}, null]);
});

test("dots are counted, and not more of them than there are", () => {
  assert.deepEqual(read("3 3 5", "dots"), [{ 3: 2, 5: 1 }, null]);
  assert.deepEqual(read("3x2 5*3", "dots"), [{ 3: 2, 5: 3 }, null]);
  assert.deepEqual(read("3x2 5*4", "dots"), [{ 3: 2, 5: 4 }, "over"]);
});

test("signs say for, against and neither", () => {
  assert.deepEqual(read("1+ 2- 3= 4", "opinion"), [{ 1: 1, 2: -1, 3: 0, 4: 1 }, null]);
  assert.deepEqual(read("+1 -2 =3", "consent"), [{ 1: 1, 2: -1, 3: 0 }, null]);
  assert.deepEqual(read("1 1-", "consent"), [{ 1: 1 }, "twice"]);
  assert.deepEqual(read("+ 2-", "consent"), [{ 1: 1, 2: -1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 10: 1 }, null]);
  assert.deepEqual(read("+1-", "consent"), [{}, "unread"]);
});

test("scores and grades", () => {
  assert.deepEqual(read("1:5 2:0 3/4", "score"), [{ 1: 5, 2: 0, 3: 4 }, null]);
  assert.deepEqual(read("1:6", "grade"), [{}, "mark"]);
  assert.deepEqual(read("1:2 1:3", "grade"), [{ 1: 2 }, "twice"]);
  assert.deepEqual(read("1", "score"), [{}, "unread"]);
});

test("a ranking in the order of preference, with shared places", () => {
  assert.deepEqual(read("3 1=5 2", "ranking"), [{ 3: 1, 1: 2, 5: 2, 2: 3 }, null]);
  assert.deepEqual(read("3 3", "ranking"), [{ 3: 1 }, "twice"]);
  assert.deepEqual(read("3 9", "ranking"), [{ 3: 1 }, "number"]);
});

test("pairs, whichever number is named first", () => {
  assert.deepEqual(read("1>2 3=4 6<5 7 > 6", "pairs"), [{ "1-2": 1, "3-4": 0, "5-6": 1, "6-7": -1 }, null]);
  assert.deepEqual(read("1>2 2>1", "pairs"), [{ "1-2": 1 }, "twice"]);
  assert.deepEqual(read("1>1", "pairs"), [{}, "unread"]);
  const options = [{ id: "z", number: 1 }, { id: "b", number: 2 }, { id: "c", number: 3 }];
  const { marks } = readBallot("1>2 2=3 3>1", { ballot: "pairs", numbers: [1, 2, 3] });
  assert.deepEqual(asPatch(marks, options, "pairs"), { "b-z": -1, "b-c": 0, "c-z": 1 });
});

test("money to spend, and abstaining", () => {
  assert.deepEqual(read("1 2", "knapsack"), [{ 1: 1, 2: 1 }, null]);
  assert.deepEqual(read("1 2 3", "knapsack"), [{ 1: 1, 2: 1, 3: 1 }, "over"]);
  for (const ballot of ["approval", "score", "ranking", "pairs", "knapsack"]) assert.equal(readBallot(" 0 ", paper(ballot)).abstains, true);
  assert.equal(readBallot("1", paper("approval")).abstains, false);
});

test("what is pressed is what would be typed", () => {
  for (const [ballot, presses, text] of [
    ["approval", [1, 4, 4, 7], "1 7"], ["dots", [3, 3, 5], "3 3 5"], ["dots", [3, 3, 3, 3], "3x4"],
    ["consent", [1, 2, 2, 2, 3, 3], "1 2- 3="],
    ["score", [1, 2, 2], "1:5 2:4"], ["grade", [1, 1, 1, 1, 1, 1, 1, 2], "2:5"], ["ranking", [3, 1, 5, 1], "3 5"], ["knapsack", [1, 2, 2], "1"],
  ]) {
    const marks = presses.reduce((now, number) => pressed(now, number, paper(ballot)), new Map());
    assert.equal(writeBallot(marks, ballot), text);
    assert.deepEqual(readBallot(text, paper(ballot)).marks, marks);
  }
  const full = [1, 1, 1, 1, 1, 2].reduce((now, number) => pressed(now, number, paper("dots")), new Map());
  assert.equal(writeBallot(full, "dots"), "1x5");
});

test("a ballot replaces the one before: every option is named", () => {
  const options = [{ id: "a", number: 1 }, { id: "b", number: 2 }, { id: "c", number: 3 }];
  assert.deepEqual(asPatch(new Map([[2, 1], [3, 0]]), options), { a: null, b: 1, c: 0 });
});

const data = {
  roundtable: { r: { stage: "g", language: "en" } },
  stages: {
    w: { kind: "welcome", position: 1, status: "done" },
    p: { kind: "propose", position: 2, status: "done" },
    v: { kind: "vote", position: 3, status: "done", opened: true, revealed: false, settings: { ballot: "dots", budget: 3 } },
    g: { kind: "feedback", position: 4, status: "open" },
  },
  options: { x: { stage: "v", position: 1, number: 28, title: "B" }, y: { stage: "v", position: 0, number: 3, title: "A" } },
  cards: { one: { card: "10X", voted: ["v"], proposals: 0 }, two: { card: "02D", voted: [], proposals: 1 } },
  proposals: { q: { number: 14, text: "…" } },
};

test("what can be entered: what the open step asks for, then what came before", () => {
  assert.deepEqual(kindsOf(data), ["feedback", "ballot", "proposal"]);
  assert.equal(ballotStage(data)[0], "v");
  const revealed = { ...data, stages: { ...data.stages, v: { ...data.stages.v, revealed: true } } };
  assert.equal(ballotStage(revealed), null);
  assert.deepEqual(kindsOf(revealed), ["feedback", "proposal"]);
});

test("numbers of a ballot are those that are printed", () => {
  const { ballot, budget, options } = paperOf(data, ballotStage(data));
  assert.deepEqual([ballot, budget], ["dots", 3]);
  assert.equal(paperOf(data, ["v", { kind: "vote", settings: { ballot: "score", scale: "10" } }]).best, 10);
  assert.deepEqual(options.map(({ id, number }) => [id, number]), [["y", 1], ["x", 2]]);
});

test("people on their way are there already, once", () => {
  const entries = [
    { id: "three", command: "add_person", args: { card: "03F", group: "g1" }, state: "waiting" },
    { id: "two", command: "add_person", args: { card: "02D" }, state: "saved", answer: { rev: 3 } },
    { id: "four", command: "add_person", args: { card: "04G" }, state: "refused" },
  ];
  const people = peopleOf(data, entries);
  assert.deepEqual(people.map(([id]) => id), ["two", "three", "one"]);
  assert.equal(holderOf(people, "03F")[1].group, "g1");
  assert.deepEqual(paperCount(people, "v"), { in: 1, of: 3 });
});

test("a proposal by its number", () => {
  for (const typed of ["14", "P-014", "p14", " 014 "]) assert.equal(proposalOf(data, typed)[0], "q");
  for (const typed of ["", "15", "x", "1 4"]) assert.equal(proposalOf(data, typed), null);
});
