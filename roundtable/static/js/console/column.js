// One column of the board: a group, or what is not grouped yet.

import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { _, ngettext, number, pick, proposalName } from "../lib/i18n.js";
import { areasOf, cardPlace, titlePlace, TRAY } from "./board.js";
import { Editing } from "./parts.js";
import { pure, roundtableOf } from "./use.js";

function CardActs({ id, todo, fixed }) {
  return html`<div class="slip-acts acts">
    ${!fixed && html`<button class="button small" onClick=${todo.where}>${_("Move to…")}</button>
      <button class="button small" onClick=${todo.make}>${_("New group")}</button>`}
    <button class="button small quiet" onClick=${todo.hide}>${_("Hide…")}</button>
  </div>`;
}

// `todo` is left out of what decides whether a card is drawn again: it is reached through `deeds`.
const Slip = pure(({ id, proposal, area, picked, alone, tab, fixed, deeds }) => html`
  <li class=${`slip ${picked ? "picked" : ""}`} data-id=${id}>
    <button class="slip-text" data-place=${cardPlace(id)} aria-pressed=${picked} tabindex=${tab ? 0 : -1}
      onFocus=${() => deeds.current.place(cardPlace(id))} onClick=${() => deeds.current.toggle(id)}>
      <span class="words" lang=${proposal.language} dir=${proposal.direction}>${proposal.text}</span>
      <small>${proposalName(proposal)}${area && html` · ${area}`}${proposal.edited && html` · ${_("edited")}`}</small>
    </button>
    ${alone && html`<${CardActs} id=${id} fixed=${fixed} todo=${deeds.current} />`}
  </li>`);

function Title({ column, fixed, todo }) {
  const { key, cluster, cards } = column;
  const at = titlePlace(key);
  const words = key === TRAY ? _("Not grouped yet") : cluster.title;
  const count = ngettext("%(num)s proposal", "%(num)s proposals", cards.length);
  const label = key === TRAY || fixed ? `${words}, ${count}` : _("%(title)s, %(count)s. Edit group", { title: words, count });
  return html`<${key === TRAY ? "h2" : "h3"} class="column-title"><button class="title" data-place=${at} aria-label=${label}
    aria-disabled=${key === TRAY || fixed} onFocus=${() => todo.place(at)}
    onClick=${() => { if (key !== TRAY && !fixed) todo.edit(key); }}>
      <span lang=${cluster?.language}>${words}</span><small>${number(cards.length)}</small></button><//>`;
}

function GroupEditor({ column, todo }) {
  const { key, cluster } = column;
  const fields = {
    title: { label: _("Group title"), value: cluster.title, most: 120, lang: cluster.language },
    summary: { label: _("Summary (optional)"), value: cluster.summary, many: 3, most: 600, lang: cluster.language },
  };
  return html`<div class="group-editor"><${Editing} fields=${fields}
    onSave=${(values) => todo.save(key, values)} onCancel=${() => todo.cancel(key)} />
    <div class="acts" role="group" aria-label=${_("This group")}>
      <button class="button small" onClick=${() => todo.merge(key)}>${_("Merge with…")}</button>
      <button class="button small" onClick=${() => todo.shift(key, false)}>${_("Earlier")}</button>
      <button class="button small" onClick=${() => todo.shift(key, true)}>${_("Later")}</button>
      <button class="button small quiet" onClick=${() => todo.dissolve(key)}>${_("Dissolve")}</button>
    </div></div>`;
}

export function Column({ column, data, chosen, fixed, place, todo, drag, editing }) {
  const cards = useRef(null);
  const deeds = useRef(todo);
  deeds.current = todo;
  const { key, cluster } = column;
  useEffect(() => drag(cards.current, key), [key]);
  const areas = areasOf(data).length > 1;
  const areaOf = (proposal) => (areas && key === TRAY && column.area === null && proposal.area
    ? pick(data.areas[proposal.area]?.title, roundtableOf(data).language) : null);
  const elsewhere = chosen.length > 0 && !fixed && chosen.some((id) => (data.proposals[id].cluster ?? TRAY) !== key);
  const title = key === TRAY ? _("Not grouped yet") : cluster.title;
  // Tab goes from column to column, the arrow keys from card to card.
  const inside = column.cards.some(([id]) => cardPlace(id) === place);
  const stop = (id) => cardPlace(id) === (inside ? place : cardPlace(column.cards[0][0]));
  return html`<section class=${`column ${key === TRAY ? "loose" : ""}`} aria-label=${title}>
    ${editing === key ? html`<${GroupEditor} column=${column} todo=${todo} />`
      : html`<${Title} column=${column} fixed=${fixed} todo=${todo} />
        ${cluster?.summary && html`<p class="small soft summary" lang=${cluster.language}>${cluster.summary}</p>`}`}
    ${elsewhere && html`<button class="button small here" onClick=${() => todo.here(key || null)}
      aria-label=${_("Move here: %(title)s", { title })}>${ngettext("Move %(num)s here", "Move %(num)s here", chosen.length)}</button>`}
    <ul class="cards" ref=${cards} data-column=${key}>
      ${column.cards.map(([id, proposal]) => html`<${Slip} key=${id} id=${id} proposal=${proposal}
        area=${areaOf(proposal)} picked=${chosen.includes(id)} fixed=${fixed}
        alone=${chosen.length === 1 && chosen[0] === id} tab=${stop(id)} deeds=${deeds} />`)}
    </ul>
  </section>`;
}
