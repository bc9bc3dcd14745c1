// The results: found, looked at, taken into the draft, answered. One list for mouse, touch and keys.

import { html, useEffect, useMemo, useRef, useState } from "../../../vendor/preact-htm.js";
import { useStore } from "../../console/use.js";
import { isWriting } from "../../lib/dom.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { useHere } from "../use.js";
import { decidedOn } from "../side/model.js";
import { roomTitle } from "../side/words.js";
import { Acts } from "./acts.js";
import { DissentForm, FateForm, JoinForm } from "./fate.js";
import { Filters } from "./filters.js";
import { ANY, contributions, found, rowsOf } from "./model.js";
import { Row } from "./row.js";
import { take, takenWords } from "./taking.js";
import { leftWords, usedWords } from "./words.js";

const FORMS = { fate: FateForm, join: JoinForm, dissent: DissentForm };
/** Rows that are drawn at first; more on demand. */
const PAGE = 150;
const idOf = (ref) => `result-${ref.replace(/[^A-Za-z0-9-]/g, "-")}`;

function Head({ data }) {
  const now = data.figures?.now ?? { contributions: 0, without: [] };
  const left = now.without.length;
  const done = now.contributions - left;
  const none = _("no contributions yet");
  return html`<header class="results-head"><h2>${_("Results")}</h2>
    <p class="small" role="status">${now.contributions === 0 ? none : left ? html`<span class="lacks">${ngettext("%(num)s without a fate", "%(num)s without a fate", left)}</span>`
      : html`<span class="has">${_("The public answer is ready")}</span>`}</p>
    ${now.contributions > 0 && html`<progress max=${now.contributions} value=${done} aria-label=${_("%(done)s of %(all)s contributions have a fate", { done: number(done), all: number(now.contributions) })}></progress>`}
  </header>`;
}

function told(data, ref) {
  const source = data.results[ref];
  const join = Object.values(data.joins ?? {}).find((each) => !each.apart_on && each.members.includes(ref));
  const dissent = source.kind === "concern" || source.kind === "position";
  return {
    used: dissent ? "" : usedWords(data, ref), left: leftWords(data, ref),
    joined: join ? _("said elsewhere too: %(title)s", { title: join.title }) : "",
    out: dissent && decidedOn(data, ref)?.out ? _("left out by a decision") : "",
  };
}

/** The name of a roundtable before the first of its results. */
function heading(data, rows, n) {
  const code = data.results[rows[n].ref].roundtable;
  if (n && data.results[rows[n - 1].ref].roundtable === code) return null;
  const room = Object.values(data.rooms ?? {}).find((each) => each.code === code);
  const words = room ? [room.area, roomTitle(data, room)].filter(Boolean).join(" · ") : _("Findings of the review");
  return html`<h3 key=${`room-${code}`} role="presentation" class="result-room">${words}</h3>`;
}

export function Results({ view, page, say }) {
  const { data } = view;
  const store = useStore();
  const here = useHere();
  const [wanted, setWanted] = useState(ANY);
  const [open, setOpen] = useState(() => new Set());
  const [chosen, setChosen] = useState(() => new Set());
  const [most, setMost] = useState(PAGE);
  const [form, setForm] = useState(null); // [name, refs]
  const [offer, setOffer] = useState(null); // {refs, measure}
  const [last, setLast] = useState(null); // {words, entry}
  const search = useRef(null);
  const list = useRef(null);
  const rows = useMemo(() => rowsOf(data, wanted, open), [data.results, data.fates, data.rooms, wanted, open]);
  const shown = rows.slice(0, most);
  const at = shown.findIndex((row) => row.ref === here.ref) === -1 ? shown[0]?.ref : here.ref;
  const refs = chosen.size ? [...chosen].filter((ref) => data.results[ref]) : at ? [at] : [];

  const tell = (words, entry) => { say(words); setLast({ words, entry }); };
  const point = (ref, focus = true) => {
    here.go({ ref });
    if (focus) requestAnimationFrame(() => document.getElementById(idOf(ref))?.focus());
  };
  const fold = (ref, on) => setOpen((was) => { const now = new Set(was); if (on) now.add(ref); else now.delete(ref); return now; });
  const choose = (ref) => setChosen((was) => { const now = new Set(was); if (now.has(ref)) now.delete(ref); else now.add(ref); return now; });
  const done = (words, undoes) => (id) => { setChosen(new Set()); tell(words, undoes ? id : null); list.current?.querySelector('[tabindex="0"]')?.focus(); };

  const acts = {
    async take(kind, [ref] = refs) {
      const source = ref && data.results[ref];
      if (!source || !page.writes) return;
      setOffer(null);
      const made = await take(store, ref, kind, here.node);
      if (!made.ok) return store.tell(made.message, "refused");
      here.go({ node: made.node, ref });
      if (made.suggested.length) setOffer({ refs: made.suggested, measure: made.node });
      setTimeout(() => tell(takenWords(store.view().data, kind, made.node, source), made.entry), 150);
    },
    async adopt() {
      if (!offer) return;
      setOffer(null);
      const { id, done: sent } = store.act("set_fate", { refs: offer.refs, kind: "adopted", measure: offer.measure });
      const answer = await sent;
      if (answer.ok) tell(ngettext("%(num)s proposal is marked as adopted.", "%(num)s proposals are marked as adopted.", offer.refs.length), id);
    },
    fate(about = refs) { if (page.writes && contributions(data, about).length) setForm(["fate", about]); },
    async clear(about = refs) {
      const of = contributions(data, about).filter((ref) => data.fates[ref]);
      if (!page.writes || !of.length) return;
      const { id, done: sent } = store.act("clear_fate", { refs: of });
      if ((await sent).ok) tell(_("Taken back: nothing is said of it any more."), id);
    },
    join() { if (page.writes && refs.length > 1) setForm(["join", refs]); },
    async apart(join) {
      const { id, done: sent } = store.act("unjoin_results", { join });
      if ((await sent).ok) tell(_("Taken apart."), id);
    },
    dissent(about = refs) { if (page.writes && ["concern", "position"].includes(data.results[about[0]]?.kind)) setForm(["dissent", about.slice(0, 1)]); },
    choose: () => page.writes && choose(at),
    async undo() {
      if (!last?.entry) return;
      const answer = await store.act("undo", { entry: last.entry }).done;
      if (answer.ok) tell(_("Undone."), null);
    },
    dismiss: () => setOffer(null),
  };

  const keys = (event) => {
    if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = shown.findIndex((row) => row.ref === here.latest().ref); // keys may come faster than the page is drawn
    const n = now === -1 ? shown.findIndex((row) => row.ref === at) : now;
    const row = shown[n];
    const mine = chosen.size ? refs : row ? [row.ref] : [];
    const to = (next) => next && point(next.ref);
    const way = {
      ArrowDown: () => to(shown[n + 1]), ArrowUp: () => to(shown[n - 1]), Home: () => to(shown[0]), End: () => to(shown.at(-1)),
      ArrowRight: () => (row?.count && !open.has(row.ref) ? fold(row.ref, true) : to(row?.count ? shown[n + 1] : null)),
      ArrowLeft: () => (row?.count && open.has(row.ref) ? fold(row.ref, false) : to(row?.level === 2 ? shown.slice(0, n).findLast((each) => each.level === 1) : null)),
      Enter: () => (row?.count ? fold(row.ref, !open.has(row.ref)) : point(row?.ref)), " ": () => page.writes && choose(row.ref),
      m: () => acts.take("measure", mine), p: () => acts.take("priority", mine), t: () => acts.take("passage", mine), y: acts.adopt,
      f: () => acts.fate(mine), x: () => acts.clear(mine), j: acts.join, d: () => acts.dissent(mine), u: acts.undo,
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!way || !row) return;
    event.preventDefault();
    way();
  };
  useEffect(() => {
    const slash = (event) => {
      if (event.key !== "/" || isWriting(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      here.go({ part: "results" });
      requestAnimationFrame(() => search.current?.focus());
    };
    document.addEventListener("keydown", slash);
    return () => document.removeEventListener("keydown", slash);
  }, []);
  const press = (ref, event) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) return page.writes && choose(ref);
    if (ref === at && data.results[ref].kind === "cluster") fold(ref, !open.has(ref));
    return point(ref);
  };
  const [name, about] = form ?? [];
  const Form = FORMS[name];
  const count = useMemo(() => found(data, wanted).length, [data.results, data.fates, wanted]);
  return html`<div class="results-column">
    <${Head} data=${data} />
    <${Filters} data=${data} wanted=${wanted} set=${(next) => { setWanted(next); setMost(PAGE); }} count=${count} search=${search} onDown=${() => shown[0] && point(shown[0].ref)} />
    ${rows.length === 0 && html`<p class="blank soft">${Object.keys(data.results ?? {}).length ? _("Nothing fits. Search for fewer words, or take filters away.")
      : _("No roundtable is in this strategy yet. Add one under “More”.")}</p>`}
    <div role="tree" class="result-list" aria-label=${_("Results")} aria-multiselectable="true" ref=${list} onKeyDown=${keys}>
      ${shown.map((row, n) => html`${heading(data, shown, n)}<${Row} key=${row.ref} id=${idOf(row.ref)} row=${row} source=${data.results[row.ref]} told=${told(data, row.ref)} isAt=${row.ref === at}
        chosen=${chosen.has(row.ref)} open=${open.has(row.ref)} onPoint=${press} />`)}
    </div>
    ${rows.length > most && html`<button type="button" class="button small" onClick=${() => setMost(most + PAGE)}>${_("Show more")}</button>`}
    <${Acts} data=${data} page=${page} refs=${refs} chosen=${chosen} clear=${() => setChosen(new Set())} acts=${acts} offer=${offer} last=${last} />
    ${Form && html`<${Form} data=${data} refs=${about} isOut=${decidedOn(data, about[0])?.out ?? false} onClose=${() => setForm(null)}
      onDone=${done({ fate: _("Saved."), join: _("Joined."), dissent: _("The decision is kept.") }[name], name !== "dissent")} />`}
  </div>`;
}
