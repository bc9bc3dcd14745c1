// What a facilitator does on the board, as commands, each said in words to screen readers.

import { _, ngettext, proposalName } from "../lib/i18n.js";
import { clustersOf, commonArea, neighbour, TRAY } from "./board.js";

/** @returns the deeds for this state of the board; each sends one or more commands at once. */
export function deeds({ store, data, say }) {
  const titleOf = (cluster) => (cluster ? data.clusters[cluster]?.title : _("Not grouped yet"));
  const nameOf = (id) => proposalName(data.proposals[id]);

  function move(ids, cluster, before) {
    if (!ids.length) return;
    store.act("move_proposals", { proposals: ids, cluster: cluster || null, before });
    const title = titleOf(cluster);
    say(ids.length === 1
      ? _("Moved %(name)s to %(title)s", { name: nameOf(ids[0]), title })
      : ngettext("Moved %(num)s proposal to %(title)s", "Moved %(num)s proposals to %(title)s", ids.length, { title }));
  }

  /** A new group; out of one group alone it is a split, so that undo says so. -> its id */
  function make(ids, title, area) {
    const from = new Set(ids.map((id) => data.proposals[id]?.cluster ?? null));
    const [source] = from;
    say(_("New group: %(title)s", { title }));
    if (from.size === 1 && data.clusters[source]) {
      return store.act("split_cluster", { cluster: source, proposals: ids, title }).id;
    }
    const where = ids.length ? (commonArea(data, ids) ?? area) : area;
    return store.act("create_cluster", { area: where, title, proposals: ids }).id;
  }

  function hide(ids, reason) {
    for (const id of ids) store.act("hide_proposal", reason ? { proposal: id, reason } : { proposal: id });
    say(ids.length === 1 ? _("%(name)s is hidden", { name: nameOf(ids[0]) })
      : ngettext("%(num)s proposal is hidden", "%(num)s proposals are hidden", ids.length));
  }

  /** Proposals that say the same: one stands for all of them from now on. */
  function same(ids, into) {
    store.act("merge_proposals", { proposals: ids, into });
    say(ids.length === 1 ? _("Merged %(name)s into %(into)s", { name: nameOf(ids[0]), into: nameOf(into) })
      : ngettext("Merged %(num)s proposal into %(into)s", "Merged %(num)s proposals into %(into)s", ids.length, { into: nameOf(into) }));
  }

  function merge(cluster, into) {
    store.act("merge_clusters", { cluster, into });
    say(_("Merged %(title)s into %(into)s", { title: titleOf(cluster), into: titleOf(into) }));
  }

  function rename(cluster, { title, summary }) {
    const was = data.clusters[cluster];
    const change = {};
    if (title.trim() && title !== was.title) change.title = title.trim();
    if (summary !== (was.summary ?? "")) change.summary = summary;
    if (Object.keys(change).length) store.act("edit_cluster", { cluster, ...change });
  }

  async function dissolve(cluster) {
    const count = Object.values(data.proposals).filter((proposal) => proposal.cluster === cluster).length;
    const yes = !count || (await store.ask({
      title: _("Dissolve “%(title)s”?", { title: titleOf(cluster) }),
      words: ngettext("Its proposal is not grouped then. You can undo this.",
        "Its %(num)s proposals are not grouped then. You can undo this.", count),
      yes: _("Dissolve"),
    }));
    if (!yes) return false;
    store.act("remove_cluster", { cluster });
    say(_("Dissolved %(title)s", { title: titleOf(cluster) }));
    return true;
  }

  /** One place earlier or later among the groups of its area. */
  function shift(list, cluster, forward) {
    const area = data.clusters[cluster]?.area ?? null;
    const ids = clustersOf(data).filter(([, each]) => (each.area ?? null) === area).map(([id]) => id);
    const before = neighbour({ cards: ids.map((id) => [id]) }, cluster, forward);
    if (before === undefined) return;
    store.act("move_cluster", { cluster, before });
    say(forward ? _("%(title)s is one later", { title: titleOf(cluster) })
      : _("%(title)s is one earlier", { title: titleOf(cluster) }));
  }

  function reorder(list, id, down) {
    const column = list.find((each) => each.cards.some(([card]) => card === id));
    if (!column || column.key === TRAY) return;
    const before = neighbour(column, id, down);
    if (before === undefined) return;
    store.act("move_proposals", { proposals: [id], cluster: column.key, before });
    say(down ? _("%(name)s is one lower", { name: nameOf(id) }) : _("%(name)s is one higher", { name: nameOf(id) }));
  }

  return { move, make, hide, same, merge, rename, dissolve, shift, reorder };
}
