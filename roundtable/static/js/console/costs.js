// What things cost, where a vote with money to spend comes or is open: a short list to type into.

import { html } from "../../vendor/preact-htm.js";
import { _, pick } from "../lib/i18n.js";
import { money } from "./ballots.js";
import { clustersOf, stagesOf } from "./board.js";
import { roundtableOf, useStore } from "./use.js";
import { votesIn } from "./votes.js";

/** [id, stage] of the next vote with money to spend in which nobody has voted, or null. */
export const moneyVote = (data) => stagesOf(data).find(([id, stage]) =>
  stage.kind === "vote" && stage.settings?.ballot === "knapsack" && stage.status !== "done" && !votesIn(data, id)) ?? null;

/** What would be put up in it, as [id, title, cost]: groups, and proposals that are in none; or proposals. */
export function priced(data, { settings }) {
  const shown = Object.entries(data.proposals ?? {}).filter(([, each]) => each.status === "shown")
    .sort(([, a], [, b]) => a.number - b.number);
  const loose = settings.on === "proposals" ? shown : [];
  const groups = settings.on === "proposals" ? [] : clustersOf(data);
  return [...groups.map(([id, each]) => [id, each.title, each.cost]), ...loose.map(([id, each]) => [id, each.text, each.cost])];
}

function Cost({ id, title, cost, unit, set }) {
  const change = ({ target }) => {
    const typed = target.value.trim();
    const value = typed === "" ? null : Number(typed);
    if (value !== null && (!Number.isInteger(value) || value < 0 || value > 10 ** 9)) return target.reportValidity();
    return value === (cost ?? null) ? undefined : set(id, value);
  };
  return html`<li><label><span dir="auto">${title}</span>
    <span class="cost-entry"><input class="field number-field" type="number" min="0" max="1000000000" step="1" inputmode="numeric" value=${cost ?? ""} onChange=${change} />
    <span class="soft small">${unit}</span></span></label></li>`;
}

export function Costs({ data, folded = false }) {
  const store = useStore();
  const vote = moneyVote(data);
  const rows = vote ? priced(data, vote[1]) : [];
  if (!rows.length) return null;
  const { language } = roundtableOf(data);
  const unit = pick(vote[1].settings.unit, language);
  const missing = rows.filter(([, , cost]) => cost === null || cost === undefined).length;
  const said = missing ? _("%(n)s without a cost yet", { n: missing }) : _("all have one");
  const spend = _("%(sum)s to spend", { sum: money(vote[1].settings.sum, unit) });
  return html`<details class="costs" open=${!folded}><summary><b>${_("What it costs")}</b> <span class="soft small">${said} · ${spend}</span></summary>
    <ul>${rows.map(([id, title, cost]) => html`<${Cost} key=${id} id=${id} title=${title} cost=${cost} unit=${unit}
      set=${(thing, value) => store.act("set_cost", { thing, cost: value })} />`)}</ul>
    <p class="soft small">${_("What has no cost counts as free. Once somebody has voted, costs stay as they are.")}</p></details>`;
}
