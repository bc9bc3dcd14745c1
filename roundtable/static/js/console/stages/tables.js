// Tables: who sits where by count, what the plan promises, what each table wrote; and what the tables bring home.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { Shape } from "../parts.js";
import { Minute } from "../side/notes.js";
import { tableName, tablesOf, TablesDialog } from "../tables.js";
import { useStore } from "../use.js";
import { Blank, Lead } from "./parts.js";

const WAYS = {
  keep: () => _("Everyone stays where they are."), choice: () => _("People choose their table on the phone."),
  draw: () => _("Drawn by chance."), balanced: () => _("Drawn so that groups mix."),
  rotate: () => _("People go on to other tables; hosts stay."), join: () => _("Two small groups become one."),
};

/** What the plan of the tables promises, in words: one or two sentences. */
export function planWords(now) {
  const way = WAYS[now?.way]?.() ?? "";
  const round = now?.rounds > 1 ? _("Round %(round)s of %(rounds)s.", { round: number(now.round), rounds: number(now.rounds) }) : "";
  const promise = now?.promise === true ? _("Nobody meets the same person twice, hosts aside.")
    : now?.promise === false ? _("Some people will meet again, as few as can be arranged.") : "";
  return [round, way, promise].filter(Boolean).join(" ");
}

/** Notes that a table wrote, oldest first: [id, minute]. */
export const notesOf = (data, table, stage = null) => Object.entries(data.minutes ?? {})
  .filter(([, minute]) => minute.table === table && minute.status !== "removed" && (!stage || minute.stage === stage))
  .sort(([, a], [, b]) => a.created - b.created);

/** The people of a table as marks, by group. */
function Sitting({ table, data }) {
  const groups = Object.entries(table.groups ?? {});
  const marks = groups.flatMap(([group, n]) => Array.from({ length: n }, () => data.groups?.[group]?.position ?? 0));
  const free = Math.max(0, table.seats - table.people);
  return html`<span class="sitting" aria-hidden="true">${(marks.length ? marks : Array.from({ length: table.people }, () => 0)).map((position, i) => html`
    <${Shape} key=${i} position=${position} />`)}${Array.from({ length: Math.min(free, 20) }, (_none, i) => html`<i key=${`f${i}`} class="free-seat"></i>`)}</span>`;
}

function TableCard({ id, table, data, stage }) {
  const notes = notesOf(data, id, stage);
  return html`<li class="card table-card"><div class="row between"><h2>${tableName(table)}</h2>
      <span class="figure small">${_("%(people)s of %(seats)s", { people: number(table.people), seats: number(table.seats) })}</span></div>
    <${Sitting} table=${table} data=${data} />
    <p class="small soft">${[table.hosted && _("with a host"), notes.length
      ? ngettext("%(num)s note", "%(num)s notes", notes.length) : _("no notes yet")].filter(Boolean).join(" · ")}</p>
    ${notes.length > 0 && html`<p class="small last-note" lang=${notes.at(-1)[1].language} dir=${notes.at(-1)[1].direction ?? "auto"}>${notes.at(-1)[1].text}</p>`}
  </li>`;
}

function SmallGroups({ places }) {
  const sizes = Object.values(places);
  const by = [...new Set(sizes)].sort((a, b) => b - a).map((size) => [size, sizes.filter((each) => each === size).length]);
  return html`<ul class="facts-list">${by.map(([size, n]) => html`<li key=${size}><b class="figure">${number(n)}</b> ${" "}
    ${ngettext("group of %(num)s person", "groups of %(num)s people", size)}</li>`)}</ul>`;
}

export function Tables({ view }) {
  const store = useStore();
  const { data } = view;
  const [setting, setSetting] = useState(false);
  const now = data.tables?.now;
  const list = tablesOf(data);
  const stage = Object.values(data.roundtable)[0].stage;
  const small = Object.keys(now?.places ?? {}).length > 0;
  const anew = async () => {
    const yes = await store.ask({ title: _("Draw the tables anew?"), yes: _("Draw anew"),
      words: _("Phones and screen show everybody their new place at once.") });
    if (yes) store.act("seat_anew");
  };
  return html`<section class="stack" aria-label=${_("Tables")}>
    <${Lead} data=${data} />
    <div class="row between wrap plan"><p role="status">${planWords(now)}</p><div class="acts">
      <button class="button small" onClick=${() => setSetting(true)}>${_("Set up tables…")}</button>
      ${!["keep", "choice"].includes(now?.way) && html`<button class="button small" onClick=${anew}>${_("Draw anew…")}</button>`}</div></div>
    ${small && html`<${SmallGroups} places=${now.places} />`}
    ${list.length ? html`<ol class="table-cards">${list.map(([id, table]) => html`<${TableCard} key=${id} id=${id} table=${table} data=${data} stage=${stage} />`)}</ol>`
      : !small && html`<${Blank} title=${_("There are no tables yet.")}>${_("Say how many there are and how many seats each has; then people are seated.")}<//>`}
    ${setting && html`<${TablesDialog} data=${data} onClose=${() => setSetting(false)} />`}
  </section>`;
}

function Brought({ id, minute, data }) {
  const store = useStore();
  const made = data.proposals?.[minute.subject] ?? Object.values(data.proposals ?? {}).find((each) => each.table === minute.table && each.text === minute.text);
  return html`<${Minute} id=${id} minute=${minute} data=${data}>
    ${made ? html`<span class="small soft">${_("is a proposal")}</span>`
      : html`<button class="button small strong" onClick=${() => store.act("harvest", { minute: id })}>${_("Make it a proposal")}</button>`}<//>`;
}

export function Harvest({ view }) {
  const { data } = view;
  const list = tablesOf(data).map(([id, table]) => [id, table, notesOf(data, id)]);
  const any = list.some(([, , notes]) => notes.length);
  return html`<section class="stack" aria-label=${_("Harvest")}>
    <${Lead} data=${data} />
    ${!any && html`<${Blank} title=${_("No table has written anything.")}>${_("Notes can be written by each table's host, and by people at the table on their phones.")}<//>`}
    <div class="harvest">${list.filter(([, , notes]) => notes.length).map(([id, table, notes]) => html`<section key=${id} class="harvest-table" aria-label=${tableName(table)}>
      <h2>${tableName(table)} <small class="soft">${number(notes.length)}</small></h2>
      <ul class="minutes">${notes.map(([each, minute]) => html`<${Brought} key=${each} id=${each} minute=${minute} data=${data} />`)}</ul></section>`)}</div>
  </section>`;
}
