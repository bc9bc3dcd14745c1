// One paper ballot: numbers, typed or pressed, and Enter. What was understood is shown beside each
// option before anything is sent.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { titleOf } from "../console/votes.js";
import { _, ngettext, number } from "../lib/i18n.js";
import { asPatch, isSigned, pressed, readBallot, writeBallot } from "./ballot.js";
import { flush } from "./flush.js";
import { paperOf, takesConcerns } from "./model.js";

const HOW = {
  approval: () => _("The numbers that are marked, with spaces between: 1 4 7"),
  dots: (budget) => ngettext("A number for the dot", "A number for each of %(num)s dots: 3 3 5, or 3x2 5", budget),
  opinion: () => _("1 agrees, 2- disagrees, 3= passes; + alone agrees with all the others"),
  consent: () => _("1 consents, 2- objects, 3= stands aside; + alone consents to all the others"),
};
const SIGNS = {
  opinion: { 1: () => _("agrees"), 0: () => _("passes"), "-1": () => _("disagrees") },
  consent: { 1: () => _("consents"), 0: () => _("stands aside"), "-1": () => _("objects") },
};
const PROBLEMS = {
  unread: ({ token }) => _("“%(token)s” is no number of this ballot.", { token }),
  number: ({ token }) => _("There is no number %(token)s on this ballot.", { token }),
  twice: ({ token }) => _("Two different marks: look at “%(token)s” again.", { token }),
  over: ({ used }, budget) => _("%(used)s dots, but there are only %(budget)s.", { used: number(used), budget: number(budget) }),
};
const POSITIONS = { 1: "consent", 0: "aside", "-1": "objection" };

/** What a mark means, in words. */
const meaning = (value, { ballot }) => {
  if (value === undefined) return "";
  if (ballot === "dots") return ngettext("%(num)s dot", "%(num)s dots", value);
  return isSigned(ballot) ? SIGNS[ballot][value]() : _("marked");
};

function Row({ option, paper, marks, onPress }) {
  const value = marks.get(option.number);
  const said = meaning(value, paper);
  return html`<li><button type="button" class=${`mark-row ${value === undefined ? "" : "marked"} ${value === -1 ? "no" : value === 0 ? "aside" : ""}`}
    aria-pressed=${value !== undefined} tabindex="-1" onClick=${() => onPress(option.number)}>
    <b class="mark-number">${number(option.number)}</b>
    <span class="mark-title" lang=${option.language || undefined} dir=${option.direction || "auto"}>${titleOf(option)}</span>
    <span class="mark-said">${said}</span></button></li>`;
}

/** What somebody wrote about one option: asked for an objection, possible for any other. */
function Reason({ option, label, name, text, onText, field }) {
  return html`<label class="entry"><span>${label} <span lang=${option.language || undefined} dir=${option.direction || "auto"}>${titleOf(option)}</span></span>
    <textarea class="field" rows="2" maxlength="600" name=${name} ref=${field} value=${text} onInput=${(event) => onText(event.target.value)}></textarea></label>`;
}

export function BallotForm({ data, stage, person, again, onDone, onCancel }) {
  const paper = paperOf(data, stage);
  const [text, setText] = useState(again?.text ?? "");
  const [reasons, setReasons] = useState(again?.reasons ?? {});
  const [about, setAbout] = useState("");
  const [told, setTold] = useState("");
  const form = useRef(null);
  const field = useRef(null);
  const reason = useRef(null);
  const { marks } = readBallot(text, paper);
  useLayoutEffect(() => { field.current?.focus(); }, []);
  const byNumber = (wanted) => paper.options.find((option) => option.number === Number(wanted));
  const objected = paper.ballot === "consent" ? [...marks].filter(([, value]) => value === -1).map(([each]) => each) : [];
  const missing = objected.find((each) => !reasons[each]?.trim());
  const concern = takesConcerns(stage[1]) ? byNumber(about) : null;
  const write = (each) => (words) => setReasons({ ...reasons, [each]: words });

  const commands = (typed) => {
    if (paper.ballot !== "consent") {
      const cast = ["cast_ballot", { stage: stage[0], marks: asPatch(typed.marks, paper.options) }];
      return typed.concern ? [cast, ["state_concern", { stage: stage[0], ...typed.concern }]] : [cast];
    }
    return [...typed.marks].map(([each, value]) => {
      const args = { stage: stage[0], option: byNumber(each).id, position: POSITIONS[value] };
      return ["take_position", value === -1 ? { ...args, text: typed.reason(each) } : args];
    });
  };
  /** What the form holds now: the last key may not be drawn yet. */
  const readForm = () => {
    const given = new FormData(form.current);
    const said = (each) => (given.get(`reason-${each}`) ?? "").trim();
    const which = (given.get("about") ?? "").trim();
    const option = which ? byNumber(which) : null;
    return { ...readBallot(field.current.value, paper), reason: said, which, option,
      concern: option && said(which) ? { option: option.id, text: said(which) } : null };
  };
  const submit = (event) => {
    event.preventDefault();
    const typed = readForm();
    const stop = (words, place) => { setTold(words); flush(); (place ?? field).current?.focus(); };
    if (typed.problem) return stop(PROBLEMS[typed.problem.kind](typed.problem, paper.budget));
    if (!typed.marks.size) return stop(_("Nothing is marked yet. Escape takes you back to the code."));
    const objections = paper.ballot === "consent" ? [...typed.marks].filter(([, value]) => value === -1) : [];
    if (objections.some(([each]) => !typed.reason(each))) return stop(_("An objection needs its reason."), reason);
    if (typed.which && !typed.option) return stop(PROBLEMS.number({ token: typed.which }));
    const said = writeBallot(typed.marks, paper.ballot);
    return onDone(said, commands(typed), { text: said, reasons });
  };
  const enter = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.target.tagName !== "TEXTAREA") return;
    event.preventDefault();
    form.current.requestSubmit();
  };
  const press = (each) => { setText(writeBallot(pressed(marks, each, paper), paper.ballot)); setTold(""); };
  const aboutIt = _("Concern about %(number)s:", { number: about });
  return html`<form class="stack" ref=${form} onSubmit=${submit} onKeyDown=${enter}>
    ${person?.voted?.includes(stage[0]) && html`<p class="notice">${_("A ballot of this card is in already. What you type now replaces it.")}</p>`}
    <label class="entry"><span>${_("What is marked")}</span>
      <input class="field numbers" ref=${field} value=${text} inputmode=${isSigned(paper.ballot) ? "text" : "decimal"} autocomplete="off"
        enterkeyhint="done" aria-describedby="ballot-how ballot-told" aria-invalid=${Boolean(told)}
        onInput=${(event) => { setText(event.target.value); setTold(""); }} /></label>
    <p class="small soft" id="ballot-how">${HOW[paper.ballot]?.(paper.budget)}</p>
    <p class="wrong" id="ballot-told" role="status">${told}</p>
    <ol class="mark-rows">${paper.options.map((option) => html`
      <${Row} key=${option.id} option=${option} paper=${paper} marks=${marks} onPress=${press} />`)}</ol>
    ${objected.map((each) => html`<${Reason} key=${each} option=${byNumber(each)} field=${each === missing ? reason : null}
      name=${`reason-${each}`}
      label=${_("Objection to %(number)s:", { number: number(each) })} text=${reasons[each] ?? ""} onText=${write(each)} />`)}
    ${takesConcerns(stage[1]) && html`<details class="fold concern-fold"><summary>${_("A concern on the paper")}</summary>
      <div class="stack"><label class="entry of-number"><span>${_("About number")}</span>
        <input class="field" name="about" inputmode="numeric" maxlength="4" value=${about} onInput=${(event) => setAbout(event.target.value.trim())} /></label>
      ${concern && html`<${Reason} option=${concern} name=${`reason-${about}`}
        label=${aboutIt} text=${reasons[about] ?? ""} onText=${write(about)} />`}</div></details>`}
    <div class="acts"><button class="button primary">${_("Enter the ballot")}</button>
      <button type="button" class="button quiet" onClick=${onCancel}>${_("Cancel")}</button></div>
  </form>`;
}
