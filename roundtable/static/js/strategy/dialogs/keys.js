// All keys of the workspace in one place. Results and draft write theirs beside what listens to them.

import { html } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";
import { KEYS as DRAFT } from "../draft/keys.js";
import { KEYS as RESULTS } from "../results/keys.js";
import { Sheet } from "./frame.js";

const EVERYWHERE = () => [
  ["Alt 1", _("To the results")], ["Alt 2", _("To the draft")], ["Alt 3", _("To what it rests on and the remarks")], ["?", _("These keys")], ["Esc", _("Close what is open")],
];

export function Keys({ onClose }) {
  const parts = [[_("Everywhere"), EVERYWHERE()], [_("Results"), RESULTS()], [_("Draft"), DRAFT()]];
  return html`<${Sheet} title=${_("Keys")} onClose=${onClose} wide><div class="key-parts">${parts.map(([title, keys]) => html`
    <section key=${title} class="stack"><h3>${title}</h3><dl class="keys">${keys.map(([key, words]) => html`<dt key=${key}><kbd>${key}</kbd></dt><dd>${words}</dd>`)}</dl></section>`)}</div><//>`;
}
