// A passage as it is read: sentences that can be looked at, chips that lead to what is cited.

import { html } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";
import { piecesOf } from "../model.js";
import { chipOf, sentencesOf } from "./model.js";

export function Chip({ of, results, looked, reach, acts }) {
  const known = chipOf(results, of);
  const look = (event) => { event.stopPropagation(); acts.go({ ref: of }); };
  return known
    ? html`<button type="button" class="chip" data-ref=${of} title=${known.text} tabindex=${reach ? 0 : -1} aria-current=${looked === of ? "true" : undefined} onClick=${look}>${known.cite}</button>`
    : html`<span class="chip unknown" data-ref=${of} title=${_("No roundtable of this strategy has this.")}>${of}</span>`;
}

const drawn = (pieces, all) => pieces.map((piece, n) => (typeof piece === "string" ? piece : html`<${Chip} key=${n} of=${piece.ref} ...${all} />`));

/** The words of a sentence that rests on nothing are marked, not the space behind them. */
function Bare({ pieces, all }) {
  const last = pieces.at(-1);
  const end = typeof last === "string" ? last.match(/\s*$/u)[0] : "";
  const words = end ? [...pieces.slice(0, -1), last.slice(0, last.length - end.length)] : pieces;
  return html`<span class="bare">${drawn(words, all)}</span>${end}`;
}

/** `bare`: numbers of the sentences that rest on nothing; `fresh`: the text is newer than they are. */
export function Prose({ text, spans, bare, sentence, fresh, results, looked, reach, acts, lang }) {
  const all = { results, looked, reach, acts };
  if (!text.trim()) return html`<p class="prose soft" lang=${lang}>${_("Nothing is written here yet.")}</p>`;
  const parts = fresh ? [{ n: null, pieces: piecesOf(text) }] : sentencesOf(text, spans);
  return html`<p class="prose" lang=${lang} dir="auto">${parts.map(({ n, pieces }, k) => (n === null ? drawn(pieces, all)
    : html`<span key=${k} class=${sentence === n ? "sentence on" : "sentence"} data-sentence=${n}>${bare.includes(n)
      ? html`<${Bare} pieces=${pieces} all=${all} /><span class="visually-hidden"> (${_("rests on nothing")})</span>` : drawn(pieces, all)}</span>`))}</p>`;
}
