// What the commands of the room, the talk and the agenda will do, before the server has answered.
// One function for each command, as in predict.js: (data, args, id) -> data, nothing changed in place.

export const edit = (table, id, change) =>
  table?.[id] ? { ...table, [id]: { ...table[id], ...change } } : table;

const put = (data, name, id, thing) => ({ ...data, [name]: { ...data[name], [id]: thing } });

function without(data, name, id) {
  const { [id]: _gone, ...rest } = data[name] ?? {};
  return { ...data, [name]: rest };
}

/** A change of one thing of a collection: `which` names the argument that holds its id. */
const sets = (name, which, change) => (data, args) =>
  ({ ...data, [name]: edit(data[name], args[which], change(args)) });

const ofRoundtable = (change) => (data, args) => {
  const [id] = Object.keys(data.roundtable);
  return { ...data, roundtable: edit(data.roundtable, id, change(args)) };
};

const openStage = (data) => Object.values(data.roundtable)[0].stage;

const steps = (data) => Object.entries(data.stages ?? {}).sort(([, a], [, b]) => a.position - b.position);

/** The position that brings a step before another one, or to the end, but not behind the closing. */
function stagePosition(data, before, own, kind = data.stages?.[own]?.kind) {
  const rows = steps(data).filter(([id]) => id !== own);
  const closing = kind !== "close" && rows.at(-1)?.[1].kind === "close" ? rows.length - 1 : -1;
  const found = rows.findIndex(([id]) => id === before);
  const at = found === -1 ? closing : found;
  if (at === -1) return (rows.at(-1)?.[1].position ?? 0) + 1;
  const high = rows[at][1].position;
  return at ? (rows[at - 1][1].position + high) / 2 : high - 1;
}

function addStage(data, { kind, title, question = {}, minutes = null, settings = {}, before = null }, id) {
  const position = stagePosition(data, before, id, kind);
  return put(data, "stages", id, {
    position, kind, title, question, help: {}, minutes, settings, status: "waiting", ends_at: null, remaining: null,
  });
}

function editStage(data, { stage, untimed, settings, ...change }) {
  const was = data.stages?.[stage];
  if (!was) return data;
  const more = { ...change, settings: { ...was.settings, ...settings } };
  if (untimed) more.minutes = null;
  return { ...data, stages: edit(data.stages, stage, more) };
}

function written(data, { kind, text, who = "", due = null, subject = null, table = null }, id) {
  const minute = { stage: openStage(data), table, kind, text, who, due, subject, status: "open", created: Infinity };
  return put(data, "minutes", id, minute);
}

function mergeProposals(data, { proposals, into }) {
  const merged = proposals.filter((id) => id !== into)
    .reduce((all, id) => edit(all, id, { status: "merged", merged_into: into, cluster: null }), data.proposals);
  return { ...data, proposals: merged };
}

/** The running turn ends and the next one begins. The server says when; until then it stands at 0. */
function callNext(data, { turn = null }) {
  const next = turn ?? data.talk?.now?.next;
  const ended = Object.fromEntries(Object.entries(data.queue ?? {}).map(([id, each]) =>
    [id, each.status === "speaking" ? { ...each, status: "done" } : each]));
  return { ...data, queue: edit(ended, next, { status: "speaking" }) };
}

const endTurn = (data) => ({
  ...data, queue: Object.fromEntries(Object.entries(data.queue ?? {}).map(([id, each]) =>
    [id, each.status === "speaking" ? { ...each, status: "done" } : each])),
});

export const WAYS = {
  approve_proposal: sets("proposals", "proposal", () => ({ status: "shown", held_for: null, reason: null })),
  return_proposal: sets("proposals", "proposal", ({ reason }) => ({ status: "returned", reason })),
  hide_proposal: sets("proposals", "proposal", ({ reason }) => ({ status: "hidden", reason: reason ?? null })),
  restore_proposal: sets("proposals", "proposal", () => ({ status: "shown", reason: null })),
  pin_proposal: sets("proposals", "proposal", ({ pinned }) => ({ pinned })),
  merge_proposals: mergeProposals,
  set_cost: (data, { thing, cost = null }) => {
    const kind = data.clusters?.[thing] ? "clusters" : "proposals";
    return { ...data, [kind]: edit(data[kind], thing, { cost }) };
  },
  approve_comment: sets("comments", "comment", () => ({ status: "shown" })),
  hide_comment: sets("comments", "comment", () => ({ status: "hidden" })),
  answer_concern: sets("concerns", "concern", ({ status, answer = "" }) => ({ status, answer })),
  spotlight: ofRoundtable(({ thing = null }) => ({ spotlight: thing })),
  show_on_screen: ofRoundtable((screen) => ({ screen })),
  set_rehearsal: ofRoundtable((rehearsal) => ({ rehearsal })),
  set_goal: sets("groups", "group", ({ goal }) => ({ goal })),
  nudge: (data) => ({ ...data, stages: edit(data.stages, openStage(data), { nudged: true }) }),
  edit_stage: editStage,
  add_stage: addStage,
  move_stage: (data, { stage, before = null }) =>
    ({ ...data, stages: edit(data.stages, stage, { position: stagePosition(data, before, stage) }) }),
  remove_stage: (data, { stage }) => without(data, "stages", stage),
  edit_table: (data, { table, ...change }) => ({ ...data, tables: edit(data.tables, table, change) }),
  remove_table: (data, { table }) => without(data, "tables", table),
  write_minute: written,
  edit_minute: (data, { minute, ...change }) => ({ ...data, minutes: edit(data.minutes, minute, change) }),
  remove_minute: (data, { minute }) => without(data, "minutes", minute),
  finish_task: sets("minutes", "minute", ({ done }) => ({ status: done ? "done" : "open" })),
  call_next: callNext,
  end_turn: endTurn,
};
