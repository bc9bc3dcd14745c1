// Parts that several places use: dialogs, texts that can be edited, regions that the server draws.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { copyText } from "../lib/dom.js";
import { _ } from "../lib/i18n.js";
import { morph } from "../lib/view.js";
import { useStore } from "./use.js";

/**
 * A real <dialog>, open as long as it is drawn. Escape closes it at once and not by the browser's
 * "close", which comes a task later and could then close what a next key has opened.
 */
export function Dialog({ label, onClose, children, kind = "" }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = box.current;
    dialog.showModal();
    return () => {
      dialog.close(); // what is behind a modal dialog cannot be focused
      if (before?.isConnected) before.focus();
    };
  }, []);
  const self = (act) => (event) => {
    if (event.target !== box.current) return;
    event.preventDefault();
    act();
  };
  const drawn = () => { if (box.current) onClose(); };
  return html`<dialog ref=${box} class=${`dialog ${kind}`} aria-label=${label} onCancel=${self(onClose)}
    onClose=${drawn} onClick=${self(onClose)}><div class="dialog-inside">${children}</div></dialog>`;
}

/** The question that the store asks, if any. */
export function Question({ question }) {
  const store = useStore();
  if (!question) return null;
  const answer = (yes) => () => store.answer(yes);
  return html`<${Dialog} label=${question.title} onClose=${answer(false)}>
    <h2>${question.title}</h2>
    ${question.words && html`<p>${question.words}</p>`}
    <div class="acts end">
      <button class="button" autofocus=${Boolean(question.danger)} onClick=${answer(false)}>${_("Cancel")}</button>
      <button class=${`button primary ${question.danger ? "grave" : ""}`} autofocus=${!question.danger}
        onClick=${answer(true)}>${question.yes}</button>
    </div>
  <//>`;
}

/** What went wrong or was done, until it is read. */
export function Notes({ notes }) {
  const store = useStore();
  return html`<div class="notes" role="status">${notes.map((note) => html`
    <div key=${note.id} class=${`note ${note.tone}`}>
      <p>${note.words}</p>
      <button class="button quiet small" onClick=${() => store.forget(note.id)}>${_("Close")}</button>
    </div>`)}</div>`;
}

/** HTML that the server made for this page. Preact leaves what is inside alone. */
export function Region({ name, made, children }) {
  const place = useRef(null);
  useLayoutEffect(() => {
    if (made !== undefined) morph(place.current, made);
  }, [made]);
  return made === undefined
    ? html`<div key="waiting" class="region">${children}</div>`
    : html`<div key="made" class="region" ref=${place} data-region=${name}></div>`;
}

/**
 * Fields for texts that others may change at the same time. What is being written is never
 * overwritten: when the value changes elsewhere, the person sees it and chooses.
 * @param {{name: {label, value, many?, kind?}}} fields
 */
export function Editing({ fields, save, onSave, onCancel, children }) {
  const [start] = useState(() => valuesOf(fields));
  const [known, setKnown] = useState(start);
  const [mine, setMine] = useState(start);
  const first = useRef(null);
  useLayoutEffect(() => { first.current?.focus(); first.current?.select?.(); }, []);
  const now = valuesOf(fields);
  const changed = Object.keys(now).filter((name) => now[name] !== known[name] && now[name] !== mine[name]);
  const take = (name) => () => { setMine({ ...mine, [name]: now[name] }); setKnown(now); };
  const submit = (event) => { event.preventDefault(); onSave(mine); };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  const write = (name) => (event) => setMine({ ...mine, [name]: event.target.value });
  return html`<form class="editing" onSubmit=${submit} onKeyDown=${escape}>
    ${Object.entries(fields).map(([name, field], i) => html`<label key=${name} class="entry">
      <span>${field.label}</span>
      <${field.many ? "textarea" : "input"} class="field" value=${mine[name]} ref=${i === 0 ? first : null}
        type=${field.many ? undefined : (field.kind ?? "text")} rows=${field.many}
        min=${field.kind === "number" ? 1 : undefined} max=${field.kind === "number" ? 600 : undefined}
        lang=${field.lang} maxlength=${field.most} onInput=${write(name)} />
      ${changed.includes(name) && html`<span class="meanwhile" role="status">
        <span>${_("Changed meanwhile on another console:")} <b>${now[name]}</b></span>
        <button type="button" class="button small" onClick=${take(name)}>${_("Take that")}</button>
        <button type="button" class="button small" onClick=${() => setKnown(now)}>${_("Keep mine")}</button>
      </span>`}
    </label>`)}
    <div class="acts">
      <button class="button small strong">${save ?? _("Save")}</button>
      <button type="button" class="button small quiet" onClick=${onCancel}>${_("Cancel")}</button>
      ${children}
    </div>
  </form>`;
}

const valuesOf = (fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, String(field.value ?? "")]));

/** An address with a button that copies it. */
export function Copy({ label, text }) {
  const field = useRef(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(text, field.current));
  return html`<div class="copy">
    <input class="field" ref=${field} readonly value=${text} aria-label=${label} onFocus=${(event) => event.target.select()} />
    <button type="button" class="button small" onClick=${copy}>${copied ? _("Copied") : _("Copy")}</button>
  </div>`;
}

// The same outlines as in roundtable/core/charts.py.
const SHAPES = [
  html`<circle r="1" />`,
  html`<polygon points="0,-1.25 1.25,0 0,1.25 -1.25,0" />`,
  html`<polygon points="0,-1.15 1.15,.95 -1.15,.95" />`,
  html`<polygon points="-.95,-.95 .95,-.95 .95,.95 -.95,.95" />`,
  html`<polygon points="-.55,-1 .55,-1 1.15,0 .55,1 -.55,1 -1.15,0" />`,
  html`<polygon points="-.4,-1.15 .4,-1.15 .4,-.4 1.15,-.4 1.15,.4 .4,.4 .4,1.15 -.4,1.15 -.4,.4 -1.15,.4 -1.15,-.4 -.4,-.4" />`,
];

/** The colour and shape of a stakeholder group; a plain dot for people who named none. */
export function Shape({ position }) {
  return html`<svg class=${`shape g${position || 0}`} viewBox="-1.3 -1.3 2.6 2.6" fill="currentColor"
    aria-hidden="true">${SHAPES[(position || 1) - 1] ?? SHAPES[0]}</svg>`;
}

/** The mark: people around a table. The same drawing as in templates/_macros/ui.html. */
export function Mark() {
  const seats = [
    [1, "M11 .4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2Z"], [2, "M18 3.6 21.2 7 18 10.4 14.8 7Z"], [3, "M18 12 21 17.6H15Z"],
    [4, "M8.6 16.6h4.8v4.8H8.6Z"], [1, "M4 12.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2Z"], [2, "M4 3.6 7.2 7 4 10.4.8 7Z"],
  ];
  return html`<svg viewBox="0 0 22 22" aria-hidden="true">${seats.map(([group, d]) => html`
    <path key=${d} class=${`g${group}`} d=${d} fill="currentColor" />`)}</svg>`;
}
