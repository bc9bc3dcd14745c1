// What a step of the history did, in words: for the undo button, the timeline, and what is said aloud.

import { _, ngettext, pick } from "../lib/i18n.js";

const number = (n) => (typeof n === "number" ? `P-${String(n).padStart(3, "0")}` : (n ?? ""));

/** `words` cut to a length that stays one line, whole otherwise. */
const short = (words) => (words && words.length > 60 ? `${words.slice(0, 58).trimEnd()}…` : (words ?? ""));

const moved = ({ count, proposal, cluster }) => {
  const what = proposal ? number(proposal) : ngettext("%(num)s proposal", "%(num)s proposals", count);
  return cluster ? _("move of %(what)s to %(cluster)s", { what, cluster }) : _("taking %(what)s out of its group", { what });
};

const about = (make) => ({ proposal }) => make({ what: number(proposal) });

const merged = ({ proposals = [], count, into }) => {
  const what = proposals.length === 1 ? number(proposals[0]) : ngettext("%(num)s proposal", "%(num)s proposals", count ?? proposals.length);
  return _("merge of %(what)s into %(into)s", { what, into: number(into) });
};

const onComment = (make, alone) => ({ proposal }) => (proposal ? make({ what: number(proposal) }) : alone());

const answered = ({ status, option }) => {
  const names = { title: short(option) };
  if (status === "hidden") return _("hiding of a concern: %(title)s", names);
  return status === "open" ? _("concern open again: %(title)s", names) : _("answer to a concern: %(title)s", names);
};

// The board and what people said.
const BOARD = {
  dismiss_suggestion: () => _("suggested groups put away"),
  suggest_groups: () => _("groups suggested"),
  watch_opinions: () => _("map of opinions on the console"),
  accept_suggestion: ({ count, groups }) => ngettext("%(num)s suggested group", "%(num)s suggested groups", count ?? groups ?? 1),
  answer_concern: answered,
  approve_comment: onComment((names) => _("showing of a comment on %(what)s", names), () => _("showing of a comment")),
  approve_proposal: about((names) => _("showing of %(what)s", names)),
  create_cluster: ({ cluster }) => _("new group %(cluster)s", { cluster }),
  edit_cluster: ({ cluster }) => _("change of %(cluster)s", { cluster }),
  hide_comment: onComment((names) => _("hiding of a comment on %(what)s", names), () => _("hiding of a comment")),
  hide_proposal: about((names) => _("hiding of %(what)s", names)),
  merge_clusters: ({ cluster, into }) => _("merge of %(cluster)s into %(into)s", { cluster, into }),
  merge_options: ({ title, into }) => _("putting options together: %(title)s", { title: short(into ?? title) }),
  merge_proposals: merged,
  move_cluster: ({ cluster }) => _("move of the group %(cluster)s", { cluster }),
  move_proposals: moved,
  pin_proposal: ({ proposal, pinned }) => (pinned === false ? _("unpinning of %(what)s", { what: number(proposal) })
    : _("pinning of %(what)s", { what: number(proposal) })),
  remove_cluster: ({ cluster }) => _("dissolving of %(cluster)s", { cluster }),
  restore_proposal: about((names) => _("showing of %(what)s", names)),
  return_proposal: about((names) => _("return of %(what)s to its author", names)),
  split_cluster: ({ cluster, title }) => _("split of %(title)s from %(cluster)s", { title, cluster }),
  split_option: ({ title }) => _("taking an option apart: %(title)s", { title: short(title) }),
};

const MINUTES = {
  note: () => _("note"), parking: () => _("parked"), decision: () => _("decision"), task: () => _("task"),
};

const minute = (make) => ({ kind, text }) => make({ what: MINUTES[kind]?.() ?? _("note"), text: short(text) });

// The agenda, the room, and what was written down.
const ROOM = {
  add_person: ({ card }) => _("somebody without a phone: %(card)s", { card: card ?? "" }),
  add_stage: ({ stage }, language) => _("new step %(stage)s", { stage: pick(stage, language) }),
  add_tables: ({ count }) => ngettext("%(num)s new table", "%(num)s new tables", count ?? 1),
  close_roundtable: () => _("end of the roundtable"),
  create_link: ({ label }) => _("new link %(label)s", { label: label ?? "" }),
  edit_minute: minute((names) => _("change of a %(what)s: %(text)s", names)),
  edit_stage: ({ stage }, language) => _("change of the step %(stage)s", { stage: pick(stage, language) }),
  edit_table: ({ table }) => _("change of %(table)s", { table: table ?? "" }),
  finish_task: ({ text, done }) => (done === false ? _("task open again: %(text)s", { text: short(text) })
    : _("task done: %(text)s", { text: short(text) })),
  harvest: ({ proposal }) => _("%(what)s from a table's note", { what: number(proposal) }),
  move_stage: ({ stage }, language) => _("move of the step %(stage)s", { stage: pick(stage, language) }),
  nudge: () => _("reminder to those who have not acted"),
  open_stage: ({ stage }, language) => _("step %(stage)s", { stage: pick(stage, language) }),
  remove_minute: minute((names) => _("removal of a %(what)s: %(text)s", names)),
  remove_stage: ({ stage }, language) => _("removal of the step %(stage)s", { stage: pick(stage, language) }),
  remove_table: ({ table }) => _("removal of %(table)s", { table: table ?? "" }),
  reopen_roundtable: () => _("opening of the roundtable again"),
  reset_vote: ({ stage }, language) => _("reset of the vote %(stage)s", { stage: pick(stage, language) }),
  reveal_results: ({ stage }, language) => _("reveal of %(stage)s", { stage: pick(stage, language) }),
  seat_anew: () => _("new draw of the tables"),
  set_goal: ({ group, goal }, language) => (goal ? _("goal of %(goal)s for %(group)s", { goal, group: pick(group, language) })
    : _("no goal for %(group)s", { group: pick(group, language) })),
  set_cost: ({ title, cost }) => (cost === null || cost === undefined ? _("cost not known: %(title)s", { title: short(title) })
    : _("cost of %(cost)s: %(title)s", { cost, title: short(title) })),
  settle_tie: ({ stage }, language) => _("tie settled in %(stage)s", { stage: pick(stage, language) }),
  spotlight: () => _("one thing large on the screen"),
  withdraw_link: ({ label }) => _("withdrawal of the link %(label)s", { label: label ?? "" }),
  write_minute: minute((names) => _("%(what)s: %(text)s", names)),
};

// The time, the talk and the screen.
const FLOW = {
  call_next: () => _("word to the next person"),
  end_turn: () => _("end of a turn"),
  extend_timer: ({ seconds }) => (seconds < 0 ? _("less time") : _("more time")),
  pause_timer: () => _("pause of the time"),
  seat_person: ({ card, table }) => {
    const other = _("another table");
    return _("seat for %(card)s: %(table)s", { card: card ?? "", table: table || other });
  },
  set_rehearsal: () => _("change of the rehearsal"),
  show_on_screen: ({ mode }) => _("screen: %(mode)s", { mode: SCREEN[mode]?.() ?? "" }),
  start_timer: () => _("start of the time"),
};

const SCREEN = {
  auto: () => _("by itself"), wall: () => _("wall"), groups: () => _("groups"), results: () => _("results"), blank: () => _("blank"),
};

// What was entered for somebody without a phone.
const DESK = {
  add_comment: onComment((names) => _("comment on %(what)s", names), () => _("comment")),
  agree: () => _("agreement"),
  cast_ballot: () => _("ballot"),
  change_seat: () => _("change of a seat"),
  choose_table: () => _("choice of a table"),
  edit_proposal: about((names) => _("change of %(what)s", names)),
  give_feedback: () => _("feedback"),
  host_table: () => _("host of a table"),
  leave: () => _("leaving"),
  lower_hand: () => _("hand taken down"),
  raise_hand: () => _("hand raised"),
  share_proposal: about((names) => _("sharing of %(what)s", names)),
  state_concern: () => _("concern"),
  submit_proposal: () => _("proposal"),
  support_concern: () => _("support of a concern"),
  take_position: () => _("position"),
  withdraw_comment: () => _("withdrawal of a comment"),
  withdraw_concern: () => _("withdrawal of a concern"),
  withdraw_proposal: about((names) => _("withdrawal of %(what)s", names)),
};

const WORDS = { ...BOARD, ...ROOM, ...FLOW, ...DESK };

/** The commands that have words here. */
export const told = Object.keys(WORDS);

/** The commands by which somebody looks after what is shown. */
export const MODERATION = [
  "approve_proposal", "return_proposal", "hide_proposal", "restore_proposal", "pin_proposal", "merge_proposals",
  "hide_comment", "approve_comment", "answer_concern",
];

const plainly = (command) => command.replaceAll("_", " ");

/** `step` is `undo` or `redo` of the roundtable, or one of the timeline: {command, names}, or null. */
export function stepWords(step, language) {
  if (!step) return "";
  const names = step.names ?? {};
  if (step.command === "undo") {
    const inner = stepWords({ command: names.command, names: names.names }, language);
    return names.command === "undo" ? _("redone: %(what)s", { what: stepWords({ command: names.names?.command, names: names.names?.names }, language) })
      : _("undone: %(what)s", { what: inner });
  }
  return WORDS[step.command]?.(names, language) ?? plainly(step.command ?? "");
}

/** Whether a step of the timeline is about what is shown: also its undo. */
export const isModeration = (step) =>
  MODERATION.includes(step.command === "undo" ? step.names?.command : step.command);

const ROLES = {
  facilitator: () => _("Facilitator"), host: () => _("Host"), house: () => _("Facilitator"),
  participant: () => _("Participant"), system: () => _("By itself"), writer: () => _("Writer"),
};

/** Who took a step: the label of the link, else the role. */
export const whoWords = (step) => step.who || (ROLES[step.role]?.() ?? step.role ?? "");

const WHY = {
  no_undo: () => _("Cannot be undone: people have seen it or acted on it."),
  changed_since: () => _("It was changed again since. Undo the later step first."),
  votes_in: () => _("People have voted on it since."),
  already_revealed: () => _("The result was shown since."),
};

/** Why a step cannot be undone, in words; "" when it can. */
export const whyWords = (step) => (step.undoable ? "" : (WHY[step.why]?.() ?? WHY.no_undo()));

/** The timeline's steps [id, step], latest first. */
export const stepsOf = (data) => Object.entries(data.timeline ?? {}).sort(([, a], [, b]) => b.rev - a.rev);
