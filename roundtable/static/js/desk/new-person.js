// A card that is typed for the first time: which group is ticked on it, and which language they speak.

import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { Shape } from "../console/parts.js";
import { roundtableOf } from "../console/use.js";
import { _, pick } from "../lib/i18n.js";
import { inOrder } from "./model.js";

let spoken = null; // the language chosen last: papers of one language often lie together

const nameOf = (tag) => new Intl.DisplayNames([tag, "en"], { type: "language" }).of(tag);

export function NewPerson({ data, page, card, enter, onAdded, onCancel }) {
  const table = roundtableOf(data);
  const first = useRef(null);
  const [language, setLanguage] = useState(spoken ?? table.language);
  const groups = [...inOrder(data.groups).map(([id, group]) => [id, pick(group.title, table.language), group.position]),
    [null, _("No group named"), 0]];
  useLayoutEffect(() => { first.current?.focus(); }, []);
  const add = (group) => {
    spoken = language;
    const args = { card, group, language, ...(page.table && { table: page.table }) };
    onAdded(enter({ person: null, card, kind: "person", words: _("added"), commands: [["add_person", args]] }));
  };
  const key = (event) => {
    const chosen = event.key === "0" ? groups.at(-1) : groups[Number(event.key) - 1];
    if (!/^[0-9]$/.test(event.key) || !chosen || event.target.closest("select")) return;
    event.preventDefault();
    add(chosen[0]);
  };
  const heading = card ? _("%(card)s is new. Which group is ticked on the card?", { card }) : _("Which group is this person with?");
  return html`<div class="sheet" role="group" aria-labelledby=${`new-person-${card}`} onKeyDown=${key}>
    <h3 id=${`new-person-${card}`}>${heading}</h3>
    <ul class="groups">${groups.map(([id, title, position], i) => html`<li key=${id ?? ""}>
      <button type="button" class="button group-button" ref=${i === 0 ? first : null} onClick=${() => add(id)}>
        <kbd>${id ? i + 1 : 0}</kbd><${Shape} position=${position} /><span>${title}</span></button></li>`)}</ul>
    ${table.languages?.length > 1 && html`<label class="entry of-language"><span>${_("Language of this person")}</span>
      <select class="field" value=${language} onChange=${(event) => setLanguage(event.target.value)}>
        ${table.languages.map((tag) => html`<option key=${tag} value=${tag}>${nameOf(tag)}</option>`)}</select></label>`}
    <div class="acts"><button type="button" class="button quiet small" onClick=${onCancel}>${_("Cancel")}</button></div>
  </div>`;
}
