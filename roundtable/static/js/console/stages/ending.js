// Towards the end: what is decided and who does it, how people found the meeting, what stays.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { Exporting } from "../exporting.js";
import { isRankedByTotal } from "../merging.js";
import { Region } from "../parts.js";
import { Entry, Minutes, minutesOf } from "../side/notes.js";
import { currentStage, roundtableOf, useStore } from "../use.js";
import { optionsOf, optionTitle, voteBehind } from "../votes.js";
import { Fold } from "../widgets.js";
import { Blank, Lead, Turnout } from "./parts.js";

/** A result that waits for its decision: a wording is written for it, and it is marked as decided. */
function Candidate({ id, option, title, total, data }) {
  const store = useStore();
  const [writing, setWriting] = useState(false);
  const { spotlight } = roundtableOf(data);
  const decided = minutesOf(data, "decision").some(([, minute]) => minute.subject === id);
  const [large, decide] = [_("Show large: %(title)s", { title }), _("Decide on %(title)s", { title })];
  return html`<li class="candidate"><div class="candidate-row"><span lang=${option?.language} dir=${option?.direction ?? "auto"}>${title}</span>
      <span class="row">${total !== undefined && html`<b class="figure">${total}</b>`}
        ${decided && html`<span class="state" data-state="saved">${_("decided")}</span>`}
        ${option && html`<button class="button small quiet" aria-pressed=${spotlight === id} aria-label=${large}
          onClick=${() => store.act("spotlight", { thing: spotlight === id ? null : id })}>${spotlight === id ? _("Take off the screen") : _("Show large")}</button>`}
        <button class="button small" aria-expanded=${writing} aria-label=${decide} onClick=${() => setWriting(!writing)}>${_("Decide…")}</button></span></div>
    ${writing && html`<${Entry} kinds=${["decision"]} subject=${id} text=${title} id=${`decide-${id}`} onKept=${() => setWriting(false)} />`}</li>`;
}

const FIRST = 6; // results that are in sight above the decisions

export function Decide({ view }) {
  const { data } = view;
  const [, stage] = currentStage(data);
  const vote = voteBehind(data, stage);
  const rows = data.results?.[vote]?.revised?.options ?? data.results?.[vote]?.options ?? [];
  const named = Object.fromEntries(optionsOf(data, vote));
  const found = rows.map((row) => ({ ...row, title: optionTitle(data, vote, row.option) })).filter((row) => row.title);
  const list = (some) => html`<ol class="options candidates">${some.map((row) => html`<${Candidate} key=${row.option} id=${row.option}
    option=${named[row.option]} title=${row.title} total=${isRankedByTotal(data.results[vote]) ? number(row.total) : _("Place %(n)s", { n: row.rank })} data=${data} />`)}</ol>`;
  return html`<section class="stack" aria-label=${_("Decisions")}>
    <${Lead} data=${data} />
    ${found.length > 0 && html`<h2 class="sub">${_("What the room wants")}</h2>
      ${list(found.slice(0, FIRST))}
      ${found.length > FIRST && html`<${Fold} title=${_("The others")} count=${found.length - FIRST}>${list(found.slice(FIRST))}<//>`}`}
    <div class="two">
      <section class="stack"><h2 class="sub">${_("Decisions")}</h2>
        <${Entry} kinds=${["decision"]} id="decision-entry" /><${Minutes} data=${data} kind="decision" /></section>
      <section class="stack"><h2 class="sub">${_("Tasks")}</h2>
        <${Entry} kinds=${["task"]} id="task-entry" /><${Minutes} data=${data} kind="task" /></section>
    </div>
  </section>`;
}

const QUESTIONS = () => ({
  useful: _("How useful was it?"), heard: _("Did you feel heard?"), good: _("What was good?"), change: _("What should be different?"),
});

function Counts({ counts }) {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const mean = all ? Object.entries(counts).reduce((sum, [value, n]) => sum + Number(value) * n, 0) / all : 0;
  return html`<p class="large-figure figure">${mean ? number(Math.round(mean * 10) / 10) : "–"} <small class="soft">${_("of 5")}</small></p>
    <ul class="bars">${[5, 4, 3, 2, 1].map((value) => html`<li key=${value}><span class="figure">${value}</span>
      <progress max=${all || 1} value=${counts[value] ?? 0} aria-hidden="true"></progress><b class="figure">${number(counts[value] ?? 0)}</b></li>`)}</ul>`;
}

export function Feedback({ view }) {
  const { data } = view;
  const [id] = currentStage(data);
  const told = data.feedback?.[id];
  const questions = told?.questions ?? {};
  const titles = QUESTIONS();
  return html`<section class="stack" aria-label=${_("Feedback")}>
    <${Lead} data=${data} />
    <${Turnout} view=${view} words=${_("have answered")} />
    ${!Object.keys(questions).length ? html`<${Blank} title=${told?.answers ? ngettext("%(num)s person has answered.", "%(num)s people have answered.", told.answers)
        : _("Nobody has answered yet.")}>${_("Answers are shown from five people on, so that nobody can be recognised.")}<//>`
      : html`<div class="two">${Object.keys(titles).filter((key) => questions[key]).map((key) => html`<section key=${key} class="card stack">
        <h2 class="sub">${titles[key]}</h2>${questions[key].counts ? html`<${Counts} counts=${questions[key].counts} />`
          : html`<ul class="quotes">${(questions[key].texts ?? []).map((text, i) => html`<li key=${i} lang=${text.language} dir=${text.direction ?? "auto"}>${text.text ?? text}</li>`)}</ul>`}</section>`)}</div>`}
  </section>`;
}

/** The end: what stays. */
export function Close({ view, page }) {
  const { data } = view;
  const table = roundtableOf(data);
  const tasks = minutesOf(data, "task");
  return html`<section class="stack" aria-label=${_("The end")}>
    <p class="lead">${table.status === "closed" ? _("This roundtable has ended. Everything is kept.") : _("What stays of this roundtable:")}</p>
    <div class="leave">
      <div class="card stack"><h2 class="sub">${_("The strategy draft")}</h2>
        <p class="soft">${_("What was proposed, grouped and decided, in the people's own words, with every vote.")}</p>
        <${Exporting} view=${view} page=${page} /></div>
      <div class="card stack"><h2 class="sub">${_("Write on")}</h2>
        <p class="soft">${_("Each result has a title and a text that can be edited before the draft is handed over.")}</p>
        <a class="button" href=${page.draft}>${_("Edit the draft")}</a></div>
    </div>
    ${tasks.length > 0 && html`<section class="stack"><h2 class="sub">${_("Tasks")}</h2><${Minutes} data=${data} kind="task" /></section>`}
    <${Region} name="results" made=${view.regions.results} />
  </section>`;
}
