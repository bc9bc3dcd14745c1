// The room at the side: who is at the table, what the screen shows, who else may come in, the draft.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, number, pick } from "../lib/i18n.js";
import { areasOf } from "./board.js";
import { Exporting } from "./exporting.js";
import { Copy, Region, Shape } from "./parts.js";
import { roundtableOf, useStore } from "./use.js";

const byPosition = ([, a], [, b]) => a.position - b.position;

function AtTheTable({ view }) {
  const { data, presence } = view;
  const table = roundtableOf(data);
  const now = data.people?.now ?? { present: 0, groups: {} };
  const rows = [
    ...Object.entries(data.groups ?? {}).sort(byPosition)
      .map(([id, group]) => [id, pick(group.title, table.language), group.position]),
    ["", _("No group named"), 0],
  ].filter(([id]) => id || now.groups?.[""]);
  const title = _("At the table: %(num)s", { num: number(now.present) });
  return html`<section class="stack"><h2>${title}</h2>
    <${Region} name="room" made=${view.regions.room} />
    <ul class="legend">${rows.map(([id, title, position]) => html`<li key=${id}>
      <${Shape} position=${position} /><span>${title}</span><b class="figure">${number(now.groups?.[id] ?? 0)}</b></li>`)}</ul>
    ${presence && html`<p class="small soft">${ngettext("%(num)s phone connected now", "%(num)s phones connected now", presence.here)}</p>`}
  </section>`;
}

const MODES = {
  auto: () => _("By itself"), wall: () => _("Wall"), groups: () => _("Groups"),
  results: () => _("Results"), blank: () => _("Blank"),
};

function ScreenShows({ data, page }) {
  const store = useStore();
  const table = roundtableOf(data);
  const screen = table.screen ?? { mode: "auto", area: null };
  const show = (change) => store.act("show_on_screen", { ...screen, ...change });
  const open = () => window.open(page.screen, `screen-${table.code}`, "popup,width=1280,height=720");
  return html`<section class="stack"><h2 id="shows">${_("Screen shows")}</h2>
    <div class="pills" role="radiogroup" aria-labelledby="shows">${Object.entries(MODES).map(([mode, words]) => html`
      <label key=${mode} class="pill"><input type="radio" name="mode" value=${mode} checked=${screen.mode === mode}
        onChange=${() => show({ mode })} /><span>${words()}</span></label>`)}</div>
    ${areasOf(data).length > 1 && html`<div class="entry"><label for="screen-area">${_("Policy area")}</label>
      <select class="field" id="screen-area" value=${screen.area ?? ""} onChange=${(event) => show({ area: event.target.value || null })}>
        <option value="">${_("All areas")}</option>
        ${areasOf(data).map(([id, area]) => html`<option key=${id} value=${id}>${pick(area.title, table.language)}</option>`)}
      </select></div>`}
    <div class="acts"><button class="button small" onClick=${open}>${_("Open the screen in a window")}</button></div>
  </section>`;
}

const ROLES = {
  facilitator: () => _("Co-facilitator"), writer: () => _("Writer"), screen: () => _("Screen"),
};

function Link({ id, link, address }) {
  const store = useStore();
  const withdraw = async () => {
    const yes = await store.ask({
      title: _("Withdraw this link?"), yes: _("Withdraw"),
      words: _("It no longer opens anything, and who came in by it is signed out."),
    });
    if (yes) store.act("withdraw_link", { link: id });
  };
  const status = link.withdrawn ? _("withdrawn") : link.used ? _("in use") : _("not used yet");
  const role = ROLES[link.role]?.() ?? link.role;
  const about = [link.label && link.label !== role && role, status].filter(Boolean).join(" · ");
  return html`<li><div class="row between"><span class="about"><b>${link.label || role}</b>
      <span class="small soft">${about}</span></span>
      ${!link.withdrawn && html`<button class="button quiet small" onClick=${withdraw}>${_("Withdraw")}</button>`}</div>
    ${address && !link.withdrawn && html`<${Copy} label=${_("Address of the link")} text=${address} />
      <p class="small soft">${_("Copy it now: it is shown only once.")}</p>`}</li>`;
}

const freshest = ([, a], [, b]) => b.created - a.created;

function Links({ data, page }) {
  const store = useStore();
  const [role, setRole] = useState("facilitator");
  const [label, setLabel] = useState("");
  const [addresses, setAddresses] = useState({});
  const make = async (event) => {
    event.preventDefault();
    const { id, done } = store.act("create_link", { role, label: label.trim() || ROLES[role]() });
    setLabel("");
    const answer = await done;
    if (answer.ok) setAddresses((before) => ({ ...before, [answer.result.link ?? id]: `${page.keys}/${answer.result.secret}` }));
  };
  return html`<details class="fold"><summary><h2>${_("Links for others")}</h2></summary>
    <form class="stack" onSubmit=${make}>
      <div class="entry"><label for="link-role">${_("For")}</label><select class="field" id="link-role" value=${role}
        onChange=${(event) => setRole(event.target.value)}>${Object.entries(ROLES).map(([key, words]) => html`
          <option key=${key} value=${key}>${words()}</option>`)}</select></div>
      <label class="entry"><span>${_("Name of the link (optional)")}</span>
        <input class="field" maxlength="60" value=${label} onInput=${(event) => setLabel(event.target.value)} /></label>
      <div class="acts"><button class="button small">${_("Make a link")}</button></div>
    </form>
    <ul class="links">${Object.entries(data.links ?? {}).sort(freshest).map(([id, link]) => html`
      <${Link} key=${id} id=${id} link=${link} address=${addresses[id]} />`)}</ul>
  </details>`;
}

export function Room({ view, page }) {
  return html`<aside class="room" aria-label=${_("The room")}>
    <${AtTheTable} view=${view} />
    <${ScreenShows} data=${view.data} page=${page} />
    <section class="stack drafting"><h2>${_("Strategy draft")}</h2>
      <${Exporting} view=${view} page=${page} />
      <a class="small" href=${page.draft}>${_("Edit the draft")}</a></section>
    <${Links} data=${view.data} page=${page} />
  </aside>`;
}
