// A writer answers a remark: taken, in part, or not, and why; a suggestion goes into the text by itself.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { useStore } from "../../console/use.js";
import { Pills } from "../../console/widgets.js";
import { _ } from "../../lib/i18n.js";
import { quoteStands } from "./model.js";
import { outcomeWords } from "./words.js";

export function Answering({ data, id, remark, say, onClose }) {
  const store = useStore();
  const [outcome, setOutcome] = useState("taken");
  const [why, setWhy] = useState("");
  const can = remark.kind === "suggestion" && quoteStands(data, remark);
  const [apply, setApply] = useState(can);
  const [refused, setRefused] = useState("");
  const box = useRef(null);
  useLayoutEffect(() => box.current.querySelector("input:checked")?.focus(), []);
  const needed = outcome !== "taken" && !why.trim();
  const send = async (event) => {
    event.preventDefault();
    if (needed) return setRefused(_("Say why: people who took the trouble want to know."));
    const answer = await store.act("answer", { remark: id, outcome, why: why.trim(), apply: outcome === "taken" && can && apply }).done;
    if (!answer.ok) return setRefused(answer.message);
    say(_("The answer is saved"));
    onClose();
  };
  const escape = (event) => { if (event.key === "Escape") { event.stopPropagation(); onClose(); } };
  return html`<form class="stack answering" ref=${box} onSubmit=${send} onKeyDown=${escape}>
    <${Pills} label=${_("How it was answered")} name=${`outcome-${id}`} value=${outcome} onChange=${setOutcome}
      choices=${Object.fromEntries(["taken", "part", "not"].map((each) => [each, outcomeWords(each)]))} />
    <label class="entry"><span>${outcome === "taken" ? _("Anything to add (optional)") : _("Why")}</span>
      <textarea class="field" rows="2" maxlength="6000" value=${why} onInput=${(event) => setWhy(event.target.value)}></textarea></label>
    ${remark.kind === "suggestion" && outcome === "taken" && (can
      ? html`<label class="tick"><input type="checkbox" checked=${apply} onChange=${(event) => setApply(event.target.checked)} /><span>${_("Put the new wording into the text")}</span></label>`
      : html`<p class="small soft">${_("The quoted words stand there no more: change the text by hand.")}</p>`)}
    ${refused ? html`<p class="notice refused" role="alert">${refused}</p>` : null}
    <div class="acts"><button class="button small strong">${_("Save the answer")}</button>
      <button type="button" class="button small quiet" onClick=${onClose}>${_("Cancel")}</button></div>
  </form>`;
}
