// Votes as plain data: which one a step looks back on, what is up in it, and whether ballots are in.

/** The vote that a stage looks back on: the one it names, else the last earlier one with a result or ballots. */
export function voteBehind(data, stage) {
  if (stage?.settings?.of) return stage.settings.of;
  const votes = Object.entries(data.stages ?? {})
    .filter(([, each]) => ["vote", "consent"].includes(each.kind) && each.position < stage.position)
    .sort(([, a], [, b]) => b.position - a.position);
  return (votes.find(([id, each]) => data.results?.[id] || each.opened) ?? votes[0])?.[0] ?? null;
}

/** What is up in a stage, as [id, option] in its order. */
export const optionsOf = (data, stage) => Object.entries(data.options ?? {})
  .filter(([, option]) => option.stage === stage).sort(([, a], [, b]) => a.position - b.position);

export const titleOf = (option) => option?.title || option?.text || "";

/** What an option of a revealed vote is called now, also after something was put together or taken apart. */
export function optionTitle(data, vote, id) {
  const result = data.results?.[vote];
  return result?.revised?.texts?.[id]?.title ?? (titleOf(data.options?.[id]) || (result?.titles?.[id] ?? ""));
}

/**
 * What most did not want and most of some group did, as core/minority.py finds it: groups that are told together are none.
 * @returns {{option, for, of, groups: {group, for, of}[]}[]} in the order of the result
 */
export function minorities(result) {
  const taken = result?.count?.chosen ?? [];
  const placed = ["ranking", "pairs"].includes(result?.ballot);
  const lost = (row) => !taken.includes(row.option) && !(placed && row.rank === 1);
  return (result?.options ?? []).filter((row) => lost(row) && 2 * row.people <= result.voted).map((row) => ({
    option: row.option, for: row.people, of: result.voted,
    groups: (row.by_group ?? []).map((part, i) => ({ group: result.groups[i].group, for: part.people ?? part.for, of: part.of }))
      .filter((part) => part.group !== "other" && part.group !== "" && 2 * part.for > part.of),
  })).filter((position) => position.groups.length);
}

/** Is there reason to believe that ballots of this vote are in? The page is not told; the server decides. */
export const votesIn = (data, stage) =>
  Boolean(data.results?.[stage] || data.stages?.[stage]?.revealed || data.turnout?.[stage]?.acted);
