// "Rests on": the sources of the part, the sentence or the result that is looked at.

import { html, useState } from "../../../vendor/preact-htm.js";
import { Fold } from "../../console/widgets.js";
import { _, ngettext } from "../../lib/i18n.js";
import { useStore } from "../../console/use.js";
import { stands } from "../model.js";
import { useHere } from "../use.js";
import { bareHere, findResults, restsHere, votesOf, wordsOf } from "./model.js";
import { Around, Jump, Source, Support } from "./source.js";
import { placeWords, short } from "./words.js";

function Supports({ data, refs }) {
  const votes = votesOf(data, refs);
  if (!votes.length) return null;
  const titled = (source) => (votes.length > 1 ? data.results[source.about]?.cite ?? short(source.text, 30) : "");
  const drawn = votes.map(([ref, source]) => html`<${Support} key=${ref} data=${data} vote=${source} titled=${titled(source)} />`);
  return html`${drawn.slice(0, 2)}${drawn.length > 2 ? html`<${Fold} title=${ngettext("%(num)s more vote", "%(num)s more votes", drawn.length - 2)}>${drawn.slice(2)}<//>` : null}`;
}

function useSources(id, node, say) {
  const store = useStore();
  const set = (sources, covers, words) => { store.act("set_sources", { node: id, sources, covers }); say(words); };
  return {
    add: (ref, cite) => set([...node.sources, ref], node.covers, _("%(name)s is a source now", { name: cite })),
    remove: (ref, cite) => set(node.sources.filter((each) => each !== ref), node.covers, _("%(name)s is no source any more", { name: cite })),
    covers: (covers) => set(node.sources, covers, covers ? _("The sources count for every sentence") : _("Each sentence needs its own sources")),
  };
}

function Adding({ data, node, sources, looked }) {
  const [words, setWords] = useState("");
  const found = findResults(data, words, node.sources);
  const add = (ref) => { sources.add(ref, data.results[ref].cite); setWords(""); };
  const key = (event) => {
    if (event.key === "Escape" && words) { event.stopPropagation(); setWords(""); }
    if (event.key === "Enter" && found.length) { event.preventDefault(); add(found[0]); }
  };
  const ready = looked && data.results[looked] && !node.sources.includes(looked);
  return html`<div class="stack source-adding">
    ${ready && html`<button class="button small" onClick=${() => add(looked)}>${_("Add %(name)s, the result looked at", { name: data.results[looked].cite })}</button>`}
    <label class="entry"><span>${_("Add a source")}</span>
      <input class="field" type="search" placeholder=${_("Words of a result, or P-014")} value=${words} onKeyDown=${key} onInput=${(event) => setWords(event.target.value)} /></label>
    <p class="visually-hidden" role="status">${words ? ngettext("%(num)s result found", "%(num)s results found", found.length) : ""}</p>
    ${found.length > 0 && html`<ul class="plain found">${found.map((ref) => html`<li key=${ref}><button type="button" class="found-one" onClick=${() => add(ref)}>
      <b>${data.results[ref].cite}</b> <span lang=${data.results[ref].language} dir=${data.results[ref].direction}>${short(data.results[ref].text || data.results[ref].detail, 90)}</span></button></li>`)}</ul>`}
    ${words && !found.length ? html`<p class="small soft">${_("No result has these words.")}</p>` : null}
  </div>`;
}

const removes = (cite) => _("Remove the source %(name)s", { name: cite });

function Listed({ data, refs, node, id, sources, page }) {
  return html`<ul class="plain stack">${refs.map((ref) => html`<li key=${ref}><${Source} data=${data} refs=${ref} except=${id}>
    ${page.writes && node.sources.includes(ref) && html`<button class="button quiet small remove" aria-label=${removes(data.results[ref].cite)}
      onClick=${() => sources.remove(ref, data.results[ref].cite)}>${_("Remove")}</button>`}<//></li>`)}</ul>`;
}

function Covers({ node, sources }) {
  if (node.kind !== "passage" || !node.sources.length) return null;
  return html`<label class="tick"><input type="checkbox" checked=${node.covers} onChange=${(event) => sources.covers(event.target.checked)} />
    <span>${_("These sources count for every sentence of this text, also for those that cite nothing themselves.")}</span></label>`;
}

function OfPart({ data, id, n, page, say, looked }) {
  const here = useHere();
  const node = data.nodes[id];
  const sources = useSources(id, node, say);
  const { own, whole } = restsHere(data, id, n);
  const quoted = n === null ? "" : wordsOf(node, n);
  return html`
    <p class="small soft">${placeWords(data, id)}${n !== null && html` · <${Jump} onClick=${() => here.go({ sentence: null })}>${_("all of this text")}<//>`}</p>
    ${quoted && html`<p class="looked-at" lang=${node.language} dir="auto">${short(quoted, 160)}</p>`}
    ${own.length ? html`<${Listed} data=${data} refs=${own} node=${node} id=${id} sources=${sources} page=${page} />`
      : html`<p class=${node.kind === "chapter" ? "small soft" : "small rests-not"}>${nothing(node, n)}</p>`}
    ${whole.length > 0 && html`<${Fold} title=${_("Of the text as a whole")} count=${whole.length} open=${!own.length}>
      ${!node.covers && html`<p class="small soft">${_("The sentence itself cites none of them.")}</p>`}
      <${Listed} data=${data} refs=${whole} node=${node} id=${id} sources=${sources} page=${page} /><//>`}
    ${page.writes && html`<${Covers} node=${node} sources=${sources} />`}
    <${Supports} data=${data} refs=${own.length ? own : whole} />
    ${page.writes && node.kind !== "chapter" && html`<${Adding} data=${data} node=${node} sources=${sources} looked=${looked} />`}`;
}

function nothing(node, n) {
  if (node.kind === "chapter") return _("A chapter rests on what stands in it. Choose a text, a priority or a measure.");
  if (n !== null) return _("This sentence cites nothing.");
  return node.kind === "measure" ? _("This measure rests on nothing yet.") : _("This rests on nothing yet.");
}

function Bare({ data, id }) {
  const here = useHere();
  const { bare, of, top } = bareHere(data, id);
  if (!of) return null;
  if (!bare.length) return html`<p class="small counted">${top ? _("Every sentence in this chapter rests on something.") : _("Every sentence rests on something.")}</p>`;
  const go = () => here.go({ node: bare[0], sentence: data.figures.now.bare[bare[0]][0], part: "draft" });
  const words = _("%(bare)s of %(of)s passages", { bare: bare.length, of });
  return html`<p class="small counted"><button type="button" class="jump unsupported" onClick=${go}>${words}</button> ${ngettext("here has a sentence that rests on nothing.", "here have a sentence that rests on nothing.", bare.length)}</p>`;
}

/** `at`: what is looked at, {ref} or {node, sentence}; `looked`: the result that was looked at last. */
export function RestsOn({ view, page, say, at, looked, onBack }) {
  const { data } = view;
  const part = at.node && stands(data, at.node) ? at.node : null;
  const result = at.ref && data.results?.[at.ref] ? at.ref : null;
  return html`<section class="stack rests" aria-live="polite" aria-label=${_("What this rests on")}>
    <div class="row between"><h2>${result ? _("The result looked at") : _("What this rests on")}</h2>
      ${onBack && html`<button class="button quiet small" onClick=${onBack}>${_("Back")}</button>`}</div>
    ${result ? html`<${Source} data=${data} refs=${result} whole /><${Supports} data=${data} refs=${[result]} /><${Around} data=${data} refs=${result} />`
      : part ? html`<${OfPart} key=${part} data=${data} id=${part} n=${at.sentence} page=${page} say=${say} looked=${looked} />`
        : html`<p class="soft">${_("Choose a text or a sentence in the draft, or a result: here stands what it rests on, in people's own words.")}</p>`}
    <${Bare} data=${data} id=${part} />
  </section>`;
}
