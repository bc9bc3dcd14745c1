// The agenda: where the room is, what comes, and each step's own words and minutes.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, pick } from "../lib/i18n.js";
import { stagesOf } from "./board.js";
import { roundtableOf, useStore } from "./use.js";
import { votesIn } from "./votes.js";

const SIGNS = { done: "✓", open: "●", waiting: "" };

/** What must be thought about before jumping to a stage, or null when it is simply the next one. */
export function jumpQuestion(data, to) {
  const list = stagesOf(data);
  const table = roundtableOf(data);
  const place = (id) => list.findIndex(([each]) => each === id);
  const [from, there] = [place(table.stage), place(to)];
  if (there === from + 1) return null;
  const title = pick(data.stages[to].title, table.language);
  if (there < from) {
    const voted = list.slice(there).some(([id, stage]) => ["vote", "consent"].includes(stage.kind) && (stage.opened || votesIn(data, id)));
    return {
      title: _("Go back to “%(title)s”?", { title }),
      words: voted
        ? _("Votes are in. They stay as they are, but nobody can vote while another step is open.")
        : _("What people have sent stays. Phones and screen show that step again."),
      yes: _("Go back"),
    };
  }
  return {
    title: _("Go on to “%(title)s”?", { title }),
    words: ngettext("%(num)s step is left out.", "%(num)s steps are left out.", there - from - 1),
    yes: _("Go on"),
  };
}

function Step({ id, stage, data, isOpen, toggle, edit }) {
  const store = useStore();
  const table = roundtableOf(data);
  const now = table.stage === id;
  const go = async () => {
    const question = jumpQuestion(data, id);
    if (!question || (await store.ask(question))) store.act("open_stage", { stage: id });
    toggle();
  };
  const status = { done: _("done"), open: _("now"), waiting: _("to come") }[now ? "open" : stage.status];
  const title = pick(stage.title, table.language);
  const label = [title, status, stage.minutes && ngettext("%(num)s minute", "%(num)s minutes", stage.minutes)].filter(Boolean).join(", ");
  return html`<li class=${`step ${stage.status} ${now ? "on" : ""}`}>
    <button class="step-name" aria-expanded=${isOpen} aria-current=${now ? "step" : undefined} aria-label=${label} onClick=${toggle}>
      <span class="sign" aria-hidden="true">${SIGNS[now ? "open" : stage.status] ?? ""}</span>
      <span>${title}</span><small>${stage.minutes || ""}</small>
    </button>
    ${isOpen && html`<div class="step-more">
      ${pick(stage.question, table.language) && html`<p class="small">${pick(stage.question, table.language)}</p>`}
      <div class="acts">
        ${!now && !stage.revealed && html`<button class="button small" onClick=${go}>${_("Go to this step")}</button>`}
        ${stage.revealed && html`<span class="small soft">${_("The result is shown, so this vote stays closed.")}</span>`}
        <button class="button small quiet" onClick=${() => edit(id)}>${_("Edit")}</button>
      </div></div>`}
  </li>`;
}

export function Agenda({ data, edit }) {
  const [open, setOpen] = useState(null);
  const toggle = (id) => () => setOpen(open === id ? null : id);
  return html`<nav class="agenda" aria-label=${_("Agenda")}><ol>
    ${stagesOf(data).map(([id, stage]) => html`<${Step} key=${id} id=${id} stage=${stage} data=${data}
      isOpen=${open === id} toggle=${toggle(id)} edit=${edit} />`)}
  </ol><button class="button quiet small edit-agenda" onClick=${() => edit(null)}>${_("Change the agenda")}</button></nav>`;
}
