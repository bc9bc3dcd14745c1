// The room: who is here, what the screen shows, links, paper, the draft.

import { html } from "../../../vendor/preact-htm.js";
import { _, pick, proposalName } from "../../lib/i18n.js";
import { areasOf } from "../board.js";
import { Exporting } from "../exporting.js";
import { roundtableOf, useStore } from "../use.js";
import { Fold, Pills } from "../widgets.js";
import { Links } from "./links.js";
import { ByTable, People } from "./people.js";

const MODES = () => ({
  auto: _("By itself"), wall: _("Wall"), groups: _("Groups"), results: _("Results"), blank: _("Blank"),
});

/** What stands large on the screen, as {words, language, name}; null when nothing does. */
export function largeThing(data) {
  const id = roundtableOf(data).spotlight;
  const thing = id && (data.proposals?.[id] ?? data.clusters?.[id] ?? data.options?.[id]);
  if (!thing) return null;
  return { words: thing.title || thing.text, language: thing.language, name: data.proposals?.[id] ? proposalName(thing) : "" };
}

function Large({ data }) {
  const store = useStore();
  const large = largeThing(data);
  if (!large) return null;
  return html`<div class="large-now"><p><small class="soft">${_("Large on the screen")}</small>
      <span lang=${large.language} dir="auto">${large.words}</span></p>
    <button class="button small" onClick=${() => store.act("spotlight", { thing: null })}>${_("Take off the screen")}</button></div>`;
}

function ScreenShows({ data, page }) {
  const store = useStore();
  const table = roundtableOf(data);
  const screen = table.screen ?? { mode: "auto", area: null };
  const show = (change) => store.act("show_on_screen", { ...screen, ...change });
  const open = () => window.open(page.screen, `screen-${table.code}`, "popup,width=1280,height=720");
  return html`<section class="stack"><h2 id="shows">${_("Screen shows")}</h2>
    <${Large} data=${data} />
    <${Pills} labelledby="shows" name="mode" choices=${MODES()} value=${screen.mode} onChange=${(mode) => show({ mode })} />
    ${areasOf(data).length > 1 && html`<div class="entry"><label for="screen-area">${_("Policy area")}</label>
      <select class="field" id="screen-area" value=${screen.area ?? ""} onChange=${(event) => show({ area: event.target.value || null })}>
        <option value="">${_("All areas")}</option>
        ${areasOf(data).map(([id, area]) => html`<option key=${id} value=${id}>${pick(area.title, table.language)}</option>`)}
      </select></div>`}
    <div class="acts"><button class="button small" onClick=${open}>${_("Open the screen in a window")}</button></div>
  </section>`;
}

/** Everything on paper, and the pages of others. */
function Pages({ page }) {
  return html`<${Fold} title=${_("Paper and other pages")}><ul class="papers">
    <li><a href=${page.print}>${_("Paper for the room")}</a> <small class="soft">${_("Table signs, ballots, cards, and a pack with which it goes on if everything fails.")}</small></li>
    <li><a href=${page.desk}>${_("Desk")}</a> <small class="soft">${_("For people without a phone.")}</small></li>
    <li><a href=${page.follow}>${_("Reading along")}</a> <small class="soft">${_("What observers see.")}</small></li></ul>
  <//>`;
}

export function Room({ view, page }) {
  return html`<${People} view=${view} />
    <${ScreenShows} data=${view.data} page=${page} />
    <section class="stack drafting"><h2>${_("Strategy draft")}</h2>
      <${Exporting} view=${view} page=${page} />
      <a class="small" href=${page.draft}>${_("Edit the draft")}</a></section>
    <div class="folds"><${ByTable} data=${view.data} /><${Links} data=${view.data} page=${page} />
      <${Pages} page=${page} /></div>`;
}
