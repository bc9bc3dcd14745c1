// The form of one step: title, question, help, minutes, and the settings of its kind.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";
import { roundtableOf, useStore } from "../use.js";
import { inLanguage, Setting } from "./fields.js";
import { changedElsewhere, flat, stageChanges } from "./plan.js";
import { FIXED, fitting, isAsked, problemsIn, settingsOf } from "./settings.js";

const said = (value) => (typeof value === "string" ? value : JSON.stringify(value));

function Meanwhile({ value, take, keep }) {
  return html`<span class="meanwhile" role="status"><span>${_("Changed meanwhile on another console:")} <b>${said(value)}</b></span>
    <button type="button" class="button small" onClick=${take}>${_("Take that")}</button>
    <button type="button" class="button small" onClick=${keep}>${_("Keep mine")}</button></span>`;
}

const TEXTS = () => [["title", _("Title"), undefined, 120], ["question", _("Question"), 2, 300], ["help", _("A word of help below it"), 2, 600]];

/** What is typed here is never overwritten: what another console changed is shown beside it. */
export function StageForm({ id, stage, data, onDone }) {
  const store = useStore();
  const table = roundtableOf(data);
  const languages = [table.language, ...(table.languages ?? []).filter((each) => each !== table.language)];
  const now = flat(stage, languages);
  const [known, setKnown] = useState(now);
  const [mine, setMine] = useState(now);
  const [wrong, setWrong] = useState({});
  const first = useRef(null);
  useLayoutEffect(() => { first.current?.focus(); first.current?.select?.(); }, []);
  const elsewhere = changedElsewhere(known, now, mine);
  const set = (name) => (value) => setMine({ ...mine, [name]: value });
  const values = Object.fromEntries(settingsOf(stage.kind).map(({ name }) => [name, mine[`settings:${name}`]]));
  const opened = stage.status !== "waiting" || table.stage === id;
  const meanwhile = (name) => elsewhere.includes(name) && html`<${Meanwhile} value=${now[name]}
    take=${() => { setMine({ ...mine, [name]: now[name] }); setKnown(now); }} keep=${() => setKnown(now)} />`;
  const save = (event) => {
    event.preventDefault();
    const problems = problemsIn(stage.kind, values);
    setWrong(problems);
    if (Object.keys(problems).length) return;
    const changes = stageChanges(stage, known, mine);
    if (Object.keys(changes).length) store.act("edit_stage", { stage: id, ...changes });
    onDone();
  };
  const escape = (event) => { if (event.key === "Escape") { event.stopPropagation(); onDone(); } };
  const asked = settingsOf(stage.kind).filter((setting) => isAsked(setting, values));
  return html`<form class="stage-form" onSubmit=${save} onKeyDown=${escape}>
    ${TEXTS().map(([name, words, rows, most]) => html`<div key=${name} class="stack by-language">${languages.map((lang, i) => html`<label key=${lang} class="entry">
      <span>${inLanguage(words, lang, languages)}</span>
      <${rows ? "textarea" : "input"} class="field" rows=${rows} lang=${lang} maxlength=${most} required=${name === "title" && i === 0} value=${mine[`${name}:${lang}`]}
        ref=${name === "title" && i === 0 ? first : null} onInput=${(event) => set(`${name}:${lang}`)(event.target.value)} />
      ${meanwhile(`${name}:${lang}`)}</label>`)}</div>`)}
    <label class="entry"><span>${_("Minutes (empty: no limit)")}</span><input class="field number-field" type="number" min="1" max="480" value=${mine.minutes}
      onInput=${(event) => set("minutes")(event.target.value)} />${meanwhile("minutes")}</label>
    ${asked.length > 0 && html`<div class="stack settings">${asked.map((setting) => html`<div key=${setting.name}>
      <${Setting} setting=${setting} value=${fitting(setting, values)} values=${values} onChange=${set(`settings:${setting.name}`)} languages=${languages}
        data=${data} language=${table.language} fixed=${opened && FIXED.includes(setting.name)} wrong=${wrong[setting.name]} />
      ${meanwhile(`settings:${setting.name}`)}</div>`)}
      ${opened && asked.some((setting) => FIXED.includes(setting.name)) && html`<p class="small soft">${_("What decides a vote or the seats stays as it was once the step was open.")}</p>`}</div>`}
    <div class="acts"><button class="button strong">${_("Save")}</button><button type="button" class="button quiet" onClick=${onDone}>${_("Cancel")}</button></div>
  </form>`;
}
