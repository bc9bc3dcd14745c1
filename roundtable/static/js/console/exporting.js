// Making a document: its format, one button, progress in words, and what was made.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, spoken } from "../lib/i18n.js";
import { useStore } from "./use.js";

/** Format → [its name, what the button says, while it is made, when it is there]. */
const FORMATS = () => ({
  pdf: [_("PDF, to print"), _("Make the PDF"), _("Making the PDF…"), _("Download the PDF")],
  docx: [_("Word document"), _("Make the Word document"), _("Making the Word document…"), _("Download the Word document")],
  html: [_("Web page, one file"), _("Make the web page"), _("Making the web page…"), _("Download the web page")],
  md: [_("Plain text (Markdown)"), _("Make the text"), _("Making the text…"), _("Download the text")],
  xlsx: [_("Spreadsheet (Excel)"), _("Make the spreadsheet"), _("Making the spreadsheet…"), _("Download the spreadsheet")],
  csv: [_("Tables (CSV)"), _("Make the tables"), _("Making the tables…"), _("Download the tables")],
});

const createdAt = (made) => made.created ?? made.created_at;
const newestFirst = ([, a], [, b]) => createdAt(b) - createdAt(a);

const time = (ms) => new Intl.DateTimeFormat(spoken(), { timeStyle: "short", dateStyle: "medium" }).format(ms);

function Made({ id, made, page, newest, about }) {
  const [name, , , download] = FORMATS()[made.format];
  return html`<li><a class=${newest ? "button" : ""} href=${`${page.exports}/${id}`} download>${newest ? download : name}</a>
    <span class="small soft">${[about(made), time(createdAt(made))].filter(Boolean).join(", ")}</span></li>`;
}

function Format({ value, busy, onChoose }) {
  return html`<label><span class="visually-hidden">${_("Format")}</span>
    <select class="field" value=${value} disabled=${busy} onChange=${(event) => onChoose(event.currentTarget.value)}>
      ${Object.entries(FORMATS()).map(([format, [name]]) => html`<option key=${format} value=${format}>${name}</option>`)}
    </select></label>`;
}

/** `args` go with the command beside the format; `about` says in words what a document was made of. */
export function Exporting({ view, page, primary = false, args = {}, about = () => "" }) {
  const store = useStore();
  const [refused, setRefused] = useState("");
  const [chosen, setChosen] = useState("pdf");
  const all = Object.entries(view.data.exports ?? {}).sort(newestFirst);
  const [latest] = all;
  const waiting = view.unsent.some((entry) => entry.command === "start_export");
  const busy = waiting || latest?.[1].status === "making";
  const news = busy && latest ? view.progress[latest[0]] : null;
  const making = FORMATS()[!waiting && busy ? latest[1].format : chosen];
  const make = async () => {
    setRefused("");
    const answer = await store.act("start_export", { ...args, format: chosen }).done;
    if (!answer.ok) setRefused(answer.message);
  };
  return html`<div class="exporting stack">
    <div class="row wrap"><${Format} value=${chosen} busy=${busy} onChoose=${setChosen} />
      <button class=${`button ${primary ? "primary" : "small"}`} disabled=${busy} onClick=${make}>${busy ? making[2] : making[1]}</button></div>
    <div role="status">
      ${busy && html`<progress max=${news?.of || 1} value=${news?.done} aria-label=${_("Progress of the document")}></progress>
        <p class="small soft">${news?.words || _("It is made while the room goes on.")}</p>`}
      ${!busy && latest?.[1].status === "failed" && html`<p class="notice refused">${_("The document could not be made. Try again.")}</p>`}
      ${refused ? html`<p class="notice refused">${refused}</p>` : null}
    </div>
    <ul class="made">${all.filter(([, made]) => made.status === "done").slice(0, 3).map(([id, made], i) => html`
      <${Made} key=${id} id=${id} made=${made} page=${page} newest=${i === 0} about=${about} />`)}</ul>
  </div>`;
}
