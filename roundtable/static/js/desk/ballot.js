// What is typed for one paper ballot, read as marks: plain data, no page.
//
//   approval  "1 4 7"       the numbers that are marked
//   dots      "3 3 5", "3x2 5"   a number for each dot, or how many on it
//   opinion   "1 2- 3="     agrees with 1, disagrees with 2, passes on 3; "+" alone: agrees with the rest
//   consent   "1 2- 3="     consents to 1, objects to 2, stands aside on 3; "+" alone likewise

const SIGNS = { "": 1, "+": 1, "-": -1, "−": -1, "–": -1, "=": 0, "?": 0 };
const SIGNED = /^([+\-−–=?]?)(\d{1,4})([+\-−–=?]?)$/;
const DOTTED = /^(\d{1,4})(?:[x*×:](\d{1,3}))?$/i;

/** Ballots whose marks carry a sign: for, against, neither. */
export const isSigned = (ballot) => ballot === "opinion" || ballot === "consent";

function readMark(token, ballot) {
  if (isSigned(ballot)) {
    const found = SIGNED.exec(token);
    if (!found || (found[1] && found[3])) return null;
    return [Number(found[2]), SIGNS[found[1] || found[3]]];
  }
  const found = DOTTED.exec(token);
  if (!found || (found[2] && ballot !== "dots")) return null;
  return [Number(found[1]), found[2] === undefined ? 1 : Number(found[2])];
}

/**
 * @param {string} text  as typed
 * @param {{ballot: string, budget: number, numbers: number[]}} paper  numbers: those that stand on it
 * @returns {{marks: Map<number, number>, problem: null | {kind, token?, used?}}}
 *   marks    what was understood: 1, 0, -1, or a number of dots
 *   problem  "unread" a token that says nothing; "number" one that is not on the ballot;
 *            "twice" a number that is marked in two ways; "over" more dots than there are
 */
export function readBallot(text, { ballot, budget = 0, numbers }) {
  const marks = new Map();
  let problem = null;
  let rest = false;
  const note = (kind, token) => { problem ??= { kind, token }; };
  for (const token of text.trim().split(/[\s,;.]+/).filter(Boolean)) {
    if (token === "+" && isSigned(ballot)) { rest = true; continue; }
    const read = readMark(token, ballot);
    if (!read) { note("unread", token); continue; }
    const [number, value] = read;
    if (!numbers.includes(number)) { note("number", token); continue; }
    if (ballot === "dots") marks.set(number, (marks.get(number) ?? 0) + value);
    else if (marks.has(number) && marks.get(number) !== value) note("twice", token);
    else marks.set(number, value);
  }
  if (rest) for (const number of numbers) if (!marks.has(number)) marks.set(number, 1);
  const used = [...marks.values()].reduce((sum, value) => sum + value, 0);
  if (ballot === "dots" && used > budget) problem ??= { kind: "over", used };
  return { marks, problem };
}

/** Marks as they would be typed. */
export function writeBallot(marks, ballot) {
  const tokens = [...marks].sort(([a], [b]) => a - b).flatMap(([number, value]) => {
    if (ballot === "dots") return value > 2 ? [`${number}x${value}`] : Array(value).fill(String(number));
    if (!isSigned(ballot)) return [String(number)];
    return [`${number}${value === 1 ? "" : value === 0 ? "=" : "-"}`];
  });
  return tokens.join(" ");
}

/** The marks after a press on one option: for approval on and off, for dots one more, else the next sign. */
export function pressed(marks, number, { ballot, budget = 0 }) {
  const next = new Map(marks);
  const now = marks.get(number);
  if (ballot === "dots") {
    const used = [...marks.values()].reduce((sum, value) => sum + value, 0);
    if (used < budget) next.set(number, (now ?? 0) + 1);
    else next.delete(number);
  } else if (isSigned(ballot)) {
    const order = [1, 0, -1, undefined];
    const to = order[(order.indexOf(now) + 1) % order.length];
    if (to === undefined) next.delete(number);
    else next.set(number, to);
  } else if (now) next.delete(number);
  else next.set(number, 1);
  return next;
}

/** The whole ballot as the server takes it: every option by its id, null where it is not marked. */
export const asPatch = (marks, options) =>
  Object.fromEntries(options.map(({ id, number }) => [id, marks.get(number) || (marks.get(number) === 0 ? 0 : null)]));
