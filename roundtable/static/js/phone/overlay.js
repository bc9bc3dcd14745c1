// What a person sees of the own things: what the server has (`me`) with what is still in the
// outbox laid over it. Pure; `node --test` runs it as it is.

const PENDING = { keeping: "sending", waiting: "waiting", sending: "sending", saved: "saved" };

function submitted(entry, stage) {
  return {
    id: entry.id, number: null, stage, text: entry.args.text, area: entry.args.area ?? null,
    language: "und", direction: "auto", status: "shown",
    state: PENDING[entry.state], pending: "submit",
  };
}

function apply(list, entry, stage) {
  const { command, args } = entry;
  if (entry.state === "refused") return list;
  if (command === "submit_proposal") {
    return list.some((each) => each.id === entry.id) ? list : [...list, submitted(entry, stage)];
  }
  if (command === "withdraw_proposal" && entry.state === "saved") {
    return list.filter((each) => each.id !== args.proposal);
  }
  const changed = { edit_proposal: { text: args.text, pending: "edit" }, withdraw_proposal: { pending: "withdraw" } }[command];
  if (!changed) return list;
  return list.map((each) =>
    each.id === args.proposal ? { ...each, ...changed, state: PENDING[entry.state] } : each);
}

/**
 * The own proposals of a stage, oldest first.
 * @returns items of `me.proposals` plus state ("saved" | "sending" | "waiting") and
 *   pending (null | "submit" | "edit" | "withdraw")
 */
export function ownProposals(me, entries, stage) {
  const known = (me?.proposals ?? [])
    .filter((each) => each.stage === stage && each.status !== "withdrawn")
    .map((each) => ({ ...each, state: "saved", pending: null }));
  return entries.reduce((list, entry) => apply(list, entry, stage), known);
}

/**
 * The own ballot of a vote.
 * @returns {{marks: Object<string, number>, state: "saved"|"sending"|"waiting"}}
 */
export function ownBallot(me, entries, stage) {
  const marks = { ...(me?.ballots?.[stage] ?? {}) };
  let state = "saved";
  for (const entry of entries) {
    if (entry.command !== "cast_ballot" || entry.args.stage !== stage) continue;
    if (entry.state === "refused") continue;
    for (const [option, value] of Object.entries(entry.args.marks)) {
      if (value === null) delete marks[option];
      else marks[option] = value;
    }
    if (entry.state !== "saved") state = entry.state;
  }
  return { marks, state };
}

export const used = (marks) => Object.values(marks).reduce((sum, value) => sum + value, 0);

/** The number of dots for an option after a step, kept within 0 and what is left of the budget. */
export function stepped(marks, option, wanted, budget) {
  const others = used(marks) - (marks[option] ?? 0);
  return Math.max(0, Math.min(Math.trunc(wanted) || 0, budget - others));
}

/** Length as the server counts it: characters of the trimmed, composed text. */
export const lengthOf = (text) => [...text.normalize("NFC").trim()].length;
