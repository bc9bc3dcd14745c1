// A part of the draft: as it is read, as it is written, with what can be done to it when one is there.

import { html, useLayoutEffect, useRef } from "../../../vendor/preact-htm.js";
import { pure } from "../../console/use.js";
import { Growing } from "../../draft/block.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { Adding } from "./adding.js";
import { Editor } from "./editor.js";
import { Form, Sheet } from "./measure.js";
import { Prose } from "./passage.js";
import { due } from "./typing.js";
import { Two } from "./two.js";

const KINDS = { chapter: () => _("Chapter"), priority: () => _("Priority"), passage: () => _("Passage"), measure: () => _("Measure") };
export const OPENS = { pilot: () => _("Pilot phase"), evaluation: () => _("Evaluation") };

function eyebrow({ node, number: n, area }) {
  if (node.kind === "chapter") return area && area !== node.body.title ? area : "";
  return [_("Priority %(num)s", { num: number(n) }), area].filter(Boolean).join(" · ");
}

function Heading({ id, node, level, body, editing, acts, ...rest }) {
  const above = eyebrow({ node, ...rest });
  const box = useRef(null);
  useLayoutEffect(() => { if (editing) box.current.querySelector("textarea").focus(); }, [editing]);
  const key = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Enter") { event.preventDefault(); acts.done(id, true); }
  };
  return html`${above && html`<p class="eyebrow" dir="auto">${above}</p>`}
    ${editing ? html`<div class="editor" onKeyDown=${key} ref=${box}><${Growing} value=${body.title} label=${_("Title")} kind=${`title h${level}`} most="200" lang=${node.language}
        onInput=${(event) => acts.type(id, { title: event.target.value })} onBlur=${() => acts.done(id, false)} /></div>`
      : html`<${`h${level}`} lang=${node.language} dir="auto">${body.title}<//>`}`;
}

function Content(props) {
  const { id, node, block, editing, results, bare, sentence, looked, on, citing, acts } = props;
  const body = block?.body ?? node.body;
  if (node.kind === "measure") {
    return editing ? html`<${Form} id=${id} node=${node} body=${body} refused=${block?.refused} acts=${acts} />`
      : html`<${Sheet} node=${node} body=${body} results=${results} looked=${looked} reach=${on} acts=${acts} />`;
  }
  if (node.kind !== "passage") return html`<${Heading} ...${props} body=${body} />`;
  return editing
    ? html`<${Editor} text=${body.text} results=${results} label=${_("Passage")} lang=${node.language} citing=${citing} at=${props.caret} onText=${(text, from) => acts.type(id, { text }, from)} onDone=${(stay) => acts.done(id, stay)} />`
    : html`<${Prose} text=${body.text} spans=${node.sentences} bare=${bare ? bare.split(",").map(Number) : []} sentence=${sentence} fresh=${body.text !== node.body.text}
        results=${results} looked=${looked} reach=${on} acts=${acts} lang=${node.language} />`;
}

const NAMES = { passage: () => _("Write"), measure: () => _("Fill in"), chapter: () => _("Change the title"), priority: () => _("Change the title") };

/** Pressing it leaves marked the words that it is about. */
const Remark = ({ id, acts }) => html`<button type="button" class="button small quiet" onMouseDown=${(event) => event.preventDefault()} onClick=${() => acts.remark(id)}>${_("Comment")}</button>`;

function Tools({ id, node, typist, writes, acts }) {
  if (!writes) return html`<div class="tools"><${Remark} id=${id} acts=${acts} /></div>`;
  const tool = (words, act, more = {}) => html`<button type="button" class="button small quiet" ...${more} onClick=${act}>${words}</button>`;
  return html`<div class="tools" role="toolbar" aria-label=${_("What can be done here")}>
    <button type="button" class="button small strong" disabled=${Boolean(typist)} onClick=${() => acts.edit(id)}>${NAMES[node.kind]()}</button>
    ${tool(`+ ${_("Add")}`, () => acts.add(id))}
    ${tool("↑", () => acts.move(id, -1), { "aria-label": _("Move up"), title: _("Move up") })}
    ${tool("↓", () => acts.move(id, 1), { "aria-label": _("Move down"), title: _("Move down") })}
    ${tool(_("Move to…"), () => acts.moveTo(id))}
    <${Remark} id=${id} acts=${acts} />
    ${tool(_("Remove"), () => acts.remove(id))}</div>`;
}

/** What stands beside a part in words: who writes here, what waits, what others have said. */
function Marks({ id, block, editing, typist, remarks, link, acts }) {
  const state = block?.refused ? ["refused", _("Not accepted: %(why)s", { why: block.refused.words })]
    : block?.sent ? (link === "online" ? ["sending", _("Saving…")] : ["waiting", _("Kept here, saved when you are back online")])
      : block && due(block) ? ["waiting", _("Not saved yet")] : editing && block && block.base.version > block.first ? ["saved", _("Saved")] : null;
  if (!typist && !state && !remarks) return null;
  return html`<div class="marks">
    ${typist && html`<span class="typist">${_("%(name)s is writing…", { name: typist })}</span>`}
    ${state && html`<span class="state" data-state=${state[0]} role="status">${state[1]}</span>`}
    ${remarks ? html`<button type="button" class="remark-mark" onClick=${(event) => { event.stopPropagation(); acts.go({ node: id, part: "side", tab: "remarks" }); }}
      aria-label=${ngettext("%(num)s open remark here", "%(num)s open remarks here", remarks)}><span aria-hidden="true">“ ${number(remarks)}</span></button>` : null}</div>`;
}

/**
 * A row of the sheet. Everything that it shows comes as a property, so that of 600 only those are drawn
 * again that changed. `bare`: "0,3"; `looked`: the result that is looked at, if the part cites it.
 */
export const Part = pure((props) => {
  const { id, node, level, opens, on, reach, editing, typist, sides, adding, writes, acts } = props;
  const box = useRef(null);
  useLayoutEffect(() => { if (on) acts.shown(box.current); }, [on]);
  return html`${opens && html`<h2 class="section-title">${OPENS[opens]()}</h2>`}
    <section class=${`draft-row ${node.kind} ${on ? "on" : ""} ${editing ? "editing" : ""}`} data-part=${id} ref=${box} id=${`part-${id}`}
      tabindex=${reach && !editing ? 0 : -1} aria-label=${level ? undefined : KINDS[node.kind]()} aria-current=${on ? "true" : undefined}>
      <${Content} ...${props} />
      <${Marks} ...${props} />
      ${sides && writes && html`<${Two} id=${id} node=${node} sides=${sides} results=${props.results} acts=${acts} />`}
      ${on && !editing && !adding && html`<${Tools} id=${id} node=${node} typist=${typist} writes=${writes} acts=${acts} />`}
      ${adding ? html`<${Adding} choices=${adding} acts=${acts} />`
        : writes && html`<button type="button" class="gap" tabindex="-1" onClick=${(event) => { event.stopPropagation(); acts.add(id); }}><span>+ ${_("Add here")}</span></button>`}
    </section>`;
});
