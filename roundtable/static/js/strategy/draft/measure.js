// A measure as a sheet: its fields, and which of them are not yet said; and as a form that saves itself.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { Growing } from "../../draft/block.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { measureName } from "../model.js";
import { FIELDS, INDICATOR, LONGEST, MOST_INDICATORS, told, withIndicator } from "./measure-model.js";
import { Chip } from "./passage.js";

export const NAMES = {
  title: () => _("Title"), objective: () => _("Objective"), description: () => _("Description"), responsible: () => _("Responsible"),
  partners: () => _("With"), timeline: () => _("When"), budget: () => _("Budget"), indicators: () => _("Indicators"),
  assumptions: () => _("Assumptions"), risks: () => _("Risks"), evidence: () => _("Evidence"), findings: () => _("Related findings"),
};
const PARTS = { name: () => _("What is counted"), baseline: () => _("Today"), target: () => _("Goal"), unit: () => _("Unit"), source: () => _("Where the figure comes from") };
const money = (amount) => (Number.isFinite(Number(amount)) && amount.length < 15 ? number(Number(amount)) : amount);
const WORDS = { quarter: (n, year) => _("Q%(quarter)s %(year)s", { quarter: n, year }), money };

export const linesOf = (name, value) => told(name, value, WORDS);

const Unsaid = () => html`<span class="unsaid">${_("not yet said")}</span>`;

export function Sheet({ node, body, results, looked, reach, acts }) {
  const left = FIELDS.length + 1 - (node.said ?? []).length;
  const cited = (refs) => refs.map((ref) => html`<${Chip} key=${ref} of=${ref} results=${results} looked=${looked} reach=${reach} acts=${acts} /> `);
  return html`<div class="measure-sheet" lang=${node.language}>
    <h4 class="measure-head"><span class="measure-number">${measureName(node)}</span> <span dir="auto">${body.title}</span></h4>
    <dl>${FIELDS.map((name) => {
      const lines = linesOf(name, body[name]);
      return html`<div key=${name}><dt>${NAMES[name]()}</dt><dd dir="auto">${lines.map((line, n) => html`<p key=${n}>${line}</p>`)}
        ${name === "evidence" && node.sources.length ? html`<p class="chips">${cited(node.sources)}</p>` : lines.length ? null : html`<${Unsaid} />`}</dd></div>`;
    })}<div><dt>${NAMES.findings()}</dt><dd>${node.findings?.length ? html`<p class="chips">${cited(node.findings)}</p>` : html`<${Unsaid} />`}</dd></div></dl>
    <p class="small measure-whole">${left > 0 ? html`<span class="lacks">${ngettext("%(num)s field is not or not wholly said", "%(num)s fields are not or not wholly said", left)}</span>`
      : html`<span class="has">${_("Everything is said.")}</span>`}</p>
  </div>`;
}

function Line({ label, value, most, hint, onInput, onBlur, dir }) {
  return html`<label class="entry"><span>${label}</span><input class="field" value=${value ?? ""} maxlength=${most} placeholder=${hint} autocomplete="off" dir=${dir ?? "auto"}
    onInput=${(event) => onInput(event.target.value)} onBlur=${onBlur} /></label>`;
}

function Indicators({ rows, type, save }) {
  const [more, setMore] = useState(0);
  const count = Math.min(MOST_INDICATORS, Math.max(1, rows.length) + more);
  return html`<fieldset class="indicators"><legend>${NAMES.indicators()}</legend>
    ${Array.from({ length: count }, (_none, n) => html`<div key=${n} class="indicator" role="group" aria-label=${_("Indicator %(num)s", { num: number(n + 1) })}>
      ${INDICATOR.map((name) => html`<${Line} key=${name} label=${PARTS[name]()} value=${rows[n]?.[name]} most=${LONGEST[name]} onBlur=${save}
        onInput=${(value) => type({ indicators: withIndicator(rows, n, name, value) })} />`)}</div>`)}
    ${count < MOST_INDICATORS && html`<button type="button" class="button small" onClick=${() => setMore(more + 1)}>${_("Another indicator")}</button>`}
  </fieldset>`;
}

const Wrong = ({ refused }) => html`<p class="notice refused small" role="alert">${refused.words}</p>`;

/** Fields that the server did not take stand as they were typed, with its words beside them. */
export function Form({ id, node, body, refused, acts }) {
  const box = useRef(null);
  useLayoutEffect(() => box.current.querySelector("input").focus({ preventScroll: true }), []);
  const type = (fields) => acts.type(id, fields);
  const save = () => acts.save(id);
  const wrong = (name) => refused?.field === name && html`<${Wrong} refused=${refused} />`;
  const text = (name) => html`<label key=${name} class="entry"><span>${NAMES[name]()}</span><${Growing} value=${body[name] ?? ""} label=${NAMES[name]()} hint=" " kind="text field" most=${LONGEST[name]}
    lang=${node.language} onInput=${(event) => type({ [name]: event.target.value })} onBlur=${save} />${wrong(name)}</label>`;
  const part = (name, field, label, hint) => html`<${Line} label=${label} value=${body[name]?.[field]} hint=${hint} most=${LONGEST[field] ?? 20} onBlur=${save} dir=${field === "source" ? "auto" : "ltr"}
    onInput=${(value) => type({ [name]: { ...body[name], [field]: field === "source" ? value : value.trim() } })} />`;
  const key = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) { event.preventDefault(); acts.done(id, true); }
  };
  const label = _("%(name)s, fields", { name: measureName(node) });
  return html`<form class="measure-sheet measure-form" ref=${box} aria-label=${label} onKeyDown=${key} onSubmit=${(event) => event.preventDefault()}>
    <p class="measure-number">${measureName(node)}</p>
    ${refused && !(refused.field in NAMES) && html`<${Wrong} refused=${refused} />`}
    <${Line} label=${NAMES.title()} value=${body.title} most=${LONGEST.title} onBlur=${save} onInput=${(value) => type({ title: value })} />${wrong("title")}
    ${["objective", "description", "responsible", "partners"].map(text)}
    <fieldset class="pair"><legend>${NAMES.timeline()}</legend>${part("timeline", "first", _("From"), "2027-Q2")}${part("timeline", "last", _("Until"), "2028-Q4")}
      <p class="small soft wide">${_("A quarter as 2027-Q2, a year, a month as 2027-04 or a day as 2027-04-15.")}</p><div class="wide">${wrong("timeline")}</div></fieldset>
    <fieldset class="pair"><legend>${NAMES.budget()}</legend>${part("budget", "amount", _("Amount"), "120000")}${part("budget", "currency", _("Currency"), "EUR")}
      <div class="wide">${part("budget", "source", _("Who pays"))}${wrong("budget")}</div></fieldset>
    <${Indicators} rows=${body.indicators ?? []} type=${type} save=${save} />
    ${["assumptions", "risks", "evidence"].map(text)}
    <div class="acts"><button type="button" class="button small strong" onClick=${() => acts.done(id, true)}>${_("Done")}</button></div>
  </form>`;
}
