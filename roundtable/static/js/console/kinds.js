// What each kind of step is, in words: its name, one line about it, and what phones and screen show.

import { _ } from "../lib/i18n.js";

const KINDS = {
  welcome: () => [_("Welcome"), _("People join, and say yes to what is agreed on."),
    _("how to take part, and what is agreed on"), _("code, address and who is here")],
  inform: () => [_("Information"), _("A finding, a chart or a text that everybody reads."),
    _("the finding, to read in one's own time"), _("the finding, large")],
  write: () => [_("Silent writing"), _("Everyone writes alone. Nothing is shown yet."),
    _("a page to write ideas on, for oneself"), _("the question and how many have written")],
  round: () => [_("Round"), _("One after the other, each shares one idea."),
    _("whose turn it is, and one's own ideas to share"), _("who speaks, and what was shared")],
  clarify: () => [_("Clarify"), _("Questions about what was proposed, without a debate."),
    _("the proposals, to ask a question about each"), _("the proposals with their questions")],
  propose: () => [_("Proposals"), _("Everyone sends ideas; they appear on the wall."),
    _("one idea at a time, and what became of it"), _("the wall of proposals")],
  improve: () => [_("Comment and improve"), _("People comment, and authors make their proposals better."),
    _("the proposals, to comment and improve"), _("the proposals with their comments")],
  group: () => [_("Grouping"), _("What belongs together is put together."),
    _("the groups so far"), _("the groups as they grow")],
  vote: () => [_("Vote"), _("Everyone votes; nobody sees a result before it is revealed."),
    _("the ballot"), _("the question and how many have voted")],
  reveal: () => [_("Result"), _("The result is shown when you reveal it."),
    _("the result, and one's own vote beside it"), _("the result in rows of marks")],
  previous: () => [_("What the last round said"), _("The result with its reasons, before people vote again."),
    _("the result of the last round beside one's own"), _("the result and its reasons")],
  discuss: () => [_("Discussion"), _("People talk; hands are raised on the phone or at the desk."),
    _("a hand to raise, and the place in the queue"), _("the question, who speaks and who is next")],
  consent: () => [_("Consent round"), _("Consent, stand aside, or object with a reason."),
    _("each decision with three answers"), _("the decision and its objections")],
  tables: () => [_("Tables"), _("Small groups talk at tables, and write notes."),
    _("which table to go to, and its notes"), _("who sits where, the question and the time")],
  harvest: () => [_("Harvest"), _("What the tables wrote comes together."),
    _("what the tables wrote"), _("what the tables wrote")],
  break: () => [_("Break"), _("A pause with a clock."),
    _("when it goes on"), _("when it goes on, large")],
  decide: () => [_("Decisions"), _("What is decided, in words; who does what until when."),
    _("decisions and tasks as they are written"), _("decisions and tasks as they are written")],
  feedback: () => [_("Feedback"), _("Four short questions about the meeting."),
    _("four short questions"), _("how many have answered")],
  close: () => [_("The end"), _("Thanks, and what stays."),
    _("thanks, results and tasks"), _("thanks, results and tasks")],
};

// Minutes that a new step of a kind begins with, as in roundtable/core/stages.py; null is without a limit.
const MINUTES = {
  welcome: 5, inform: 5, write: 5, round: 15, clarify: 10, propose: 8, improve: 10, group: 15, vote: 6, reveal: 30,
  previous: 10, discuss: 20, consent: 20, tables: 20, harvest: 15, break: 10, decide: 15, feedback: 5, close: null,
};

export const minutesFor = (kind) => MINUTES[kind] ?? null;

/** The kinds in the order in which a meeting uses them. */
export const kinds = Object.keys(KINDS);

/** {name, line, phones, screen} of a kind; of one that this page does not know, its own name. */
export function kindWords(kind) {
  const [name, line, phones, screen] = KINDS[kind]?.() ?? [kind, "", "", ""];
  return { name, line, phones, screen };
}

/** Kinds whose work brings proposals in, and so looks at the held ones itself. */
export const COLLECTS = ["propose", "round", "clarify", "improve"];

/** Kinds in which people speak by the queue: it stands in the middle then, too. */
export const TALKS = ["round", "discuss"];
