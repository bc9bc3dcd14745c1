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

const CHANGED = {
  edit_proposal: (args) => ({ text: args.text, pending: "edit" }),
  share_proposal: () => ({ pending: "share" }),
  withdraw_proposal: () => ({ pending: "withdraw" }),
};

function apply(list, entry, stage) {
  const { command, args } = entry;
  if (entry.state === "refused") return list;
  if (command === "submit_proposal" && stage) {
    return list.some((each) => each.id === entry.id) ? list : [...list, submitted(entry, stage)];
  }
  if (command === "withdraw_proposal" && entry.state === "saved") {
    return list.filter((each) => each.id !== args.proposal);
  }
  if (!CHANGED[command]) return list;
  const changed = CHANGED[command](args);
  return list.map((each) =>
    each.id === args.proposal ? { ...each, ...changed, state: PENDING[entry.state] } : each);
}

/**
 * The own proposals of a stage (null: of all stages, without those still on their way), oldest first.
 * @returns items of `me.proposals` plus state ("saved" | "sending" | "waiting") and
 *   pending (null | "submit" | "edit" | "withdraw")
 */
export function ownProposals(me, entries, stage) {
  const known = (me?.proposals ?? [])
    .filter((each) => (!stage || each.stage === stage) && each.status !== "withdrawn")
    .map((each) => ({ ...each, state: "saved", pending: null }));
  return entries.reduce((list, entry) => apply(list, entry, stage), known);
}

/**
 * The own ballot of a vote. Who abstains has no marks, and any mark takes that back, as on the server.
 * @returns {{marks: Object<string, number>, abstains: boolean, state: "saved"|"sending"|"waiting"}}
 */
export function ownBallot(me, entries, stage) {
  let marks = { ...(me?.ballots?.[stage] ?? {}) };
  let abstains = Boolean(me?.abstains?.includes(stage));
  let state = "saved";
  for (const { command, args, state: now } of entries) {
    if (command !== "cast_ballot" || args.stage !== stage || now === "refused") continue;
    if (args.abstain) marks = {};
    else for (const [key, value] of Object.entries(args.marks)) {
      if (value === null) delete marks[key];
      else marks[key] = value;
    }
    abstains = !Object.keys(marks).length && (args.abstain ?? abstains);
    if (now !== "saved") state = now;
  }
  return { marks, abstains, state };
}

export const used = (marks) => Object.values(marks).reduce((sum, value) => sum + value, 0);

/** The number of dots for an option after a step, kept within 0 and what is left of the budget. */
export function stepped(marks, option, wanted, budget) {
  const others = used(marks) - (marks[option] ?? 0);
  return Math.max(0, Math.min(Math.trunc(wanted) || 0, budget - others));
}

/** Length as the server counts it: characters of the trimmed, composed text. */
export const lengthOf = (text) => [...text.normalize("NFC").trim()].length;

const POSITIONS = { consent: 1, aside: 0, objection: -1 };

function put(within, path, value) {
  const steps = [...path];
  const last = steps.pop();
  const place = steps.reduce((each, step) => (each[step] = { ...each[step] }), within);
  if (value === undefined) delete place[last];
  else place[last] = value;
}

const fresh = ({ id, args, state }, more) => ({
  id, text: args.text, language: "und", direction: "auto", status: "shown", state: PENDING[state], ...more,
});

/** Something new: what the server has of it already stays as it is there. */
function add(view, name, entry, more) {
  if (!view[name][entry.id]) put(view, [name, entry.id], fresh(entry, more));
}

// What each command that waits does to the view below.
const EFFECTS = {
  agree: (view) => { view.agreed = true; },
  raise_hand: (view, { state }) => { view.hand ??= { status: "waiting", state: PENDING[state] }; },
  lower_hand: (view) => { view.hand = null; },
  choose_table: (view, { args }) => { view.table = args.table; },
  host_table: (view, { args }) => { view.hosts = args.on; },
  give_feedback: (view, { args }) => put(view, ["feedback", args.stage], args.answers),
  write_minute: (view, entry) => { if (entry.args.kind === "note") add(view, "note", entry); },
  add_comment: (view, entry) => add(view, "comment", entry, { proposal: entry.args.proposal, kind: entry.args.kind }),
  withdraw_comment: (view, { args }) => put(view, ["comment", args.comment]),
  support_concern: (view, { args }) => put(view, ["support", args.concern], args.stands || undefined),
  withdraw_concern(view, { args }) {
    for (const [stage, options] of Object.entries(view.concern)) {
      for (const [option, each] of Object.entries(options)) if (each.id === args.concern) put(view, ["concern", stage, option]);
    }
  },
  state_concern(view, entry) {
    const { stage, option } = entry.args;
    const before = view.concern[stage]?.[option];
    put(view, ["concern", stage, option], { ...before, ...fresh(entry, { id: before?.id ?? entry.id, stage, option, kind: "concern", status: "open" }) });
  },
  take_position(view, entry) {
    const { stage, option, position, text } = entry.args;
    put(view, ["mark", stage, option], POSITIONS[position]);
    if (text) EFFECTS.state_concern(view, entry);
  },
};

const byId = (list) => Object.fromEntries((list ?? []).filter((each) => each.status !== "withdrawn").map((each) => [each.id, each]));

/**
 * The own things by what a page asks for (`view` of roundtable/reading.py is the same on the server):
 * agreed, table, place, hosts, acted, hand; proposal, comment and note by id; concern and mark by stage
 * and option; support by concern; feedback and receipt by stage. What waits in the outbox is in it already.
 * @param {string[]} acts  commands after which one has acted in the open stage
 */
export function ownView(me, entries, acts = []) {
  const view = { concern: {}, mark: {}, support: {}, feedback: {} };
  if (me) {
    const { agreed, table, place, hosts, acted, hand, group } = me;
    Object.assign(view, { agreed, table, place, hosts, acted, hand, group });
    Object.assign(view, { mark: { ...me.ballots }, feedback: { ...me.feedback }, receipt: { ...me.receipts } });
    for (const id of me.supports ?? []) view.support[id] = true;
    for (const each of Object.values(byId(me.concerns))) put(view, ["concern", each.stage, each.option], each);
  }
  for (const [name, list] of [["proposal", me?.proposals], ["comment", me?.comments], ["note", me?.notes]]) view[name] = byId(list);
  for (const entry of entries) {
    if (entry.state === "refused") continue;
    EFFECTS[entry.command]?.(view, entry);
    if (acts.includes(entry.command)) view.acted = true;
  }
  return view;
}

/** What stands at the end of a path such as "hand.place". */
export const valueOf = (view, path) => path.split(".").reduce((within, name) => within?.[name], view);

/** Whether a wish holds: "agreed", "!hand", "hand.status=speaking". */
export function holds(view, wish) {
  if (wish.startsWith("!")) return !holds(view, wish.slice(1));
  const [path, wanted] = wish.split("=");
  const value = valueOf(view, path);
  if (wanted === undefined) return Boolean(value);
  return value !== null && value !== undefined && typeof value !== "boolean" && String(value) === wanted;
}

// Orders: one's own of what is up, as roundtable/core/shuffling.py makes it on the server, and that of a
// ranking, whose places are 1 for the best, equal for ties, none for what stands below the others.

/** The same order with places that follow each other: {a: 2, b: 5, c: 5} becomes {a: 1, b: 2, c: 2}. */
export function dense(marks) {
  const places = [...new Set(Object.values(marks))].sort((a, b) => a - b);
  return Object.fromEntries(Object.entries(marks).map(([id, place]) => [id, places.indexOf(place) + 1]));
}

/** The place that the next option gets which is tapped. */
export const nextPlace = (marks) => new Set(Object.values(marks)).size + 1;

/** The ballot after a tap: what has no place gets the next one, what has one loses it. */
export function tapped(marks, option) {
  const after = { ...marks };
  if (option in after) delete after[option];
  else after[option] = Infinity; // below all the others
  return dense(after);
}

/** What has to be sent to come from one ballot to another: null takes a mark away. */
export function patchOf(before, after) {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(keys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key] ?? null]));
}
