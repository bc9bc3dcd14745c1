// The desk as a whole: the table, paper to be typed in, people without a phone; on a phone one of the
// three at a time.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { Clock, Connection } from "../console/bar.js";
import { Mark, Notes, Question } from "../console/parts.js";
import { currentStage, Now, roundtableOf, Store, useView } from "../console/use.js";
import { _, pick } from "../lib/i18n.js";
import { Paper } from "./paper.js";
import { peopleOf } from "./model.js";
import { People } from "./people.js";
import { Table } from "./table.js";

const TABS = { table: () => _("Table"), paper: () => _("Paper"), people: () => _("People") };

function Bar({ view }) {
  const table = roundtableOf(view.data);
  const [, stage] = currentStage(view.data);
  return html`<header class="desk-bar">
    <span class="brand"><${Mark} /><span><b>${pick(table.title, table.language)}</b>
      <span class="soft small desk-name">${_("Desk")}</span></span></span>
    <div class="desk-now"><h1>${stage ? pick(stage.title, table.language) : ""}</h1><${Connection} view=${view} /></div>
    ${stage && html`<${Clock} stage=${stage} />`}
  </header>`;
}

/** What was typed in on this device since the page was opened, the newest first. */
function useLog(store) {
  const [log, setLog] = useState([]);
  const enter = ({ person, card, kind, words, again, commands }) => {
    const ids = commands.map(([command, args]) => store.act(command, args, person).id);
    const { stage } = commands[0][1];
    setLog((before) => [{ key: ids[0], ids, person, card, kind, stage, words, again }, ...before].slice(0, 40));
    return ids[0];
  };
  return [log, enter];
}

function Desk({ store, page, say }) {
  const view = useView(store);
  const { data } = view;
  const [tab, setTab] = useState(page.table ? "table" : "paper");
  const [chosen, setChosen] = useState(null); // {card, id|null}: whose paper lies there
  const [log, enter] = useLog(store);
  const people = peopleOf(data, view.entries);
  const table = roundtableOf(data);
  const rooms = Object.keys(data.tables ?? {}).some((id) => id !== "now");
  const take = (person) => { setChosen(person); setTab("paper"); };
  useEffect(() => { document.title = `${pick(table.title, table.language)} · ${_("Desk")}`; }, []);
  const given = { view, page, people, say, enter };
  return html`<div class=${`desk showing-${tab} ${rooms ? "" : "without-tables"}`}>
    <${Bar} view=${view} />
    ${table.rehearsal && html`<p class="desk-rehearsal" role="note">${_("Rehearsal: nothing of this is real")}</p>`}
    <main class="desk-parts">
      <section class="desk-part of-table" aria-label=${_("Table")}><${Table} ...${given} /></section>
      <section class="desk-part of-paper" aria-label=${_("Paper")}>
        <${Paper} ...${given} chosen=${chosen} setChosen=${setChosen} log=${log} /></section>
      <section class="desk-part of-people" aria-label=${_("People without a phone")}><${People} ...${given} take=${take} /></section>
    </main>
    <nav class="desk-tabs" aria-label=${_("Parts of the desk")}>${Object.entries(TABS).map(([name, words]) => html`
      <button key=${name} class="foot-tab" aria-current=${tab === name ? "true" : undefined} onClick=${() => setTab(name)}>${words()}</button>`)}</nav>
    <${Notes} notes=${view.notes} />
    <${Question} question=${view.question} />
  </div>`;
}

export const App = ({ store, now, ...rest }) => html`<${Store.Provider} value=${store}>
  <${Now.Provider} value=${now}><${Desk} store=${store} ...${rest} /><//><//>`;
