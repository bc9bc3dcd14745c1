// The board's dialogs: where to, with which group, why hidden, and which keys there are.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, pick, proposalName } from "../lib/i18n.js";
import { clustersOf, matches } from "./board.js";
import { Dialog } from "./parts.js";
import { roundtableOf } from "./use.js";

/** A field and a list below it: type to narrow, arrows to go, Enter to choose, or tap. */
export function Choice({ label, options, onChoose, onWrite, text }) {
  const [at, setAt] = useState(0);
  const [id] = useState(() => `choice-${Math.random().toString(36).slice(2)}`);
  const now = Math.min(at, options.length - 1);
  useEffect(() => { document.getElementById(`${id}-${now}`)?.scrollIntoView({ block: "nearest" }); }, [now]);
  const key = (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way) { event.preventDefault(); setAt((now + way + options.length) % options.length); }
    if (event.key === "Enter") { event.preventDefault(); if (options[now]) onChoose(options[now]); }
  };
  return html`<div class="choice">
    <input class="field" autofocus role="combobox" aria-expanded="true" aria-autocomplete="list" autocomplete="off"
      aria-controls=${id} aria-activedescendant=${options.length ? `${id}-${now}` : undefined} aria-label=${label}
      placeholder=${label} value=${text} maxlength="120" onKeyDown=${key}
      onInput=${(event) => { setAt(0); onWrite(event.target.value); }} />
    <ul role="listbox" id=${id} aria-label=${label}>${options.map((option, i) => html`
      <li key=${option.key} id=${`${id}-${i}`} role="option" aria-selected=${i === now} class=${option.kind ?? ""}
        onClick=${() => onChoose(option)}><span lang=${option.lang}>${option.words}</span>
        ${option.more && html`<small>${option.more}</small>`}</li>`)}</ul>
  </div>`;
}

function groupOptions(data, without) {
  const { language } = roundtableOf(data);
  const count = (cluster) => Object.values(data.proposals)
    .filter((proposal) => proposal.cluster === cluster && proposal.status === "shown").length;
  return clustersOf(data).filter(([id]) => !without.includes(id)).map(([id, cluster]) => ({
    key: id, words: cluster.title, lang: cluster.language,
    more: [pick(data.areas?.[cluster.area]?.title, language),
      ngettext("%(num)s proposal", "%(num)s proposals", count(id))].filter(Boolean).join(" · "),
  }));
}

const found = (options, text) => options.filter((option) => matches(option.words, text));

/** "Move to…": a group, out of all groups, or a new group with the title just typed. */
export function Where({ data, ids, fresh, onMove, onMake, onClose }) {
  const [text, setText] = useState("");
  const from = new Set(ids.map((id) => data.proposals[id].cluster ?? null));
  const only = from.size === 1 ? [...from] : [];
  const title = text.trim();
  const make = title ? [{ key: "new", kind: "fresh", words: _("New group “%(title)s”", { title }) }] : [];
  const out = only[0] === null || !ids.length ? [] : [{ key: "", words: _("Not grouped yet") }];
  const groups = fresh ? [] : [...groupOptions(data, only), ...out];
  const options = fresh ? make : [...found(groups, text), ...make];
  const heading = fresh ? _("New group")
    : ids.length === 1 ? _("Move %(name)s to…", { name: proposalName(data.proposals[ids[0]]) })
      : ngettext("Move %(num)s proposal to…", "Move %(num)s proposals to…", ids.length);
  const choose = (option) => (option.key === "new" ? onMake(title) : onMove(option.key || null));
  return html`<${Dialog} label=${heading} onClose=${onClose}>
    <h2>${heading}</h2>
    ${fresh && ids.length > 0 && html`<p class="soft small">${ngettext("With %(num)s proposal.", "With %(num)s proposals.", ids.length)}</p>`}
    <${Choice} label=${fresh ? _("Title of the new group") : _("Find a group, or write a new title")}
      options=${options} text=${text} onWrite=${setText} onChoose=${choose} />
    <div class="acts end"><button class="button" onClick=${onClose}>${_("Cancel")}</button>
      ${fresh && html`<button class="button primary" disabled=${!title} onClick=${() => onMake(title)}>${_("Make the group")}</button>`}</div>
  <//>`;
}

/** "Merge with…": the group that takes all of this one's proposals. */
export function WhichGroup({ data, cluster, onChoose, onClose }) {
  const [text, setText] = useState("");
  const heading = _("Merge “%(title)s” with…", { title: data.clusters[cluster]?.title ?? "" });
  const options = found(groupOptions(data, [cluster]), text);
  return html`<${Dialog} label=${heading} onClose=${onClose}>
    <h2>${heading}</h2>
    <p class="soft small">${_("The group that you choose keeps its title and takes all proposals. No proposal is lost, and you can undo this.")}</p>
    <${Choice} label=${_("Find a group")} options=${options} text=${text} onWrite=${setText}
      onChoose=${(option) => onChoose(option.key)} />
    <div class="acts end"><button class="button" onClick=${onClose}>${_("Cancel")}</button></div>
  <//>`;
}

const shortly = (text) => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text);

/** "Says the same as…": the proposal that stands for both from now on. */
export function Same({ data, ids, onChoose, onClose }) {
  const [text, setText] = useState("");
  const heading = ids.length === 1 ? _("%(name)s says the same as…", { name: proposalName(data.proposals[ids[0]]) })
    : ngettext("%(num)s proposal says the same as…", "%(num)s proposals say the same as…", ids.length);
  const options = Object.entries(data.proposals)
    .filter(([id, proposal]) => proposal.status === "shown" && !ids.includes(id))
    .map(([id, proposal]) => ({ key: id, words: shortly(proposal.text), lang: proposal.language, more: proposalName(proposal) }))
    .filter((option) => matches(`${option.more} ${data.proposals[option.key].text}`, text)).slice(0, 60);
  return html`<${Dialog} label=${heading} onClose=${onClose}>
    <h2>${heading}</h2>
    <p class="soft small">${_("The one that you choose stands for both from now on. Nothing is lost, and you can undo this.")}</p>
    <${Choice} label=${_("Find a proposal")} options=${options} text=${text} onWrite=${setText}
      onChoose=${(option) => onChoose(option.key)} />
    <div class="acts end"><button class="button" onClick=${onClose}>${_("Cancel")}</button></div>
  <//>`;
}

/** Why something is hidden: kept in the log, and said to its author. */
export function Reason({ data, ids, onHide, onClose }) {
  const [reason, setReason] = useState("");
  const heading = ids.length === 1 ? _("Hide %(name)s?", { name: proposalName(data.proposals[ids[0]]) })
    : ngettext("Hide %(num)s proposal?", "Hide %(num)s proposals?", ids.length);
  const submit = (event) => { event.preventDefault(); onHide(reason.trim()); };
  return html`<${Dialog} label=${heading} onClose=${onClose}>
    <h2>${heading}</h2>
    <p class="soft">${_("Screen and phones no longer show it. You can show it again at any time.")}</p>
    <form class="stack" onSubmit=${submit}>
      <label class="entry"><span>${_("Reason (optional)")}</span><input class="field" maxlength="200" autofocus
        value=${reason} onInput=${(event) => setReason(event.target.value)} /></label>
      <div class="acts end"><button type="button" class="button" onClick=${onClose}>${_("Cancel")}</button>
        <button class="button primary">${_("Hide")}</button></div>
    </form>
  <//>`;
}

/** All keys of the board. */
export function Keys({ onClose }) {
  const keys = [
    [_("Arrow keys"), _("Go from card to card and from column to column")],
    [_("Space"), _("Select or let go")],
    ["M", _("Move the selection, or this card, to a group; on a group title: merge")],
    ["N", _("New group from the selection")],
    ["S", _("Says the same as another one: merge them")],
    ["H", _("Hide, with a reason")],
    [_("Enter on a title"), _("Edit the group: title, summary, merge, order, dissolve")],
    [_("Alt and arrow keys"), _("Put this card higher or lower, this group earlier or later")],
    [_("Esc"), _("Clear the selection")],
    ["/", _("Find a proposal")],
    [_("Ctrl Z, Ctrl Shift Z"), _("Undo, redo")],
    [_("Alt N, Alt Q"), _("Write a note; the talk. Alt R and Alt U: the room, what happened")],
  ];
  return html`<${Dialog} label=${_("Keys of the board")} onClose=${onClose}>
    <h2>${_("Keys of the board")}</h2>
    <dl class="keys">${keys.map(([key, words]) => html`<dt key=${key}><kbd>${key}</kbd></dt><dd>${words}</dd>`)}</dl>
    <div class="acts end"><button class="button primary" autofocus onClick=${onClose}>${_("Close")}</button></div>
  <//>`;
}
