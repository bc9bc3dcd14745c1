// Looking at held texts, quickly: the first one has the focus, a key decides, the next one takes its place.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { isWriting } from "../lib/dom.js";
import { _, ngettext, pick, proposalName } from "../lib/i18n.js";
import { Dialog } from "./parts.js";
import { roundtableOf, useStore } from "./use.js";
import { held, nextHeld } from "./waiting.js";
import { Words } from "./widgets.js";

const RULES = {
  link: () => _("There is a link in it."),
  contact: () => _("There is a telephone number or an address in it."),
  shouting: () => _("It is written in capital letters."),
  listed: () => _("There is a listed word in it."),
  look: () => _("In this step everything is looked at first."),
};

/** Why a text is held, in words. */
export const heldFor = (thing) => RULES[thing.held_for]?.() ?? RULES.look();

const reasons = () => [
  _("It names a person. Say it without the name, please."),
  _("These are several ideas. Send each one by itself, please."),
  _("I do not quite understand it. Say it in other words, please."),
];

/** Back to the author, with a reason that they read and can answer by improving it. */
function Returning({ onReturn, onCancel }) {
  const [reason, setReason] = useState("");
  const field = useRef(null);
  useLayoutEffect(() => field.current.focus(), []);
  const submit = (event) => { event.preventDefault(); if (reason.trim()) onReturn(reason.trim()); };
  const escape = (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); onCancel(); } };
  return html`<form class="returning stack" onSubmit=${submit} onKeyDown=${escape}>
    <label class="entry"><span>${_("What the author should know")}</span>
      <input class="field" ref=${field} maxlength="280" value=${reason} onInput=${(event) => setReason(event.target.value)} /></label>
    <div class="acts">${reasons().map((words) => html`<button key=${words} type="button" class="button small quiet reason"
      onClick=${() => { setReason(words); field.current.focus(); }}>${words}</button>`)}</div>
    <div class="acts"><button class="button small strong" disabled=${!reason.trim()}>${_("Return it")}</button>
      <button type="button" class="button small quiet" onClick=${onCancel}>${_("Cancel")}</button></div>
  </form>`;
}

function useDeeds(say) {
  const store = useStore();
  return {
    approve: ({ what, id, thing }) => {
      store.act(what === "proposal" ? "approve_proposal" : "approve_comment", { [what]: id });
      say(what === "proposal" ? _("%(name)s is shown", { name: proposalName(thing) }) : _("The comment is shown"));
    },
    hide: ({ what, id, thing }) => {
      store.act(what === "proposal" ? "hide_proposal" : "hide_comment", { [what]: id });
      say(what === "proposal" ? _("%(name)s is hidden", { name: proposalName(thing) }) : _("The comment is hidden"));
    },
    giveBack: ({ id, thing }, reason) => {
      store.act("return_proposal", { proposal: id, reason });
      say(_("%(name)s goes back to its author", { name: proposalName(thing) }));
    },
  };
}

function Held({ each, data, on, todo, returning }) {
  const { what, thing } = each;
  const many = Object.keys(data.areas ?? {}).length > 1;
  const language = roundtableOf(data).language;
  const of = what === "comment" ? data.proposals[thing.proposal] : null;
  const name = of ? _("Comment on %(name)s", { name: proposalName(of) }) : proposalName(thing);
  const area = many && thing.area ? ` · ${pick(data.areas[thing.area]?.title, language)}` : "";
  const labels = {
    show: _("Show %(name)s", { name }), giveBack: _("Return %(name)s…", { name }), hide: _("Hide %(name)s", { name }),
  };
  return html`<li class=${`held ${on ? "on" : ""}`} data-held=${each.id} aria-current=${on ? "true" : undefined}>
    ${of && html`<p class="small soft of" lang=${of.language} dir=${of.direction}>${of.text}</p>`}
    <${Words} said=${thing} />
    <p class="small held-for">${heldFor(thing)} <span class="soft">${name}${area}${thing.reason ? ` · ${_("improved")}` : ""}</span></p>
    ${returning ? html`<${Returning} onReturn=${(reason) => todo.giveBack(each, reason)} onCancel=${todo.cancel} />`
      : html`<div class="acts">
        <button class="button small strong" data-first onFocus=${() => todo.at(each.id)} onClick=${() => todo.approve(each)}
          aria-label=${labels.show}>${_("Show")} <kbd>S</kbd></button>
        ${what === "proposal" && html`<button class="button small" onFocus=${() => todo.at(each.id)} onClick=${() => todo.ask(each)}
          aria-label=${labels.giveBack}>${_("Return…")} <kbd>R</kbd></button>`}
        <button class="button small quiet" onFocus=${() => todo.at(each.id)} onClick=${() => todo.hide(each)}
          aria-label=${labels.hide}>${_("Hide")} <kbd>H</kbd></button></div>`}
  </li>`;
}

const AT_HAND = 5; // more at once would push away what is shown already

/** The texts that are drawn: some from the one at hand on, or the last ones. */
function atHand(list, id) {
  const at = Math.max(0, list.findIndex((each) => each.id === id));
  const from = Math.max(0, Math.min(at, list.length - AT_HAND));
  return list.slice(from, from + AT_HAND);
}

/** The texts that are held. S shows, R returns, H hides the one that has the focus; arrows go on. */
export function Look({ data, say, eager = false }) {
  const list = held(data);
  const deeds = useDeeds(say);
  const [at, setAt] = useState(null);
  const [returning, setReturning] = useState(null);
  const box = useRef(null);
  const wanted = useRef(eager);
  const now = list.find((each) => each.id === at) ?? list[0];
  const decide = (deed) => (each, ...more) => {
    setAt(nextHeld(list, each.id));
    setReturning(null);
    wanted.current = true;
    deed(each, ...more);
  };
  useEffect(() => { // the next one is at hand; after the last the place itself, so that the keyboard is not lost
    if (!wanted.current) return;
    const target = now ? box.current?.querySelector(`[data-held="${now.id}"] [data-first]`) : box.current;
    if (target) { target.focus(); wanted.current = false; }
  });
  const todo = {
    at: setAt, approve: decide(deeds.approve), hide: decide(deeds.hide), giveBack: decide(deeds.giveBack),
    ask: (each) => { setAt(each.id); setReturning(each.id); }, cancel: () => { setReturning(null); wanted.current = true; },
  };
  const key = (event) => {
    if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || !now) return;
    const deed = { s: () => todo.approve(now), h: () => todo.hide(now), r: () => now.what === "proposal" && todo.ask(now) }[event.key.toLowerCase()];
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!deed && !way) return;
    event.preventDefault();
    if (deed) return deed();
    const to = list[list.findIndex((each) => each.id === now.id) + way];
    if (to) { setAt(to.id); wanted.current = true; }
  };
  const words = ngettext("%(num)s text waits to be looked at", "%(num)s texts wait to be looked at", list.length);
  return html`<section class="looking stack" tabindex="-1" ref=${box} onKeyDown=${key} aria-label=${_("To look at")}>
    <h2 class="sub" role="status">${list.length ? words : _("Nothing waits to be looked at.")}</h2>
    <ol class="helds">${atHand(list, now?.id).map((each) => html`<${Held} key=${each.id} each=${each} data=${data} on=${each.id === now?.id}
      todo=${todo} returning=${returning === each.id} />`)}</ol>
    ${list.length > AT_HAND && html`<p class="small">${ngettext("and %(num)s more", "and %(num)s more", list.length - AT_HAND)}</p>`}
  </section>`;
}

/** A call at the side, while the work in the middle is something else: it opens the texts in a dialog. */
export function LookCall({ data, say }) {
  const [open, setOpen] = useState(false);
  const count = held(data).length;
  if (!count && !open) return null;
  return html`<div class="look-call">
    <p><b>${ngettext("%(num)s text waits to be looked at", "%(num)s texts wait to be looked at", count)}</b></p>
    <button class="button small" onClick=${() => setOpen(true)}>${_("Look at it")}</button>
    ${open && html`<${Dialog} label=${_("To look at")} kind="wide" onClose=${() => setOpen(false)}>
      <${Look} data=${data} say=${say} eager />
      <div class="acts end"><button class="button" onClick=${() => setOpen(false)}>${_("Close")}</button></div><//>`}
  </div>`;
}
