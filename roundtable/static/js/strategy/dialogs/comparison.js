// Two versions, or one and what stands now: each part that changed, to the word.

import { html, useEffect, useState } from "../../../vendor/preact-htm.js";
import { _, ngettext } from "../../lib/i18n.js";
import { measureName, stands, titleOf } from "../model.js";
import { Jump } from "../side/source.js";
import { placeWords, short } from "../side/words.js";
import { useHere } from "../use.js";
import { cited, counted, hows, listChanged, shortened } from "./model.js";

const HOW = { added: () => _("New"), removed: () => _("Taken out"), moved: () => _("Moved"), changed: () => _("Changed") };

const FIELDS = {
  text: () => "", title: () => _("Title"), area: () => _("Policy area"), sources: () => _("Sources"), findings: () => _("Findings"), covers: () => _("Sources for every sentence"),
  language: () => _("Language"), objective: () => _("Objective"), description: () => _("Description"), responsible: () => _("Responsible"), partners: () => _("Partners"),
  timeline: () => _("When"), budget: () => _("Budget"), indicators: () => _("Indicators"), assumptions: () => _("Assumptions"), risks: () => _("Risks"), evidence: () => _("Evidence"),
};

/** Words that stay, came (<ins>) and went (<del>). */
const Differing = ({ data, difference, language }) => html`<p class="differing" lang=${language} dir="auto">${shortened(difference).map(([how, raw], i) => {
  const words = cited(raw, data.results);
  if (how === "ins") return html`<ins key=${i}>${words}</ins>`;
  return how === "del" ? html`<del key=${i}>${words}</del>` : words;
})}</p>`;

function Sources({ data, difference }) {
  const { gone, came } = listChanged(difference);
  const cite = (ref) => data.results?.[ref]?.cite ?? ref;
  return html`<p class="differing">${gone.map((ref) => html`<del key=${ref}>${cite(ref)}</del> `)}${came.map((ref) => html`<ins key=${ref}>${cite(ref)}</ins> `)}</p>`;
}

const LISTS = { sources: Sources, findings: Sources };

function Changed({ data, change, onClose }) {
  const here = useHere();
  const node = data.nodes?.[change.part];
  const there = node && stands(data, change.part);
  const go = () => { onClose(); here.go({ node: change.part, sentence: null, part: "draft" }); };
  const name = change.title || (node ? placeWords(data, change.part) : change.kind);
  const words = cited(change.text ?? (node ? titleOf(node) : ""), data.results);
  return html`<li class="change stack" data-how=${hows(change).join(" ")}>
    <p class="small"><b>${hows(change).map((how) => HOW[how]()).join(", ")}</b> · ${there ? html`<${Jump} onClick=${go}>${name}<//>` : html`<span dir="auto">${name}</span>`}</p>
    ${change.added && words ? html`<p class="differing" lang=${node?.language} dir="auto"><ins>${short(words, 400)}</ins></p>` : null}
    ${change.removed && words ? html`<p class="differing" lang=${node?.language} dir="auto"><del>${short(words, 400)}</del></p>` : null}
    ${(change.differences ?? []).map(([field, difference]) => html`<div key=${field}>${FIELDS[field]?.() ? html`<p class="small soft">${FIELDS[field]()}</p>` : null}
      <${LISTS[field] ?? Differing} data=${data} difference=${difference} language=${node?.language} /></div>`)}</li>`;
}

const FATES = {
  adopted: () => _("adopted"), part: () => _("taken up in part"), merged: () => _("put together with another one"), declined: () => _("declined"), outside: () => _("outside the city's power"), later: () => _("for later"),
};

function fateWords(data, fate) {
  if (!fate) return _("nothing said");
  const measure = data.nodes?.[fate.measure];
  return [FATES[fate.kind]?.() ?? fate.kind, measure && measureName(measure)].filter(Boolean).join(" ");
}

function Fates({ data, fates }) {
  if (!fates?.length) return null;
  return html`<section class="stack"><h3>${_("What became of contributions")}</h3><ul class="plain stack">${fates.map(({ ref, before, after }) => html`<li key=${ref} class="small">
    <b>${data.results?.[ref]?.cite ?? ref}</b> <span lang=${data.results?.[ref]?.language} dir=${data.results?.[ref]?.direction}>${short(data.results?.[ref]?.text ?? "", 70)}</span>
    <br /><del>${fateWords(data, before)}</del> <ins>${fateWords(data, after)}</ins></li>`)}</ul></section>`;
}

function Joins({ data, joins }) {
  if (!joins?.length) return null;
  const members = (join) => join.members.map((ref) => data.results?.[ref]?.cite ?? ref).join(", ");
  return html`<section class="stack"><h3>${_("Put together across roundtables")}</h3><ul class="plain">${joins.map(({ id, before, after }) => html`<li key=${id} class="small">
    ${before && html`<del>${before.title} (${members(before)})</del> `}${after && html`<ins>${after.title} (${members(after)})</ins>`}</li>`)}</ul></section>`;
}

function useComparison(page, { from, to }, rev) {
  const [got, setGot] = useState({ state: "waiting" });
  useEffect(() => {
    let gone = false;
    setGot((was) => (was.state === "there" ? { ...was, state: "again" } : { state: "waiting" }));
    fetch(`${page.at}/compare?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then((told) => { if (!gone) setGot({ state: "there", told }); }, () => { if (!gone) setGot({ state: "failed" }); });
    return () => { gone = true; };
  }, [from, to, to === "now" ? rev : 0]);
  return got;
}

export function Comparison({ view, page, pair, onClose }) {
  const { data } = view;
  const { state, told } = useComparison(page, pair, view.rev);
  const body = () => {
    if (state === "failed") return html`<p class="notice refused">${_("The comparison could not be had. Try again when you are connected.")}</p>`;
    if (!told) return html`<p class="soft">${_("Looking what changed…")}</p>`;
    const { changes } = told;
    const { added, removed, moved, changed } = counted(changes);
    const parts = [added && ngettext("%(num)s part is new", "%(num)s parts are new", added), removed && ngettext("%(num)s part was taken out", "%(num)s parts were taken out", removed),
      moved && ngettext("%(num)s part was moved", "%(num)s parts were moved", moved), changed && ngettext("%(num)s part was changed", "%(num)s parts were changed", changed)].filter(Boolean);
    const same = !changes.length && !told.fates?.length && !told.joins?.length;
    const nothing = _("Nothing changed.");
    const noPart = _("No part of the text changed");
    return html`<p><b>${same ? nothing : `${parts.join(", ") || noPart}.`}</b></p>
      <ul class="plain changes">${changes.map((change) => html`<${Changed} key=${change.part} data=${data} change=${change} onClose=${onClose} />`)}</ul>
      <${Fates} data=${data} fates=${told.fates} /><${Joins} data=${data} joins=${told.joins} />`;
  };
  return html`<div class="comparison stack" tabindex="-1" aria-live="polite" aria-busy=${state !== "there"}>${body()}</div>`;
}
