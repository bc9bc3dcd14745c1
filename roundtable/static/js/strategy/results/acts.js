// What can be done with the result that is looked at, or with those that are selected.

import { html } from "../../../vendor/preact-htm.js";
import { _, ngettext } from "../../lib/i18n.js";
import { measureName } from "../model.js";
import { contributions } from "./model.js";

const key = (letter) => html` <kbd aria-hidden="true">${letter}</kbd>`;

function Take({ acts }) {
  return html`<div class="take" role="group" aria-label=${_("Take into the draft")}>
    <button type="button" class="button small primary" aria-keyshortcuts="M" onClick=${() => acts.take("measure")}>${_("Take in as a measure")}${key("M")}</button>
    <div class="row"><button type="button" class="button small" aria-keyshortcuts="P" onClick=${() => acts.take("priority")}>${_("as a priority")}${key("P")}</button>
      <button type="button" class="button small" aria-keyshortcuts="T" onClick=${() => acts.take("passage")}>${_("as text")}${key("T")}</button></div></div>`;
}

function Offer({ data, offer, acts }) {
  const name = data.nodes[offer.measure] ? measureName(data.nodes[offer.measure]) : "";
  const words = ngettext("Mark its proposal as adopted in %(name)s?", "Mark its %(num)s proposals as adopted in %(name)s?", offer.refs.length, { name });
  return html`<div class="offer stack" role="status"><p>${words}</p>
    <div class="row"><button type="button" class="button small strong" aria-keyshortcuts="Y" onClick=${acts.adopt}>${_("Mark them")}${key("Y")}</button>
      <button type="button" class="button small quiet" onClick=${acts.dismiss}>${_("Not now")}</button></div></div>`;
}

export function Acts({ data, page, refs, chosen, clear, acts, offer, last }) {
  const source = data.results?.[refs[0]];
  if (!page.writes || !source) return null;
  const of = contributions(data, refs);
  const rooms = new Set(refs.map((ref) => data.results[ref].roundtable));
  const joinable = refs.length > 1 && rooms.size > 1 && refs.every((ref) => ["cluster", "proposal"].includes(data.results[ref].kind));
  const join = refs.length === 1 ? Object.entries(data.joins ?? {}).find(([, each]) => !each.apart_on && each.members.includes(refs[0])) : null;
  const picks = chosen.size ? _("Select this one, too") : _("Select several");
  const dissent = refs.length === 1 && ["concern", "position"].includes(source.kind);
  return html`<div class="result-acts stack">
    ${offer && html`<${Offer} data=${data} offer=${offer} acts=${acts} />`}
    ${last && html`<p class="last small">${last.words} ${last.entry && html`<button type="button" class="button quiet small" aria-keyshortcuts="U" onClick=${acts.undo}>${_("Undo")}</button>`}</p>`}
    ${chosen.size > 0 && html`<p class="row between small"><b>${ngettext("%(num)s selected", "%(num)s selected", chosen.size)}</b>
      <button type="button" class="button quiet small" onClick=${clear}>${_("Select none")}</button></p>`}
    ${refs.length === 1 && source.text && html`<${Take} acts=${acts} />`}
    <div class="row wrap">
      ${["cluster", "proposal"].includes(source.kind) && html`<button type="button" class="button small quiet" onClick=${acts.choose}>${picks}</button>`}
      ${of.length > 0 && html`<button type="button" class="button small" aria-keyshortcuts="F" onClick=${() => acts.fate()}>${_("What became of it…")}${key("F")}</button>`}
      ${of.some((ref) => data.fates?.[ref]) && html`<button type="button" class="button small quiet" aria-keyshortcuts="X" onClick=${() => acts.clear()}>${_("Take that back")}</button>`}
      ${joinable && html`<button type="button" class="button small" aria-keyshortcuts="J" onClick=${acts.join}>${_("Join…")}${key("J")}</button>`}
      ${join && html`<button type="button" class="button small quiet" onClick=${() => acts.apart(join[0])}>${_("Take apart")}</button>`}
      ${dissent && html`<button type="button" class="button small" aria-keyshortcuts="D" onClick=${() => acts.dissent()}>${_("Stays in the draft?")}${key("D")}</button>`}
    </div></div>`;
}
