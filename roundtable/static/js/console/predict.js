// What the console shows before the server has answered: the state as it will be when the
// commands that are still on their way are accepted. Pure; the server's state is never changed.

import { pending } from "../lib/queue.js";
import { edit, WAYS as ROOM } from "./foresee.js";

const inCluster = (data, cluster) =>
  Object.entries(data.proposals)
    .filter(([, proposal]) => (proposal.cluster ?? null) === cluster)
    .sort(([, a], [, b]) => a.position - b.position);

/** `count` positions that bring things before `before`, or to the end of `rows` ([[id, {position}], …]). */
export function positions(rows, before, count) {
  const at = rows.findIndex(([id]) => id === before);
  const low = at === -1 ? (rows.at(-1)?.[1].position ?? 0) : (rows[at - 1]?.[1].position ?? rows[at][1].position - 1);
  const high = at === -1 ? low + count + 1 : rows[at][1].position;
  return Array.from({ length: count }, (_, i) => low + ((high - low) * (i + 1)) / (count + 1));
}

function place(data, ids, cluster, before = null) {
  const rows = inCluster(data, cluster).filter(([id]) => !ids.includes(id));
  const places = positions(rows, before, ids.length);
  return ids.reduce(
    (proposals, id, i) => edit(proposals, id, { cluster, position: places[i] }), data.proposals,
  );
}

const inOrder = (data) => Object.entries(data.clusters).sort(([, a], [, b]) => a.position - b.position);

function newCluster(data, id, { area, title }, after = null) {
  const rows = inOrder(data);
  const next = after === null ? null : (rows[rows.findIndex(([each]) => each === after) + 1]?.[0] ?? null);
  const number = Math.max(0, ...rows.map(([, cluster]) => cluster.number)) + 1;
  const position = positions(rows, next, 1)[0];
  return { ...data.clusters, [id]: { number, area: area ?? null, title, summary: "", position } };
}

function withoutCluster(clusters, id) {
  const { [id]: _gone, ...rest } = clusters;
  return rest;
}

const idsIn = (data, cluster) => inCluster(data, cluster).map(([id]) => id);

const WAYS = {
  move_proposals: (data, { proposals, cluster, before }) =>
    ({ ...data, proposals: place(data, proposals, cluster, before) }),
  create_cluster: (data, args, id) => ({
    ...data, clusters: newCluster(data, id, args), proposals: place(data, args.proposals, id),
  }),
  split_cluster: (data, { cluster, proposals, title }, id) => ({
    ...data,
    clusters: newCluster(data, id, { area: data.clusters[cluster]?.area, title }, cluster),
    proposals: place(data, proposals, id),
  }),
  merge_clusters: (data, { cluster, into }) => ({
    ...data, proposals: place(data, idsIn(data, cluster), into), clusters: withoutCluster(data.clusters, cluster),
  }),
  remove_cluster: (data, { cluster }) => ({
    ...data, proposals: place(data, idsIn(data, cluster), null), clusters: withoutCluster(data.clusters, cluster),
  }),
  edit_cluster: (data, { cluster, ...change }) =>
    ({ ...data, clusters: edit(data.clusters, cluster, change) }),
  move_cluster: (data, { cluster, before }) => {
    const rows = inOrder(data).filter(([id]) => id !== cluster);
    const area = data.clusters[before ?? cluster]?.area ?? null;
    const position = positions(rows, before, 1)[0];
    return { ...data, clusters: edit(data.clusters, cluster, { position, area }) };
  },
  ...ROOM,
};

/** Is this entry's effect not yet in the state of revision `rev`? */
export const isAhead = (entry, rev) =>
  pending(entry) || (entry.state === "saved" && (entry.answer?.rev ?? 0) > rev);

/** `data` with the effects of the outbox entries that the server has not shown yet. */
export function predict(data, entries, rev) {
  return entries
    .filter((entry) => isAhead(entry, rev) && Object.hasOwn(WAYS, entry.command))
    .reduce((seen, entry) => WAYS[entry.command](seen, entry.args, entry.id), data);
}
