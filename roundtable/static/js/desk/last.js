// What was typed in last on this device, and what became of it. Only the newest shows what was marked:
// a screen is read by those who pass by.

import { html } from "../../vendor/preact-htm.js";
import { useStore } from "../console/use.js";
import { _ } from "../lib/i18n.js";
import { pending } from "../lib/queue.js";
import { holderOf } from "./model.js";

const KINDS = {
  ballot: () => _("Ballot"), proposal: () => _("Proposal"), comment: () => _("Comment"), feedback: () => _("Feedback"),
  person: () => _("Person"), other: () => _("Entry"),
};
const COMMANDS = {
  cast_ballot: "ballot", take_position: "ballot", state_concern: "ballot", submit_proposal: "proposal", add_comment: "comment",
  give_feedback: "feedback", add_person: "person",
};

// Typed again, a ballot or feedback replaces what was there, and a proposal is changed; a comment would be there twice.
const AGAIN = { ballot: () => true, feedback: () => true, proposal: () => true, comment: (state) => state === "refused" };

/** What became of one line: the worst of its commands. */
export function stateOf(line, entries) {
  const mine = entries.filter((entry) => line.ids.includes(entry.id));
  const refused = mine.find((entry) => entry.state === "refused");
  if (refused) return { state: "refused", words: refused.answer?.message || refused.answer?.code || "" };
  return { state: mine.some(pending) ? "sending" : "saved", words: "" };
}

/** What waits or was refused from before the page was opened, as lines. */
function older(entries, log, people) {
  const known = new Set(log.flatMap((line) => line.ids));
  const shown = (entry) => entry.state === "refused" || (pending(entry) && entry.command in COMMANDS);
  return entries.filter((entry) => !known.has(entry.id) && shown(entry)).map((entry) => ({
    key: entry.id, ids: [entry.id], person: entry.for ?? null, kind: COMMANDS[entry.command] ?? "other", again: null,
    card: entry.args.card ?? people.find(([id]) => id === entry.for)?.[1].card ?? "", words: entry.args.text ?? "",
  })).reverse();
}

/** The receipt of a sealed ballot, to be copied on the paper. */
function receiptOf(line, people) {
  const receipts = people.find(([id]) => id === line.person)?.[1].receipts;
  return line.kind === "ballot" && line.stage ? receipts?.[line.stage] : null;
}

function Line({ line, view, people, newest, onAgain }) {
  const store = useStore();
  const { state, words } = stateOf(line, view.entries);
  const online = view.link === "online";
  const said = { saved: _("Saved"), sending: online ? _("Saving…") : _("Kept here, sent later"), refused: words }[state];
  const receipt = state === "saved" ? receiptOf(line, people) : null;
  const forget = () => line.ids.forEach((id) => store.dismiss(id));
  return html`<li class="last-line"><b class="figure">${line.card}</b>
    <span class="last-what">${KINDS[line.kind]()}${(newest || state === "refused") && line.words && html` <span class="soft" dir="auto">${line.words}</span>`}${receipt && html` <span>${_("Receipt %(code)s", { code: receipt })}</span>`}</span>
    <span class="state" data-state=${state}>${said}</span>
    ${AGAIN[line.kind]?.(state) && line.person && html`<button class="button quiet small" aria-label=${_("Type %(card)s again", { card: line.card })}
      onClick=${() => onAgain(line, state)}>${_("Again")}</button>`}
    ${state === "refused" && html`<button class="button quiet small" onClick=${forget}>${_("Dismiss")}</button>`}</li>`;
}

export function Last({ view, log, people, setChosen }) {
  const store = useStore();
  // People and notes that are saved stand in their own lists.
  const said = (line) => !["person", "other"].includes(line.kind) || stateOf(line, view.entries).state !== "saved";
  const lines = [...log, ...older(view.entries, log, people)].filter(said);
  if (!lines.length) return null;
  const again = (line, state) => {
    if (state === "refused") line.ids.forEach((id) => store.dismiss(id));
    // The card may meanwhile be that of a person whom another desk took in.
    const id = holderOf(people, line.card)?.[0] ?? null;
    // How somebody voted is shown only on the newest line; a proposal is no secret, and is changed, not sent twice.
    const open = state === "refused" || line === lines[0] || line.kind === "proposal";
    const edits = state !== "refused" && line.kind === "proposal" ? line.ids[0] : null;
    setChosen({ card: line.card, id, kind: line.kind, again: open && line.again ? { ...line.again, edits } : null });
  };
  return html`<section class="last"><h2>${_("Entered last")}</h2>
    <ol>${lines.slice(0, 12).map((line, i) => html`<${Line} key=${line.key} line=${line} view=${view} people=${people} newest=${i === 0} onAgain=${again} />`)}</ol>
  </section>`;
}
