// Suggested groups at the board: dashed, with a name and the reason, until somebody accepts them.
// Nothing is ever grouped by itself.

import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, number, proposalName } from "../lib/i18n.js";
import { Alike, Likely } from "./pointed-out.js";
import { groupsOf, latest, levelOf, LEVELS, looseOf, making, surely } from "./suggested.js";
import { useStore } from "./use.js";

const FEWEST = 4; // loose proposals; with fewer there is nothing to put in order
const SURE = { sure: () => _("Quite sure"), fairly: () => _("Fairly sure"), guess: () => _("A guess") };
const LEVEL = [() => _("Very coarse"), () => _("Coarse"), () => _("In between"), () => _("Fine"), () => _("Very fine")];

/** Coarser or finer: the groups are suggested anew. */
function Level({ level, busy, ask }) {
  return html`<label class="level small"><span aria-hidden="true">${_("Coarser")}</span>
    <input type="range" min="0" max=${LEVELS - 1} step="1" value=${level} disabled=${busy} aria-label=${_("Coarser or finer groups")}
      aria-valuetext=${LEVEL[level]()} onChange=${(event) => ask(Number(event.target.value))} />
    <span aria-hidden="true">${_("Finer")}</span></label>`;
}

function Progress({ share }) {
  return html`<div class="suggest-progress" role="status"><p class="small">${_("Reading the proposals. The room goes on meanwhile.")}</p>
    <progress max="1" value=${share ?? undefined} aria-label=${_("Progress of the suggestion")}></progress></div>`;
}

function Member({ id, data, stays, toggle }) {
  const proposal = data.proposals[id];
  return html`<li><label class=${stays ? "" : "out"}><input type="checkbox" checked=${stays} onChange=${() => toggle(id)} />
    <span><span class="words" lang=${proposal.language} dir=${proposal.direction}>${proposal.text}</span>
      <small>${proposalName(proposal)}</small></span></label></li>`;
}

/** What of a group stays, and under which name, after what the facilitator has changed. */
const changed = (group, { title = group.title, out = [] } = {}) =>
  ({ key: group.key, title: title.trim() || group.title, proposals: group.left.filter((id) => !out.includes(id)) });

/** One dashed group: its name can be changed, and what does not belong taken out, before it is accepted. */
function Proposed({ group, data, own = {}, setOwn, fixed, busy, accept, drop }) {
  const { title = group.title, out = [] } = own;
  const chosen = changed(group, own);
  const toggle = (id) => setOwn({ ...own, out: out.includes(id) ? out.filter((each) => each !== id) : [...out, id] });
  const key = (event) => {
    if (event.key === "Enter") event.preventDefault(); // a name is one line
    if (event.key === "Escape") { event.stopPropagation(); setOwn({ out }); }
  };
  const label = _("Suggested: %(title)s", { title: chosen.title });
  return html`<section class="proposed" aria-label=${label}>
    <textarea class="field proposed-title" rows="1" value=${title} maxlength="120" lang=${group.language} dir="auto" aria-label=${_("Name of the suggested group")}
      onInput=${(event) => setOwn({ ...own, title: event.target.value.replace(/\s+/g, " ") })} onKeyDown=${key}></textarea>
    <p class="small sureness"><b data-sure=${surely(group.sure)}>${SURE[surely(group.sure)]()}</b>
      ${group.why.length ? html` · ${_("in common:")} ${group.why.map((word, i) => html`${i ? ", " : ""}<bdi key=${word}>${word}</bdi>`)}` : null}</p>
    <ul class="members">${group.left.map((id) => html`<${Member} key=${id} id=${id} data=${data} stays=${!out.includes(id)} toggle=${toggle} />`)}</ul>
    <div class="acts"><button class="button small strong" data-accept disabled=${fixed || busy || !chosen.proposals.length}
        onClick=${() => accept([chosen])}>${ngettext("Make a group of %(num)s", "Make a group of %(num)s", chosen.proposals.length)}</button>
      <button class="button small quiet" disabled=${busy} onClick=${() => drop(group.key)}>${_("Not this one")}</button></div>
  </section>`;
}

function Notes({ found, rest }) {
  return html`${found.by === "letters" && html`<p class="small soft">${_("Compared letter by letter: words alike are found, but not what they mean, nor other languages.")}</p>`}
    ${found.few && html`<p class="small soft">${_("These are few proposals. Take the groups as a first idea.")}</p>`}
    ${rest > 0 && html`<p class="small soft">${ngettext("%(num)s proposal is in none of them.", "%(num)s proposals are in none of them.", rest)}</p>`}`;
}

/** Keep the keyboard among the suggestions when the one that it was in is gone. */
function useNext(box) {
  const wanted = useRef(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const left = box.current?.querySelectorAll("[data-accept]") ?? [];
    if (left.length === wanted.current.count) return;
    const target = left[Math.min(wanted.current.at, left.length - 1)] ?? box.current?.querySelector("[data-suggest]");
    if (target?.disabled) return; // the picture came before the answer: it takes the focus once it is free
    target?.focus();
    wanted.current = null;
  });
  return (key, groups) => { wanted.current = { at: Math.max(0, groups.findIndex((group) => group.key === key)), count: groups.length }; };
}

function Groups({ view, id, found, filter, fixed, ask, say }) {
  const store = useStore();
  const { data } = view;
  const box = useRef(null);
  const [gone, setGone] = useState([]);
  const [own, setOwn] = useState({}); // key -> what was changed in the group
  const next = useNext(box);
  const groups = groupsOf(data, filter, gone);
  const placed = new Set(groups.flatMap((group) => group.left));
  const rest = looseOf(data).filter((each) => !placed.has(each)).length;
  const busy = view.unsent.some((entry) => entry.command === "accept_suggestion");
  const again = Boolean(making(data)[0]);
  const accept = async (chosen) => {
    next(chosen[0].key, groups);
    const answer = await store.act("accept_suggestion", { suggestion: id, groups: chosen }).done;
    if (!answer.ok) return;
    const count = answer.result.clusters.length;
    say(ngettext("%(num)s group was made", "%(num)s groups were made", count));
    const left = answer.result.left_out;
    if (left) store.tell(ngettext("%(num)s proposal lay in a group already and stayed there.", "%(num)s proposals lay in groups already and stayed there.", left));
  };
  const drop = (key) => { next(key, groups); setGone([...gone, key]); };
  return html`<div class="suggested" ref=${box} aria-busy=${again}>
    <div class="suggest-top"><h2 tabindex="-1" data-suggest>${_("Suggested groups")} <small class="soft">${number(groups.length)}</small></h2>
      <${Level} level=${levelOf(data)} busy=${again} ask=${ask} />
      <div class="acts">${groups.length > 1 && html`<button class="button small" disabled=${fixed || busy || again}
          onClick=${() => accept(groups.map((group) => changed(group, own[group.key])).filter(({ proposals }) => proposals.length))}>${_("Accept all %(num)s", { num: number(groups.length) })}</button>`}
        <button class="button small quiet" onClick=${() => store.act("dismiss_suggestion", { suggestion: id })}>${_("Put away")}</button></div></div>
    <${Notes} found=${found} rest=${rest} />
    ${groups.length ? html`<div class="columns">${groups.map((group) => html`<${Proposed} key=${group.key} group=${group} data=${data}
      own=${own[group.key]} setOwn=${(change) => setOwn({ ...own, [group.key]: change })} fixed=${fixed} busy=${busy || again} accept=${accept} drop=${drop} />`)}</div>` : html`<p class="soft">${_("No groups are left in this suggestion.")}</p>`}
  </div>`;
}

/** All that is suggested at the board: groups on request; likely places and near duplicates by themselves. */
export function Suggest({ view, filter, fixed = false, say }) {
  const store = useStore();
  const { data } = view;
  const [id, found] = latest(data);
  const [asked, made] = making(data);
  const waiting = Boolean(asked) || view.unsent.some((entry) => entry.command === "suggest_groups");
  const ask = (level) => store.act("suggest_groups", { level });
  const stands = found?.status === "done";
  const enough = looseOf(data).length >= FEWEST;
  const was = useRef(waiting);
  useEffect(() => {
    if (was.current && !waiting && stands) say(ngettext("%(num)s group is suggested", "%(num)s groups are suggested", groupsOf(data, filter).length));
    was.current = waiting;
  }, [waiting]);
  return html`<div class="suggest">
    <${Alike} data=${data} fixed=${fixed} say=${say} />
    <${Likely} data=${data} filter=${filter} fixed=${fixed} say=${say} />
    ${waiting && html`<${Progress} share=${view.progress[asked]?.share} />`}
    ${stands && html`<${Groups} key=${id} view=${view} id=${id} found=${found} filter=${filter} fixed=${fixed} ask=${ask} say=${say} />`}
    ${!stands && !waiting && enough && !fixed && html`<div class="suggest-ask"><button class="button" onClick=${() => ask(levelOf(data))}>${_("Suggest groups")}</button>
      <p class="small soft">${_("Nothing is grouped until you accept it.")}</p></div>`}
    ${found?.status === "failed" && !waiting && html`<p class="notice refused" role="status">${_("No groups could be suggested. Try again.")}</p>`}
  </div>`;
}
