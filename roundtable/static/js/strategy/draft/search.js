// A source is looked for by how it is cited and by its words, and put where one writes.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";
import { sourcesFor } from "./model.js";

export function Search({ results, onPick, onClose }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef(null);
  const list = useRef(null);
  const found = sourcesFor(results, words);
  useLayoutEffect(() => field.current.focus(), []);
  useLayoutEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [at]);
  const key = (event) => {
    event.stopPropagation();
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way && found.length) { event.preventDefault(); setAt((at + way + found.length) % found.length); }
    if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); if (found[at]) onPick(found[at][0]); }
    if (event.key === "Escape") { event.preventDefault(); onClose(); }
  };
  const away = (event) => { if (!event.currentTarget.contains(event.relatedTarget)) onClose(); };
  return html`<div class="source-search" onBlur=${away}>
    <input class="field" ref=${field} value=${words} role="combobox" aria-expanded="true" aria-controls="source-list" aria-autocomplete="list" autocomplete="off"
      aria-activedescendant=${found[at] ? `source-${at}` : undefined} aria-label=${_("Find a source")} placeholder=${_("P-014, or words of it")}
      onInput=${(event) => { setWords(event.target.value); setAt(0); }} onKeyDown=${key} />
    <ul class="plain" role="listbox" id="source-list" ref=${list} aria-label=${_("Sources")}>${found.map(([ref, source], n) => html`
      <li key=${ref} id=${`source-${n}`} role="option" aria-selected=${n === at} onMouseDown=${(event) => event.preventDefault()} onClick=${() => onPick(ref)}>
        <b class="chip">${source.cite}</b> <span lang=${source.language} dir="auto">${source.text}</span></li>`)}</ul>
    ${found.length ? null : html`<p class="small soft" role="status">${_("Nothing found.")}</p>`}
  </div>`;
}
