// What else is on paper: proposals, comments, and what people say of the meeting.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { Words } from "../console/widgets.js";
import { roundtableOf } from "../console/use.js";
import { _, number, pick, proposalName } from "../lib/i18n.js";
import { flush } from "./flush.js";
import { inOrder, proposalOf } from "./model.js";

/** Enter sends, Shift and Enter begins a new line. */
function sends(event) {
  if (event.key !== "Enter" || event.shiftKey || event.target.tagName !== "TEXTAREA") return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

const Buttons = ({ words, onCancel }) => html`<div class="acts"><button class="button primary">${words}</button>
  <button type="button" class="button quiet" onClick=${onCancel}>${_("Cancel")}</button></div>`;

let lastArea = null; // cards of one area often lie together

/** Areas as radio buttons that also take their number as a key; `onTaken` after each choice by key. */
function Areas({ areas, area, setArea, onTaken, first }) {
  const key = (event) => {
    const chosen = areas[Number(event.key) - 1];
    if (chosen) { setArea(chosen[0]); flush(); }
    if (!chosen && event.key !== "Enter") return;
    event.preventDefault();
    onTaken();
  };
  return html`<fieldset class="areas" onKeyDown=${key}><legend>${_("It is about")}</legend>
    <div class="pills">${areas.map(([id, title], i) => html`<label key=${id} class="pill">
      <input type="radio" name="area" value=${id} checked=${area === id} ref=${(area ? area === id : i === 0) ? first : null}
        onChange=${() => setArea(id)} /><span><kbd aria-hidden="true">${i + 1}</kbd> ${title}</span></label>`)}</div></fieldset>`;
}

export function ProposalForm({ data, stage, again, onDone, onCancel }) {
  const table = roundtableOf(data);
  const areas = inOrder(data.areas).map(([id, area]) => [id, pick(area.title, table.language)]);
  const [area, setArea] = useState(again?.area ?? (areas.length > 1 ? lastArea : (areas[0]?.[0] ?? null)));
  const [text, setText] = useState(again?.text ?? "");
  const [told, setTold] = useState("");
  const first = useRef(null);
  const box = useRef(null);
  const edits = again?.edits ?? null; // the proposal that is changed
  const most = Number(stage[1].settings?.max_length ?? 280);
  useLayoutEffect(() => { (areas.length > 1 ? first : box).current?.focus(); }, []);
  const submit = (event) => {
    event.preventDefault();
    const said = box.current.value.trim(); // what the field holds now: the last key may not be drawn yet
    if (!said) { setTold(_("Write what is on the card first.")); box.current.focus(); return; }
    if (said.length > most) { setTold(_("%(n)s characters too many", { n: number(said.length - most) })); return; }
    const about = event.currentTarget.querySelector("[name=area]:checked")?.value ?? area;
    lastArea = about;
    const entered = { text: said, area: about };
    onDone(said, [edits ? ["edit_proposal", { proposal: edits, ...entered }] : ["submit_proposal", entered]], edits ? null : entered);
  };
  const withdraw = () => onDone(_("taken back"), [["withdraw_proposal", { proposal: edits }]]);
  return html`<form class="stack" onSubmit=${submit} onKeyDown=${sends}>
    ${edits && html`<div class="notice row between wrap"><span>${_("You change what was entered before.")}</span>
      <button type="button" class="button small danger" onClick=${withdraw}>${_("Take it back")}</button></div>`}
    ${areas.length > 1 && html`<${Areas} areas=${areas} area=${area} setArea=${setArea} first=${first} onTaken=${() => box.current?.focus()} />`}
    <label class="entry"><span>${_("The words on the card")}</span>
      <textarea class="field" rows="4" ref=${box} dir="auto" value=${text} enterkeyhint="done" aria-describedby="proposal-told"
        onInput=${(event) => { setText(event.target.value); setTold(""); }}></textarea></label>
    <p class="row between small soft"><span class="wrong" id="proposal-told" role="status">${told}</span>
      <span class="figure">${_("%(n)s of %(of)s", { n: number(text.length), of: number(most) })}</span></p>
    <${Buttons} words=${_("Enter the proposal")} onCancel=${onCancel} />
  </form>`;
}

export function CommentForm({ data, stage, again, onDone, onCancel }) {
  const [typed, setTyped] = useState(again?.typed ?? "");
  const [kind, setKind] = useState(again?.kind ?? (stage[1].kind === "clarify" ? "question" : "comment"));
  const [text, setText] = useState(again?.text ?? "");
  const [told, setTold] = useState("");
  const first = useRef(null);
  const box = useRef(null);
  const found = proposalOf(data, typed);
  useLayoutEffect(() => { first.current?.focus(); }, []);
  const submit = (event) => {
    event.preventDefault();
    const about = proposalOf(data, first.current.value);
    const said = box.current.value.trim();
    if (!about) { setTold(_("No proposal has this number.")); first.current.focus(); return; }
    if (!said) { setTold(_("Write what is on the paper first.")); box.current.focus(); return; }
    const args = { proposal: about[0], text: said, kind };
    onDone(`${proposalName(about[1])}: ${said}`, [["add_comment", args]], { typed: first.current.value, kind, text: said });
  };
  return html`<form class="stack" onSubmit=${submit} onKeyDown=${sends}>
    <label class="entry of-number"><span>${_("Number of the proposal")}</span>
      <input class="field" ref=${first} value=${typed} maxlength="8" placeholder="P-014" autocomplete="off"
        onInput=${(event) => { setTyped(event.target.value); setTold(""); }} /></label>
    ${found && html`<${Words} said=${found[1]} kind="words quoted" />`}
    <div class="pills" role="radiogroup" aria-label=${_("What it is")}>${Object.entries({ comment: _("Comment"), question: _("Question") }).map(([each, words]) => html`
      <label key=${each} class="pill"><input type="radio" name="comment-kind" checked=${kind === each} onChange=${() => setKind(each)} /><span>${words}</span></label>`)}</div>
    <label class="entry"><span>${_("The words on the paper")}</span>
      <textarea class="field" rows="3" maxlength="600" dir="auto" ref=${box} value=${text} onInput=${(event) => { setText(event.target.value); setTold(""); }}></textarea></label>
    <p class="wrong" role="status">${told}</p>
    <${Buttons} words=${_("Enter it")} onCancel=${onCancel} />
  </form>`;
}

const RATED = { useful: () => _("Was it worth your time?"), heard: () => _("Were you heard?") };
const WRITTEN = { good: () => _("What was good?"), change: () => _("What should be different next time?") };

export function FeedbackForm({ stage, again, onDone, onCancel }) {
  const [answers, setAnswers] = useState(again ?? {});
  const [told, setTold] = useState("");
  const first = useRef(null);
  useLayoutEffect(() => { first.current?.focus(); }, []);
  const write = (key) => (event) => { setAnswers({ ...answers, [key]: event.target.value }); setTold(""); };
  const submit = (event) => {
    event.preventDefault();
    const given = {};
    const now = Object.fromEntries(new FormData(event.currentTarget));
    for (const key of Object.keys(RATED)) {
      const typed = now[key].trim();
      if (typed && !/^[1-5]$/.test(typed)) { setTold(_("Figures from 1 to 5, or nothing.")); return; }
      if (typed) given[key] = Number(typed);
    }
    for (const key of Object.keys(WRITTEN)) if (now[key].trim()) given[key] = now[key].trim();
    if (!Object.keys(given).length) { setTold(_("Nothing is filled in yet.")); return; }
    const said = Object.keys(RATED).map((key) => given[key] ?? "–").join(" ");
    onDone(said, [["give_feedback", { stage: stage[0], answers: given }]], now);
  };
  return html`<form class="stack" onSubmit=${submit} onKeyDown=${sends}>
    <div class="row wrap">${Object.entries(RATED).map(([key, words], i) => html`<label key=${key} class="entry of-five"><span>${words()} <small>1–5</small></span>
      <input class="field" name=${key} inputmode="numeric" maxlength="1" ref=${i === 0 ? first : null} value=${answers[key] ?? ""} onInput=${write(key)} /></label>`)}</div>
    ${Object.entries(WRITTEN).map(([key, words]) => html`<label key=${key} class="entry"><span>${words()}</span>
      <textarea class="field" rows="2" maxlength="600" dir="auto" name=${key} value=${answers[key] ?? ""} onInput=${write(key)}></textarea></label>`)}
    <p class="wrong" role="status">${told}</p>
    <${Buttons} words=${_("Enter the answers")} onCancel=${onCancel} />
  </form>`;
}
