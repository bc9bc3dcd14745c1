// What is written down: notes, the parking lot, decisions and tasks; quick entry above, what there is below.

import { html, useRef, useState } from "../../../vendor/preact-htm.js";
import { _, pick, spoken } from "../../lib/i18n.js";
import { Editing } from "../parts.js";
import { roundtableOf, useStore } from "../use.js";
import { Fold, Pills } from "../widgets.js";

export const KINDS = {
  note: () => _("Note"), parking: () => _("Parked"), decision: () => _("Decision"), task: () => _("Task"),
};

const HEADINGS = {
  note: () => _("Notes"), parking: () => _("Parking lot"), decision: () => _("Decisions"), task: () => _("Tasks"),
};

const newest = ([, a], [, b]) => b.created - a.created;

/** Minutes of a kind as [id, minute], the latest first; what tables wrote is not among the notes of the room. */
export const minutesOf = (data, kind) => Object.entries(data.minutes ?? {})
  .filter(([, minute]) => minute.kind === kind && minute.status !== "removed" && (kind !== "note" || !minute.table)).sort(newest);

/** Tasks that are still open. */
export const openTasks = (data) => minutesOf(data, "task").filter(([, minute]) => minute.status === "open").length;

const dueWords = (due) => new Intl.DateTimeFormat(spoken(), { day: "numeric", month: "short", year: "numeric" }).format(new Date(`${due}T12:00:00`));

/** One line to write in; Enter keeps it and is ready for the next. Tasks ask who and until when, too. */
export function Entry({ kinds = Object.keys(KINDS), start = kinds[0], subject = null, text = "", onKept, id = "entry" }) {
  const store = useStore();
  const [kind, setKind] = useState(start);
  const [words, setWords] = useState(text);
  const [who, setWho] = useState("");
  const [due, setDue] = useState("");
  const field = useRef(null);
  const keep = (event) => {
    event.preventDefault();
    if (!words.trim()) return field.current.focus();
    store.act("write_minute", {
      kind, text: words.trim(), ...(subject && { subject }), ...(kind === "task" && { who: who.trim(), due: due || null }),
    });
    setWords(""); setWho(""); setDue("");
    field.current.focus();
    onKept?.();
  };
  const key = (event) => { if (event.key === "Enter" && !event.shiftKey) keep(event); };
  const label = _("Write down: %(what)s", { what: KINDS[kind]() });
  const hint = {
    note: _("What was said"), parking: _("For later"), decision: _("What is decided, in its wording"), task: _("What is to be done"),
  }[kind];
  return html`<form class="note-entry stack" onSubmit=${keep}>
    ${kinds.length > 1 && html`<${Pills} label=${_("What is it")} name=${`${id}-kind`} value=${kind}
      choices=${Object.fromEntries(kinds.map((each) => [each, KINDS[each]()]))} onChange=${setKind} />`}
    <textarea class="field" id=${id} rows="2" maxlength="2000" ref=${field} value=${words} onKeyDown=${key}
      aria-label=${label} placeholder=${hint} onInput=${(event) => setWords(event.target.value)}></textarea>
    ${kind === "task" && html`<div class="who-due"><label class="entry"><span>${_("Who")}</span><input class="field" maxlength="120" value=${who}
        onKeyDown=${key} onInput=${(event) => setWho(event.target.value)} /></label>
      <label class="entry"><span>${_("Until")}</span><input class="field" type="date" value=${due} onInput=${(event) => setDue(event.target.value)} /></label></div>`}
    <div class="acts"><button class="button small strong">${_("Write it down")}</button><span class="small soft by-key"><kbd>${_("Enter")}</kbd></span></div>
  </form>`;
}

function fieldsOf(minute) {
  const text = { label: _("Text"), value: minute.text, many: 3, most: 2000, lang: minute.language };
  return minute.kind === "task"
    ? { text, who: { label: _("Who"), value: minute.who, most: 120 }, due: { label: _("Until"), value: minute.due ?? "", kind: "date" } }
    : { text };
}

/** One thing written down; `children` are what can be done with it besides, always in sight. */
export function Minute({ id, minute, data, children }) {
  const store = useStore();
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const { language } = roundtableOf(data);
  const save = ({ text, who, due }) => {
    const change = { text: text.trim(), ...(minute.kind === "task" && { who: who.trim(), due: due || null }) };
    if (change.text) store.act("edit_minute", { minute: id, ...change });
    setEditing(false);
  };
  if (editing) return html`<li class="minute"><${Editing} fields=${fieldsOf(minute)} onSave=${save} onCancel=${() => setEditing(false)} /></li>`;
  const task = minute.kind === "task";
  const facts = [minute.who, minute.due && _("until %(date)s", { date: dueWords(minute.due) }), pick(data.stages[minute.stage]?.title, language)].filter(Boolean);
  return html`<li class=${`minute ${minute.status}`}>
    ${task && html`<input type="checkbox" class="task-done" checked=${minute.status === "done"} aria-label=${_("Done: %(text)s", { text: minute.text })}
      onChange=${(event) => store.act("finish_task", { minute: id, done: event.target.checked })} />`}
    <div class="minute-in"><button class="minute-text" aria-expanded=${open} onClick=${() => setOpen(!open)}>
      <span lang=${minute.language} dir=${minute.direction ?? "auto"}>${minute.text}</span><small>${facts.join(" · ")}</small></button>
      ${open && html`<div class="acts"><button class="button small" onClick=${() => setEditing(true)}>${_("Change")}</button>
        <button class="button small quiet" onClick=${() => store.act("remove_minute", { minute: id })}>${_("Remove")}</button></div>`}</div>
    ${children}
  </li>`;
}

export const Minutes = ({ data, kind }) => html`<ul class="minutes" aria-label=${HEADINGS[kind]()}>${minutesOf(data, kind).map(([id, minute]) => html`
  <${Minute} key=${id} id=${id} minute=${minute} data=${data} />`)}</ul>`;

export function Notes({ data }) {
  const filled = Object.keys(KINDS).filter((kind) => minutesOf(data, kind).length);
  return html`<section class="stack" aria-label=${_("Written down")}>
    <${Entry} id="note-entry" />
    ${!filled.length && html`<p class="small soft">${_("Notes, what is parked for later, decisions and tasks are kept here, and go into the draft.")}</p>`}
    ${["decision", "task", "parking", "note"].filter((kind) => filled.includes(kind)).map((kind) => html`<${Fold} key=${kind} open kind="of-minutes"
      title=${HEADINGS[kind]()} count=${minutesOf(data, kind).length}><${Minutes} data=${data} kind=${kind} /><//>`)}
  </section>`;
}
