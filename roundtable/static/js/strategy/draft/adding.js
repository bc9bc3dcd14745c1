// Something new at a place: first what it is, then (of all but passages) what it is called.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";

const NEW = { passage: () => _("Passage"), measure: () => _("Measure"), priority: () => _("Priority"), chapter: () => _("Chapter") };
const MOST = { measure: 160, priority: 200, chapter: 200 };

/** @param {{kind, into, place, section?}[]} choices  what may be added here */
export function Adding({ choices, acts }) {
  const [chosen, setChosen] = useState(null);
  const [title, setTitle] = useState("");
  const [area, setArea] = useState("");
  const box = useRef(null);
  useLayoutEffect(() => box.current.querySelector("input, button")?.focus(), [chosen]);
  const key = (event) => {
    event.stopPropagation();
    if (event.key === "Escape") { event.preventDefault(); acts.add(undefined); }
  };
  const pick = (choice) => () => (choice.kind === "passage" ? acts.place(choice, {}) : setChosen(choice));
  const submit = (event) => {
    event.preventDefault();
    if (title.trim()) acts.place(chosen, { text: title, ...(chosen.kind === "chapter" && { area }) });
  };
  return html`<div class="adding" ref=${box} onKeyDown=${key} onClick=${(event) => event.stopPropagation()}>
    ${chosen ? html`<form class="stack" onSubmit=${submit}>
        <label class="entry"><span>${_("Title: %(what)s", { what: NEW[chosen.kind]() })}</span><input class="field" value=${title} maxlength=${MOST[chosen.kind]} dir="auto" autocomplete="off" onInput=${(event) => setTitle(event.target.value)} /></label>
        ${chosen.kind === "chapter" && html`<label class="entry"><span>${_("Policy area, if it differs from the title")}</span><input class="field" value=${area} maxlength="120" dir="auto" onInput=${(event) => setArea(event.target.value)} /></label>`}
        <div class="acts"><button class="button small strong">${_("Add")}</button><button type="button" class="button small quiet" onClick=${() => acts.add(undefined)}>${_("Cancel")}</button></div></form>`
      : html`<div class="acts" role="group" aria-label=${_("Add here")}><span class="small soft">${_("Add:")}</span>
        ${choices.map((choice) => html`<button key=${choice.kind} type="button" class="button small" onClick=${pick(choice)}>${NEW[choice.kind]()}</button>`)}
        <button type="button" class="button small quiet" onClick=${() => acts.add(undefined)}>${_("Cancel")}</button></div>`}
  </div>`;
}
