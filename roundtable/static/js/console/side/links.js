// Links for others: each opens one role, and can be withdrawn.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";
import { Copy } from "../parts.js";
import { tableName, tablesOf } from "../tables.js";
import { useStore } from "../use.js";
import { Fold } from "../widgets.js";

const ROLES = {
  facilitator: () => [_("Co-facilitator"), _("The same console as yours.")],
  host: () => [_("Host of a table"), _("The desk: notes of a table, and people without a phone.")],
  writer: () => [_("Writer"), _("Reads along and edits the draft.")],
  observer: () => [_("Observer"), _("Reads along, changes nothing.")],
  screen: () => [_("Screen"), _("Only the projector's page.")],
};

const roleName = (role) => ROLES[role]?.()[0] ?? role;

function Link({ id, link, data, address }) {
  const store = useStore();
  const withdraw = async () => {
    const yes = await store.ask({
      title: _("Withdraw this link?"), yes: _("Withdraw"),
      words: _("It no longer opens anything, and who came in by it is signed out."),
    });
    if (yes) store.act("withdraw_link", { link: id });
  };
  const status = link.withdrawn ? _("withdrawn") : link.used ? _("in use") : _("not used yet");
  const role = roleName(link.role);
  const table = data.tables?.[link.table];
  const about = [link.label && link.label !== role && role, table && tableName(table), status].filter(Boolean).join(" · ");
  return html`<li><div class="row between"><span class="about"><b>${link.label || role}</b>
      <span class="small soft">${about}</span></span>
      ${!link.withdrawn && html`<button class="button quiet small" aria-label=${_("Withdraw %(name)s", { name: link.label || role })} onClick=${withdraw}>${_("Withdraw")}</button>`}</div>
    ${address && !link.withdrawn && html`<${Copy} label=${_("Address of the link")} text=${address} />
      <p class="small soft">${_("Copy it now: it is shown only once.")}</p>`}</li>`;
}

const freshest = ([, a], [, b]) => b.created - a.created;

export function Links({ data, page }) {
  const store = useStore();
  const [role, setRole] = useState("facilitator");
  const [label, setLabel] = useState("");
  const [table, setTable] = useState("");
  const [addresses, setAddresses] = useState({});
  const tables = tablesOf(data);
  const make = async (event) => {
    event.preventDefault();
    const place = role === "host" && table ? { table } : {};
    const name = place.table ? tableName(data.tables[table]) : roleName(role);
    const { id, done } = store.act("create_link", { role, label: label.trim() || name, ...place });
    setLabel("");
    const answer = await done;
    if (answer.ok) setAddresses((before) => ({ ...before, [answer.result.link ?? id]: `${page.keys}/${answer.result.secret}` }));
  };
  return html`<${Fold} title=${_("Links for others")}>
    <form class="stack" onSubmit=${make}>
      <div class="entry"><label for="link-role">${_("For")}</label><select class="field" id="link-role" value=${role} aria-describedby="link-about"
        onChange=${(event) => setRole(event.target.value)}>${Object.entries(ROLES).map(([key, words]) => html`
          <option key=${key} value=${key}>${words()[0]}</option>`)}</select>
        <small class="soft" id="link-about">${ROLES[role]()[1]}</small></div>
      ${role === "host" && tables.length > 0 && html`<label class="entry"><span>${_("Table")}</span><select class="field" value=${table}
        onChange=${(event) => setTable(event.target.value)}><option value="">${_("No table of their own")}</option>
        ${tables.map(([id, each]) => html`<option key=${id} value=${id}>${tableName(each)}</option>`)}</select></label>`}
      <label class="entry"><span>${_("Name of the link (optional)")}</span>
        <input class="field" maxlength="60" value=${label} onInput=${(event) => setLabel(event.target.value)} /></label>
      <div class="acts"><button class="button small">${_("Make a link")}</button></div>
    </form>
    <ul class="links">${Object.entries(data.links ?? {}).sort(freshest).map(([id, link]) => html`
      <${Link} key=${id} id=${id} link=${link} data=${data} address=${addresses[id]} />`)}</ul>
  <//>`;
}
