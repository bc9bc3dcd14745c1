// Who is here: by group with goals, by table, without a phone, and who has not yet acted.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _, ngettext, number, pick } from "../../lib/i18n.js";
import { Region, Shape } from "../parts.js";
import { tableName, tablesOf, TablesDialog } from "../tables.js";
import { currentStage, roundtableOf, useStore } from "../use.js";
import { missing } from "../waiting.js";
import { Fold } from "../widgets.js";

const byPosition = ([, a], [, b]) => a.position - b.position;

function Goals({ data, onClose }) {
  const store = useStore();
  const { language } = roundtableOf(data);
  const save = (id, was) => (event) => {
    const goal = event.target.value === "" ? null : Number(event.target.value);
    if (goal !== (was ?? null) && (goal === null || goal > 0)) store.act("set_goal", { group: id, goal });
  };
  const close = (event) => { event.preventDefault(); onClose(); };
  return html`<form class="goals stack" onSubmit=${close}>
    ${Object.entries(data.groups).sort(byPosition).map(([id, group]) => html`<label key=${id} class="goal-row">
      <${Shape} position=${group.position} /><span>${pick(group.title, language)}</span>
      <input class="field" type="number" min="1" max="2000" value=${group.goal ?? ""} onChange=${save(id, group.goal)}
        aria-label=${_("How many are wished for: %(group)s", { group: pick(group.title, language) })} /></label>`)}
    <div class="acts"><button class="button small">${_("Done")}</button></div></form>`;
}

function Legend({ data }) {
  const { language } = roundtableOf(data);
  const groups = data.people?.now?.groups ?? {};
  const rows = [
    ...Object.entries(data.groups ?? {}).sort(byPosition).map(([id, group]) => [id, pick(group.title, language), group.position, group.goal]),
    ["", _("No group named"), 0, null],
  ].filter(([id]) => id || groups[""]);
  return html`<ul class="legend">${rows.map(([id, title, position, goal]) => html`<li key=${id}>
    <${Shape} position=${position} /><span>${title}</span><span class="figure"><b>${number(groups[id] ?? 0)}</b>${goal ? html` <small class="soft">${_("of %(present)s", { present: number(goal) })}</small>` : null}</span>
    ${goal ? html`<progress class=${`g${position}`} max=${goal} value=${Math.min(goal, groups[id] ?? 0)} aria-hidden="true"></progress>` : null}</li>`)}</ul>`;
}

const NOT_YET = {
  welcome: (n) => ngettext("has not agreed yet", "have not agreed yet", n),
  write: (n) => ngettext("has not written yet", "have not written yet", n),
  propose: (n) => ngettext("has not written yet", "have not written yet", n),
  round: (n) => ngettext("has not shared yet", "have not shared yet", n),
  improve: (n) => ngettext("has not commented yet", "have not commented yet", n),
  vote: (n) => ngettext("has not voted yet", "have not voted yet", n),
  consent: (n) => ngettext("has no position yet", "have no position yet", n),
  feedback: (n) => ngettext("has not answered yet", "have not answered yet", n),
  else: (n) => ngettext("has not acted yet", "have not acted yet", n),
};

/** How many have not acted yet, and one gentle reminder to their phones. */
function Missing({ data }) {
  const store = useStore();
  const [id, stage] = currentStage(data);
  const n = missing(data, id);
  if (n === null || !data.people?.now?.present || (stage.kind === "welcome" && !Object.values(stage.settings?.agreement ?? {}).some(Boolean))) return null;
  const everyone = _("Everyone has acted.");
  return html`<div class="missing"><p>${n ? html`<b class="figure">${number(n)}</b> ${(NOT_YET[stage.kind] ?? NOT_YET.else)(n)}` : everyone}</p>
    ${n > 0 && html`<button class="button small" disabled=${stage.nudged} onClick=${() => store.act("nudge")}>${stage.nudged
      ? _("Reminded") : _("Remind them once")}</button>`}</div>`;
}

export function ByTable({ data }) {
  const [open, setOpen] = useState(false);
  const list = tablesOf(data);
  return html`<${Fold} title=${_("Tables")} count=${list.length || undefined}>
    <ul class="by-table">${list.map(([id, table]) => html`<li key=${id}><span>${tableName(table)}</span>
      <span class="figure">${_("%(people)s of %(seats)s", { people: number(table.people ?? 0), seats: number(table.seats) })}</span></li>`)}</ul>
    <div class="acts"><button class="button small" onClick=${() => setOpen(true)}>${_("Set up tables…")}</button></div>
    ${open && html`<${TablesDialog} data=${data} onClose=${() => setOpen(false)} />`}
  <//>`;
}

export function People({ view }) {
  const { data, presence } = view;
  const [goals, setGoals] = useState(false);
  const now = data.people?.now ?? { present: 0, groups: {} };
  const small = [
    presence && ngettext("%(num)s phone connected now", "%(num)s phones connected now", presence.here),
    now.desk > 0 && ngettext("%(num)s person without a phone", "%(num)s people without a phone", now.desk),
  ].filter(Boolean).join(" · ");
  const title = _("At the table: %(num)s", { num: number(now.present) });
  return html`<section class="stack" aria-labelledby="at-the-table">
    <div class="row between"><h2 id="at-the-table">${title}</h2>
      <button class="button quiet small" aria-expanded=${goals} onClick=${() => setGoals(!goals)}>${_("Goals")}</button></div>
    <${Region} name="room" made=${view.regions.room} />
    ${goals ? html`<${Goals} data=${data} onClose=${() => setGoals(false)} />` : html`<${Legend} data=${data} />`}
    ${small && html`<p class="small soft">${small}</p>`}
    <${Missing} data=${data} />
  </section>`;
}
