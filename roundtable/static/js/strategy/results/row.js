// One result in the list.

import { html } from "../../../vendor/preact-htm.js";
import { pure } from "../../console/use.js";
import { _, ngettext } from "../../lib/i18n.js";

function Head({ source }) {
  if (source.kind === "cluster") return html`<b class="row-title" lang=${source.language} dir="auto">${source.text}</b>`;
  const words = html`<span class="row-words" lang=${source.language} dir=${source.direction}>${source.text || _("Its words are not shown.")}</span>`;
  return source.kind === "proposal" ? words : html`<span class="small soft">${source.cite}</span>${words}`;
}

/** @param row {ref, level, count}  told {used, left, joined, out}: words */
export const Row = pure(({ id, row, source, told, isAt, chosen, open, onPoint }) => html`<div role="treeitem" id=${id} class=${`result level-${row.level} of-${source.kind}`}
    aria-level=${row.level} aria-selected=${chosen} aria-current=${isAt ? "true" : undefined} aria-expanded=${row.count ? open : undefined}
    tabindex=${isAt ? 0 : -1} onClick=${(event) => onPoint(row.ref, event)}>
  <${Head} source=${source} />
  <span class="row-foot small soft">
    ${source.kind === "proposal" && html`<span>${[source.cite, source.group].filter(Boolean).join(" · ")}</span>`}
    ${source.votes && source.kind !== "position" && html`<span class="figure">${source.votes.figure}</span>`}
    ${row.count ? html`<span>${ngettext("%(num)s proposal", "%(num)s proposals", row.count)}</span>` : null}
    ${source.kind === "position" && html`<span>${source.detail}</span>`}
    ${told.joined && html`<span class="has">${told.joined}</span>`}
    ${told.used && html`<span class="has">${told.used}</span>`}
    ${told.left && html`<span class="lacks">${told.left}</span>`}
    ${told.out && html`<span class="lacks">${told.out}</span>`}
  </span>
</div>`);
