// A host's own table: the question, who sits there, what the table writes, and who wants to speak.

import { html, useState } from "../../vendor/preact-htm.js";
import { Shape } from "../console/parts.js";
import { tableName, tablesOf } from "../console/tables.js";
import { currentStage, roundtableOf, useStore } from "../console/use.js";
import { GroupName, Pills, Words } from "../console/widgets.js";
import { _, ngettext, number, pick } from "../lib/i18n.js";
import { inOrder, notesOf, queueOf } from "./model.js";

function useTable(page, data) {
  const key = `roundtable:desk-table:${page.code}`;
  const tables = tablesOf(data);
  const [chosen, setChosen] = useState(() => page.table || sessionStorage.getItem(key) || "");
  const set = (id) => { sessionStorage.setItem(key, id); setChosen(id); };
  return [tables.find(([id]) => id === chosen) ?? (tables.length === 1 ? tables[0] : null), set, tables];
}

function Seats({ data, table }) {
  const groups = inOrder(data.groups).filter(([id]) => table.groups?.[id]);
  return html`<p class="seats-line"><span>${ngettext("%(num)s person", "%(num)s people", table.people ?? 0)}</span>
    ${groups.map(([id, group]) => html`<span key=${id} class="seat-count"><${Shape} position=${group.position} /><span class="visually-hidden">${pick(group.title, roundtableOf(data).language)}</span>
      <span class="figure">${number(table.groups[id])}</span></span>`)}</p>`;
}

function Note({ id, note }) {
  const store = useStore();
  const [text, setText] = useState(null);
  const save = (event) => {
    event.preventDefault();
    if (text.trim() && text.trim() !== note.text) store.act("edit_minute", { minute: id, text: text.trim(), was: note.text });
    setText(null);
  };
  if (text !== null) {
    return html`<li class="table-note"><form class="stack" onSubmit=${save}>
      <textarea class="field" rows="3" maxlength="2000" aria-label=${_("Note")} value=${text} autofocus onInput=${(event) => setText(event.target.value)}></textarea>
      <div class="acts"><button class="button small strong">${_("Save")}</button>
        <button type="button" class="button small quiet" onClick=${() => setText(null)}>${_("Cancel")}</button></div></form></li>`;
  }
  return html`<li class="table-note"><${Words} said=${note} />
    <div class="acts"><button class="button quiet small" onClick=${() => setText(note.text)}>${_("Change")}</button>
      <button class="button quiet small" onClick=${() => store.act("remove_minute", { minute: id })}>${_("Remove")}</button></div></li>`;
}

const KINDS = { note: () => _("Note"), parking: () => _("For later"), decision: () => _("Decision"), task: () => _("Task") };

/** Write something down: a note of the table, something for later, a decision, a task. */
function WriteDown({ table, stage, enter }) {
  const [kind, setKind] = useState(stage?.kind === "decide" ? "decision" : "note");
  const [text, setText] = useState("");
  const [who, setWho] = useState("");
  const [due, setDue] = useState("");
  const submit = (event) => {
    event.preventDefault();
    if (!text.trim()) return;
    const own = kind === "note" && table ? { table } : {};
    const task = kind === "task" ? { who: who.trim(), ...(due && { due }) } : {};
    enter({ person: null, card: "", kind: "other", words: text.trim(), commands: [["write_minute", { kind, text: text.trim(), ...own, ...task }]] });
    setText("");
    setWho("");
    setDue("");
  };
  const key = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event); };
  return html`<form class="stack write-down" onSubmit=${submit} onKeyDown=${key}>
    <${Pills} label=${_("What is written down")} name="minute-kind" value=${kind} onChange=${setKind}
      choices=${Object.fromEntries(Object.entries(KINDS).map(([each, words]) => [each, words()]))} />
    <textarea class="field" rows="3" maxlength="2000" dir="auto" aria-label=${_("Write it down")}
      placeholder=${kind === "decision" ? _("Word for word") : _("In the words that were used")} value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    ${kind === "task" && html`<div class="row wrap"><label class="entry"><span>${_("Who")}</span>
        <input class="field" maxlength="120" value=${who} onInput=${(event) => setWho(event.target.value)} /></label>
      <label class="entry"><span>${_("Until when")}</span><input class="field" type="date" value=${due} onInput=${(event) => setDue(event.target.value)} /></label></div>`}
    <div class="acts"><button class="button strong" disabled=${!text.trim()}>${_("Write it down")}</button></div>
  </form>`;
}

function Queue({ data, people }) {
  const store = useStore();
  const turns = queueOf(data);
  if (!turns.length) return null;
  const cardOf = (turn) => people.find(([, person]) => turn.desk && person.alias === turn.who)?.[1].card;
  const speaking = turns.find(([, turn]) => turn.status === "speaking");
  return html`<section class="stack"><h2>${_("Who wants to speak")}</h2>
    <ol class="hands">${turns.map(([id, turn]) => html`<li key=${id} class=${turn.status}><${GroupName} data=${data} group=${turn.group} />
      ${cardOf(turn) && html`<b class="figure">${cardOf(turn)}</b>`}
      ${turn.status === "speaking" ? html`<span class="small state" data-state="saved">${_("speaks")}</span>`
        : html`<button class="button small quiet" onClick=${() => store.act("call_next", { turn: id })}>${_("Give the floor")}</button>`}</li>`)}</ol>
    ${speaking && html`<div class="acts"><button class="button small" onClick=${() => store.act("end_turn", { turn: speaking[0] })}>${_("Turn is over")}</button></div>`}
  </section>`;
}

export function Table({ view, page, people, enter }) {
  const { data } = view;
  const language = roundtableOf(data).language;
  const [id, stage] = currentStage(data);
  const [own, choose, tables] = useTable(page, data);
  const notes = own ? notesOf(data, own[0], id) : [];
  return html`<div class="stack of-own">
    ${page.table || tables.length < 2 ? html`<h2>${own ? tableName(own[1]) : _("The room")}</h2>` : html`<h2 class="visually-hidden">${_("Table")}</h2>
      <select class="field which-table" aria-label=${_("Table")} value=${own?.[0] ?? ""} onChange=${(event) => choose(event.target.value)}><option value="">${_("Choose a table")}</option>
        ${tables.map(([each, one]) => html`<option key=${each} value=${each}>${tableName(one)}</option>`)}</select>`}
    ${own && html`<${Seats} data=${data} table=${own[1]} />`}
    ${stage && pick(stage.question, language) && html`<p class="table-question">${pick(stage.question, language)}</p>`}
    ${notes.length > 0 && html`<ul class="table-notes">${notes.map(([each, note]) => html`<${Note} key=${each} id=${each} note=${note} />`)}</ul>`}
    <${WriteDown} key=${id} table=${own?.[0] ?? null} stage=${stage} enter=${enter} />
    <${Queue} data=${data} people=${people} />
  </div>`;
}
