// All that is being written in this browser: kept on the device with each letter, sent every few seconds.
// The rules are in typing.js; here are the clock, the storage and the outbox.

import { useEffect, useMemo, useState } from "../../../vendor/preact-htm.js";
import { useStore } from "../../console/use.js";
import { answered, arrived, changed, due, idle, rebased, sending, start, typed, unknown } from "./typing.js";

const PAUSE = 1500; // ms without a key until it is sent
const MOST = 5000; // ms that somebody can type on before it is sent
const AGAIN = 10_000; // ms after which others are told again that one types here

/** What was typed and not yet taken by the server: node → block. It survives a reload at any moment. */
function shelf(name) {
  const prefix = `roundtable:typed:${name}:`;
  return {
    all() {
      const found = {};
      try {
        for (const key of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) found[key.slice(prefix.length)] = JSON.parse(localStorage.getItem(key));
      } catch { /* no storage: the outbox alone keeps it, a few seconds later */ }
      return found;
    },
    put(node, block) { try { localStorage.setItem(prefix + node, JSON.stringify(block)); } catch { /* as above */ } },
    remove(node) { try { localStorage.removeItem(prefix + node); } catch { /* as above */ } },
  };
}

const commandOf = (kind, base, fields) => (kind === "measure" ? ["set_measure", { base, fields }] : ["write", { base, text: Object.values(fields)[0] }]);

/** What was typed on an older text, put on the one that stands by now; where both are at one place, one after the other. */
function onTop(body, { text }, from) {
  if (body.text === from) return { text };
  return { text: rebased(from, text, body.text) ?? `${text}\n${body.text}` };
}

const unsaid = (block) => Boolean(block.refused) && Object.keys(changed({ ...block, last: null })).length > 0;

export function makeDrafts({ store, kept, redraw }) {
  const own = new Set(); // entries that this page has made: their answers come by promise
  const held = new Map(); // node → when others were last told
  const timers = new Map();
  const nodes = () => store.view().server.nodes ?? {};
  let blocks = kept.all();
  let open = null;

  function set(node, block) {
    if (block === blocks[node]) return;
    const { [node]: _gone, ...others } = blocks;
    const over = !block || (idle(block) && node !== open && !unsaid(block));
    if (over) kept.remove(node); else kept.put(node, block);
    blocks = over ? others : { ...others, [node]: block };
    redraw();
  }

  /** What waits and was surely never sent gives way to what was typed since. */
  const neverSent = (id) => own.has(id)
    && store.view().entries.some((entry) => entry.id === id && ["keeping", "waiting"].includes(entry.state) && entry.answer?.code !== "no_answer");

  function send(node) {
    stop(node);
    let block = blocks[node];
    const earlier = block?.sent?.id;
    if (earlier && neverSent(earlier)) block = { ...block, sent: null };
    const next = block && due(block);
    if (!next || !nodes()[node]) return;
    const [command, args] = commandOf(nodes()[node].kind, next.base, next.fields);
    const { id, done } = store.act(command, { node, ...args });
    if (earlier) store.dismiss(earlier);
    own.add(id);
    set(node, sending(block, id, next.fields));
    done.then((answer) => take(node, id, answer));
  }

  function take(node, id, answer) {
    if (blocks[node]?.sent?.id !== id) return;
    const there = nodes()[node];
    const block = answered(blocks[node], answer);
    set(node, there ? arrived(block, there) : block);
    if (blocks[node] && due(blocks[node])) later(node);
  }

  function stop(node) {
    for (const timer of timers.get(node) ?? []) clearTimeout(timer);
    timers.delete(node);
  }

  function later(node) {
    const [pause, most] = timers.get(node) ?? [];
    clearTimeout(pause);
    timers.set(node, [setTimeout(() => send(node), PAUSE), most ?? setTimeout(() => send(node), MOST)]);
  }

  function hold(node) {
    if (store.view().link !== "online" || Date.now() - (held.get(node) ?? 0) < AGAIN) return;
    held.set(node, Date.now());
    store.act("hold", { node });
  }

  return {
    get blocks() { return blocks; },
    /** Somebody begins to write in a part. */
    open(node) {
      open = node;
      if (!blocks[node] && nodes()[node]) set(node, start(nodes()[node]));
    },
    /** `from`: the text that was written on, where it can be older than what came in since. */
    type(node, fields, from) {
      if (!blocks[node]) return;
      set(node, typed(blocks[node], from === undefined ? fields : onTop(blocks[node].body, fields, from)));
      hold(node);
      later(node);
    },
    save: send,
    /** Writing there is over: what is typed goes out now. */
    close(node) {
      send(node);
      if (open === node) open = null;
      if (held.delete(node) && store.view().link === "online") store.act("release", { node });
      if (blocks[node]) set(node, { ...blocks[node] });
    },
    saveAll: () => Object.keys(blocks).forEach(send),
    /** The server's state or the outbox changed. */
    look(data, entries) {
      for (const [node, block] of Object.entries(blocks)) {
        const { sent } = block;
        if (sent && !own.has(sent.id)) {
          const entry = entries.find((each) => each.id === sent.id);
          if (entry?.state === "saved" && entry.answer) take(node, sent.id, entry.answer);
          else if (!entry) set(node, unknown(block, Boolean(data.sides?.[sent.id])));
        }
        const there = data.nodes?.[node];
        if (there && blocks[node]) set(node, arrived(blocks[node], there));
        if (blocks[node] && due(blocks[node]) && !timers.has(node)) { if (node === open) later(node); else send(node); }
      }
    },
    end: () => { for (const node of [...timers.keys()]) stop(node); },
  };
}

/** The drafts of this person in this strategy. */
export function useDrafts({ view, page }) {
  const store = useStore();
  const [, again] = useState(0);
  const drafts = useMemo(() => makeDrafts({ store, kept: shelf(`${page.code}:${page.actor}`), redraw: () => again((n) => n + 1) }), [store]);
  useEffect(() => { drafts.look(view.server, view.entries); }, [view.server, view.entries]);
  useEffect(() => {
    addEventListener("pagehide", drafts.saveAll);
    return () => { removeEventListener("pagehide", drafts.saveAll); drafts.end(); };
  }, [drafts]);
  return drafts;
}
