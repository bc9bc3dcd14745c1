// A version is frozen under a name; what it is known by afterwards is the hash of all of it.

import { html, useState } from "../../../vendor/preact-htm.js";
import { Copy } from "../../console/parts.js";
import { _, ngettext } from "../../lib/i18n.js";
import { useHere } from "../use.js";
import { Refusal, Sheet, useSending } from "./frame.js";

function Next({ version, page, onClose }) {
  const here = useHere();
  const go = (name, given) => { onClose(); here.open(name, given); };
  return html`<p><b>${_("What next?")}</b></p><div class="acts">
    <button class="button small" onClick=${() => go("review", { version })}>${_("Ask partners about it…")}</button>
    <button class="button small" onClick=${() => go("exporting", { version })}>${_("Export it…")}</button>
    ${page.leads && html`<button class="button small" onClick=${() => go("versions", { adopt: version })}>${_("Say that it was adopted…")}</button>`}</div>`;
}

export function Freeze({ view, page, say, onClose }) {
  const { send, refused, busy } = useSending();
  const [name, setName] = useState("");
  const [made, setMade] = useState(null);
  const left = view.data.figures?.now ?? { without: [], bare: {} };
  const bare = Object.values(left.bare).reduce((sum, each) => sum + each.length, 0);
  const freeze = async (event) => {
    event.preventDefault();
    if (!name.trim()) return;
    const result = await send("save_version", { name: name.trim() });
    if (result) { setMade(result); say(_("The version “%(name)s” is frozen", { name: name.trim() })); }
  };
  const title = made ? _("“%(name)s” is frozen", { name: name.trim() }) : _("Freeze a version");
  return html`<${Sheet} title=${title} onClose=${onClose}>${made ? html`
    <p>${_("It stays as it is now, whatever is written afterwards. Its hash proves that nothing in it was changed:")}</p>
    <${Copy} label=${_("Hash of the version")} text=${made.hash} />
    <${Next} version=${made.version} page=${page} onClose=${onClose} />` : html`
    <form class="stack" onSubmit=${freeze}>
      <p>${_("All of the strategy is kept as it stands now, under a name. You go on writing.")}</p>
      ${(left.without.length > 0 || bare > 0) && html`<p class="small soft">${[
        left.without.length && ngettext("%(num)s contribution has no fate yet.", "%(num)s contributions have no fate yet.", left.without.length),
        bare && ngettext("%(num)s sentence rests on nothing.", "%(num)s sentences rest on nothing.", bare)].filter(Boolean).join(" ")}
        ${" "}${_("That does not stop you.")}</p>`}
      <label class="entry"><span>${_("Name of the version")}</span>
        <input class="field" autofocus maxlength="120" placeholder=${_("For the partners")} value=${name} onInput=${(event) => setName(event.target.value)} /></label>
      <${Refusal} words=${refused} />
      <div class="acts"><button class="button primary" disabled=${busy || !name.trim()}>${_("Freeze it")}</button></div>
    </form>`}<//>`;
}
