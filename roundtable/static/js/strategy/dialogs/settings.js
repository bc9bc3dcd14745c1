// What the strategy is called, its phases, and the roundtables that it comes from.

import { html, useState } from "../../../vendor/preact-htm.js";
import { useStore } from "../../console/use.js";
import { Fold } from "../../console/widgets.js";
import { _ } from "../../lib/i18n.js";
import { strategyOf } from "../model.js";
import { dayWords, roomTitle } from "../side/words.js";
import { Refusal, Sheet, useSending } from "./frame.js";
import { addPhase, dropPhase, phaseWrong, withPhase } from "./model.js";

const KINDS = () => ({
  review: _("Review"), roundtables: _("Roundtables"), drafting: _("Drafting"), pilot: _("Pilot"), evaluation: _("Evaluation"),
});

function Titles({ strategy, say }) {
  const { send, refused, busy } = useSending();
  const [own, setOwn] = useState({ title: strategy.title, subtitle: strategy.subtitle });
  const write = (name) => (event) => setOwn({ ...own, [name]: event.target.value });
  const save = async (event) => {
    event.preventDefault();
    if (await send("set_titles", { ...own, accent: strategy.accent })) say(_("The titles are saved"));
  };
  const changed = own.title !== strategy.title || own.subtitle !== strategy.subtitle;
  return html`<form class="stack" onSubmit=${save}>
    <label class="entry"><span>${_("Title")}</span><input class="field" required maxlength="200" lang=${strategy.language} dir="auto" value=${own.title} onInput=${write("title")} /></label>
    <label class="entry"><span>${_("Subtitle (optional)")}</span><input class="field" maxlength="400" lang=${strategy.language} dir="auto" value=${own.subtitle} onInput=${write("subtitle")} /></label>
    <${Refusal} words=${refused} />
    <div class="acts"><button class="button small strong" disabled=${busy || !changed || !own.title.trim()}>${_("Save the titles")}</button></div></form>`;
}

function Phase({ phase, n, change, drop }) {
  const name = KINDS()[phase.kind];
  const write = (field) => (event) => change({ [field]: event.target.value });
  const wrong = phaseWrong(phase);
  const out = _("Take out phase %(n)s: %(name)s", { n: n + 1, name });
  return html`<li class="phase"><label class="entry"><span>${_("Phase")}</span><select class="field" value=${phase.kind} onChange=${write("kind")}>
      ${Object.entries(KINDS()).map(([kind, words]) => html`<option key=${kind} value=${kind}>${words}</option>`)}</select></label>
    <label class="entry"><span>${_("Own title (optional)")}</span><input class="field" maxlength="120" dir="auto" value=${phase.title} onInput=${write("title")} /></label>
    <label class="entry"><span>${_("First day")}</span><input class="field" type="date" value=${phase.first} onInput=${write("first")} /></label>
    <label class="entry"><span>${_("Last day")}</span><input class="field" type="date" value=${phase.last} onInput=${write("last")} /></label>
    <button type="button" class="button quiet small" aria-label=${out} onClick=${drop}>${_("Take out")}</button>
    ${wrong ? html`<p class="small rests-not" role="status">${_("It ends before it begins.")}</p>` : null}</li>`;
}

function Phases({ strategy, say }) {
  const { send, refused, busy } = useSending();
  const [phases, setPhases] = useState(strategy.phases);
  const save = async (event) => {
    event.preventDefault();
    if (await send("set_phases", { phases })) say(_("The phases are saved"));
  };
  const changed = JSON.stringify(phases) !== JSON.stringify(strategy.phases);
  const next = Object.keys(KINDS())[Math.min(phases.length, 4)];
  return html`<form class="stack" onSubmit=${save}>
    <p class="small soft">${_("Days are free: phases may overlap and come again, and may be without days.")}</p>
    <ol class="plain phases">${phases.map((phase, n) => html`<${Phase} key=${n} n=${n} phase=${phase} change=${(change) => setPhases(withPhase(phases, n, change))} drop=${() => setPhases(dropPhase(phases, n))} />`)}</ol>
    <${Refusal} words=${refused} />
    <div class="acts"><button type="button" class="button small" onClick=${() => setPhases(addPhase(phases, next))}>${_("Add a phase")}</button>
      <button class="button small strong" disabled=${busy || !changed || phases.some(phaseWrong)}>${_("Save the phases")}</button></div></form>`;
}

function Room({ id, room, data, say }) {
  const store = useStore();
  const { send, refused } = useSending();
  const [own, setOwn] = useState(null);
  const title = roomTitle(data, room);
  const remove = async () => {
    const yes = await store.ask({ title: _("Take out “%(title)s”?", { title }), yes: _("Take out"), words: _("What was written from it stays, but its sources lead nowhere until it is added again.") });
    if (yes) store.act("remove_roundtable", { room: id });
  };
  const save = async (event) => {
    event.preventDefault();
    if (await send("add_roundtable", { code: room.code, ...own })) { setOwn(null); say(_("“%(title)s” is changed", { title })); }
  };
  return html`<li class="stack room"><div class="row between"><span><b dir="auto">${title}</b> <span class="small soft">${room.code}${room.area ? ` · ${room.area}` : ""}${room.day ? ` · ${dayWords(room.day)}` : ""}</span></span></div>
    ${own ? html`<form class="stack" onSubmit=${save}><div class="between"><label class="entry"><span>${_("Policy area")}</span><input class="field" maxlength="120" value=${own.area} onInput=${(event) => setOwn({ ...own, area: event.target.value })} /></label>
      <label class="entry"><span>${_("Day")}</span><input class="field" type="date" value=${own.day} onInput=${(event) => setOwn({ ...own, day: event.target.value })} /></label></div>
      <${Refusal} words=${refused} /><div class="acts"><button class="button small strong">${_("Save")}</button><button type="button" class="button small quiet" onClick=${() => setOwn(null)}>${_("Cancel")}</button></div></form>`
      : html`<div class="acts"><button class="button small quiet" aria-label=${_("Change area and day of “%(title)s”", { title })} onClick=${() => setOwn({ area: room.area, day: room.day })}>${_("Area and day…")}</button>
        <button class="button small quiet" aria-label=${_("Take out “%(title)s”", { title })} onClick=${remove}>${_("Take out…")}</button></div>`}</li>`;
}

function Rooms({ data, say }) {
  const { send, refused, busy } = useSending();
  const [own, setOwn] = useState({ code: "", area: "", day: "" });
  const write = (name) => (event) => setOwn({ ...own, [name]: event.target.value });
  const add = async (event) => {
    event.preventDefault();
    if (await send("add_roundtable", { ...own, code: own.code.trim() })) { setOwn({ code: "", area: "", day: "" }); say(_("The roundtable is added")); }
  };
  const rooms = Object.entries(data.rooms ?? {}).sort(([, a], [, b]) => a.position - b.position);
  return html`<ul class="plain stack rooms">${rooms.map(([id, room]) => html`<${Room} key=${id} id=${id} room=${room} data=${data} say=${say} />`)}</ul>
    <form class="stack" onSubmit=${add}><h3>${_("Add a roundtable")}</h3>
      <div class="between"><label class="entry"><span>${_("Its code")}</span><input class="field" required maxlength="40" autocapitalize="characters" value=${own.code} onInput=${write("code")} /></label>
      <label class="entry"><span>${_("Policy area")}</span><input class="field" maxlength="120" value=${own.area} onInput=${write("area")} /></label>
      <label class="entry"><span>${_("Day")}</span><input class="field" type="date" value=${own.day} onInput=${write("day")} /></label></div>
      <${Refusal} words=${refused} /><div class="acts"><button class="button small strong" disabled=${busy || !own.code.trim()}>${_("Add it")}</button></div></form>`;
}

export function Settings({ view, say, onClose }) {
  const { data } = view;
  const strategy = strategyOf(data);
  return html`<${Sheet} title=${_("Roundtables, titles and phases")} onClose=${onClose} wide>
    <${Fold} title=${_("Roundtables")} count=${Object.keys(data.rooms ?? {}).length} open><${Rooms} data=${data} say=${say} /><//>
    <${Fold} title=${_("Titles")} open><${Titles} strategy=${strategy} say=${say} /><//>
    <${Fold} title=${_("Phases")} count=${strategy.phases.length} open><${Phases} strategy=${strategy} say=${say} /><//><//>`;
}
