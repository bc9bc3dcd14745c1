// What the desk makes of the roundtable's state: whose paper, which ballot, what can be entered now.
// Plain data, no page.

import { pending } from "../lib/queue.js";

const byPosition = ([, a], [, b]) => a.position - b.position;

export const inOrder = (table) => Object.entries(table ?? {}).sort(byPosition);

const wasOpened = (stage) => stage.status === "open" || stage.status === "done" || Boolean(stage.opened);

/** [id, stage] of the vote or consent round whose ballots are taken now, or null. */
export function ballotStage(data) {
  const first = Object.values(data.options ?? {})[0];
  const stage = data.stages?.[first?.stage];
  return stage && wasOpened(stage) && !stage.revealed ? [first.stage, stage] : null;
}

/** The kind of ballot of a stage: its type, or "consent". */
export const ballotOf = (stage) => (stage.kind === "consent" ? "consent" : (stage.settings?.ballot ?? "approval"));

/** What stands on the ballot, each with the number that is printed and typed. */
export const ballotOptions = (data, stage) => inOrder(data.options)
  .filter(([, option]) => option.stage === stage)
  .map(([id, option]) => ({ ...option, id, number: option.position + 1 })); // its own number is that of a proposal or group

/** The paper that a parser needs: type, what there is to give, the highest score, costs, numbers. */
export function paperOf(data, [id, stage]) {
  const options = ballotOptions(data, id);
  const { settings = {} } = stage;
  const ballot = ballotOf(stage);
  const budget = Number({ dots: settings.budget, approval: settings.limit, knapsack: settings.sum }[ballot] ?? 0);
  const best = ballot === "grade" ? 5 : ballot === "score" ? Number(settings.scale ?? 5) : 0;
  const costs = Object.fromEntries(options.map((option) => [option.number, option.cost ?? 0]));
  return { ballot, budget, best, costs, unit: settings.unit, options, numbers: options.map((option) => option.number) };
}

/** Whether people may hold something against an option of this vote now. */
export const takesConcerns = (stage) => stage.kind === "vote" && (stage.settings?.concerns ?? "yes") === "yes";

/** People without a phone as [id, card], by their card; with those who are still on their way. */
export function peopleOf(data, entries = []) {
  const added = entries.filter((entry) => entry.command === "add_person" && entry.args.card && !data.cards?.[entry.id]
    && (pending(entry) || entry.state === "saved"));
  const ahead = added.map(({ id, args }) => [id, {
    card: args.card, group: args.group ?? null, table: args.table ?? null, voted: [], proposals: 0, agreed: false, ahead: true,
  }]);
  const known = Object.entries(data.cards ?? {});
  return [...known, ...ahead].sort(([, a], [, b]) => (a.card ?? "").localeCompare(b.card ?? "", "en", { numeric: true }));
}

/** [id, card] of a code, or null. */
export const holderOf = (people, card) => people.find(([, person]) => person.card === card) ?? null;

const TAKES = { // what is entered -> the kinds of stages that take it, opened at some time
  proposal: ["propose", "write"], comment: ["clarify", "improve"], feedback: ["feedback"],
};

function lastOpened(data, kinds) {
  const found = inOrder(data.stages).filter(([, stage]) => kinds.includes(stage.kind) && wasOpened(stage));
  return found.find(([, stage]) => stage.status === "open") ?? found.at(-1) ?? null;
}

/** [id, stage] that takes entries of a kind, or null. */
export const stageFor = (data, kind) =>
  (kind === "ballot" ? ballotStage(data) : lastOpened(data, TAKES[kind] ?? []));

/** What can be entered now, the likeliest first: what the open stage asks for, then what came before. */
export function kindsOf(data) {
  const table = Object.values(data.roundtable ?? {})[0];
  const found = ["ballot", "proposal", "comment", "feedback"]
    .map((kind) => [kind, stageFor(data, kind)]).filter(([, stage]) => stage);
  const open = (stage) => (stage[0] === table?.stage ? 0 : 1);
  return found.sort(([, a], [, b]) => open(a) - open(b) || b[1].position - a[1].position).map(([kind]) => kind);
}

/** How many ballots of paper are in, and of how many cards. */
export function paperCount(people, stage) {
  return { in: people.filter(([, person]) => person.voted?.includes(stage)).length, of: people.length };
}

/** The proposal of a number that was typed as "14", "P-014" or "p14"; [id, proposal] or null. */
export function proposalOf(data, typed) {
  const number = Number(/^\s*p?-?0*(\d{1,5})\s*$/i.exec(typed)?.[1]);
  return number ? (Object.entries(data.proposals ?? {}).find(([, each]) => each.number === number) ?? null) : null;
}

/** Turns of those who wait or speak, in order. */
export const queueOf = (data) => Object.entries(data.queue ?? {})
  .filter(([, turn]) => turn.status === "waiting" || turn.status === "speaking")
  .sort(([, a], [, b]) => (a.status === b.status ? a.position - b.position : a.status === "speaking" ? -1 : 1));

/** Notes that a table wrote in the stage that is open, the newest last. */
export const notesOf = (data, table, stage) => Object.entries(data.minutes ?? {})
  .filter(([, note]) => note.table === table && note.kind === "note" && note.stage === stage && note.status !== "removed")
  .sort(([, a], [, b]) => a.created - b.created);
