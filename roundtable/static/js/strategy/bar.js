// The bar: which strategy this is, who is here, whether all is saved, and the one thing to do with it.

import { html } from "../../vendor/preact-htm.js";
import { Connection } from "../console/bar.js";
import { Mark } from "../console/parts.js";
import { _, ngettext } from "../lib/i18n.js";
import { strategyOf } from "./model.js";
import { useHere } from "./use.js";

/** What else can be done: [name of the dialog, words, who may]. */
const MORE = () => [
  ["freeze", _("Freeze a version"), "writes", "narrow"],
  ["strategy", _("Roundtables, titles and phases"), "leads"], ["review", _("Review round"), "all"], ["versions", _("Versions"), "all"],
  ["history", _("What was done"), "writes"], ["links", _("Links"), "leads"], ["keys", _("Keys"), "all"],
];

export const newestVersion = (data) => Object.entries(data.versions ?? {}).sort(([, a], [, b]) => b.at - a.at)[0];

function About({ data }) {
  const rooms = Object.keys(data.rooms ?? {}).length;
  const [, version] = newestVersion(data) ?? [];
  return html`<p class="small soft">${ngettext("%(num)s roundtable", "%(num)s roundtables", rooms)}
    ${version ? html` · ${_("version “%(name)s”", { name: version.name })}` : null}</p>`;
}

function shut(event) {
  if (event.key !== "Escape") return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector("summary").focus();
}

export function Bar({ view, page }) {
  const { data } = view;
  const here = useHere();
  const may = (who) => who === "all" || page[who];
  const strategy = strategyOf(data);
  const pick = (event) => { here.open(event.currentTarget.dataset.dialog); event.currentTarget.closest("details").open = false; };
  return html`<header class="bar"><div class="brand"><${Mark} />
      <div><h1 lang=${strategy.language} dir="auto">${strategy.title}</h1><${About} data=${data} /></div></div>
    <div class="acts">
      <${Connection} view=${{ ...view, unsent: [...view.unsent, ...Array(here.typing)] }} />
      <details class="menu" onKeyDown=${shut}><summary class="button small">${_("More")}</summary><ul>${MORE().filter(([, , who]) => may(who)).map(([name, words, , where]) => html`
        <li key=${name} class=${where}><button type="button" class="menu-item" data-dialog=${name} onClick=${pick}>${words}</button></li>`)}</ul></details>
      ${page.writes && html`<button class="button small wide" onClick=${() => here.open("freeze")}>${_("Freeze a version")}</button>`}
      ${page.writes && html`<button class="button small primary" onClick=${() => here.open("exporting")}>${_("Export")}</button>`}
    </div></header>`;
}
