// Search and filters over the results.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { roomTitle } from "../side/words.js";
import { ANY, choices, filtersOn } from "./model.js";
import { fateNames, kindNames, supportNames } from "./words.js";

const NAMES = () => ({
  kind: _("Kind"), room: _("Roundtable"), area: _("Policy area"), group: _("Group"), support: _("Support"), fate: _("What became of it"),
});

/** name → {value: words} of everything that can be chosen. */
function offered(data) {
  const { areas, groups } = choices(data);
  const same = (values) => Object.fromEntries(values.map((value) => [value, value]));
  return {
    kind: kindNames(), room: Object.fromEntries(Object.values(data.rooms ?? {}).map((room) => [room.code, `${room.code} · ${roomTitle(data, room)}`])),
    area: same(areas), group: same(groups), support: supportNames(), fate: { none: _("Without a fate"), ...fateNames() },
  };
}

function Choice({ name, values, value, onChange }) {
  return html`<label class="entry"><span>${NAMES()[name]}</span>
    <select class="field" value=${value} onChange=${(event) => onChange(event.currentTarget.value)}>
      <option value="">${_("All")}</option>
      ${Object.entries(values).map(([each, words]) => html`<option key=${each} value=${each}>${words}</option>`)}
    </select></label>`;
}

export function Filters({ data, wanted, set, count, search, onDown }) {
  const [open, setOpen] = useState(false);
  const values = offered(data);
  const on = Object.keys(values).filter((name) => wanted[name]);
  const change = (name) => (value) => set({ ...wanted, [name]: value });
  return html`<div class="finding stack" role="search" aria-label=${_("Find results")}>
    <div class="row"><input type="search" class="field" ref=${search} value=${wanted.words} placeholder=${_("Search in any language")} aria-label=${_("Search the results")}
        onInput=${(event) => set({ ...wanted, words: event.currentTarget.value })} onKeyDown=${(event) => { if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); onDown(); } }} />
      <button type="button" class="button small" aria-expanded=${open} onClick=${() => setOpen(!open)}>${_("Filter")}${on.length ? html` <b>${number(on.length)}</b>` : null}</button></div>
    ${open && html`<div class="choices">${Object.entries(values).filter(([, each]) => Object.keys(each).length).map(([name, each]) => html`
      <${Choice} key=${name} name=${name} values=${each} value=${wanted[name]} onChange=${change(name)} />`)}</div>`}
    ${on.length > 0 && html`<div class="row wrap">${on.map((name) => html`<button key=${name} type="button" class="set-filter" onClick=${() => change(name)("")}>
        <span class="visually-hidden">${NAMES()[name]}: </span>${values[name][wanted[name]] ?? wanted[name]} <span aria-hidden="true">×</span><span class="visually-hidden">${_("take away")}</span></button>`)}
      ${on.length > 1 && html`<button type="button" class="button quiet small" onClick=${() => set({ ...ANY, words: wanted.words })}>${_("Take all away")}</button>`}</div>`}
    <p class="small soft" role="status">${wanted.words || filtersOn(wanted) ? ngettext("%(num)s result", "%(num)s results", count) : ""}</p>
  </div>`;
}
