// Words of the draft were chosen: another wording for them, or a comment on them.

import { html, useState } from "../../../vendor/preact-htm.js";
import { useNow } from "../../console/use.js";
import { Pills } from "../../console/widgets.js";
import { _ } from "../../lib/i18n.js";
import { dayOf, openRounds } from "../side/model.js";
import { Refusal, Sheet, useSending } from "./frame.js";
import { forWriting } from "./model.js";

export function Remark({ view, say, onClose, node, quoted = "", before = 0, kind: first = "comment" }) {
  const { send, refused, busy } = useSending();
  const now = useNow();
  const part = view.data.nodes?.[node];
  const can = part?.kind === "passage" && quoted.trim() !== "";
  const [kind, setKind] = useState(can ? first : "comment");
  const { words, back, chips } = forWriting(quoted, view.data.results);
  const [wording, setWording] = useState(words);
  const [text, setText] = useState("");
  const [round] = openRounds(view.data, dayOf(now()))[0] ?? [];
  const suggesting = kind === "suggestion";
  const ready = suggesting ? wording !== words : text.trim() !== "";
  const submit = async (event) => {
    event.preventDefault();
    if (!ready) return;
    const shared = { text: text.trim(), ...(node && { node }), ...(quoted && { quoted, before }), ...(round && { round }) };
    const result = await send(suggesting ? "suggest" : "comment", suggesting ? { ...shared, wording: back(wording) } : shared);
    if (!result) return;
    say(suggesting ? _("Your suggestion is saved") : _("Your comment is saved"));
    onClose();
  };
  const sources = _("%(chips)s: sources. Leave them where they belong.", { chips: chips.join(" ") });
  return html`<${Sheet} title=${suggesting ? _("Suggest another wording") : _("Comment")} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      ${can && html`<${Pills} label=${_("What do you want to say?")} name="remark-kind" value=${kind} onChange=${setKind} choices=${{ comment: _("Comment"), suggestion: _("Another wording") }} />`}
      ${quoted && html`<blockquote class="quoted" lang=${part?.language} dir="auto">${words}</blockquote>`}
      ${suggesting && html`<label class="entry"><span>${_("It should read")}</span><textarea class="field" autofocus rows="4" maxlength="6000" lang=${part.language} dir="auto"
        value=${wording} onInput=${(event) => setWording(event.target.value)}></textarea>
        ${chips.length > 0 && html`<small class="soft">${sources}</small>`}</label>`}
      <label class="entry"><span>${suggesting ? _("Why (optional)") : _("Your comment")}</span>
        <textarea class="field" autofocus=${!suggesting} rows="3" maxlength="6000" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
      <${Refusal} words=${refused} />
      <div class="acts"><button class="button primary" disabled=${busy || !ready}>${suggesting ? _("Send the suggestion") : _("Send the comment")}</button></div>
    </form><//>`;
}
