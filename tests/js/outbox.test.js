import assert from "node:assert/strict";
import { test } from "node:test";

import { openOutbox } from "../../roundtable/static/js/lib/outbox.js";
import { memory, plainStore } from "../../roundtable/static/js/lib/store.js";

const NAME = "KLM482:participant:p1";

/** A server that commits each id once, and whose answers can get lost. */
function makeServer({ refuse = () => null } = {}) {
  const committed = new Map();
  const arrived = [];
  return {
    committed, arrived, losing: 0, down: false,
    async do(entry) {
      if (this.down) return { ok: false, code: "offline", retry: true };
      arrived.push(entry.id);
      const no = refuse(entry);
      if (no) return { ok: false, retry: false, ...no };
      if (!committed.has(entry.id)) committed.set(entry.id, entry);
      if (this.losing > 0) {
        this.losing -= 1;
        return { ok: false, code: "no_answer", retry: true };
      }
      return { ok: true, rev: committed.size };
    },
  };
}

const words = (outbox) => outbox.entries.map((entry) => [entry.args.text, entry.state]);

test("what is added offline goes out in order when there is a connection", async () => {
  const outbox = await openOutbox(NAME, plainStore(memory()));
  const server = makeServer();
  const one = outbox.add("submit_proposal", { text: "one" });
  const { done, stored } = outbox.add("submit_proposal", { text: "two" });
  assert.deepEqual(words(outbox), [["one", "keeping"], ["two", "keeping"]], "nothing is promised before it is kept");
  await Promise.all([one.stored, stored]);
  assert.deepEqual(words(outbox), [["one", "waiting"], ["two", "waiting"]]);
  outbox.deliver(server);
  assert.equal((await done).ok, true);
  assert.deepEqual([...server.committed.values()].map((each) => each.args.text), ["one", "two"]);
});

test("a lost acknowledgement is asked for again under the same id and counts once", async () => {
  const outbox = await openOutbox(NAME, plainStore(memory()));
  const server = makeServer();
  server.losing = 1;
  await outbox.deliver(server);
  const { id, done } = outbox.add("cast_ballot", { stage: "s", marks: { o: 1 } });
  assert.equal((await done).ok, true);
  assert.deepEqual(server.arrived, [id, id]);
  assert.equal(server.committed.size, 1);
});

test("a page that is killed before the answer sends again after it is opened", async () => {
  const disk = memory();
  const server = makeServer();
  const first = await openOutbox(NAME, plainStore(disk));
  await first.add("submit_proposal", { text: "kept" }).stored;
  first.deliver({ do: (entry) => { server.do(entry); return new Promise(() => {}); } });
  await new Promise((resolve) => setTimeout(resolve, 20)); // arrived, but no answer ever comes
  const second = await openOutbox(NAME, plainStore(disk));
  assert.deepEqual(words(second), [["kept", "waiting"]]);
  await second.deliver(server);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(server.arrived.length, 2);
  assert.equal(server.committed.size, 1);
  assert.deepEqual(await plainStore(disk).all(`outbox:${NAME}`), []);
});

test("a refusal is final, keeps its words and the text, and survives a reload", async () => {
  const disk = memory();
  const server = makeServer({ refuse: () => ({ code: "too_late", message: "Time is up." }) });
  const outbox = await openOutbox(NAME, plainStore(disk));
  await outbox.deliver(server);
  const { id, done } = outbox.add("submit_proposal", { text: "late" });
  assert.equal((await done).message, "Time is up.");
  await new Promise((resolve) => setTimeout(resolve, 5));
  const [entry] = (await openOutbox(NAME, plainStore(disk))).entries;
  assert.deepEqual([entry.state, entry.args.text, entry.answer.message], ["refused", "late", "Time is up."]);
  await outbox.dismiss(id);
  assert.deepEqual((await openOutbox(NAME, plainStore(disk))).entries, []);
});

test("saved entries stay until their effect has arrived", async () => {
  const outbox = await openOutbox(NAME, plainStore(memory()));
  const server = makeServer();
  await outbox.deliver(server);
  await outbox.add("submit_proposal", { text: "one" }).done;
  assert.deepEqual(words(outbox), [["one", "saved"]]);
  outbox.settle(1);
  assert.deepEqual(words(outbox), []);
});

test("the same id is added once", async () => {
  const outbox = await openOutbox(NAME, plainStore(memory()));
  outbox.add("leave", {}, "same");
  outbox.add("leave", {}, "same");
  assert.equal(outbox.entries.length, 1);
});

test("two people on one device have each their own outbox", async () => {
  const disk = memory();
  const mine = await openOutbox(NAME, plainStore(disk));
  await mine.add("submit_proposal", { text: "mine" }).stored;
  const yours = await openOutbox("KLM482:participant:p2", plainStore(disk));
  assert.deepEqual(yours.entries, []);
});

test("listeners hear of every change until they end it", async () => {
  const outbox = await openOutbox(NAME, plainStore(memory()));
  const heard = [];
  const end = outbox.subscribe((entries) => heard.push(entries.length));
  outbox.add("leave", {});
  end();
  outbox.add("leave", {});
  assert.deepEqual(heard, [1]);
});

test("what is done for somebody without a phone says for whom", async () => {
  const outbox = await openOutbox(NAME, plainStore(memory()));
  const server = makeServer();
  outbox.add("cast_ballot", { stage: "s", marks: { o: 1 } }, undefined, "person");
  const { done } = outbox.add("write_minute", { kind: "note", text: "own" });
  await outbox.deliver(server);
  await done;
  assert.deepEqual([...server.committed.values()].map((each) => each.for), ["person", undefined]);
});

test("who dismisses a refused entry as soon as it is told still lets its answer be heard", async () => {
  const outbox = await openOutbox(NAME, plainStore(memory()));
  outbox.subscribe((entries) => { for (const { id, state } of entries) if (state === "refused") outbox.dismiss(id); });
  await outbox.deliver(makeServer({ refuse: () => ({ code: "text_empty", message: "No" }) }));
  const { done } = outbox.add("submit_proposal", { text: "" });
  assert.equal((await done).message, "No");
});

test("what is written while the kept ones are read is neither lost nor set back", async () => {
  const store = plainStore(memory());
  let read = () => {};
  const slow = { ...store, all: (box) => new Promise((done) => { read = async () => done(await store.all(box)); }) };
  const opening = openOutbox(NAME, slow);
  await read();
  const outbox = await opening;
  const server = makeServer();
  const first = outbox.add("submit_proposal", { text: "first" });
  const delivering = outbox.deliver(server);
  const second = outbox.add("submit_proposal", { text: "second" });
  await Promise.all([first.stored, second.stored]);
  await read();
  await delivering;
  await Promise.all([first.done, second.done]);
  assert.equal(server.committed.size, 2);
});
