// Links for coordinators, writers and partners: made, copied once, withdrawn.

import { html, useState } from "../../../vendor/preact-htm.js";
import { Copy } from "../../console/parts.js";
import { useStore } from "../../console/use.js";
import { _ } from "../../lib/i18n.js";
import { Refusal, Sheet, useSending } from "./frame.js";

const ROLES = {
  partner: () => [_("Partner or expert"), _("Reads all, comments and suggests, changes nothing.")],
  writer: () => [_("Writer"), _("Writes the draft and answers remarks.")],
  coordinator: () => [_("Coordinator"), _("Everything a writer may; also roundtables, links and adoption.")],
};

const roleName = (role) => ROLES[role]?.()[0] ?? role;

function Link({ id, link, address }) {
  const store = useStore();
  const name = link.label || roleName(link.role);
  const withdraw = async () => {
    const yes = await store.ask({ title: _("Withdraw this link?"), yes: _("Withdraw"), danger: true, words: _("It no longer opens anything, and who came in by it is signed out.") });
    if (yes) store.act("withdraw_link", { link: id });
  };
  return html`<li class="stack"><div class="row between"><span class="about"><b dir="auto">${name}</b>
      <span class="small soft">${[roleName(link.role), link.used ? _("in use") : _("not used yet")].join(" · ")}</span></span>
    <button class="button quiet small" aria-label=${_("Withdraw %(name)s", { name })} onClick=${withdraw}>${_("Withdraw")}</button></div>
    ${address && html`<${Copy} label=${_("Address of the link")} text=${address} /><p class="small soft">${_("Copy it now: it is shown only once.")}</p>`}</li>`;
}

export function Links({ view, page, say, onClose }) {
  const { send, refused, busy } = useSending();
  const [role, setRole] = useState("partner");
  const [label, setLabel] = useState("");
  const [addresses, setAddresses] = useState({});
  const make = async (event) => {
    event.preventDefault();
    const made = await send("make_link", { role, label: label.trim() });
    if (!made) return;
    setAddresses((before) => ({ ...before, [made.link]: `${page.keys}/${made.secret}` }));
    setLabel("");
    say(_("The link is made: copy it now"));
  };
  const all = Object.entries(view.data.links ?? {}).sort(([idA, a], [idB, b]) => b.created_at - a.created_at || (idA < idB ? -1 : 1));
  return html`<${Sheet} title=${_("Links")} onClose=${onClose}>
    <form class="stack" onSubmit=${make}>
      <div class="entry"><label for="strategy-link-role">${_("For")}</label><select class="field" id="strategy-link-role" value=${role} aria-describedby="strategy-link-about" onChange=${(event) => setRole(event.target.value)}>
        ${Object.keys(ROLES).map((each) => html`<option key=${each} value=${each}>${roleName(each)}</option>`)}</select><small class="soft" id="strategy-link-about">${ROLES[role]()[1]}</small></div>
      <label class="entry"><span>${_("Name: others see it beside what is written by this link")}</span><input class="field" maxlength="80" placeholder=${_("Chamber of Commerce")} value=${label} onInput=${(event) => setLabel(event.target.value)} /></label>
      <${Refusal} words=${refused} />
      <div class="acts"><button class="button small strong" disabled=${busy}>${_("Make a link")}</button></div></form>
    <ul class="links">${all.map(([id, link]) => html`<${Link} key=${id} id=${id} link=${link} address=${addresses[id]} />`)}</ul><//>`;
}
