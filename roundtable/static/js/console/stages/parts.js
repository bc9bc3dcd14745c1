// What several kinds of steps show: the question, who sees what, how many have acted, what is up.

import { html } from "../../../vendor/preact-htm.js";
import { _, ngettext, number, pick } from "../../lib/i18n.js";
import { areasOf } from "../board.js";
import { kindWords } from "../kinds.js";
import { Shape } from "../parts.js";
import { currentStage, roundtableOf } from "../use.js";
import { optionsOf, titleOf } from "../votes.js";

/** The step's question, and in one line what phones and screen show meanwhile. */
export function Lead({ data }) {
  const [, stage] = currentStage(data);
  const { language, spotlight, screen } = roundtableOf(data);
  const question = pick(stage.question, language);
  const { phones, screen: seen } = kindWords(stage.kind);
  const other = spotlight || (screen?.mode ?? "auto") !== "auto";
  return html`<header class="lead-in">
    <p class="lead">${question || pick(stage.title, language)}</p>
    <p class="seen small soft"><span><b>${_("Phones")}</b> ${phones}</span>
      <span><b>${_("Screen")}</b> ${other ? _("what you chose at the side") : seen}</span></p>
  </header>`;
}

const inRoomOrder = (data) => {
  const place = ({ group }) => data.groups[group]?.position ?? 99;
  return (a, b) => place(a) - place(b);
};

/** How many have acted, for each group that is large enough to be told apart. */
export function Turnout({ view, words, large = false }) {
  const { data } = view;
  const [id] = currentStage(data);
  const turnout = data.turnout?.[id];
  if (!turnout) return null;
  const { language } = roundtableOf(data);
  const name = (group) => (group === "other" ? _("Other groups")
    : group === "" ? _("No group named") : pick(data.groups[group]?.title, language));
  const of = _("of %(present)s", { present: number(turnout.present) });
  return html`<div class=${`turnout ${large ? "large" : ""}`}>
    <p><b class="figure">${number(turnout.acted)}</b> <span class="soft">${of} ${words}</span></p>
    <ul>${[...turnout.groups].sort(inRoomOrder(data)).map(({ group, present, acted }) => html`<li key=${group}>
      <${Shape} position=${data.groups[group]?.position} /> <span>${name(group)}</span>
      <progress class=${`g${data.groups[group]?.position ?? 0}`} max=${present || 1} value=${acted} aria-hidden="true"></progress>
      <span class="figure">${_("%(acted)s of %(present)s", { acted: number(acted), present: number(present) })}</span></li>`)}</ul>
  </div>`;
}

/** What is up for vote, by area; `more` draws beside an option what is to be said of it. */
export function Options({ data, stage, more = null }) {
  const { language } = roundtableOf(data);
  const mine = optionsOf(data, stage);
  const areas = [...areasOf(data).map(([id]) => id), null].filter((id) => mine.some(([, option]) => (option.area ?? null) === id));
  return areas.map((area) => html`<section key=${area ?? "none"} class="stack">
    ${areas.length > 1 && html`<h2 class="sub">${area ? pick(data.areas[area].title, language) : _("Across areas")}</h2>`}
    <ol class="options">${mine.filter(([, option]) => (option.area ?? null) === area).map(([id, option]) => html`<li key=${id}>
      <span class=${option.kind} lang=${option.language} dir=${option.direction}>${titleOf(option)}</span>
      ${more?.(id, option) ?? (option.kind === "cluster" && html`<span class="soft small">${ngettext("%(num)s proposal", "%(num)s proposals",
        option.proposals.length)}</span>`)}</li>`)}</ol></section>`);
}

/** A place for what is not there yet, with what will make it come. */
export const Blank = ({ title, children }) =>
  html`<div class="blank"><p class="lead">${title}</p>${children && html`<p class="soft">${children}</p>`}</div>`;
