// Saying what became of contributions; joining across rooms; deciding on dissent.

import { html, useState } from "../../../vendor/preact-htm.js";
import { Dialog } from "../../console/parts.js";
import { useStore } from "../../console/use.js";
import { Pills } from "../../console/widgets.js";
import { _, ngettext } from "../../lib/i18n.js";
import { inOrder, measureName } from "../model.js";
import { findResults } from "../side/model.js";
import { contributions } from "./model.js";
import { fateNames } from "./words.js";

const WHY = () => ({
  part: _("What was not taken up?"), declined: _("Why not?"), outside: _("In whose power is it?"), later: _("When, or on what condition?"),
});

/** A form in a dialog: sends one command, says what was wrong, closes when it was done. */
function Asking({ title, button, send, onClose, onDone, children }) {
  const store = useStore();
  const [refused, setRefused] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setRefused("");
    const wanted = send();
    if (typeof wanted === "string") return setRefused(wanted);
    setBusy(true);
    const { id, done } = store.act(...wanted);
    const answer = await done;
    setBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    onClose();
    return onDone(id, answer);
  };
  return html`<${Dialog} label=${title} onClose=${onClose}><form class="stack" onSubmit=${submit}>
    <h2>${title}</h2>${children}
    ${refused && html`<p class="notice refused" role="alert">${refused}</p>`}
    <div class="acts end"><button type="button" class="button" onClick=${onClose}>${_("Cancel")}</button>
      <button class="button primary" disabled=${busy}>${button}</button></div>
  </form><//>`;
}

/** One proposal out of all, by its words. */
function Chooser({ data, without, value, onChange }) {
  const [words, setWords] = useState("");
  const refs = value && !words ? [value] : findResults(data, words, without, 40).filter((ref) => data.results[ref].kind === "proposal").slice(0, 6);
  return html`<div class="stack"><label class="entry"><span>${_("Merged into which proposal?")}</span>
      <input type="search" class="field" value=${words} placeholder=${_("Search by number or words")} onInput=${(event) => setWords(event.currentTarget.value)} /></label>
    ${refs.map((ref) => html`<label key=${ref} class="choice-line"><input type="radio" name="into" checked=${value === ref} onChange=${() => onChange(ref)} />
      <span><b>${data.results[ref].cite}</b> <span lang=${data.results[ref].language} dir="auto">${data.results[ref].text}</span></span></label>`)}</div>`;
}

export function FateForm({ data, refs, onClose, onDone }) {
  const [kind, setKind] = useState("adopted");
  const [measure, setMeasure] = useState("");
  const [into, setInto] = useState("");
  const [text, setText] = useState("");
  const of = contributions(data, refs);
  const measures = inOrder(data).filter(([, node]) => node.kind === "measure");
  const why = WHY()[kind];
  const inMeasure = kind === "adopted" || kind === "part";
  const send = () => {
    if (inMeasure && !measure) return measures.length ? _("Choose the measure.") : _("There is no measure yet. Take something in as a measure first.");
    if (kind === "merged" && !into) return _("Choose the proposal into which it is merged.");
    if (why && !text.trim()) return why;
    return ["set_fate", { refs: of, kind, text: why ? text : "", ...(inMeasure && { measure }), ...(kind === "merged" && { into }) }];
  };
  const title = of.length === 1 ? _("What became of %(cite)s?", { cite: data.results[of[0]].cite })
    : ngettext("What became of %(num)s proposal?", "What became of these %(num)s proposals?", of.length);
  return html`<${Asking} title=${title} button=${_("Save")} send=${send} onClose=${onClose} onDone=${onDone}>
    ${of.length === 1 && html`<blockquote lang=${data.results[of[0]].language} dir=${data.results[of[0]].direction}>${data.results[of[0]].text}</blockquote>`}
    <${Pills} label=${_("What became of it")} name="fate" choices=${fateNames()} value=${kind} onChange=${setKind} />
    ${inMeasure && html`<label class="entry"><span>${_("In which measure?")}</span><select class="field" value=${measure} onChange=${(event) => setMeasure(event.currentTarget.value)}>
      <option value="">${_("Choose…")}</option>${measures.map(([id, node]) => html`<option key=${id} value=${id}>${measureName(node)} ${node.body.title}</option>`)}</select></label>`}
    ${kind === "merged" && html`<${Chooser} data=${data} without=${of} value=${into} onChange=${setInto} />`}
    ${why && html`<label class="entry"><span>${why}</span><textarea class="field" rows="3" maxlength="600" value=${text} onInput=${(event) => setText(event.currentTarget.value)}></textarea></label>`}
  <//>`;
}

export function JoinForm({ data, refs, onClose, onDone }) {
  const [title, setTitle] = useState(data.results[refs[0]]?.text.slice(0, 200) ?? "");
  const send = () => (title.trim() ? ["join_results", { members: refs, title }] : _("Give it a title."));
  return html`<${Asking} title=${_("Said in several roundtables")} button=${_("Join them")} send=${send} onClose=${onClose} onDone=${onDone}>
    <div class="side-by-side">${refs.map((ref) => html`<blockquote key=${ref}><p lang=${data.results[ref].language} dir=${data.results[ref].direction}>${data.results[ref].text}</p>
      <footer class="small soft">${ref}${data.results[ref].votes ? ` · ${data.results[ref].votes.figure}` : ""}</footer></blockquote>`)}</div>
    <label class="entry"><span>${_("What they say in common")}</span><input class="field" maxlength="200" value=${title} onInput=${(event) => setTitle(event.currentTarget.value)} /></label>
    <p class="small soft">${_("Each keeps its own figures: those of different rooms are not added up.")}</p>
  <//>`;
}

export function DissentForm({ data, refs: [ref], isOut, onClose, onDone }) {
  const [who, setWho] = useState("");
  const [why, setWhy] = useState("");
  const source = data.results[ref];
  const send = () => (why.trim() ? ["decide_dissent", { ref, out: !isOut, why, who }] : _("Say why."));
  return html`<${Asking} title=${isOut ? _("Take it into the draft again?") : _("Leave it out of the draft?")} button=${isOut ? _("Take it in again") : _("Leave it out")}
      send=${send} onClose=${onClose} onDone=${onDone}>
    <blockquote><p lang=${source.language} dir=${source.direction}>${source.text}</p><footer class="small soft">${source.cite}</footer></blockquote>
    <p class="small soft">${_("It stands in the draft by itself. The decision stays on record and is told in the document.")}</p>
    <label class="entry"><span>${_("Who decided?")}</span><input class="field" maxlength="80" value=${who} onInput=${(event) => setWho(event.currentTarget.value)} /></label>
    <label class="entry"><span>${_("Why?")}</span><textarea class="field" rows="3" maxlength="600" value=${why} onInput=${(event) => setWhy(event.currentTarget.value)}></textarea></label>
  <//>`;
}
