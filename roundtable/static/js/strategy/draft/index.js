// The draft as a sheet of paper: read it, write in it, see what rests on nothing.

import { html, useEffect, useMemo, useRef, useState } from "../../../vendor/preact-htm.js";
import { Dialog } from "../../console/parts.js";
import { useNow, useStore } from "../../console/use.js";
import { isWriting } from "../../lib/dom.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { restsOn, strategyOf, textOf } from "../model.js";
import { useHere } from "../use.js";
import { Adding } from "./adding.js";
import { useDrafts } from "./drafts.js";
import { piecesIn } from "./editor.js";
import { bareIn, homesOf, moved, nextBare, placesAfter, removedIn, rowsOf } from "./model.js";
import { Part } from "./part.js";
import { idle } from "./typing.js";

/** What is said about each part by others: {remarks: id → how many open, sides: id → [{id, side}]}. */
function useBeside(data) {
  const remarks = useMemo(() => {
    const found = {};
    for (const { node, replies } of Object.values(data.remarks ?? {})) if (node && !replies.length) found[node] = (found[node] ?? 0) + 1;
    return found;
  }, [data.remarks]);
  const sides = useMemo(() => {
    const found = {};
    const inTime = Object.entries(data.sides ?? {}).sort(([, a], [, b]) => a.at - b.at);
    for (const [id, side] of inTime) (found[side.node] ??= []).push({ id, side });
    return found;
  }, [data.sides]);
  return { remarks, sides };
}

/** All that can be done in the draft; the same object as long as the page lives. */
function useActs({ view, page, say, here, drafts, rows, set, state }) {
  const store = useStore();
  const now = useRef(null);
  now.current = { view, here, rows, state };
  return useMemo(() => {
    const nodes = () => now.current.view.data.nodes;
    const act = (command, args) => store.act(command, args);
    // Keys come faster than frames: where somebody has begun to write, the focus stays.
    const focusPart = (id, from = null) => requestAnimationFrame(() => {
      const { editing } = now.current.state;
      if (editing === null || editing === from) document.getElementById(`part-${id}`)?.focus();
    });
    const acts = {
      say,
      go: (change) => now.current.here.go(change),
      open: (name, given) => now.current.here.open(name, given),
      shown: (box) => { if (!isWriting(document.activeElement) && !box.contains(document.activeElement)) box.scrollIntoView({ block: "nearest" }); },
      type: drafts.type,
      save: drafts.save,
      edit(id, caret = null) {
        if (!page.writes || !nodes()[id]) return;
        const typist = typistOf(now.current.view, id, page, Date.now());
        if (typist) { say(_("%(name)s is writing here.", { name: typist })); return; }
        drafts.open(id);
        acts.go({ node: id });
        set({ editing: id, adding: undefined, caret });
      },
      done(id, stay) {
        drafts.close(id);
        set((was) => (was.editing === id ? { ...was, editing: null } : was));
        if (stay) focusPart(id, id);
      },
      add(id) {
        if (id) acts.go({ node: id });
        set({ adding: id, editing: null });
        if (id === undefined && now.current.here.node) focusPart(now.current.here.node);
      },
      place(choice, more) {
        const { id, done } = act("add_node", { ...choice, into: choice.into ?? undefined, ...more });
        set({ adding: undefined, editing: null, awaited: id });
        acts.go({ node: id });
        done.then((answer) => { if (answer.ok) say(_("Added.")); });
      },
      move(id, way) {
        const to = moved(nodes(), id, way);
        if (!to) { say(way < 0 ? _("It stands at the beginning already.") : _("It stands at the end already.")); return; }
        act("move_node", { node: id, ...to, into: to.into ?? undefined }).done.then((answer) => {
          if (!answer.ok) return;
          say(_("Moved."));
          focusPart(id);
        });
      },
      moveTo: (id) => set({ moving: id }),
      moveInto(id, into) {
        set({ moving: null });
        act("move_node", { node: id, into: into ?? undefined, place: 100000 }).done.then((answer) => { if (answer.ok) say(_("Moved.")); });
      },
      remove(id) {
        const at = now.current.rows.findIndex((row) => row.id === id);
        const next = now.current.rows[at + 1]?.id ?? now.current.rows[at - 1]?.id ?? null;
        act("remove_node", { node: id }).done.then((answer) => {
          if (answer.ok) store.tell(_("Removed. It is kept at the end of the sheet and can be brought back."));
        });
        acts.go({ node: next });
      },
      restore: (id) => act("restore_node", { node: id }).done.then((answer) => { if (answer.ok) { acts.go({ node: id }); say(_("It is back in its place.")); } }),
      /** To the next sentence that rests on nothing. */
      bare(way) {
        const { view: { data }, here: at } = now.current;
        const to = nextBare(now.current.rows, data.figures?.now?.bare, at, way);
        if (!to) { say(_("Every sentence rests on something.")); return; }
        acts.go({ node: to[0] });
        acts.go({ sentence: to[1], part: "draft" });
        requestAnimationFrame(() => {
          const box = document.querySelector(`#part-${to[0]} [data-sentence="${to[1]}"]`);
          box?.scrollIntoView({ block: "center" });
          focusPart(to[0]);
        });
      },
      focus: focusPart,
      step(way) {
        const at = now.current.rows.findIndex((row) => row.id === now.current.here.latest().node);
        const next = now.current.rows[at < 0 ? 0 : at + way];
        if (!next) return;
        acts.go({ node: next.id });
        focusPart(next.id);
      },
      sentence(way) {
        const { node, sentence } = now.current.here;
        const count = nodes()[node]?.sentences?.length ?? 0;
        if (count) acts.go({ sentence: sentence === null ? (way > 0 ? 0 : count - 1) : (sentence + way + count) % count });
      },
      remark(id) {
        const quoted = quotedIn(id);
        if (nodes()[id]) acts.open("remark", { node: id, ...(quoted ?? {}) });
      },
    };
    return acts;
  }, [store, drafts]);
}

/** The words of a part's text that are marked, as they are kept, and how many characters stand before them. */
function quotedIn(id) {
  const selection = getSelection();
  const box = document.querySelector(`#part-${id} .prose`);
  if (!box || !selection.rangeCount || selection.isCollapsed || !box.contains(selection.getRangeAt(0).commonAncestorContainer)) return null;
  const range = selection.getRangeAt(0);
  const first = document.createRange();
  first.setStart(box, 0);
  first.setEnd(range.startContainer, range.startOffset);
  return { quoted: textOf(piecesIn(range.cloneContents())), before: [...textOf(piecesIn(first.cloneContents()))].length };
}

/** Where in a passage's text somebody pointed, or null. */
function caretAt(event) {
  const box = event.target.closest(".prose");
  const range = box && document.caretRangeFromPoint?.(event.clientX, event.clientY);
  if (!range || !box.contains(range.startContainer)) return null;
  range.setStart(box, 0);
  return textOf(piecesIn(range.cloneContents())).length;
}

function typistOf(view, id, page, now) {
  const lease = view.data.leases?.[id];
  return lease && lease.who !== page.actor && lease.until > now && view.link === "online" ? lease.name || _("Somebody") : null;
}

/** Keys while nobody writes: name of the key → what is done. */
const keysOf = (acts, id, writes) => ({
  j: () => acts.step(1), ArrowDown: () => acts.step(1), k: () => acts.step(-1), ArrowUp: () => acts.step(-1),
  n: () => acts.bare(1), N: () => acts.bare(-1), m: () => id && acts.remark(id),
  ArrowRight: () => acts.sentence(document.dir === "rtl" ? -1 : 1), ArrowLeft: () => acts.sentence(document.dir === "rtl" ? 1 : -1),
  ...(writes && id && { Enter: () => acts.edit(id), a: () => acts.add(id), Delete: () => acts.remove(id), "Alt+ArrowUp": () => acts.move(id, -1), "Alt+ArrowDown": () => acts.move(id, 1), "Alt+m": () => acts.moveTo(id) }),
});

function useSheetKeys({ acts, here, page }) {
  return (event) => {
    if (isWriting(event.target) || event.target.isContentEditable || event.ctrlKey || event.metaKey || here.latest().dialog) return;
    if (event.target.closest("summary, a, .tools, .two") || (event.target.closest("button") && event.key === "Enter")) return;
    const act = keysOf(acts, here.latest().node, page.writes)[event.altKey ? `Alt+${event.key}` : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}

function Contents({ rows, acts }) {
  const heads = rows.filter(({ node }) => node.kind === "chapter" || node.kind === "priority");
  if (heads.length < 4) return null;
  const jump = (id) => () => {
    acts.go({ node: id });
    requestAnimationFrame(() => document.getElementById(`part-${id}`)?.scrollIntoView({ block: "start" }));
  };
  return html`<details class="contents"><summary>${_("Contents")} <small class="soft">${number(heads.length)}</small></summary>
    <ol class="plain">${heads.map(({ id, node, number: n }) => html`<li key=${id} class=${node.kind}><button type="button" onClick=${jump(id)} lang=${node.language} dir="auto">${n ? html`<span class="soft figure">${number(n)}</span> ` : ""}${node.body.title}</button></li>`)}</ol></details>`;
}

function Foot({ data, rows, acts }) {
  const { sentences = 0, bare = {} } = data.figures?.now ?? {};
  const alone = bareIn(rows, bare).length;
  if (!sentences) return null;
  return html`<p class="sheet-foot">${alone ? html`<button type="button" class="bare-count" title=${_("Key: N")} onClick=${() => acts.bare(1)}>
      <span class="bare">${ngettext("%(num)s of %(of)s sentences rests on nothing", "%(num)s of %(of)s sentences rest on nothing", alone, { of: number(sentences) })}</span> <b>${_("Next")} ↓</b></button>`
    : html`<span class="has">${_("Every sentence rests on something.")}</span>`}</p>`;
}

const nameOf = (node) => node.body.title || node.body.text?.replace(/\[\[[^\]]*\]\]/g, "").slice(0, 90) || _("Nothing is written here yet.");

function Removed({ data, sides, acts }) {
  const gone = useMemo(() => removedIn(data.nodes), [data.nodes]);
  if (!gone.length) return null;
  return html`<details class="removed"><summary>${_("Removed")} <small>${number(gone.length)}</small></summary>
    <ul class="plain">${gone.map(([id, node]) => html`<li key=${id}><span lang=${node.language} dir="auto">${nameOf(node)}${sides[id] && html` <b class="lacks small">${_("A text of somebody waits here.")}</b>`}</span>
      <button type="button" class="button small" onClick=${() => acts.restore(id)}>${_("Bring back")}</button></li>`)}</ul></details>`;
}

function MoveTo({ id, data, acts, onClose }) {
  const node = data.nodes[id];
  const homes = homesOf(data.nodes, node.kind).filter((home) => home !== (node.parent ?? null));
  return html`<${Dialog} label=${_("Move to")} onClose=${onClose}><h2>${_("Move to")}</h2><p class="soft" dir="auto">${nameOf(node)}</p>
    ${homes.length ? html`<ul class="plain stack">${homes.map((home) => html`<li key=${home}><button type="button" class="button home" onClick=${() => acts.moveInto(id, home)}>
      <span dir="auto">${home === null ? _("The summary at the beginning") : data.nodes[home].body.title}</span></button></li>`)}</ul>` : html`<p>${_("There is no other place for it yet.")}</p>`}
    <div class="acts end"><button type="button" class="button" onClick=${onClose}>${_("Cancel")}</button></div><//>`;
}

export function Draft({ view, page, say }) {
  const { data } = view;
  const here = useHere();
  const now = useNow();
  const drafts = useDrafts({ view, page });
  const [state, setState] = useState({ editing: null, adding: undefined, moving: null, awaited: null, caret: null });
  const set = (change) => setState((was) => (typeof change === "function" ? change(was) : { ...was, ...change }));
  const rows = useMemo(() => rowsOf(data.nodes), [data.nodes]);
  const { remarks, sides } = useBeside(data);
  const acts = useActs({ view, page, say, here, drafts, rows, set, state });
  const keys = useSheetKeys({ acts, here, page });
  const there = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  const typing = Object.values(drafts.blocks).filter((block) => !idle(block)).length;
  useEffect(() => here.go({ typing }), [typing]); // the bar must not call it saved
  useEffect(() => { // a new part has come: one is there at once
    if (state.awaited && there.has(state.awaited)) {
      set({ awaited: null });
      if (["passage", "measure"].includes(data.nodes[state.awaited].kind)) acts.edit(state.awaited); else acts.focus(state.awaited);
    }
    if (state.editing && !there.has(state.editing)) { drafts.close(state.editing); set({ editing: null }); }
  }, [there, state.awaited, state.editing]);
  const click = (event) => {
    const box = event.target.closest("[data-part]");
    if (!box || event.target.closest("button, a, input, textarea, label, summary, .editor, .measure-form, .two, .adding")) return;
    const id = box.dataset.part;
    if (!getSelection().isCollapsed) { acts.go({ node: id }); return; } // words are marked, for a comment
    const number_ = event.target.closest("[data-sentence]")?.dataset.sentence;
    const sentence = number_ === undefined ? null : Number(number_);
    if (here.node === id && (here.sentence === sentence || sentence === null)) { acts.edit(id, caretAt(event)); return; }
    acts.go({ node: id });
    acts.go({ sentence });
  };
  const twice = (event) => { if (page.writes && event.target.closest(".prose, .measure-sheet dl, h2, h3, h4")) { getSelection().removeAllRanges(); acts.edit(event.target.closest("[data-part]")?.dataset.part, caretAt(event)); } };
  const strategy = strategyOf(data);
  const { bare = {} } = data.figures?.now ?? {};
  const looks = (node) => (here.ref && restsOn(data, node).includes(here.ref) ? here.ref : null);
  const reach = there.has(here.node) ? here.node : rows[0]?.id;
  return html`<article class=${state.editing ? "sheet writes" : "sheet"} onKeyDown=${keys} onClick=${click} onDblClick=${twice}>
    <header class="sheet-head"><h1 lang=${strategy.language} dir="auto">${strategy.title}</h1>${strategy.subtitle && html`<p class="subtitle" lang=${strategy.language} dir="auto">${strategy.subtitle}</p>`}</header>
    <${Contents} rows=${rows} acts=${acts} />
    ${page.writes && (state.adding === null ? html`<${Adding} choices=${placesAfter(data.nodes, null)} acts=${acts} />`
      : html`<button type="button" class=${rows.length ? "gap first" : "button add-first"} onClick=${() => acts.add(null)}><span>+ ${rows.length ? _("Add here") : _("Begin with a summary or a chapter")}</span></button>`)}
    ${!rows.length && html`<p class="soft empty">${page.writes ? _("The sheet is empty. Take results into the draft from the left, or begin to write.") : _("Nothing is written yet.")}</p>`}
    ${rows.map((row) => html`<${Part} key=${row.id} ...${row} results=${data.results} acts=${acts} writes=${page.writes}
      bare=${(bare[row.id] ?? []).join(",")} on=${here.node === row.id} reach=${reach === row.id} sentence=${here.node === row.id ? here.sentence : null}
      editing=${state.editing === row.id} block=${drafts.blocks[row.id]} link=${drafts.blocks[row.id] ? view.link : null} looked=${looks(row.node)} citing=${state.editing === row.id ? here.ref : null} caret=${state.editing === row.id ? state.caret : null}
      typist=${typistOf(view, row.id, page, now())} sides=${sides[row.id]} remarks=${remarks[row.id] ?? 0} adding=${state.adding === row.id ? placesAfter(data.nodes, row.id) : null} />`)}
    <${Foot} data=${data} rows=${rows} acts=${acts} />
    ${page.writes && html`<${Removed} data=${data} sides=${sides} acts=${acts} />`}
    ${state.moving && data.nodes[state.moving] && html`<${MoveTo} id=${state.moving} data=${data} acts=${acts} onClose=${() => set({ moving: null })} />`}
  </article>`;
}

