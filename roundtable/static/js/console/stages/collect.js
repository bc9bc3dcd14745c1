// Steps in which proposals come in, are explained or made better: what is held, what is shown, what is set aside.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _, number, pick, proposalName } from "../../lib/i18n.js";
import { areasOf, matches } from "../board.js";
import { Look } from "../look.js";
import { Saids } from "../said.js";
import { Talk } from "../side/talk.js";
import { currentStage, roundtableOf } from "../use.js";
import { held } from "../waiting.js";
import { Fold } from "../widgets.js";
import { Blank, Lead, Turnout } from "./parts.js";

const SENT = {
  propose: () => _("have written something"), round: () => _("have shared something"),
  improve: () => _("have commented"),
};

const byWorth = ([, a], [, b]) => Number(Boolean(b.pinned)) - Number(Boolean(a.pinned)) || b.number - a.number;

/** All of an area, all proposals with a word in them. */
export function sifted(data, { find = "", area = null } = {}) {
  return Object.entries(data.proposals ?? {})
    .filter(([, proposal]) => !area || proposal.area === area)
    .filter(([, proposal]) => !find || matches(`${proposalName(proposal)} ${proposal.text}`, find))
    .sort(byWorth);
}

function Sieve({ data, sieve, setSieve }) {
  const areas = areasOf(data);
  const { language } = roundtableOf(data);
  const count = (id) => Object.values(data.proposals).filter((each) => each.status === "shown" && (!id || each.area === id)).length;
  const tab = (id, words) => html`<button key=${id} class="tab" aria-pressed=${sieve.area === id}
    onClick=${() => setSieve({ ...sieve, area: id })}>${words} <small>${number(count(id))}</small></button>`;
  return html`<div class="sieve">
    ${areas.length > 1 && html`<div class="tabs" role="group" aria-label=${_("Policy area")}>
      ${tab(null, _("All"))}${areas.map(([id, area]) => tab(id, pick(area.title, language)))}</div>`}
    <input class="field find" type="search" placeholder=${_("Find a proposal")} aria-label=${_("Find a proposal")}
      value=${sieve.find} onInput=${(event) => setSieve({ ...sieve, find: event.target.value })} /></div>`;
}

const ASIDE = ["returned", "hidden", "merged"];
const asideWords = {
  returned: () => _("Back with their authors"), hidden: () => _("Hidden"), merged: () => _("Merged"),
};

function Aside({ data, all }) {
  const lists = ASIDE.map((status) => [status, all.filter(([, proposal]) => proposal.status === status)]).filter(([, list]) => list.length);
  return lists.map(([status, list]) => html`<${Fold} key=${status} title=${asideWords[status]()} count=${list.length}
    open=${status === "hidden"}><${Saids} data=${data} entries=${list} label=${asideWords[status]()} /><//>`);
}

export function Collect({ view, say }) {
  const { data } = view;
  const [, stage] = currentStage(data);
  const [sieve, setSieve] = useState({ find: "", area: null });
  const all = sifted(data, sieve);
  const shown = all.filter(([, proposal]) => proposal.status === "shown");
  const waits = held(data).length > 0;
  const [looks, setLooks] = useState(false);
  if (waits && !looks) setLooks(true); // once something was held, the place stays, so that the keyboard is not lost
  const speaks = stage.kind === "round";
  const nothing = sieve.find || sieve.area ? _("Nothing found.")
    : speaks ? _("Nothing is shared yet. What people share appears here by itself.") : _("Nothing has come in yet. It appears here by itself.");
  return html`<section class="stack" aria-label=${_("Proposals")}>
    <${Lead} data=${data} />
    ${looks && html`<${Look} data=${data} say=${say} />`}
    <${Turnout} view=${view} words=${SENT[stage.kind]?.() ?? _("have acted")} />
    <div class=${speaks ? "with-talk" : "stack"}>
      ${speaks && html`<div class="card talk-card"><${Talk} view=${view} /></div>`}
      <div class="stack">
        <${Sieve} data=${data} sieve=${sieve} setSieve=${setSieve} />
        ${shown.length ? html`<${Saids} data=${data} entries=${shown} label=${_("Proposals that are shown")} />`
          : html`<p class="blank soft">${nothing}</p>`}
        <${Aside} data=${data} all=${all} />
      </div>
    </div>
  </section>`;
}

/** Silent writing: nobody's words are here, only how many have written. */
export function Write({ view }) {
  const { data } = view;
  return html`<section class="stack" aria-label=${_("Silent writing")}>
    <${Lead} data=${data} />
    <${Turnout} view=${view} words=${_("have written something")} large />
    <${Blank} title=${_("Let it be quiet.")}>${_("What people write stays with them until they share it in the next step.")}<//>
  </section>`;
}
