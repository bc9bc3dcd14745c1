// Rounds of review: writers open and close them; partners state opinions and answer the questions.

import { html, useState } from "../../../vendor/preact-htm.js";
import { useNow, useStore } from "../../console/use.js";
import { Fold } from "../../console/widgets.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { dayOf } from "../side/model.js";
import { Remark } from "../side/remarks.js";
import { dayWords } from "../side/words.js";
import { useHere } from "../use.js";
import { Refusal, Sheet, useSending } from "./frame.js";
import { cameIn, questionsIn, roundsOf, saidBy, versionsOf } from "./model.js";

const TWO_WEEKS = 14 * 86_400_000;

function Opening({ data, version: first, say, onDone }) {
  const { send, refused, busy } = useSending();
  const now = useNow();
  const here = useHere();
  const all = versionsOf(data);
  const [version, setVersion] = useState(first ?? all[0]?.[0] ?? "");
  const [closes, setCloses] = useState(dayOf(now() + TWO_WEEKS));
  const [questions, setQuestions] = useState("");
  if (!all.length) {
    return html`<p>${_("Partners read a version that does not change under their eyes. Freeze one first.")}</p>
      <div class="acts"><button class="button" onClick=${() => here.open("freeze")}>${_("Freeze a version")}</button></div>`;
  }
  const open = async (event) => {
    event.preventDefault();
    if (await send("open_review", { version, closes, questions: questionsIn(questions) })) { say(_("The review is open")); onDone(); }
  };
  return html`<form class="stack" onSubmit=${open}>
    <label class="entry"><span>${_("Version")}</span><select class="field" value=${version} onChange=${(event) => setVersion(event.target.value)}>
      ${all.map(([id, each]) => html`<option key=${id} value=${id}>${each.name} (${dayWords(each.on)})</option>`)}</select></label>
    <label class="entry"><span>${_("Last day")}</span><input class="field" type="date" required min=${dayOf(now())} value=${closes} onInput=${(event) => setCloses(event.target.value)} /></label>
    <label class="entry"><span>${_("Questions to partners, one in a line (optional)")}</span>
      <textarea class="field" rows="4" value=${questions} onInput=${(event) => setQuestions(event.target.value)}></textarea></label>
    <${Refusal} words=${refused} />
    <div class="acts"><button class="button primary" disabled=${busy || !closes}>${_("Open the review")}</button>
      <button type="button" class="button quiet" onClick=${onDone}>${_("Cancel")}</button></div>
  </form>`;
}

/** One field for an answer or an opinion, with what one said before. */
function Saying({ data, id, question, words, page, say }) {
  const { send, refused, busy } = useSending();
  const [text, setText] = useState("");
  const mine = saidBy(data, id, page.actor, question);
  const submit = async (event) => {
    event.preventDefault();
    if (!text.trim()) return;
    if (await send("state_opinion", { round: id, text: text.trim(), ...(question >= 0 && { question }) })) { setText(""); say(_("It is saved")); }
  };
  return html`<form class="stack saying" onSubmit=${submit}>
    <label class="entry"><span dir="auto">${words}</span>
      <textarea class="field" rows="3" maxlength="6000" placeholder=${mine.length ? _("Add something") : ""} value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
    ${mine.map((each, i) => html`<p key=${i} class="mine small"><span class="state" data-state="saved">${_("You said")}</span> <span dir="auto">${each.text}</span></p>`)}
    <${Refusal} words=${refused} />
    <div class="acts"><button class="button small strong" disabled=${busy || !text.trim()}>${_("Send")}</button></div>
  </form>`;
}

function CameIn({ data, id, page, say }) {
  const { opinions, answers, remarks, open } = cameIn(data, id);
  const list = (all, placed = false) => all.map(([each, remark]) => html`<${Remark} key=${each} data=${data} id=${each} remark=${remark} page=${page} say=${say} placed=${placed} />`);
  const count = opinions.length + remarks.length + answers.flat().length;
  if (!count) return html`<p class="small soft">${_("Nothing came in yet.")}</p>`;
  return html`<p class="small">${ngettext("%(num)s thing was said", "%(num)s things were said", count)}, ${open ? ngettext("%(num)s without an answer", "%(num)s without an answer", open) : _("all answered")}.</p>
    ${answers.map((all, n) => html`<${Fold} key=${n} title=${data.reviews[id].questions[n]} count=${all.length}>${list(all.map(([each, remark]) => [each, { ...remark, question: -1 }]))}<//>`)}
    ${opinions.length > 0 && html`<${Fold} title=${_("Statements of opinion")} count=${opinions.length}>${list(opinions)}<//>`}
    ${remarks.length > 0 && html`<${Fold} title=${_("Comments and other wordings")} count=${remarks.length}>${list(remarks, true)}<//>`}`;
}

function Round({ id, round, data, page, say, isOpen }) {
  const store = useStore();
  const close = async () => {
    const yes = await store.ask({ title: _("Close this review now?"), yes: _("Close the review"), words: _("Nobody can say anything more in it. What was said stays and can be answered.") });
    if (yes) store.act("close_review", { round: id });
  };
  const name = data.versions?.[round.version]?.name ?? "";
  const state = isOpen ? _("until %(day)s", { day: dayWords(round.closes) }) : _("closed");
  return html`<section class="round stack">
    <p><b dir="auto">${_("Review of “%(version)s”", { version: name })}</b> <span class="label" data-open=${isOpen}>${state}</span></p>
    ${isOpen && !page.writes ? html`
      <p class="small soft">${_("Comment on single sentences in the draft itself. Here is room for the questions, and for what you think of it all.")}</p>
      ${round.questions.map((words, n) => html`<${Saying} key=${n} data=${data} id=${id} question=${n} words=${`${number(n + 1)}. ${words}`} page=${page} say=${say} />`)}
      <${Saying} data=${data} id=${id} question=${-1} words=${_("Your opinion on the draft as a whole")} page=${page} say=${say} />` : null}
    ${page.writes ? html`<${CameIn} data=${data} id=${id} page=${page} say=${say} />
      ${isOpen && html`<div class="acts"><button class="button small" onClick=${close}>${_("Close the review…")}</button></div>`}`
      : html`<${Fold} title=${_("What came in")}><${CameIn} data=${data} id=${id} page=${page} say=${say} /><//>`}
  </section>`;
}

export function Review({ view, page, say, onClose, version = null, round = null }) {
  const now = useNow();
  const [opening, setOpening] = useState(version !== null);
  const { data } = view;
  const { open, closed } = roundsOf(data, dayOf(now()));
  const first = open.filter(([id]) => !round || id === round);
  const draw = ([id, each], isOpen) => html`<${Round} key=${id} id=${id} round=${each} data=${data} page=${page} say=${say} isOpen=${isOpen} />`;
  return html`<${Sheet} title=${opening ? _("Open a review") : _("Review")} onClose=${onClose} wide>
    ${opening ? html`<${Opening} data=${data} version=${version} say=${say} onDone=${() => setOpening(false)} />` : html`
      ${first.map((each) => draw(each, true))}
      ${!open.length ? html`<p class="soft">${page.writes ? _("No review is open. In a review, partners and experts comment on a version until a last day, and answer your questions.")
        : _("No review is open now. You can comment on the draft at any time.")}</p>` : null}
      ${page.writes && html`<div class="acts"><button class="button small" onClick=${() => setOpening(true)}>${_("Open a review…")}</button></div>`}
      ${closed.length > 0 && html`<${Fold} title=${_("Closed reviews")} count=${closed.length}>${closed.map((each) => draw(each, false))}<//>`}`}<//>`;
}
