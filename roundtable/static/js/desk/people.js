// People without a phone: who is there, what they have done, and what a host can do for them.

import { html, useState } from "../../vendor/preact-htm.js";
import { Shape } from "../console/parts.js";
import { tableName, tablesOf } from "../console/tables.js";
import { currentStage, roundtableOf, useStore } from "../console/use.js";
import { _, ngettext, number, pick } from "../lib/i18n.js";
import { ballotStage, inOrder, queueOf } from "./model.js";
import { NewPerson } from "./new-person.js";

const QUIET = ["vote", "feedback"]; // nobody raises a hand there

/** What somebody has done already, in a few words. */
function doneWords(person, vote) {
  return [
    vote && (person.voted?.includes(vote[0]) ? _("ballot is in") : _("no ballot yet")),
    person.proposals ? ngettext("%(num)s proposal", "%(num)s proposals", person.proposals) : null,
  ].filter(Boolean).join(" · ");
}

function Person({ id, person, data, vote, take }) {
  const store = useStore();
  const table = roundtableOf(data);
  const [, stage] = currentStage(data);
  const turn = queueOf(data).find(([, each]) => each.desk && each.who === person.alias);
  const does = (command, args = {}) => () => store.act(command, args, id);
  const regroup = (event) => store.act("change_seat", { group: event.target.value || null, language: person.language ?? table.language }, id);
  const reseat = (event) => store.act("seat_person", { participant: id, table: event.target.value });
  const leave = async () => {
    const yes = await store.ask({ title: _("Does %(card)s leave?", { card: person.card }), yes: _("Leaves"),
      words: _("What they said and voted stays. If they come back, type their card again.") });
    if (yes) store.act("leave", {}, id);
  };
  const tables = tablesOf(data);
  return html`<li class="person"><details>
    <summary><b class="figure">${person.card}</b><${Shape} position=${data.groups?.[person.group]?.position} />
      <span class="person-done small soft">${doneWords(person, vote)}</span>
      ${turn && html`<span class="small hand-up">${turn[1].status === "speaking" ? _("speaks") : _("hand is up")}</span>`}</summary>
    <div class="stack person-more">
      <div class="acts"><button class="button small strong" onClick=${() => take({ card: person.card, id })}>${_("Type in a paper")}</button>
        ${stage && !QUIET.includes(stage.kind) && (turn ? html`<button class="button small" onClick=${does("lower_hand")}>${_("Lower the hand")}</button>`
          : html`<button class="button small" onClick=${does("raise_hand")}>${_("Raise a hand")}</button>`)}
        ${stage?.kind === "welcome" && !person.agreed && html`<button class="button small" onClick=${does("agree")}>${_("Agrees")}</button>`}
        <button class="button small danger" onClick=${leave}>${_("Leaves…")}</button></div>
      <div class="row wrap"><label class="entry"><span>${_("Group")}</span>
        <select class="field" value=${person.group ?? ""} onChange=${regroup}><option value="">${_("No group named")}</option>
          ${inOrder(data.groups).map(([each, group]) => html`<option key=${each} value=${each}>${pick(group.title, table.language)}</option>`)}</select></label>
      ${tables.length > 0 && html`<label class="entry"><span>${_("Table")}</span>
        <select class="field" value=${person.table ?? ""} onChange=${reseat}>${!person.table && html`<option value="">${_("None")}</option>`}
          ${tables.map(([each, one]) => html`<option key=${each} value=${each}>${tableName(one)}</option>`)}</select></label>`}</div>
    </div></details></li>`;
}

export function People({ view, page, people, take }) {
  const store = useStore();
  const { data } = view;
  const [find, setFind] = useState("");
  const [adding, setAdding] = useState(false);
  const enter = ({ commands: [[command, args]] }) => { // the server gives the next code; it is to be written on a card
    const { id, done } = store.act(command, args);
    done.then((answer) => {
      if (answer.ok) store.tell(_("Write this code on a card for them: %(card)s", { card: answer.result.card }), "lasting");
    });
    return id;
  };
  const close = () => setAdding(false);
  const vote = ballotStage(data);
  const shown = people.filter(([, person]) => !person.left && (person.card ?? "").toLowerCase().includes(find.trim().toLowerCase()));
  return html`<div class="stack">
    <div class="row between wrap"><h2>${_("People without a phone")}: <span class="figure">${number(people.length)}</span></h2>
      <a class="small" href=${page.print} target="_blank" rel="noopener">${_("Print cards and ballots")}</a></div>
    ${adding ? html`<${NewPerson} data=${data} page=${page} card="" enter=${enter} onAdded=${close} onCancel=${close} />`
      : html`<div class="acts"><button class="button small" onClick=${() => setAdding(true)}>${_("Add someone without a printed card")}</button></div>`}
    ${people.length > 8 && html`<input class="field" type="search" value=${find} aria-label=${_("Find a card")} placeholder=${_("Find a card")}
      onInput=${(event) => setFind(event.target.value)} />`}
    ${people.length ? html`<ul class="persons">${shown.map(([id, person]) => html`
      <${Person} key=${id} id=${id} person=${person} data=${data} vote=${vote} take=${take} />`)}</ul>`
      : html`<p class="soft">${_("Nobody yet. Give each of them a card, and type its code at “Paper”.")}</p>`}
  </div>`;
}
