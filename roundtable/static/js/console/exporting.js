// Making a document: one button, progress in words, and what was made.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, spoken } from "../lib/i18n.js";
import { useStore } from "./use.js";

const newestFirst = ([, a], [, b]) => b.created - a.created;

const time = (ms) => new Intl.DateTimeFormat(spoken(), { timeStyle: "short", dateStyle: "medium" }).format(ms);

function Made({ id, made, page, newest }) {
  if (made.status !== "done") return null;
  return html`<li><a class=${newest ? "button" : ""} href=${`${page.exports}/${id}`} download>${newest
    ? _("Download the PDF") : _("PDF")}</a> <span class="small soft">${time(made.created)}</span></li>`;
}

export function Exporting({ view, page, primary = false }) {
  const store = useStore();
  const [refused, setRefused] = useState("");
  const all = Object.entries(view.data.exports ?? {}).sort(newestFirst);
  const [latest] = all;
  const waiting = view.unsent.some((entry) => entry.command === "start_export");
  const busy = waiting || latest?.[1].status === "making";
  const news = busy && latest ? view.progress[latest[0]] : null;
  const make = async () => {
    setRefused("");
    const answer = await store.act("start_export", { format: "pdf" }).done;
    if (!answer.ok) setRefused(answer.message);
  };
  return html`<div class="exporting stack">
    <button class=${`button ${primary ? "primary" : "small"}`} disabled=${busy} onClick=${make}>${busy
      ? _("Making the PDF…") : _("Make the PDF")}</button>
    <div role="status">
      ${busy && html`<progress max=${news?.of || 1} value=${news?.done} aria-label=${_("Progress of the PDF")}></progress>
        <p class="small soft">${news?.words || _("It is made while the room goes on.")}</p>`}
      ${!busy && latest?.[1].status === "failed" && html`<p class="notice refused">${_("The PDF could not be made. Try again.")}</p>`}
      ${refused ? html`<p class="notice refused">${refused}</p>` : null}
    </div>
    <ul class="made">${all.filter(([, made]) => made.status === "done").slice(0, 3).map(([id, made], i) => html`
      <${Made} key=${id} id=${id} made=${made} page=${page} newest=${i === 0} />`)}</ul>
  </div>`;
}
