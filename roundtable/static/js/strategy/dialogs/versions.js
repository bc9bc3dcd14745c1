// Versions with their labels and hashes: look what changed between two, restore one, adopt one.

import { html, useEffect, useState } from "../../../vendor/preact-htm.js";
import { Copy } from "../../console/parts.js";
import { useStore } from "../../console/use.js";
import { Pills } from "../../console/widgets.js";
import { _ } from "../../lib/i18n.js";
import { dayOf } from "../side/model.js";
import { dayWords } from "../side/words.js";
import { useHere } from "../use.js";
import { Comparison } from "./comparison.js";
import { Refusal, Sheet, useSending } from "./frame.js";
import { pairFor, shortHash, versionsOf } from "./model.js";

const LABELS = { draft: () => _("Draft"), advisory: () => _("Advice"), adopted: () => _("Adopted") };

export const labelWords = (label) => LABELS[label]?.() ?? label;

function Adopting({ id, version, say, onDone }) {
  const { send, refused, busy } = useSending();
  const [label, setLabel] = useState("adopted");
  const [on, setOn] = useState(dayOf(Date.now()));
  const [body, setBody] = useState("");
  const adopt = async (event) => {
    event.preventDefault();
    if (!body.trim() || !on) return;
    if (await send("adopt", { version: id, label, on, body: body.trim() })) { say(_("“%(name)s” has its label", { name: version.name })); onDone(); }
  };
  return html`<form class="stack adopting" onSubmit=${adopt}>
    <${Pills} label=${_("What was decided?")} name="adopt-label" value=${label} onChange=${setLabel}
      choices=${{ adopted: _("Adopted"), ...(version.label === "draft" && { advisory: _("Given as advice") }) }} />
    <label class="entry"><span>${label === "adopted" ? _("By whom") : _("To whom")}</span><input class="field" autofocus maxlength="200" placeholder=${_("City council")} value=${body} onInput=${(event) => setBody(event.target.value)} /></label>
    <label class="entry"><span>${_("On the day")}</span><input class="field" type="date" value=${on} onInput=${(event) => setOn(event.target.value)} /></label>
    <p class="small soft">${_("It is said once for a version and stays.")}</p>
    <${Refusal} words=${refused} />
    <div class="acts"><button class="button small strong" disabled=${busy || !body.trim() || !on}>${_("Put it on record")}</button><button type="button" class="button small quiet" onClick=${onDone}>${_("Cancel")}</button></div>
  </form>`;
}

function Version({ id, version, page, say, onCompare, adopting, setAdopting }) {
  const store = useStore();
  const here = useHere();
  const [hash, setHash] = useState(false);
  const restore = async () => {
    const yes = await store.ask({
      title: _("Restore “%(name)s”?", { name: version.name }), yes: _("Restore it"),
      words: _("The draft, its titles and phases become as they were then. What stands now is kept and can come back part by part. What became of contributions stays as it is."),
    });
    if (!yes) return;
    const answer = await store.act("restore_version", { version: id }).done;
    if (answer.ok) say(_("“%(name)s” is restored", { name: version.name }));
  };
  const decided = version.body ? _("%(body)s, %(day)s", { body: version.body, day: dayWords(version.decided_on) }) : "";
  const told = _("hash %(hash)s…", { hash: shortHash(version.hash) });
  return html`<li class="version stack" data-label=${version.label}>
    <p><b dir="auto">${version.name}</b> <span class="label">${labelWords(version.label)}</span>${decided ? html` <span class="small" dir="auto">${decided}</span>` : null}</p>
    <p class="small soft">${dayWords(version.on)} · ${version.who} · <button type="button" class="jump" aria-expanded=${hash} onClick=${() => setHash(!hash)}>${told}</button></p>
    ${hash && html`<${Copy} label=${_("Hash of the version")} text=${version.hash} />`}
    ${adopting ? html`<${Adopting} id=${id} version=${version} say=${say} onDone=${() => setAdopting(null)} />` : html`<div class="acts">
      <button class="button small" onClick=${() => onCompare(id)} aria-label=${_("What changed since “%(name)s”", { name: version.name })}>${_("What changed since")}</button>
      ${page.writes && html`<button class="button small quiet" onClick=${() => here.open("exporting", { version: id })}>${_("Export")}</button>
        <button class="button small quiet" onClick=${restore}>${_("Restore…")}</button>`}
      ${page.leads && version.label !== "adopted" && html`<button class="button small quiet" onClick=${() => setAdopting(id)}>${_("Adopted…")}</button>`}</div>`}
  </li>`;
}

function Between({ data, pair, setPair }) {
  const choice = (name, label, now) => html`<label class="entry"><span>${label}</span><select class="field" value=${pair[name]} onChange=${(event) => setPair({ ...pair, [name]: event.target.value })}>
    ${now && html`<option value="now">${_("What stands now")}</option>`}${versionsOf(data).map(([id, each]) => html`<option key=${id} value=${id}>${each.name} (${dayWords(each.on)})</option>`)}</select></label>`;
  return html`<div class="between">${choice("from", _("From"), false)}${choice("to", _("To"), true)}</div>`;
}

export function Versions({ view, page, say, onClose, adopt = null }) {
  const here = useHere();
  const [pair, setPair] = useState(null);
  const [adopting, setAdopting] = useState(adopt);
  const all = versionsOf(view.data);
  useEffect(() => { if (pair) document.querySelector(".strategy-dialog .comparison")?.focus(); }, [Boolean(pair)]);
  const back = pair && html`<button type="button" class="button" onClick=${() => setPair(null)}>${_("All versions")}</button>`;
  return html`<${Sheet} title=${pair ? _("What changed") : _("Versions")} onClose=${onClose} wide acts=${back}>
    ${pair ? html`<${Between} data=${view.data} pair=${pair} setPair=${setPair} /><${Comparison} view=${view} page=${page} pair=${pair} onClose=${onClose} />`
      : all.length ? html`<ul class="plain versions">${all.map(([id, version]) => html`<${Version} key=${id} id=${id} version=${version} page=${page} say=${say}
          onCompare=${(each) => setPair(pairFor(view.data, each))} adopting=${adopting === id} setAdopting=${setAdopting} />`)}</ul>`
        : html`<p class="soft">${_("No version was frozen yet. A version keeps all of the strategy as it stands on a day.")}</p>
          ${page.writes && html`<div class="acts"><button class="button" onClick=${() => here.open("freeze")}>${_("Freeze a version")}</button></div>`}`}<//>`;
}
