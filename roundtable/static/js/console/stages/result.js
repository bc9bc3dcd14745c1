// Results: hidden until they are revealed, then as the screen shows them; merging and splitting beside them;
// and what a minority holds.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _, number } from "../../lib/i18n.js";
import { Concerns } from "../concerns.js";
import { Mergers, Merging, Splitting } from "../mergers.js";
import { Region } from "../parts.js";
import { isRankedByTotal } from "../merging.js";
import { Seal } from "../seal.js";
import { Talk } from "../side/talk.js";
import { Tie } from "../tie.js";
import { currentStage, useStore } from "../use.js";
import { minorities, optionsOf, optionTitle, voteBehind } from "../votes.js";
import { GroupName } from "../widgets.js";
import { Lead } from "./parts.js";

/** Putting options together and taking them apart, after the vote. */
export function AfterVote({ data, vote, page }) {
  const [asked, setAsked] = useState(null);
  const result = data.results?.[vote];
  if (!result || !result.options.length) return null;
  return html`<section class="stack after-vote" aria-label=${_("After the vote")}>
    <div class="row between wrap"><h2 class="sub">${_("After the vote")}</h2>
      <div class="acts"><button class="button small" onClick=${() => setAsked("merge")}>${_("Put options together…")}</button>
        ${optionsOf(data, vote).some(([, option]) => option.kind === "cluster")
          && html`<button class="button small" onClick=${() => setAsked("split")}>${_("Take one apart…")}</button>`}</div></div>
    <${Mergers} data=${data} vote=${vote} />
    ${asked === "merge" && html`<${Merging} data=${data} vote=${vote} page=${page} onClose=${() => setAsked(null)} />`}
    ${asked === "split" && html`<${Splitting} data=${data} vote=${vote} onClose=${() => setAsked(null)} />`}
  </section>`;
}

/** What a group wants and the room does not: it is kept on record, and goes into the draft by itself. */
function Minorities({ data, vote }) {
  const list = minorities(data.results?.[vote]);
  if (!list.length) return null;
  const share = (part) => _("%(n)s of %(of)s", { n: number(part.for), of: number(part.of) });
  return html`<section class="stack" aria-label=${_("Minority positions")}>
    <h2 class="sub">${_("Minority positions")} <small class="soft">${number(list.length)}</small></h2>
    <p class="small soft">${_("Most of a group wants it, most of the room does not. It stays on record and goes into the draft.")}</p>
    <ol class="options">${list.map((position) => html`<li key=${position.option}>
      <span dir="auto">${optionTitle(data, vote, position.option)} <small class="soft figure nobr">${share(position)}</small></span>
      <span class="sharers small">${position.groups.map((part) => html`<span key=${part.group} class="nobr"><${GroupName} data=${data} group=${part.group} /> <b class="figure">${share(part)}</b></span>`)}</span></li>`)}</ol>
  </section>`;
}

function Hidden({ voted }) {
  return html`<div class="blank"><p class="lead">${_("The result is still hidden.")}</p>
    <p class="soft">${voted ? _("When the room is ready, reveal it: screen, phones and console show it at the same moment.")
      : _("No ballot is in.")}</p></div>`;
}

export function Reveal({ view, page, between = false }) {
  const { data, regions } = view;
  const [, stage] = currentStage(data);
  const vote = voteBehind(data, stage);
  const open = !vote || !data.stages[vote] || data.stages[vote].revealed;
  return html`<section class="stack" aria-label=${_("Result")}>
    <${Lead} data=${data} />
    ${open ? html`<${Region} name="results" made=${regions.results}><p class="soft">${_("The result is on its way…")}</p><//>`
      : html`<${Hidden} voted=${data.stages[vote]?.opened !== false} />`}
    ${open && vote && html`<${Tie} key=${vote} data=${data} vote=${vote} />`}
    ${open && vote && !between && html`<${AfterVote} data=${data} vote=${vote} page=${page} />`}
    ${open && vote && html`<${Minorities} data=${data} vote=${vote} />`}
    ${vote && html`<${Concerns} data=${data} stage=${vote} />`}
    ${vote && html`<${Seal} data=${data} vote=${vote} />`}
  </section>`;
}

/** Between two rounds: the result with its reasons. */
export function Previous({ view, page }) {
  return html`<${Reveal} view=${view} page=${page} between />`;
}

/** The talk: who speaks stands in front; what was voted is at hand, each to be shown large. */
export function Discuss({ view }) {
  const store = useStore();
  const { data } = view;
  const [, stage] = currentStage(data);
  const vote = voteBehind(data, stage);
  const rows = data.results?.[vote]?.revised?.options ?? data.results?.[vote]?.options ?? [];
  const { spotlight } = Object.values(data.roundtable)[0];
  const named = Object.fromEntries(optionsOf(data, vote));
  const title = (id) => optionTitle(data, vote, id);
  return html`<section class="stack" aria-label=${_("Discussion")}>
    <${Lead} data=${data} />
    <div class="with-talk"><div class="card talk-card"><${Talk} view=${view} /></div>
      <div class="stack">
        ${rows.length > 0 && html`<h2 class="sub">${_("What was voted")}</h2>
          <ol class="options">${rows.filter((row) => title(row.option)).slice(0, 12).map((row) => html`<li key=${row.option}>
            <span lang=${named[row.option]?.language} dir=${named[row.option]?.direction}>${title(row.option)}</span><span class="row"><b class="figure">${isRankedByTotal(data.results[vote]) ? number(row.total) : _("Place %(n)s", { n: row.rank })}</b>
            ${named[row.option] && html`<button class="button small quiet" aria-pressed=${spotlight === row.option}
              aria-label=${_("Show large: %(title)s", { title: title(row.option) })}
              onClick=${() => store.act("spotlight", { thing: spotlight === row.option ? null : row.option })}>${spotlight === row.option
                ? _("Take off the screen") : _("Show large")}</button>`}</span></li>`)}</ol>`}
        ${vote && html`<${Concerns} data=${data} stage=${vote} />`}
        ${!rows.length && html`<p class="soft">${_("People raise a hand on their phone, or at the desk. You decide who speaks; the queue suggests who has been heard least.")}</p>`}
      </div></div>
  </section>`;
}
