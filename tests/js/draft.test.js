import assert from "node:assert/strict";
import { test } from "node:test";

import {
  arrive, inOrder, notTaken, resolve, sending, standing, start, supportOf, toSend, wake, write, written,
} from "../../roundtable/static/js/draft/model.js";

const server = (version = 1, text = "One desk.") => ({ title: "Skills", text, version });

test("what is written is sent with the version that it started from", () => {
  const block = write(start(server()), "text", "Two desks.");
  assert.equal(standing(block), "unsaved");
  assert.deepEqual(toSend(block), { title: "Skills", text: "Two desks.", version: 1 });
});

test("what is written back to what was there is nothing to send", () => {
  const block = write(write(start(server()), "text", "x"), "text", "One desk.");
  assert.equal(toSend(block), null);
  assert.equal(standing(block), "saved");
});

test("our own change comes back, and what was typed since goes on from it", () => {
  const sent = sending(write(start(server()), "text", "Two desks."), "e1");
  assert.equal(toSend(sent), null);
  assert.equal(standing(sent), "sending");
  assert.equal(standing(arrive(sent, server(2, "Two desks."))), "saved");
  const more = arrive(write(sent, "text", "Two desks. More."), server(2, "Two desks."), { title: "Skills", text: "Two desks." });
  assert.deepEqual(toSend(more), { title: "Skills", text: "Two desks. More.", version: 2 });
});

test("a change by somebody else is taken over when nothing is being written", () => {
  assert.equal(written(arrive(start(server()), server(2, "Theirs."))).text, "Theirs.");
});

test("a change by somebody else while we write is a conflict, and nothing is overwritten or sent", () => {
  const block = arrive(write(start(server()), "text", "Mine."), server(2, "Theirs."));
  assert.equal(standing(block), "conflict");
  assert.equal(written(block).text, "Mine.");
  assert.equal(toSend(block), null);
  assert.equal(arrive(block, server(3, "Theirs again.")).theirs.text, "Theirs again.");
});

test("each way out of a conflict leads on from their version", () => {
  const block = arrive(write(start(server()), "text", "Mine."), server(2, "Theirs."));
  assert.equal(standing(resolve(block, { title: "Skills", text: "Theirs." })), "saved");
  assert.deepEqual(toSend(resolve(block, { title: "Skills", text: "Mine." })), { title: "Skills", text: "Mine.", version: 2 });
});

test("refused as a conflict before their version has come: it waits for it", () => {
  const refused = notTaken(sending(write(start(server()), "text", "Mine."), "e1"), true);
  assert.equal(standing(arrive(refused, server(2, "Theirs."))), "conflict");
});

test("refused for another reason: not sent again until something is changed", () => {
  const refused = notTaken(sending(write(start(server()), "text", "Mine."), "e1"), false);
  assert.equal(standing(refused), "refused");
  assert.equal(toSend(refused), null);
  assert.ok(toSend(write(refused, "text", "Mine, shorter.")));
});

test("after a reload the entry in the outbox is what was written", () => {
  const block = wake(server(3, "Theirs."), { id: "e1", args: { passage: "o1", title: "Skills", text: "Mine.", version: 2 } });
  assert.equal(written(block).text, "Mine.");
  assert.equal(standing(block), "sending");
  assert.equal(standing(arrive(notTaken(block, true), server(3, "Theirs."))), "conflict");
});

const data = () => ({
  areas: { a1: { position: 1 }, a2: { position: 0 } },
  options: { o1: { position: 0 }, o2: { position: 1 }, o3: { position: 2 } },
  passages: { o1: { area: "a1" }, o2: { area: "a1" }, o3: { area: "a2" } },
  results: { s: { voted: 3, options: [{ option: "o2", total: 3 }, { option: "o3", total: 2 }, { option: "o1", total: 1 }] } },
});

test("passages stand by area, the best supported first", () => {
  const order = inOrder(data()).map(({ area, passages }) => [area, ...passages.map(([id]) => id)].join(" "));
  assert.deepEqual(order, ["a2 o3", "a1 o2 o1"]);
});

test("the support of an option is found with its vote", () => {
  assert.equal(supportOf(data(), "o3").option.total, 2);
  assert.equal(supportOf(data(), "other"), null);
});
