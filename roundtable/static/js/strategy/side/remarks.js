// What partners, experts and writers said to the draft, and how each of it was answered.

import { html, useState } from "../../../vendor/preact-htm.js";
import { useNow, useStore } from "../../console/use.js";
import { Pills } from "../../console/widgets.js";
import { _, ngettext } from "../../lib/i18n.js";
import { cited } from "../dialogs/model.js";
import { stands } from "../model.js";
import { useHere } from "../use.js";
import { Answering } from "./answering.js";
import { dayOf, openRounds, outcomeOf, quotedIn, remarksFor, wordsOf } from "./model.js";
import { Jump } from "./source.js";
import { dayWords, kindWords, momentWords, outcomeWords, placeWords, short } from "./words.js";

const ROLE = { partner: () => _("Partner"), writer: () => _("Writer"), expert: () => _("Expert") };

function Replies({ replies }) {
  return html`<ul class="plain replies">${replies.map((each, i) => html`<li key=${i} class="small" data-outcome=${each.outcome}>
    <b>${outcomeWords(each.outcome)}</b>${each.why ? html` <span dir="auto">${each.why}</span>` : null}
    <span class="soft"> · ${each.name || _("Writer")}, ${momentWords(each.at)}</span></li>`)}</ul>`;
}

/** The words that a remark is about, and those that it suggests instead. */
export function Quoted({ data, remark, language }) {
  if (!remark.quoted) return null;
  const words = cited(remark.quoted, data.results);
  return remark.kind === "suggestion"
    ? html`<p class="reworded" lang=${language} dir="auto"><del>${words}</del> <ins>${cited(remark.wording, data.results) || _("(nothing)")}</ins></p>`
    : html`<blockquote class="small" lang=${language} dir="auto">${words}</blockquote>`;
}

export function Remark({ data, id, remark, page, say, placed }) {
  const here = useHere();
  const [answering, setAnswering] = useState(false);
  const node = remark.node && data.nodes?.[remark.node];
  const there = node && stands(data, remark.node);
  const asked = remark.question >= 0 ? data.reviews?.[remark.round]?.questions[remark.question] : "";
  const outcome = outcomeOf(remark);
  const name = remark.name || (ROLE[remark.role]?.() ?? "");
  const label = _("%(kind)s by %(name)s", { kind: kindWords(remark.kind), name });
  return html`<article class="remark stack" data-remark=${id} data-kind=${remark.kind} aria-label=${label}>
    <p class="small soft"><b>${name}</b> · ${kindWords(remark.kind)} · ${momentWords(remark.at)}</p>
    ${asked ? html`<p class="small soft" dir="auto">${asked}</p>` : null}
    ${placed && node ? html`<p class="small">${there ? html`<${Jump} onClick=${() => here.go({ node: remark.node, sentence: null, part: "draft" })}>${placeWords(data, remark.node)}<//>`
      : html`<span class="soft">${_("The text it is about was taken out.")}</span>`}</p>` : null}
    <${Quoted} data=${data} remark=${remark} language=${node?.language} />
    ${remark.text ? html`<p class="remark-words" dir="auto">${remark.text}</p>` : null}
    <${Replies} replies=${remark.replies} />
    ${answering ? html`<${Answering} data=${data} id=${id} remark=${remark} say=${say} onClose=${() => setAnswering(false)} />`
      : page.writes ? html`<div class="acts"><button class=${`button small ${outcome ? "quiet" : ""}`} onClick=${() => setAnswering(true)}>${outcome ? _("Answer differently") : _("Answer")}</button></div>`
        : !outcome ? html`<p class="small soft">${_("Not answered yet.")}</p>` : null}
  </article>`;
}

function Writing({ data, id, n, say, rounds }) {
  const store = useStore();
  const here = useHere();
  const [text, setText] = useState("");
  const [refused, setRefused] = useState("");
  const [sending, setSending] = useState(false);
  const node = id && data.nodes[id];
  const quoted = node?.kind === "passage" && n !== null ? quotedIn(node, n) : null;
  const send = async (event) => {
    event.preventDefault();
    if (!text.trim()) return;
    setSending(true);
    const round = rounds[0]?.[0];
    const answer = await store.act("comment", { text: text.trim(), ...(id && { node: id }), ...quoted, ...(round && { round }) }).done;
    setSending(false);
    setRefused(answer.ok ? "" : answer.message);
    if (answer.ok) { setText(""); say(_("Your comment is saved")); }
  };
  const about = quoted ? _("To the sentence “%(words)s”", { words: short(wordsOf(node, n), 90) }) : id ? _("To: %(place)s", { place: placeWords(data, id) }) : _("To the draft as a whole");
  const reword = () => here.open("remark", { node: id, ...(quoted ?? { quoted: node.body.text, before: 0 }), kind: "suggestion" });
  return html`<form class="stack saying" onSubmit=${send}>
    <label class="entry"><span>${_("Comment")}</span><small class="soft" dir="auto">${about}</small>
      <textarea class="field" rows="3" maxlength="6000" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
    ${refused ? html`<p class="notice refused" role="alert">${refused}</p>` : null}
    <div class="acts"><button class="button small strong" disabled=${sending || !text.trim()}>${_("Send the comment")}</button>
      ${node?.kind === "passage" && node.body.text.trim() ? html`<button type="button" class="button small" onClick=${reword}>${_("Suggest another wording…")}</button>` : null}</div>
  </form>`;
}

const until = (round) => _("Review until %(day)s", { day: dayWords(round.closes) });

function RoundCall({ rounds, page }) {
  const here = useHere();
  const words = (round) => (page.writes ? _("See what came in") : round.questions.length ? _("Answer the questions") : _("State an opinion"));
  return rounds.map(([id, round]) => html`<div key=${id} class="notice round-call"><p><b>${until(round)}</b>
    ${round.questions.length ? html`<br />${ngettext("%(num)s question is asked.", "%(num)s questions are asked.", round.questions.length)}` : null}</p>
    <button class="button small" onClick=${() => here.open("review", { round: id })}>${words(round)}</button></div>`);
}

const roundChoices = (data) => Object.entries(data.reviews ?? {}).sort(([, a], [, b]) => (a.opens < b.opens ? 1 : -1))
  .map(([id, each]) => [id, _("Review of “%(version)s”", { version: data.versions?.[each.version]?.name ?? "" })]);

export function Remarks({ view, page, say }) {
  const { data } = view;
  const here = useHere();
  const now = useNow();
  const [answered, setAnswered] = useState("all");
  const [round, setRound] = useState("");
  const id = here.node && stands(data, here.node) ? here.node : null;
  const rounds = openRounds(data, dayOf(now()));
  const { here: own, others } = remarksFor(data, id, { answered, round });
  const given = roundChoices(data);
  const list = (remarks, placed) => remarks.map(([each, remark]) => html`<${Remark} key=${each} data=${data} id=${each} remark=${remark} page=${page} say=${say} placed=${placed} />`);
  return html`<section class="stack remarks" aria-label=${_("Remarks")}>
    <${RoundCall} rounds=${rounds} page=${page} />
    <${Writing} key=${id} data=${data} id=${id} n=${here.sentence} say=${say} rounds=${rounds} />
    ${Object.keys(data.remarks ?? {}).length > 0 && html`<div class="stack choosing">
      <${Pills} label=${_("Which remarks")} name="answered" value=${answered} onChange=${setAnswered} choices=${{ all: _("All"), open: _("Open"), answered: _("Answered") }} />
      ${given.length > 0 && html`<label class="entry"><span>${_("Review round")}</span><select class="field" value=${round} onChange=${(event) => setRound(event.target.value)}>
        <option value="">${_("Every round, and beside them")}</option>${given.map(([each, words]) => html`<option key=${each} value=${each}>${words}</option>`)}<option value="none">${_("Outside of rounds")}</option></select></label>`}</div>`}
    ${id && html`<h3>${_("To this part")}</h3>${own.length ? list(own, false) : html`<p class="small soft">${_("Nobody has said anything to it.")}</p>`}`}
    ${others.length > 0 && html`<h3>${id ? _("To other parts") : _("All remarks")}</h3>${list(others, true)}`}
    ${!id && !others.length ? html`<p class="small soft">${_("No remarks here. Choose a text in the draft to say something to it.")}</p>` : null}
  </section>`;
}
