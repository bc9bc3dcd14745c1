// Texts of two who wrote at the same time: both side by side, until a person has decided.

import { html, useState } from "../../../vendor/preact-htm.js";
import { useStore } from "../../console/use.js";
import { Growing } from "../../draft/block.js";
import { _ } from "../../lib/i18n.js";
import { piecesOf } from "../model.js";
import { Editor } from "./editor.js";
import { differing } from "./measure-model.js";
import { linesOf, NAMES } from "./measure.js";
import { chipOf } from "./model.js";
import { compared, goesOn } from "./words.js";

const fieldOf = (node) => (node.kind === "passage" ? "text" : "title");

/** A text as people read it: chips by what stands on them. */
const readable = (results, text) => piecesOf(text).map((piece) => (typeof piece === "string" ? piece : `[${chipOf(results, piece.ref)?.cite ?? piece.ref}]`)).join("");

const Words = ({ parts, kind }) => parts.map(([words, differs], n) => (differs && words.trim() ? html`<mark key=${n} class=${kind}>${words}</mark>` : words));

/** Those to choose between; what somebody wrote on in a later one stands in that. */
export function choicesOf(sides) {
  return sides.filter(({ side }, n) => !sides.slice(n + 1).some((later) => later.side.who === side.who && later.side.base === side.base
    && Object.keys(side.body).every((name) => typeof side.body[name] === "string" && goesOn(later.side.body[name] ?? "", side.body[name]))));
}

function Version({ title, parts, kind, lang, children }) {
  return html`<section class="version"><h5>${title}</h5><p class="prose" lang=${lang} dir="auto"><${Words} parts=${parts} kind=${kind} /></p>${children}</section>`;
}

const writtenBy = ({ name }) => {
  const who = name || _("somebody");
  return _("Written by %(name)s", { name: who });
};

function TwoTexts({ id, node, sides, results, join }) {
  const field = fieldOf(node);
  const [{ side }] = choicesOf(sides);
  const stands = node.body[field];
  const other = side.body[field];
  const { before, after } = compared(readable(results, stands), readable(results, other));
  const [own, setOwn] = useState(null);
  const [seen, setSeen] = useState(node.version);
  const begin = () => { setSeen(node.version); setOwn(field === "text" ? `${stands}\n${other}` : `${stands} / ${other}`); };
  return html`<div class="versions">
      <${Version} title=${_("What stands now")} parts=${before} kind="stood" lang=${node.language}><button type="button" class="button small" onClick=${() => join({ text: stands })}>${_("Keep what stands")}</button><//>
      <${Version} title=${writtenBy(side)} parts=${after} kind="came" lang=${node.language}><button type="button" class="button small" onClick=${() => join({ text: other })}>${_("Take this one")}</button><//>
    </div>
    <details class="began"><summary>${_("The text from which both began")}</summary><p class="prose" lang=${node.language} dir="auto">${readable(results, side.began[field] ?? "") || _("Nothing was written yet.")}</p></details>
    ${own === null ? html`<div class="acts"><button type="button" class="button small strong" onClick=${begin}>${_("Join both")}</button></div>`
      : html`<section class="version joined"><h5>${_("Joined by you")}</h5>
        ${seen !== node.version && html`<p class="notice small" role="status">${_("What stands has changed while you were joining: look at it again above.")}</p>`}
        ${field === "text" ? html`<${Editor} key=${id} text=${own} results=${results} label=${_("Joined text")} lang=${node.language} onText=${setOwn} onDone=${() => {}} done=${false} />`
          : html`<${Growing} value=${own} label=${_("Joined text")} kind="title" lang=${node.language} onInput=${(event) => setOwn(event.target.value)} />`}
        <div class="acts"><button type="button" class="button small primary" onClick=${() => join({ text: own })}>${_("Let this stand")}</button>
          <button type="button" class="button small quiet" onClick=${() => setOwn(null)}>${_("Cancel")}</button></div></section>`}`;
}

function TwoSheets({ node, sides, join }) {
  const [{ side }] = choicesOf(sides);
  const names = differing(node.body, side.body);
  const [taken, setTaken] = useState({});
  const show = (body, name) => linesOf(name, body[name]).join("; ") || _("not yet said");
  const fields = Object.fromEntries(Object.keys(side.body).map((name) => [name, taken[name] ? side.body[name] : node.body[name]]));
  return html`${names.map((name) => html`<fieldset key=${name} class="choose-field"><legend>${NAMES[name]()}</legend>
      ${[[false, node.body, _("What stands now")], [true, side.body, writtenBy(side)]].map(([mine, body, title]) => html`
        <label key=${title}><input type="radio" name=${`${name}-side`} checked=${Boolean(taken[name]) === mine} onChange=${() => setTaken({ ...taken, [name]: mine })} />
          <span><small class="soft">${title}</small><br />${show(body, name)}</span></label>`)}</fieldset>`)}
    <div class="acts"><button type="button" class="button small primary" onClick=${() => join({ fields })}>${_("Let this stand")}</button></div>`;
}

/** @param {{id, side}[]} sides  what waits at this part, the oldest first */
export function Two({ id, node, sides, results, acts }) {
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const choices = choicesOf(sides);
  const chosen = choices[0];
  const folded = sides.filter((each) => each === chosen || (!choices.includes(each) && each.side.who === chosen.side.who));
  const join = (what) => {
    setBusy(true);
    acts.say(_("One text of both: it is being saved."));
    store.act("join_sides", { node: id, base: node.version, joined: folded.map((each) => each.id), ...what }).done.then(() => setBusy(false));
  };
  const Kind = node.kind === "measure" ? TwoSheets : TwoTexts;
  return html`<div class="two" role="group" aria-label=${_("Two versions: choose or join")} aria-busy=${busy} onKeyDown=${(event) => event.stopPropagation()}>
    <h4>${_("Two versions: choose or join")}</h4>
    <p class="small">${_("Two people wrote here without seeing each other. Nothing is lost; nothing changes before somebody decides.")}</p>
    <${Kind} key=${chosen.id} id=${id} node=${node} sides=${choices} results=${results} join=${join} />
  </div>`;
}
