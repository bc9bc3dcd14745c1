// All that the console knows, in one place: the server's state, what is still on its way, the
// connection, and what the person is being told or asked.

import { pending } from "../lib/queue.js";
import { follow } from "../lib/state.js";
import { isAhead, predict } from "./predict.js";

const frameOf = globalThis.requestAnimationFrame ?? ((fn) => setTimeout(fn, 16));

/**
 * @param {object} options
 *   first    {rev, state} that came with the page
 *   outbox   as openOutbox() gives it
 *   sync     -> Promise<{rev, state}|null>
 *   keeps    (entry) -> bool: refused entries that the page handles itself
 *   foresees (data, entries, rev) -> data: the state as it will be when what is on its way is accepted
 * @returns the store: view(), subscribe(fn), act(command, args), and what live.js reports to
 */
export function makeStore({ first, outbox, sync, keeps = () => false, foresees = predict }) {
  const listeners = new Set();
  const own = {
    link: "connecting", bye: null, presence: null, progress: {}, regions: {}, notes: [], question: null,
  };
  let server = { rev: first.rev, data: first.state };
  let view = null;
  let held = false;
  let due = false;

  const followed = follow(first, {
    sync,
    changed(state) {
      server = state;
      outbox.settle(state.rev);
      touch();
    },
  });

  function make() {
    const entries = outbox.entries;
    return {
      ...own,
      rev: server.rev,
      server: server.data,
      data: foresees(server.data, entries, server.rev),
      unsent: entries.filter(pending),
      ahead: entries.filter((entry) => isAhead(entry, server.rev)),
      entries,
    };
  }

  function touch() {
    view = null;
    if (due || held) return;
    due = true;
    frameOf(() => {
      due = false;
      if (!held) for (const listener of listeners) listener();
    });
  }

  const set = (change) => { Object.assign(own, change); touch(); };

  function tell(words, tone = "plain") {
    const note = { id: Math.random(), words, tone };
    set({ notes: [...own.notes.slice(-2), note] });
    if (tone === "plain") setTimeout(() => forget(note.id), 8000);
  }

  const forget = (id) => set({ notes: own.notes.filter((note) => note.id !== id) });

  outbox.subscribe((entries) => {
    for (const entry of entries.filter((each) => each.state === "refused" && !keeps(each))) {
      outbox.dismiss(entry.id);
      tell(entry.answer?.message || entry.answer?.code || "", "refused");
    }
    touch();
  });

  return {
    view: () => (view ??= make()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Ask the server for something, at the desk `person` for whom. -> {id, done: Promise<answer>} */
    act(command, args = {}, person = null) {
      set({ notes: own.notes.filter((note) => note.tone !== "refused") }); // it was read: the person went on
      return outbox.add(command, args, undefined, person);
    },
    dismiss: (id) => outbox.dismiss(id),
    /** Hold back new pictures while a card is in somebody's hand. */
    hold(on) {
      held = on;
      if (!on) touch();
    },
    /** A question with yes and no. -> Promise<bool> */
    ask: (question) => new Promise((answer) => set({ question: { ...question, answer } })),
    answer(yes) {
      own.question?.answer(yes);
      set({ question: null });
    },
    tell,
    forget,
    frame: followed.frame,
    snapshot: followed.snapshot,
    link: (link, code = "") => set({ link: link === "refused" ? code || link : link }),
    presence: (presence) => set({ presence }),
    progress: (news) => set({ progress: { ...own.progress, [news.export ?? news.suggestion]: news } }),
    regions: (news) => set({ regions: { ...own.regions, ...news.regions } }),
    bye: (bye) => set({ bye: bye?.reason ?? null }),
  };
}
