// The rehearsal: a band across the console that says so, and how the simulated people play.

import { html } from "../../vendor/preact-htm.js";
import { _, ngettext } from "../lib/i18n.js";
import { roundtableOf, useStore } from "./use.js";

export function Rehearsal({ data }) {
  const store = useStore();
  const { rehearsal } = roundtableOf(data);
  if (!rehearsal) return null;
  if (rehearsal === true) return html`<div class="rehearsal"><p><b>${_("Rehearsal.")}</b> ${_("These people are simulated.")}</p></div>`;
  const set = (change) => store.act("set_rehearsal", { ...rehearsal, ...change });
  const people = (event) => {
    const n = Number(event.target.value);
    if (n >= 5 && n <= 80) set({ people: n });
    else event.target.value = rehearsal.people;
  };
  return html`<section class="rehearsal" aria-label=${_("Rehearsal")}>
    <p><b>${_("Rehearsal.")}</b> ${_("These people are simulated; nothing here is real.")}</p>
    <div class="rehearsal-acts">
      <label class="row"><span>${_("People")}</span><input class="field" type="number" min="5" max="80" value=${rehearsal.people} onChange=${people} /></label>
      <label class="row"><span>${_("Speed")}</span><select class="field" value=${String(rehearsal.speed)} onChange=${(event) => set({ speed: Number(event.target.value) })}>
        ${[1, 4, 16].map((speed) => html`<option key=${speed} value=${String(speed)}>${speed === 1 ? _("as in life") : ngettext("%(num)s time", "%(num)s times", speed)}</option>`)}</select></label>
      <button class="button small strong" aria-pressed=${rehearsal.running} onClick=${() => set({ running: !rehearsal.running })}>${rehearsal.running ? _("Pause the people") : _("Let them play")}</button>
    </div></section>`;
}
