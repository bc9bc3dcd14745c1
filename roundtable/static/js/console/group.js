// The board: proposals are put together by drag, by tap and by keyboard alike.

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, number, pick, proposalName } from "../lib/i18n.js";
import { isWriting } from "../lib/dom.js";
import {
  areasOf, bands, cardOf, cardPlace, clustersOf, columnOf, columns, placeAfter, progress, shown, step, stillThere,
  titlePlace, TRAY,
} from "./board.js";
import { Costs } from "./costs.js";
import { deeds } from "./deeds.js";
import { Column } from "./column.js";
import { Keys, Reason, Same, Where, WhichGroup } from "./choose.js";
import { makeDrag } from "./drag.js";
import { roundtableOf, useStore } from "./use.js";
import { Suggest } from "./suggest.js";
import { votesIn } from "./votes.js";

/** On a phone: what is loose, or the groups. */
function Parts({ part, setPart, data }) {
  const { grouped, all } = progress(data);
  const tab = (name, words, count) => html`<button class="tab" aria-pressed=${part === name}
    onClick=${() => setPart(name)}>${words} <small>${number(count)}</small></button>`;
  return html`<div class="tabs board-parts" role="group" aria-label=${_("Part of the board")}>
    ${tab("tray", _("Not grouped"), all - grouped)}${tab("table", _("Groups"), clustersOf(data).length)}</div>`;
}

/** Ballots are in: what is voted on must not change under the voters. */
const isFixed = (data) => Object.entries(data.stages).some(([id, stage]) => ["vote", "consent"].includes(stage.kind) && votesIn(data, id));

function Filters({ data, filter, setFilter, list, finder }) {
  const areas = areasOf(data);
  const table = roundtableOf(data);
  const count = (id) => shown(data).filter(([, proposal]) => !id || proposal.area === id).length;
  const tab = (id, words) => html`<button key=${id} class="tab" aria-pressed=${filter.area === id}
    onClick=${() => setFilter({ ...filter, area: id })}>${words} <small>${number(count(id))}</small></button>`;
  return html`<div class="filters">
    ${areas.length > 1 && html`<div class="tabs" role="group" aria-label=${_("Policy area")}>
      ${tab(null, _("All"))}${areas.map(([id, area]) => tab(id, pick(area.title, table.language)))}</div>`}
    <input class="field find" type="search" ref=${finder} placeholder=${_("Find a proposal")}
      aria-label=${_("Find a proposal")} value=${filter.find}
      onInput=${(event) => setFilter({ ...filter, find: event.target.value })} />
    ${filter.find && html`<span class="soft small" role="status">${ngettext("%(num)s found", "%(num)s found",
      list.reduce((sum, column) => sum + column.cards.length, 0))}</span>`}
  </div>`;
}

/** The keys in one line; on a phone the words for tapping. */
function Help({ show }) {
  return html`<p class="help small soft">
    <span class="by-key"><kbd>${_("Space")}</kbd> ${_("selects")}</span>
    <span class="by-key"><kbd>${_("Arrow keys")}</kbd> ${_("go on")}</span>
    <span class="by-key"><kbd>M</kbd> ${_("moves")}</span>
    <span class="by-key"><kbd>N</kbd> ${_("makes a group")}</span>
    <span class="by-key">${_("or drag")}</span>
    <span class="by-tap">${_("Tap what belongs together, then choose where to")}</span>
    <button class="button quiet small by-key" onClick=${show}>${_("All keys")} <kbd>?</kbd></button></p>`;
}

function Chosen({ count, todo, fixed, large }) {
  return html`<div class="chosen" role="group" aria-label=${_("Selected proposals")}>
    <b>${ngettext("%(num)s selected", "%(num)s selected", count)}</b>
    ${!fixed && html`
      <button class="button small strong" onClick=${todo.where}>${_("Move to…")}</button>
      <button class="button small" onClick=${todo.make}>${_("New group")}</button>`}
    ${!fixed && html`<button class="button small" onClick=${todo.same}>${_("Says the same as…")}</button>`}
    ${count === 1 && html`<button class="button small" aria-pressed=${large} onClick=${todo.large}>${large ? _("Take off the screen") : _("Show large")}</button>`}
    <button class="button small" onClick=${todo.hide}>${_("Hide…")}</button>
    <button class="button small quiet" onClick=${todo.clear}>${_("Clear")}</button>
  </div>`;
}

function Empty({ data, make }) {
  const none = shown(data).length === 0;
  return html`<div class="blank">
    <p class="lead">${none ? _("There is nothing to group yet.") : _("No groups yet.")}</p>
    ${!none && html`<p class="soft">${_("Select proposals that belong together, then make a group of them.")}</p>`}
    <button class="button" onClick=${make}>${_("New group")}</button>
  </div>`;
}

/** Keep the keyboard where it was, or lead it where it should be, after each change of the board. */
function useFocus(board, list, place, setPlace) {
  const wanted = useRef(false);
  const inside = useRef(false);
  const before = useRef(list);
  useEffect(() => {
    const track = (event) => { inside.current = Boolean(event.target.closest?.("[data-place]")); };
    document.addEventListener("focusin", track);
    return () => document.removeEventListener("focusin", track);
  }, []);
  useLayoutEffect(() => {
    const now = stillThere(list, before.current, place);
    before.current = list;
    if (now !== place) setPlace(now);
    const lost = inside.current && document.activeElement === document.body;
    if (!wanted.current && !lost) return;
    const target = board.current?.querySelector(`[data-place="${CSS.escape(now)}"]`);
    if (!target) return;
    wanted.current = false;
    target.focus();
    if (document.activeElement !== target) { // on a phone it may be on the part that is not shown
      return board.current.querySelector('.board-parts [aria-pressed="true"]')?.focus();
    }
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  return (to) => { wanted.current = true; setPlace(to); };
}

export function Board({ view, say }) {
  const store = useStore();
  const { data } = view;
  const [filter, setFilter] = useState({ area: null, find: "" });
  const [place, setPlace] = useState(titlePlace(TRAY));
  const [picked, setPicked] = useState([]);
  const [asking, setAsking] = useState(null);
  const [editing, setEditing] = useState(null);
  const [part, setPart] = useState("tray");
  const board = useRef(null);
  const finder = useRef(null);
  const list = useMemo(
    () => columns(data, filter), [data.proposals, data.clusters, data.areas, filter],
  );
  const goTo = useFocus(board, list, place, setPlace);
  const fixed = isFixed(data);
  const { spotlight } = roundtableOf(data);
  const chosen = picked.filter((id) => data.proposals[id]?.status === "shown");
  const own = useRef({});
  const subject = () => (chosen.length ? chosen : [cardOf(place)].filter(Boolean));
  const act = deeds({ store, data, say });

  /** Move cards; the focus stays in the column that they left, at the next card. */
  const move = (ids, cluster, before = null) => {
    const next = placeAfter(list, place, ids);
    act.move(ids, cluster, before);
    setPicked([]);
    goTo(next);
  };
  const todo = {
    toggle: (id) => { setPlace(cardPlace(id)); setPicked(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]); },
    clear: () => setPicked([]),
    where: () => { if (subject().length && !fixed) setAsking({ what: "where", ids: subject() }); },
    make: () => { if (!fixed) setAsking({ what: "where", ids: subject(), fresh: true }); },
    hide: () => { if (subject().length) setAsking({ what: "hide", ids: subject() }); },
    same: () => { if (subject().length && !fixed) setAsking({ what: "same", ids: subject() }); },
    large: () => store.act("spotlight", { thing: spotlight === chosen[0] ? null : chosen[0] }),
    here: (cluster) => move(chosen, cluster),
    goTo, edit: setEditing, place: setPlace,
    merge: (cluster) => setAsking({ what: "merge", cluster }),
    shift: (cluster, forward) => { if (!fixed) { act.shift(list, cluster, forward); goTo(titlePlace(cluster)); } },
    dissolve: async (cluster) => {
      setEditing(null);
      if (await act.dissolve(cluster)) goTo(titlePlace(TRAY));
    },
    save: (cluster, values) => { act.rename(cluster, values); setEditing(null); goTo(titlePlace(cluster)); },
    cancel: (cluster) => { setEditing(null); goTo(titlePlace(cluster)); },
  };
  own.current = { todo, move, chosen, fixed };
  const drag = useMemo(() => makeDrag(store, own), []);

  const finish = (next) => { setAsking(null); goTo(next ?? place); };
  const decide = {
    move: (cluster) => { setAsking(null); move(asking.ids, cluster); },
    make: (title) => {
      const next = placeAfter(list, place, asking.ids);
      const id = act.make(asking.ids, title, filter.area);
      setPicked([]);
      finish(asking.ids.length ? next : titlePlace(id));
    },
    hide: (reason) => {
      const next = placeAfter(list, place, asking.ids);
      act.hide(asking.ids, reason);
      setPicked([]);
      finish(next);
    },
    same: (into) => {
      const next = placeAfter(list, place, asking.ids);
      act.same(asking.ids, into);
      setPicked([]);
      finish(next);
    },
    merge: (into) => { act.merge(asking.cluster, into); setEditing(null); finish(titlePlace(into)); },
  };

  const shared = { data, chosen, fixed, place, todo, drag, editing };
  return html`<div class="board-work" ref=${board} onKeyDown=${(event) => onKey(event, { place, list, todo, act, fixed, finder, asking, setAsking })}>
    <div class="board-top">
      <${Filters} data=${data} filter=${filter} setFilter=${setFilter} list=${list} finder=${finder} />
      <button class="button small" disabled=${fixed} onClick=${todo.make}>${_("New group")}</button>
    </div>
    ${fixed && html`<p class="notice">${_("Votes are in, so the groups stay as they are. Reset the vote to change them.")}</p>`}
    <${Parts} part=${part} setPart=${setPart} data=${data} />
    <div class=${`board on-${part}`}>
      <div class="tray"><${Column} column=${list[0]} ...${shared} /></div>
      <div class="table">
        <${Costs} data=${data} folded />
        <${Suggest} view=${view} filter=${filter} fixed=${fixed} say=${say} />
        ${clustersOf(data).length === 0 && html`<${Empty} data=${data} make=${todo.make} />`}
        ${bands(list).map((band) => html`<section key=${band.area ?? "none"} class="band">
          <h2 class=${areasOf(data).length > 1 ? "" : "visually-hidden"}>${band.area
            ? pick(data.areas[band.area]?.title, roundtableOf(data).language) : _("Groups")}</h2>
          <div class="columns">${band.columns.map((column) => html`
            <${Column} key=${column.key} column=${column} ...${shared} />`)}</div>
        </section>`)}
      </div>
    </div>
    ${chosen.length ? html`<${Chosen} count=${chosen.length} todo=${todo} fixed=${fixed} large=${spotlight === chosen[0]} />`
      : html`<${Help} show=${() => setAsking({ what: "keys" })} />`}
    ${asking?.what === "where" && html`<${Where} data=${data} ids=${asking.ids} fresh=${asking.fresh}
      onMove=${decide.move} onMake=${decide.make} onClose=${() => finish()} />`}
    ${asking?.what === "hide" && html`<${Reason} data=${data} ids=${asking.ids} onHide=${decide.hide} onClose=${() => finish()} />`}
    ${asking?.what === "same" && html`<${Same} data=${data} ids=${asking.ids} onChoose=${decide.same} onClose=${() => finish()} />`}
    ${asking?.what === "merge" && html`<${WhichGroup} data=${data} cluster=${asking.cluster}
      onChoose=${decide.merge} onClose=${() => finish()} />`}
    ${asking?.what === "keys" && html`<${Keys} onClose=${() => finish()} />`}
  </div>`;
}

const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];

/** What a key does on the board. Keys pressed in a text field or a dialog are not ours. */
function onKey(event, { place, list, todo, act, fixed, finder, asking, setAsking }) {
  if (isWriting(event.target) || event.target.closest("dialog") || event.ctrlKey || event.metaKey) return;
  const done = () => event.preventDefault();
  const onPlace = event.target.closest("[data-place]");
  const rtl = document.dir === "rtl";
  const card = cardOf(place);
  const column = columnOf(place);
  if (onPlace && event.altKey && ARROWS.includes(event.key) && !fixed) {
    done();
    const forward = event.key === "ArrowDown" || event.key === (rtl ? "ArrowLeft" : "ArrowRight");
    if (card && /Up|Down/.test(event.key)) { act.reorder(list, card, forward); todo.goTo(place); }
    if (column && /Left|Right/.test(event.key)) todo.shift(column, forward);
    return;
  }
  if (onPlace && ARROWS.includes(event.key)) { done(); return todo.goTo(step(list, place, event.key, rtl)); }
  if (event.key === "Escape") { todo.clear(); return todo.goTo(place); }
  if (event.key === "/") { done(); return finder.current?.focus(); }
  if (event.key === "?") { done(); return setAsking({ what: "keys" }); }
  const letter = event.key.toLowerCase();
  if (letter === "m") { done(); return column ? todo.merge(column) : todo.where(); }
  if (letter === "n") { done(); return todo.make(); }
  if (letter === "s" && card) { done(); return todo.same(); }
  if (letter === "h" && card) { done(); return todo.hide(); }
}
