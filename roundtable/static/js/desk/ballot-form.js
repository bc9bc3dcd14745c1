// One paper ballot: numbers, typed or pressed, and Enter. What was understood is shown beside each
// option before anything is sent.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { titleOf } from "../console/votes.js";
import { _, ngettext, number, pick } from "../lib/i18n.js";
import { gradeName, money } from "../console/ballots.js";
import { asPatch, isSigned, pairNumbers, pressed, readBallot, writeBallot } from "./ballot.js";
import { flush } from "./flush.js";
import { paperOf, takesConcerns } from "./model.js";

const HOW = {
  approval: () => _("The numbers that are marked, with spaces between: 1 4 7"),
  knapsack: () => _("The numbers that are marked, with spaces between: 1 4 7"),
  dots: ({ budget }) => ngettext("A number for the dot", "A number for each of %(num)s dots: 3 3 5, or 3x2 5", budget),
  score: ({ best }) => _("Number and score, from 0 to %(best)s: 1:5 2:3", { best }),
  grade: () => _("Number and grade, 5 excellent to 0 to reject: 1:5 2:3"),
  ranking: () => _("The numbers in order, the best first; = where they share a place: 3 1=5 2"),
  pairs: () => _("Which is preferred in each pair: 1>2 3=4 6<5"),
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
  mark: ({ token }) => _("“%(token)s”: there is no such mark on this ballot.", { token }),
  over: ({ used }, { ballot, budget, unit }) => OVER[ballot](ballot === "knapsack"
    ? { used: money(used, pick(unit)), budget: money(budget, pick(unit)) } : { used: number(used), budget: number(budget) }),
};
const OVER = {
  dots: (values) => _("%(used)s dots, but there are only %(budget)s.", values),
  approval: (values) => _("%(used)s marked, but only %(budget)s may be.", values),
  knapsack: (values) => _("This costs %(used)s, but there is only %(budget)s.", values),
};
const POSITIONS = { 1: "consent", 0: "aside", "-1": "objection" };

/** What a mark means, in words. */
const meaning = (value, { ballot }) => {
  if (value === undefined) return "";
  if (ballot === "dots") return ngettext("%(num)s dot", "%(num)s dots", value);
  if (ballot === "score") return number(value);
  if (ballot === "grade") return gradeName(value);
  if (ballot === "ranking") return _("place %(n)s", { n: number(value) });
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

/** Pairs in words, as they were understood. */
function PairLines({ marks, options }) {
  const title = (wanted) => html`<bdi>${number(wanted)} ${titleOf(options.find((option) => option.number === wanted))}</bdi>`;
  return html`<ul class="pair-lines">${[...marks].map(([key, value]) => {
    const [one, other] = value === -1 ? pairNumbers(key).reverse() : pairNumbers(key);
    return html`<li key=${key}><b>${title(one)}</b> <span class="soft">${value === 0 ? _("as good as") : _("rather than")}</span> ${title(other)}</li>`;
  })}</ul>`;
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
  const { marks, abstains } = readBallot(text, paper);
  useLayoutEffect(() => { field.current?.focus(); }, []);
  const byNumber = (wanted) => paper.options.find((option) => option.number === Number(wanted));
  const objected = paper.ballot === "consent" ? [...marks].filter(([, value]) => value === -1).map(([each]) => each) : [];
  const missing = objected.find((each) => !reasons[each]?.trim());
  const concern = takesConcerns(stage[1]) ? byNumber(about) : null;
  const write = (each) => (words) => setReasons({ ...reasons, [each]: words });

  const commands = (typed) => {
    if (paper.ballot !== "consent") {
      const given = typed.abstains ? { marks: {}, abstain: true } : { marks: asPatch(typed.marks, paper.options, paper.ballot) };
      const cast = ["cast_ballot", { stage: stage[0], ...given }];
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
    if (typed.problem) return stop(PROBLEMS[typed.problem.kind](typed.problem, paper));
    if (!typed.marks.size && !(typed.abstains && paper.ballot !== "consent")) return stop(_("Nothing is marked yet. Escape takes you back to the code."));
    const objections = paper.ballot === "consent" ? [...typed.marks].filter(([, value]) => value === -1) : [];
    if (objections.some(([each]) => !typed.reason(each))) return stop(_("An objection needs its reason."), reason);
    if (typed.which && !typed.option) return stop(PROBLEMS.number({ token: typed.which }));
    const said = typed.abstains ? "0" : writeBallot(typed.marks, paper.ballot);
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
      <input class="field numbers" ref=${field} value=${text} inputmode=${["approval", "knapsack", "dots"].includes(paper.ballot) ? "decimal" : "text"} autocomplete="off"
        enterkeyhint="done" aria-describedby="ballot-how ballot-told" aria-invalid=${Boolean(told)}
        onInput=${(event) => { setText(event.target.value); setTold(""); }} /></label>
    <p class="small soft" id="ballot-how">${HOW[paper.ballot]?.(paper)}${paper.ballot === "consent" ? "" : ` · ${_("0 abstains")}`}</p>
    <p class="wrong" id="ballot-told" role="status">${told}</p>
    ${abstains && paper.ballot !== "consent" && html`<p class="notice">${_("Abstains: counted as voting, for none of them.")}</p>`}
    ${paper.ballot === "pairs" && html`<${PairLines} marks=${marks} options=${paper.options} />`}
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
