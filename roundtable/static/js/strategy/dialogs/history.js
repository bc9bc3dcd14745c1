// What was done, the latest first; the last steps can each be undone, and redone.

import { html } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";
import { momentWords } from "../side/words.js";
import { Refusal, Sheet, useSending } from "./frame.js";
import { stepsOf, stepWords } from "./history-words.js";

function Step({ id, step, undo }) {
  const words = stepWords(step);
  const name = step.undone ? _("Undone: %(what)s", { what: words }) : words;
  const again = step.command === "undo";
  return html`<li class=${`event ${step.undone ? "undone" : ""}`}>
    <span class="event-in"><span class="event-words">${name}</span> <small class="soft">${[step.who, momentWords(step.at)].filter(Boolean).join(", ")}</small></span>
    ${!step.undone && html`<button class="button quiet small" aria-label=${again ? _("Redo: %(label)s", { label: words }) : _("Undo: %(label)s", { label: words })} onClick=${() => undo(id)}>${again ? _("Redo") : _("Undo")}</button>`}
  </li>`;
}

export function History({ view, say, onClose }) {
  const { send, refused } = useSending();
  const steps = stepsOf(view.data);
  const undo = async (entry) => { if (await send("undo", { entry })) say(_("Done")); };
  return html`<${Sheet} title=${_("What was done")} onClose=${onClose} wide>
    <p class="small soft">${_("Steps in the order of the draft, its sources and what became of contributions. Earlier wordings are kept with each text.")}</p>
    <${Refusal} words=${refused} />
    ${steps.length ? html`<ol class="timeline">${steps.map(([id, step]) => html`<${Step} key=${id} id=${id} step=${step} undo=${undo} />`)}</ol>` : html`<p class="soft">${_("Nothing has happened yet.")}</p>`}<//>`;
}
