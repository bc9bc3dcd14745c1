// What is pointed out at the board by itself: where a loose proposal probably belongs, and what says
// nearly the same. It is for the facilitator to do something about it, or not.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, proposalName } from "../lib/i18n.js";
import { deeds } from "./deeds.js";
import { pairKey, pairsOf, placesOf } from "./suggested.js";
import { useStore } from "./use.js";
import { Fold } from "./widgets.js";

const AT_ONCE = 12; // rows that are shown; the others come when these are done

const Said = ({ proposal }) => html`<span><b>${proposalName(proposal)}</b>${" "}<span class="words" lang=${proposal.language} dir=${proposal.direction}>${proposal.text}</span></span>`;

/** Proposals that probably belong to a group that is there. */
export function Likely({ data, filter, fixed, say }) {
  const store = useStore();
  const found = placesOf(data, filter);
  if (!found.length || fixed) return null;
  const act = deeds({ store, data, say });
  const all = () => {
    for (const [cluster, rows] of byCluster(found)) act.move(rows.map(({ id }) => id), cluster);
  };
  return html`<${Fold} kind="pointed" title=${_("Likely places")} count=${found.length}>
    <ul class="plain">${found.slice(0, AT_ONCE).map(({ id, cluster }) => {
      const { title, language } = data.clusters[cluster];
      return html`<li key=${id}><${Said} proposal=${data.proposals[id]} />
        <button class="button small" aria-label=${_("Move %(name)s to %(title)s", { name: proposalName(data.proposals[id]), title })}
          onClick=${() => act.move([id], cluster)}>→ <span lang=${language}>${title}</span></button></li>`;
    })}</ul>
    ${found.length > 1 && html`<div class="acts"><button class="button small quiet" onClick=${all}>${_("Move all of them")}</button></div>`}
  <//>`;
}

function byCluster(rows) {
  const found = new Map();
  for (const row of rows) found.set(row.cluster, [...(found.get(row.cluster) ?? []), row]);
  return found;
}

const mergeLabel = (data, one, other) =>
  _("Merge %(name)s into %(into)s", { name: proposalName(data.proposals[one]), into: proposalName(data.proposals[other]) });

/** Pairs of proposals that say nearly the same. */
export function Alike({ data, fixed, say }) {
  const store = useStore();
  const [gone, setGone] = useState([]);
  const found = pairsOf(data, gone);
  if (!found.length) return null;
  const act = deeds({ store, data, say });
  return html`<${Fold} kind="pointed" title=${_("Nearly the same")} count=${found.length}>
    <p class="small soft">${_("Words that are close may mean the opposite. Look before you merge.")}</p>
    <ul class="plain">${found.slice(0, AT_ONCE).map(({ ids: [first, second] }) => html`<li key=${pairKey([first, second])} class="pair">
      <div class="stack"><${Said} proposal=${data.proposals[first]} /><${Said} proposal=${data.proposals[second]} /></div>
      <div class="acts">${!fixed && html`<button class="button small" aria-label=${mergeLabel(data, second, first)}
          onClick=${() => act.same([second], first)}>${_("Merge")}</button>`}
        <button class="button small quiet" onClick=${() => setGone([...gone, pairKey([first, second])])}>${_("Not the same")}</button></div></li>`)}</ul>
    ${found.length > AT_ONCE && html`<p class="small soft">${ngettext("and %(num)s more", "and %(num)s more", found.length - AT_ONCE)}</p>`}
  <//>`;
}
