// What a step of the history did, in words: for the undo button and for what is said aloud.

import { _, ngettext, pick } from "../lib/i18n.js";

const number = (n) => `P-${String(n).padStart(3, "0")}`;

const moved = ({ count, proposal, cluster }) => {
  const what = proposal ? number(proposal) : ngettext("%(num)s proposal", "%(num)s proposals", count);
  return cluster ? _("move of %(what)s to %(cluster)s", { what, cluster }) : _("taking %(what)s out of its group", { what });
};

const WORDS = {
  create_cluster: ({ cluster }) => _("new group %(cluster)s", { cluster }),
  edit_cluster: ({ cluster }) => _("change of %(cluster)s", { cluster }),
  edit_stage: ({ stage }, language) => _("change of the step %(stage)s", { stage: pick(stage, language) }),
  hide_proposal: ({ proposal }) => _("hiding of %(what)s", { what: number(proposal) }),
  merge_clusters: ({ cluster, into }) => _("merge of %(cluster)s into %(into)s", { cluster, into }),
  move_cluster: ({ cluster }) => _("move of the group %(cluster)s", { cluster }),
  move_proposals: moved,
  remove_cluster: ({ cluster }) => _("dissolving of %(cluster)s", { cluster }),
  restore_proposal: ({ proposal }) => _("showing of %(what)s", { what: number(proposal) }),
  split_cluster: ({ cluster, title }) => _("split of %(title)s from %(cluster)s", { title, cluster }),
};

/** `step` is `undo` or `redo` of the roundtable: {id, command, names} or null. */
export function stepWords(step, language) {
  return step ? WORDS[step.command]?.(step.names ?? {}, language) ?? step.command : "";
}
