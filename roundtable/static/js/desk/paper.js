// Paper, typed in: the code of a card and Enter, then what is on it and Enter. Typed again, it
// replaces what was there; nothing that was typed is thrown away by the page.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { GroupName, Pills } from "../console/widgets.js";
import { currentStage, roundtableOf } from "../console/use.js";
import { _, number, pick } from "../lib/i18n.js";
import { BallotForm } from "./ballot-form.js";
import { cardOf, readCard } from "./cards.js";
import { flush } from "./flush.js";
import { CommentForm, FeedbackForm, ProposalForm } from "./forms.js";
import { Last } from "./last.js";
import { ballotStage, holderOf, kindsOf, paperCount, stageFor } from "./model.js";
import { NewPerson } from "./new-person.js";

const KINDS = {
  ballot: (stage) => (stage.kind === "consent" ? _("Consent") : _("Ballots")),
  proposal: () => _("Proposals"), comment: () => _("Comments"), feedback: () => _("Feedback"),
};
const FORMS = { ballot: BallotForm, proposal: ProposalForm, comment: CommentForm, feedback: FeedbackForm };

function CodeForm({ people, chosen, setChosen, field }) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  useLayoutEffect(() => { setTyped(chosen?.card ?? ""); setWrong(""); }, [chosen]);
  const submit = (event) => {
    event.preventDefault();
    const said = field.current.value; // what the field holds now: the last key may not be drawn yet
    const card = readCard(said);
    if (!card) {
      setWrong(said.trim() ? _("No card has this code. Look at the letter at its end.") : _("Type the code of a card first."));
      field.current.select();
      return;
    }
    setChosen({ card, id: holderOf(people, card)?.[0] ?? null });
  };
  return html`<form class="code-form" onSubmit=${submit}>
    <label for="card-code">${_("Code of the card")}</label>
    <input id="card-code" class="field" ref=${field} value=${typed} autocomplete="off" autocapitalize="characters" spellcheck=${false}
      maxlength="8" enterkeyhint="next" aria-invalid=${Boolean(wrong)} aria-describedby="card-said" placeholder=${cardOf(7)}
      onInput=${(event) => { setTyped(event.target.value); setWrong(""); if (chosen) setChosen(null); }} />
    <button class=${`button ${chosen ? "" : "primary"}`}>${_("Next")}</button>
    <p id="card-said" class="wrong" role="status">${wrong}</p>
  </form>`;
}

/** Whose paper it is, in words: group and table. */
function Whose({ data, people, chosen }) {
  const person = people.find(([id]) => id === chosen.id)?.[1];
  const table = data.tables?.[person?.table];
  return html`<p class="whose"><b>${chosen.card}</b> ${person && html`<${GroupName} data=${data} group=${person.group} />`}
    ${table && html`<span class="soft">${table.title || _("Table %(number)s", { number: number(table.position) })}</span>`}</p>`;
}

function Count({ people, stage }) {
  const count = paperCount(people, stage[0]);
  if (!count.of) return null;
  const words = _("of %(num)s paper ballots are in", { num: number(count.of) });
  return html`<p class="paper-count"><b class="figure">${number(count.in)}</b>
    <span>${words}</span>
    <progress max=${count.of} value=${count.in} aria-hidden="true"></progress></p>`;
}

export function Paper({ view, page, people, say, enter, chosen, setChosen: choose, log }) {
  const { data } = view;
  const table = roundtableOf(data);
  const [open, now] = currentStage(data);
  const empty = ["vote", "consent"].includes(now?.kind) && !now.revealed && !ballotStage(data);
  const [wanted, setWanted] = useState(null); // chosen by hand, until the next step
  const [held, setHeld] = useState(null); // what lies there stays while it is typed, whatever step is opened meanwhile
  const field = useRef(null);
  const kinds = kindsOf(data);
  const kind = [chosen && held, wanted].find((each) => kinds.includes(each)) ?? kinds[0];
  const setChosen = (next) => {
    setHeld(next ? (next.kind ?? kind) : null);
    choose(next);
    flush();
  };
  const turnTo = (each) => { setWanted(each); setHeld(each); };
  const stage = kind ? stageFor(data, kind) : null;
  useEffect(() => setWanted(null), [open]);
  useLayoutEffect(() => { if (!chosen && matchMedia("(pointer: fine)").matches) field.current?.focus(); }, [chosen]);
  const back = () => setChosen(null);
  const done = (words, commands, again = null) => {
    enter({ person: chosen.id, card: chosen.card, kind, words, commands, again });
    say(_("%(card)s is entered. Next card.", { card: chosen.card }));
    setChosen(null);
    field.current?.focus();
  };
  const escape = (event) => {
    if (event.key !== "Escape" || !chosen) return;
    event.preventDefault();
    back();
    field.current?.focus();
  };
  const added = (id) => { if (kind) setChosen({ card: chosen.card, id }); else back(); };
  const Form = FORMS[kind];
  return html`<div class=${`paper-in ${chosen ? "typing" : ""}`} onKeyDown=${escape}>
    <div class="stack">
      ${empty && html`<p class="notice">${_("Nothing is put up in this vote yet, so there are no ballots to type in.")}</p>`}
      ${kinds.length > 1 && html`<div class="paper-kinds"><${Pills} label=${_("What is typed in")} name="kind" value=${kind} onChange=${turnTo}
        choices=${Object.fromEntries(kinds.map((each) => [each, KINDS[each](stageFor(data, each)[1])]))} /></div>`}
      ${stage ? html`<div class="paper-about">${stage[0] !== open && html`<p class="eyebrow">${pick(stage[1].title, table.language)}</p>`}
        <h2 class="paper-question">${pick(stage[1].question, table.language) || KINDS[kind](stage[1])}</h2></div>`
        : html`<div class="paper-about"><h2 class="paper-question">${_("People without a phone")}</h2>
          <p class="soft">${_("Type the codes of their cards now; ballots and proposals come later.")}</p></div>`}
      ${kind === "ballot" && html`<${Count} people=${people} stage=${stage} />`}
      <${CodeForm} people=${people} chosen=${chosen} setChosen=${setChosen} field=${field} />
      ${chosen && !chosen.id && html`<${NewPerson} key=${chosen.card} data=${data} page=${page} card=${chosen.card} enter=${enter} onAdded=${added} onCancel=${back} />`}
      ${chosen?.id && Form && html`<div class="sheet" key=${`${kind}-${chosen.id}`}>
        <${Whose} data=${data} people=${people} chosen=${chosen} />
        <${Form} data=${data} stage=${stage} person=${people.find(([id]) => id === chosen.id)?.[1]} again=${chosen.again}
          onDone=${done} onCancel=${back} /></div>`}
    </div>
    <${Last} view=${view} log=${log} people=${people} data=${data} setChosen=${setChosen} />
  </div>`;
}
