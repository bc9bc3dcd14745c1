// A tie for the last places: the room says who comes first and why, and the result says that it did.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, number } from "../lib/i18n.js";
import { useStore } from "./use.js";
import { optionTitle } from "./votes.js";

/** What is put one place up in a list. */
export const raised = (list, at) => (at > 0 ? [...list.slice(0, at - 1), list[at], list[at - 1], ...list.slice(at + 1)] : list);

/** The options between which a vote leaves something to the room, in the order in which it settled them, if it did. */
export function tiedOf(result) {
  if (result?.revised || result?.count?.drawn) return [];
  return result?.settled?.order ?? result?.count?.tied ?? [];
}

function Settle({ data, vote, tied, before, onDone }) {
  const store = useStore();
  const [order, setOrder] = useState(tied);
  const [reason, setReason] = useState(before?.reason ?? "");
  const send = (event) => {
    event.preventDefault();
    if (!reason.trim()) return;
    store.act("settle_tie", { stage: vote, order, reason: reason.trim() });
    onDone();
  };
  return html`<form class="stack" onSubmit=${send}>
    <ol class="options tied-order">${order.map((id, at) => html`<li key=${id}><span><b class="figure soft">${number(at + 1)}</b> <bdi>${optionTitle(data, vote, id)}</bdi></span>
      <button type="button" class="button small quiet" disabled=${at === 0} aria-label=${_("Move up: %(title)s", { title: optionTitle(data, vote, id) })}
        onClick=${() => setOrder(raised(order, at))}>↑</button></li>`)}</ol>
    <label class="stack"><span>${_("Why this order? Everybody reads it.")}</span>
      <input class="field" name="reason" maxlength="280" required value=${reason} onInput=${(event) => setReason(event.target.value)} /></label>
    <div class="acts"><button class="button primary small">${_("Keep this order")}</button>
      <button type="button" class="button small quiet" onClick=${onDone}>${_("Cancel")}</button></div></form>`;
}

/** Settling a tie, where there is one that is left to the room. */
export function Tie({ data, vote }) {
  const [asked, setAsked] = useState(false);
  const result = data.results?.[vote];
  const tied = tiedOf(result);
  if (tied.length < 2) return null;
  const { settled } = result;
  return html`<section class="stack tie" aria-label=${_("A tie")}>
    <div class="row between wrap"><h2 class="sub">${settled ? _("The tie is settled") : _("A tie is left to the room")}</h2>
      ${!asked && html`<button class="button small" onClick=${() => setAsked(true)}>${settled ? _("Change the order…") : _("Settle the tie…")}</button>`}</div>
    ${asked ? html`<${Settle} data=${data} vote=${vote} tied=${tied} before=${settled} onDone=${() => setAsked(false)} />`
      : html`<ol class="options">${tied.map((id) => html`<li key=${id}><bdi>${optionTitle(data, vote, id)}</bdi></li>`)}</ol>
        ${settled && html`<p class="soft" dir="auto">${settled.reason}</p>`}`}
  </section>`;
}
