// The draft's page: outline, the document as it is written, and beside it what it rests on.

import { html } from "../../vendor/preact-htm.js";
import { Exporting } from "../console/exporting.js";
import { Mark, Notes, Question, Shape } from "../console/parts.js";
import { Connection } from "../console/bar.js";
import { roundtableOf, Store, useView } from "../console/use.js";
import { _, ngettext, number, pick, proposalName } from "../lib/i18n.js";
import { Block } from "./block.js";
import { inOrder, supportOf } from "./model.js";

/** "31 of 34 for it", in the words of the ballot. */
export function supportWords({ result, option }) {
  const count = (n) => number(n);
  if (result.ballot === "dots") return ngettext("%(num)s dot", "%(num)s dots", option.total);
  if (result.ballot === "opinion") {
    return _("%(for)s agree, %(against)s disagree", { for: count(option.counts.for), against: count(option.counts.against) });
  }
  return _("%(for)s of %(voted)s for it", { for: count(option.total), voted: count(result.voted) });
}

function ByGroup({ data, support }) {
  const { result, option } = support;
  const { language } = roundtableOf(data);
  const name = (group) => (group === "other" ? _("Other groups") : group === "" ? _("No group named")
    : pick(data.groups[group]?.title, language));
  const dots = result.ballot === "dots";
  return html`<ul class="legend small">${result.groups.slice(0, option.by_group.length).map(({ group }, i) => html`<li key=${group}>
    <${Shape} position=${data.groups[group]?.position} /><span>${name(group)}</span>
    <b class="figure">${dots ? number(option.by_group[i].for)
      : _("%(acted)s of %(present)s", { acted: number(option.by_group[i].for), present: number(option.by_group[i].of) })}</b></li>`)}</ul>`;
}

function RestsOn({ data, id }) {
  const support = supportOf(data, id);
  const sources = (data.options?.[id]?.proposals ?? []).map((each) => [each, data.proposals?.[each]]).filter(([, proposal]) => proposal);
  const label = _("What “%(title)s” rests on", { title: data.passages[id].title });
  return html`<aside class="rests" aria-label=${label}>
    <h3>${_("What this rests on")}</h3>
    ${support && html`<p class="support"><b>${supportWords(support)}</b></p><${ByGroup} data=${data} support=${support} />`}
    ${sources.length > 0 && html`<details class="fold" open=${sources.length <= 4}><summary>${ngettext("%(num)s proposal", "%(num)s proposals", sources.length)}</summary>
      ${sources.map(([each, proposal]) => html`<blockquote key=${each}>
        <p lang=${proposal.language} dir=${proposal.direction}>${proposal.text}</p><footer class="small soft">${proposalName(proposal)}</footer></blockquote>`)}
    </details>`}
  </aside>`;
}

function Outline({ data, order }) {
  const { language } = roundtableOf(data);
  const go = (id) => () => {
    const section = document.getElementById(`passage-${id}`);
    section?.scrollIntoView({ block: "start" });
    section?.querySelector("textarea")?.focus({ preventScroll: true });
  };
  return html`<nav class="outline" aria-label=${_("Results")}><h2>${_("Results")}</h2>
    ${order.map(({ area, passages }) => html`<section key=${area ?? "none"}>
      <h3 class="small soft">${area ? pick(data.areas[area]?.title, language) : _("Across areas")}</h3>
      <ol>${passages.map(([id, passage]) => {
        const support = supportOf(data, id);
        return html`<li key=${id}><button class="outline-item" onClick=${go(id)}><b>${passage.title}</b>
          <span class="small soft">${support ? supportWords(support) : passage.number}${passage.text ? "" : html` · <span class="todo">${_("no text yet")}</span>`}</span></button></li>`;
      })}</ol></section>`)}
  </nav>`;
}

const FRONT = {
  title: { label: null, kind: "title", most: 200 }, subtitle: { label: null, kind: "line", most: 200 },
  summary: { label: null, kind: "text", most: 4000 },
};

const frontNames = (title) => ({
  title: { ...FRONT.title, label: _("Title of the draft"), hint: title }, subtitle: { ...FRONT.subtitle, label: _("Subtitle") },
  summary: { ...FRONT.summary, label: _("Summary: what the room decided, in a few sentences") },
});

const passageNames = () => ({
  title: { label: _("Title"), kind: "title", most: 200 },
  text: { label: _("Text: what the city shall do, and why"), kind: "text", most: 8000 },
});

function Draft({ store, page }) {
  const view = useView(store);
  const { data } = view;
  const table = roundtableOf(data);
  const order = inOrder(data);
  const front = table.draft ?? { title: "", subtitle: "", summary: "", version: 0 };
  return html`<div class="drafting">
    <header class="bar"><span class="brand"><${Mark} /><span><h1>${_("Strategy draft")}</h1>
        <span class="soft"> · ${pick(table.title, table.language)}</span></span></span>
      <span class="draft-acts"><${Connection} view=${view} />
        ${page.console && html`<a class="button quiet small" href=${page.console}>${_("Console")}</a>`}
        <${Exporting} view=${view} page=${page} primary /></span></header>
    <${Outline} data=${data} order=${order} />
    <main class="paper">
      <section class="passage front"><${Block} server=${front} names=${frontNames(pick(table.title, table.language))} command="edit_front" args=${{}} view=${view} lang=${table.language} /></section>
      ${order.length === 0 && html`<p class="blank soft">${_("The passages come when the result of the vote is revealed. Title and summary can be written now.")}</p>`}
      ${order.map(({ area, passages }) => html`<section key=${area ?? "none"} class="draft-area">
        <h2>${area ? pick(data.areas[area]?.title, table.language) : _("Across areas")}</h2>
        ${passages.map(([id, passage]) => {
          const { title, text, version } = passage;
          return html`<article key=${id} class="passage" id=${`passage-${id}`} aria-label=${passage.title}>
            <div><p class="eyebrow">${passage.number}</p>
              <${Block} server=${{ title, text, version }} names=${passageNames()} command="edit_passage" args=${{ passage: id }} view=${view} lang=${table.language} /></div>
            <${RestsOn} data=${data} id=${id} /></article>`;
        })}</section>`)}
    </main>
    <${Notes} notes=${view.notes} /><${Question} question=${view.question} />
  </div>`;
}

export const App = ({ store, page }) =>
  html`<${Store.Provider} value=${store}><${Draft} store=${store} page=${page} /><//>`;
