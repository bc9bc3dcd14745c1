// What putting options together after a vote would do: plain data, from the result that was revealed.
// How many people chose two options at once is not in a result; where a rule needs that, the figure
// lies between two until the server has counted it.

/** The rules, the safest first. */
export const RULES = ["once", "sum", "higher"];

const SEATED = ["phragmen", "sequential_proportional", "equal_shares"];

/** The rules that fit a result, as core/mergers.py has them; none where pairs were compared. */
export function rulesFor(result) {
  if (result.ballot === "pairs") return [];
  const summed = ["approval", "dots", "opinion"].includes(result.ballot) && !SEATED.includes(result.rule);
  return summed ? RULES : ["once"];
}

/** Is the total of an option by what it is ranked? Else only its place says something. */
export const isRankedByTotal = (result) => !["score", "grade", "ranking", "pairs"].includes(result.ballot);

/** {low, high} of what the merged option would have under a rule; `counted`: {rule: options}, where it is known. */
export function mergedTotal(result, { chosen, into, rule, counted = null }) {
  const exact = counted?.[rule]?.find((row) => row.option === into);
  if (exact) return { low: exact.total, high: exact.total };
  const rows = result.options.filter((row) => chosen.includes(row.option));
  const sum = rows.reduce((all, row) => all + row.total, 0);
  const higher = Math.max(0, ...rows.map((row) => row.total));
  if (rule === "sum" || result.ballot === "dots" && rule === "once") return { low: sum, high: sum };
  if (rule === "higher") return { low: higher, high: higher };
  return { low: higher, high: Math.min(sum, result.voted) };
}

const ranked = (rows) => {
  const sorted = [...rows].sort((a, b) => b.low - a.low);
  return sorted.map((row) => ({ ...row, rank: 1 + sorted.filter((each) => each.low > row.low).length }));
};

/** The rows of a result as {option, rank, low, high}: as counted. */
export const rowsOf = (result) =>
  result.options.map((row) => ({ option: row.option, rank: row.rank, low: row.total, high: row.total }));

/** The rows after a merge, in their new order: the chosen ones are one row, `into`. */
export function mergedRows(result, choice) {
  if (choice.counted?.[choice.rule]) return rowsOf({ options: choice.counted[choice.rule] });
  const rest = rowsOf(result).filter((row) => !choice.chosen.includes(row.option));
  return ranked([...rest, { option: choice.into, ...mergedTotal(result, choice) }]);
}

/** The result as it stands now: with what was put together or taken apart so far. */
export function standingOf(result) {
  const { options, rule, count, others, thresholds } = result.revised ?? result;
  return { ...result, options, rule, count, others, thresholds };
}
