// What putting options together after a vote would do: plain data, from the result that was revealed.
// How many people chose two options at once is not in a result; where a rule needs that, the figure
// lies between two, and is exact as soon as the server has counted.

/** The rules, the safest first. */
export const RULES = ["once", "sum", "higher"];

/** {low, high} of what the merged option would have under a rule. */
export function mergedTotal(result, chosen, rule) {
  const rows = result.options.filter((row) => chosen.includes(row.option));
  const sum = rows.reduce((all, row) => all + row.total, 0);
  const higher = Math.max(0, ...rows.map((row) => row.total));
  if (rule === "sum") return { low: sum, high: sum };
  if (rule === "higher") return { low: higher, high: higher };
  return { low: higher, high: result.ballot === "dots" ? sum : Math.min(sum, result.voted) };
}

const ranked = (rows) => {
  const sorted = [...rows].sort((a, b) => b.low - a.low);
  return sorted.map((row) => ({ ...row, rank: 1 + sorted.filter((each) => each.low > row.low).length }));
};

/** The rows of a result as {option, rank, low, high}: as voted. */
export const rowsOf = (result) =>
  result.options.map((row) => ({ option: row.option, rank: row.rank, low: row.total, high: row.total }));

/** The same rows after a merge: the chosen ones are one row, `into`, marked `merged`. */
export function mergedRows(result, chosen, into, rule) {
  const rest = rowsOf(result).filter((row) => !chosen.includes(row.option));
  return ranked([...rest, { option: into, merged: true, ...mergedTotal(result, chosen, rule) }]);
}

/** The result as it stands now: with what was put together or taken apart so far. */
export const standingOf = (result) => ({ ...result, options: result.revised?.options ?? result.options });

/** The rows of a list of counted options. */
export const exactRows = ({ options }) => rowsOf({ options });
