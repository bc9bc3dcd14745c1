// The consent round: each decision with how far it is, and its objections, which are answered until none is open.

import { html } from "../../../vendor/preact-htm.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { Concern, concernsOf, openObjections } from "../concerns.js";
import { currentStage, useStore } from "../use.js";
import { optionsOf, titleOf } from "../votes.js";
import { Blank, Lead, Turnout } from "./parts.js";

/** Where an option stands, as a key: "objection" some are open, "agreed" the result shows none, "" not known yet. */
export function standing(data, stage, option) {
  const open = concernsOf(data, stage, option).some(([, each]) => each.kind === "objection" && each.status === "open");
  if (open) return "objection";
  return data.results?.[stage] ? "agreed" : "";
}

function Figures({ row }) {
  const { counts } = row;
  return html`<dl class="positions">
    <div><dt>${_("Consent")}</dt><dd class="figure">${number(counts.for)}</dd></div>
    <div><dt>${_("Stand aside")}</dt><dd class="figure">${number(counts.pass)}</dd></div>
    <div><dt>${_("Object")}</dt><dd class="figure">${number(counts.against)}</dd></div></dl>`;
}

function Decision({ id, option, data, stage }) {
  const store = useStore();
  const concerns = concernsOf(data, stage, id);
  const row = data.results?.[stage]?.options.find((each) => each.option === id);
  const large = Object.values(data.roundtable)[0].spotlight === id;
  const now = standing(data, stage, id);
  return html`<li class=${`card decision-card ${now}`}>
    <div class="decision-head"><h2 lang=${option.language} dir=${option.direction}>${titleOf(option)}</h2>
      <span class="row">${now === "agreed" && html`<span class="state" data-state="saved">${_("No objection is open")}</span>`}
      ${option.kind !== "question" && html`<button class="button small quiet" aria-pressed=${large} aria-label=${_("Show large: %(title)s", { title: titleOf(option) })}
        onClick=${() => store.act("spotlight", { thing: large ? null : id })}>${large ? _("Take off the screen") : _("Show large")}</button>`}</span></div>
    ${option.title && option.text && option.text !== option.title && html`<p class="soft" lang=${option.language} dir=${option.direction}>${option.text}</p>`}
    ${row && html`<${Figures} row=${row} />`}
    ${concerns.length ? html`<ul class="concerns">${concerns.map(([each, concern]) => html`<${Concern} key=${each} id=${each} concern=${concern} data=${data} />`)}</ul>`
      : html`<p class="soft small">${_("Nothing is said against it so far.")}</p>`}
  </li>`;
}

export function Consent({ view }) {
  const { data } = view;
  const [id, stage] = currentStage(data);
  const options = optionsOf(data, id);
  const open = openObjections(data, id);
  return html`<section class="stack" aria-label=${_("Consent round")}>
    <${Lead} data=${data} />
    <${Turnout} view=${view} words=${_("have taken a position")} large=${!stage.revealed && !Object.keys(data.concerns ?? {}).length} />
    ${open > 0 && html`<p class="notice" role="status">${ngettext("%(num)s objection is open. Talk about it, and write down how it is integrated.",
      "%(num)s objections are open. Talk about each, and write down how it is integrated.", open)}</p>`}
    ${options.length ? html`<ol class="decision-cards">${options.map(([each, option]) => html`<${Decision} key=${each} id=${each} option=${option}
        data=${data} stage=${id} />`)}</ol>` : html`<${Blank} title=${_("Nothing is up.")}>${_("The round takes what stands on the board when it opens.")}<//>`}
  </section>`;
}
