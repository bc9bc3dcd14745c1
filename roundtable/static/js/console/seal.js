// A sealed vote once it was closed: its root, before anything is counted; then its files.

import { html } from "../../vendor/preact-htm.js";
import { _, ngettext } from "../lib/i18n.js";

/** The root in blocks of four, as it is read out and written down. */
const inBlocks = (digits) => digits.match(/.{1,4}/g).join(" ");

export function Seal({ data, vote }) {
  const seal = data.stages[vote]?.seal;
  if (!seal) return null;
  const receipts = ngettext("%(num)s receipt", "%(num)s receipts", seal.count);
  const shown = data.results?.[vote]?.seal;
  const openings = shown?.file.replace(/\.json$/, "/openings.json");
  return html`<section class="stack seal" aria-label=${_("Sealed ballots")}>
    <h2 class="sub">${_("Sealed ballots")} <small class="soft">${receipts}</small></h2>
    <p class="small">${_("The list of ballots is fixed. Its root:")} <span class="figure" dir="ltr">${inBlocks(seal.root)}</span></p>
    ${shown && html`<p class="small">${_("Fingerprint of the published file:")} <span class="figure" dir="ltr">${inBlocks(shown.fingerprint)}</span></p>
      <p class="row wrap"><a class="button small" href=${shown.file}>${_("The file for everyone")}</a>
        <a class="button small" href=${openings}>${_("The file for an auditor")}</a></p>
      <p class="small soft">${_("The auditor's file tells which receipt belongs to which ballot. Give it to one person who may know that, and have it deleted afterwards.")}</p>`}
  </section>`;
}
