// What happened, step by step, the latest first; each with its undo, or the word why there is none.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _, spoken } from "../../lib/i18n.js";
import { isModeration, stepsOf, stepWords, whoWords, whyWords } from "../history.js";
import { roundtableOf, useStore } from "../use.js";
import { Pills } from "../widgets.js";

const clock = (ms) => new Intl.DateTimeFormat(spoken(), { timeStyle: "short" }).format(ms);

function Step({ id, step, language }) {
  const store = useStore();
  const [why, setWhy] = useState(false);
  const words = stepWords(step, language);
  const who = [whoWords(step), step.behalf && _("for %(card)s", { card: step.behalf })].filter(Boolean).join(", ");
  const act = () => store.act("undo", { entry: id });
  const name = step.undone ? _("Undone: %(what)s", { what: words }) : words;
  return html`<li class=${`event ${step.undone ? "undone" : ""}`}>
    <span class="event-at small soft figure">${clock(step.at)}</span>
    <span class="event-in"><span class="event-words">${name}</span> <small class="soft">${who}</small>
      ${why && html`<small class="why">${whyWords(step)}</small>`}</span>
    ${!step.undone && (step.undoable
      ? html`<button class="button quiet small" aria-label=${_("Undo: %(label)s", { label: words })} onClick=${act}>${_("Undo")}</button>`
      : step.why && step.why !== "no_undo" ? html`<button class="button quiet small why-not" aria-expanded=${why}
          aria-label=${_("Why this cannot be undone: %(label)s", { label: words })} onClick=${() => setWhy(!why)}>?</button>` : null)}
    ${step.undone && step.redo && html`<button class="button quiet small" aria-label=${_("Redo: %(label)s", { label: words })}
      onClick=${() => store.act("undo", { entry: step.redo })}>${_("Redo")}</button>`}
  </li>`;
}

export function Timeline({ data }) {
  const [only, setOnly] = useState("all");
  const { language } = roundtableOf(data);
  const steps = stepsOf(data).filter(([, step]) => only === "all" || isModeration(step));
  return html`<section class="stack" aria-label=${_("Timeline")}>
    <${Pills} label=${_("Which steps")} name="timeline" value=${only} onChange=${setOnly}
      choices=${{ all: _("Everything"), moderation: _("Moderation") }} />
    ${steps.length ? html`<ol class="timeline">${steps.map(([id, step]) => html`<${Step} key=${id} id=${id} step=${step} language=${language} />`)}</ol>`
      : html`<p class="small soft">${only === "all" ? _("Nothing has happened yet.") : _("Nothing was moderated yet.")}</p>`}
  </section>`;
}
