// What speaks against an option: concerns and objections, who shares them, and how they were answered.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, number } from "../lib/i18n.js";
import { Editing } from "./parts.js";
import { useStore } from "./use.js";
import { titleOf } from "./votes.js";
import { GroupName, Words } from "./widgets.js";

const weight = ([, a], [, b]) => Number(b.kind === "objection") - Number(a.kind === "objection")
  || Number(b.status === "open") - Number(a.status === "open") || (b.supporters ?? 0) - (a.supporters ?? 0);

/** Concerns of a stage as [id, concern], those that weigh most first; of one option if it is named. */
export const concernsOf = (data, stage, option = null) => Object.entries(data.concerns ?? {})
  .filter(([, concern]) => concern.stage === stage && (option === null || concern.option === option) && concern.status !== "withdrawn")
  .sort(weight);

/** Objections of a stage that nobody has answered yet. */
export const openObjections = (data, stage) =>
  concernsOf(data, stage).filter(([, concern]) => concern.kind === "objection" && concern.status === "open").length;

const kindWords = (concern) => (concern.kind === "objection" ? _("Objection") : _("Concern"));

function Sharers({ data, concern }) {
  const n = concern.supporters ?? 1;
  return html`<span class="sharers small">${ngettext("%(num)s person", "%(num)s people", n)}
    ${(concern.groups ?? []).map(({ group, n: of }) => html` <span key=${group} class="nobr"><${GroupName} data=${data} group=${group} /> <b class="figure">${number(of)}</b></span>`)}</span>`;
}

export function Concern({ id, concern, data, option }) {
  const store = useStore();
  const [answering, setAnswering] = useState(false);
  const set = (status, answer = concern.answer ?? "") => store.act("answer_concern", { concern: id, status, answer });
  const hidden = concern.status === "hidden";
  const done = concern.status === "integrated";
  const fields = { answer: { label: _("How it is integrated: the new wording, or what is done about it"), value: concern.answer ?? "", many: 2, most: 600 } };
  return html`<li class=${`concern ${concern.kind} ${concern.status}`}>
    <p class="concern-head small"><b>${kindWords(concern)}</b>${option && html` <span class="soft">${_("on")} <bdi lang=${option.language}>${titleOf(option)}</bdi></span>`}
      ${done && html` <span class="state" data-state="saved">${_("integrated")}</span>`}${hidden && html` <span class="soft">${_("hidden")}</span>`}</p>
    <${Words} said=${concern} />
    <${Sharers} data=${data} concern=${concern} />
    ${concern.answer && !answering && html`<p class="answer">${concern.answer}</p>`}
    ${answering ? html`<${Editing} fields=${fields} save=${_("Save as integrated")} onCancel=${() => setAnswering(false)}
        onSave=${({ answer }) => { set("integrated", answer.trim()); setAnswering(false); }} />`
      : html`<div class="acts">
        ${!hidden && html`<button class="button small" onClick=${() => setAnswering(true)}>${done ? _("Change the answer") : _("Integrate…")}</button>`}
        ${(done || hidden) && html`<button class="button small quiet" onClick=${() => set("open")}>${_("Open again")}</button>`}
        ${!hidden && html`<button class="button small quiet" onClick=${() => set("hidden")}>${_("Hide")}</button>`}</div>`}
  </li>`;
}

/** All concerns of a vote below one heading; nothing where there are none. */
export function Concerns({ data, stage, heading = null, options = {} }) {
  const list = concernsOf(data, stage);
  if (!list.length) return null;
  return html`<section class="stack" aria-label=${heading ?? _("Concerns")}>
    <h2 class="sub">${heading ?? _("Concerns")} <small class="soft">${number(list.length)}</small></h2>
    <ul class="concerns">${list.map(([id, concern]) => html`<${Concern} key=${id} id=${id} concern=${concern} data=${data}
      option=${options[concern.option] ?? data.options?.[concern.option]} />`)}</ul></section>`;
}
