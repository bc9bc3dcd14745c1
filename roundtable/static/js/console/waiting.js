// What waits for the facilitator, as plain data: texts that are held, and hands that are raised.

const byAge = (a, b) => (a.thing.created ?? a.thing.number) - (b.thing.created ?? b.thing.number);

const withStatus = (table, status) =>
  Object.entries(table ?? {}).filter(([, thing]) => thing.status === status);

/** Texts that nobody sees before somebody has looked, oldest first: [{what, id, thing}]. */
export function held(data) {
  const proposals = withStatus(data.proposals, "held").map(([id, thing]) => ({ what: "proposal", id, thing }));
  const comments = withStatus(data.comments, "held").map(([id, thing]) => ({ what: "comment", id, thing }));
  return [...proposals.sort((a, b) => a.thing.number - b.thing.number), ...comments.sort(byAge)];
}

/** How many hands are raised and not yet called. */
export const hands = (data) => withStatus(data.queue, "waiting").length;

/**
 * Which text comes to hand when `id` has been decided: the one after it, else the one before.
 * @returns an id, or null when nothing is left
 */
export function nextHeld(list, id) {
  const at = list.findIndex((each) => each.id === id);
  return list[at + 1]?.id ?? list[at - 1]?.id ?? null;
}

/** People at the table who have not acted in the open stage; null where it asks for no act. */
export function missing(data, stage) {
  const turnout = data.turnout?.[stage];
  return turnout ? Math.max(0, turnout.present - turnout.acted) : null;
}

/** Comments on a proposal that are to be seen here, oldest first: [[id, comment], …]. */
export function commentsOn(data, proposal) {
  return Object.entries(data.comments ?? {})
    .filter(([, comment]) => comment.proposal === proposal && ["shown", "hidden"].includes(comment.status ?? "shown"))
    .sort(([, a], [, b]) => a.created - b.created);
}
