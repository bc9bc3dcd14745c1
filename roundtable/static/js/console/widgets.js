// Small controls that several panels use: tabs, one of a few, a text with its own actions.

import { html, useRef } from "../../vendor/preact-htm.js";
import { _, number, pick } from "../lib/i18n.js";
import { Shape } from "./parts.js";
import { roundtableOf } from "./use.js";

const WAYS = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Tabs with their panel below. The arrow keys go from tab to tab; a count calls only where it is not 0.
 * @param {{name: {words, count?, about?}}} tabs  `about`: what the count is of, said to screen readers
 */
export function Tabs({ label, tabs, on, setOn, id, children }) {
  const row = useRef(null);
  const names = Object.keys(tabs);
  const key = (event) => {
    const way = (WAYS[event.key] ?? 0) * (document.dir === "rtl" ? -1 : 1);
    const to = { Home: names[0], End: names.at(-1) }[event.key]
      ?? (way ? names[(names.indexOf(on) + way + names.length) % names.length] : null);
    if (!to) return;
    event.preventDefault();
    setOn(to);
    row.current.querySelector(`[data-tab="${to}"]`)?.focus();
  };
  return html`<div class="panel-tabs" role="tablist" aria-label=${label} ref=${row} onKeyDown=${key}>${names.map((name) => {
    const { words, count, about, keys } = tabs[name];
    return html`<button key=${name} type="button" role="tab" id=${`${id}-${name}`} data-tab=${name} class="panel-tab"
      aria-selected=${on === name} aria-controls=${`${id}-panel`} aria-keyshortcuts=${keys} title=${keys?.replace("+", " ")} tabindex=${on === name ? 0 : -1} onClick=${() => setOn(name)}>
      ${words}${count ? html` <small class="call" aria-label=${about}>${number(count)}</small>` : null}</button>`;
  })}</div>
  <div class="panel" role="tabpanel" id=${`${id}-panel`} aria-labelledby=${`${id}-${on}`}>${children}</div>`;
}

/** One of a few, as radio buttons that look like pills. `choices`: {value: words}. */
export function Pills({ label, name, choices, value, onChange, labelledby, disabled = false }) {
  return html`<div class="pills" role="radiogroup" aria-label=${label} aria-labelledby=${labelledby}>
    ${Object.entries(choices).map(([each, words]) => html`<label key=${each} class="pill">
      <input type="radio" name=${name} value=${each} checked=${value === each} disabled=${disabled} onChange=${() => onChange(each)} />
      <span>${words}</span></label>`)}</div>`;
}

/** A stakeholder group by name, its shape before it. */
export function GroupName({ data, group }) {
  const row = data.groups?.[group];
  const words = row ? pick(row.title, roundtableOf(data).language)
    : group === "other" ? _("Other groups") : _("No group named");
  return html`<span class="group-name"><${Shape} position=${row?.position} /> <span>${words}</span></span>`;
}

/** A person's own words, in their language and direction. */
export const Words = ({ said, kind = "words" }) =>
  html`<p class=${kind} lang=${said.language || undefined} dir=${said.direction || "auto"}>${said.text}</p>`;

/** A summary that opens something, with how much is in it. */
export const Fold = ({ title, count, open, children, kind = "" }) => html`<details class=${`fold ${kind}`} open=${open}>
  <summary><h2>${title}${count === undefined ? null : html` <small class="soft">${number(count)}</small>`}</h2></summary>
  <div class="fold-in stack">${children}</div></details>`;
