// What is typed for one paper ballot, read as marks: plain data, no page.
//
//   approval  "1 4 7"       the numbers that are marked; knapsack likewise
//   dots      "3 3 5", "3x2 5"   a number for each dot, or how many on it
//   opinion   "1 2- 3="     agrees with 1, disagrees with 2, passes on 3; "+" alone: agrees with the rest
//   consent   "1 2- 3="     consents to 1, objects to 2, stands aside on 3; "+" alone likewise
//   score     "1:5 2:3"     what each got; grade likewise, from 0 to 5
//   ranking   "3 1=5 2"     first place, then two that share the next one, then the last
//   pairs     "1>2 3=4 6<5" who is preferred in each pair
//   any       "0"           abstains

import { dense, nextPlace, tapped } from "../phone/overlay.js";

const SIGNS = { "": 1, "+": 1, "-": -1, "−": -1, "–": -1, "=": 0, "?": 0 };
const SIGNED = /^([+\-−–=?]?)(\d{1,4})([+\-−–=?]?)$/;
const DOTTED = /^(\d{1,4})(?:[x*×:](\d{1,3}))?$/i;
const RATED = /^(\d{1,4})[:x*×/](\d{1,2})$/i;
const COMPARED = /^(\d{1,4})([<>=])(\d{1,4})$/;
const TIED = /^\d{1,4}(=\d{1,4})*$/;

/** Ballots whose marks carry a sign: for, against, neither. */
export const isSigned = (ballot) => ballot === "opinion" || ballot === "consent";
const isRated = (ballot) => ballot === "score" || ballot === "grade";

/** The key of a pair of numbers, and both numbers of a key, the lower first. */
const pairKey = (one, other) => [Number(one), Number(other)].sort((a, b) => a - b).join("-");
export const pairNumbers = (key) => key.split("-").map(Number);

/** One token as [[number or pair, mark], …], or null where it says nothing on such a ballot. */
function readToken(token, ballot, marks) {
  if (isSigned(ballot)) {
    const found = SIGNED.exec(token);
    return found && !(found[1] && found[3]) ? [[Number(found[2]), SIGNS[found[1] || found[3]]]] : null;
  }
  if (isRated(ballot)) {
    const found = RATED.exec(token);
    return found && [[Number(found[1]), Number(found[2])]];
  }
  if (ballot === "pairs") {
    const [, one, sign, other] = COMPARED.exec(token) ?? [];
    if (!one || Number(one) === Number(other)) return null;
    const lower = Number(one) < Number(other);
    return [[pairKey(one, other), sign === "=" ? 0 : (sign === ">") === lower ? 1 : -1]];
  }
  if (ballot === "ranking") {
    const place = nextPlace(Object.fromEntries(marks));
    return TIED.test(token) ? token.split("=").map((each) => [Number(each), place]) : null;
  }
  const found = DOTTED.exec(token);
  if (!found || (found[2] && ballot !== "dots")) return null;
  return [[Number(found[1]), found[2] === undefined ? 1 : Number(found[2])]];
}

const sum = (values) => [...values].reduce((all, value) => all + value, 0);

/** What is used of what there is: dots, yeses, money. */
export function usedOf(marks, { ballot, costs = {} }) {
  if (ballot === "dots") return sum(marks.values());
  return ballot === "knapsack" ? sum([...marks.keys()].map((each) => costs[each] ?? 0)) : marks.size;
}

const isLimited = ({ ballot, budget }) =>
  ballot === "dots" || ballot === "knapsack" || (ballot === "approval" && budget > 0);

/**
 * @param {string} text  as typed
 * @param {{ballot: string, budget: number, best: number, costs: Object, numbers: number[]}} paper
 *   numbers: those that stand on it; budget: dots, most yeses or money; best: the highest score
 * @returns {{marks: Map<number|string, number>, abstains: boolean, problem: null | {kind, token?, used?}}}
 *   marks    what was understood: 1, 0, -1, a number of dots, a score, a place; by pairs for pairs
 *   problem  "unread" a token that says nothing; "number" one that is not on the ballot; "twice" a number
 *            that is marked in two ways; "mark" a score that there is not; "over" more than there is
 */
export function readBallot(text, { ballot, budget = 0, best = 0, costs = {}, numbers }) {
  const marks = new Map();
  let problem = null;
  let rest = false;
  const note = (kind, token) => { problem ??= { kind, token }; };
  const written = ballot === "pairs" ? text.replace(/\s*([<>=])\s*/g, "$1") : text;
  const tokens = written.trim().split(/[\s,;.]+/).filter(Boolean);
  if (tokens.length === 1 && tokens[0] === "0") return { marks, abstains: true, problem: null };
  for (const token of tokens) {
    if (token === "+" && isSigned(ballot)) { rest = true; continue; }
    const read = readToken(token, ballot, marks);
    if (!read) { note("unread", token); continue; }
    for (const [key, value] of read) {
      if (!(ballot === "pairs" ? pairNumbers(key) : [key]).every((each) => numbers.includes(each))) note("number", token);
      else if (isRated(ballot) && value > best) note("mark", token);
      else if (ballot === "dots") marks.set(key, (marks.get(key) ?? 0) + value);
      else if (marks.has(key) && marks.get(key) !== value) note("twice", token);
      else marks.set(key, value);
    }
  }
  if (rest) for (const number of numbers) if (!marks.has(number)) marks.set(number, 1);
  const used = usedOf(marks, { ballot, costs });
  if (isLimited({ ballot, budget }) && used > budget) problem ??= { kind: "over", used };
  return { marks, abstains: false, problem };
}

function writeOne(key, value, ballot) {
  if (ballot === "dots") return value > 2 ? [`${key}x${value}`] : Array(value).fill(String(key));
  if (isRated(ballot)) return [`${key}:${value}`];
  if (ballot === "pairs") return [pairNumbers(key).join(value === 0 ? "=" : value === 1 ? ">" : "<")];
  return [isSigned(ballot) ? `${key}${value === 1 ? "" : value === 0 ? "=" : "-"}` : String(key)];
}

/** Marks as they would be typed. */
export function writeBallot(marks, ballot) {
  if (ballot === "ranking") {
    const places = [...new Set(marks.values())].sort((a, b) => a - b);
    return places.map((place) => [...marks].filter(([, each]) => each === place).map(([each]) => each).sort((a, b) => a - b).join("=")).join(" ");
  }
  const inOrder = ballot === "pairs" ? [...marks] : [...marks].sort(([a], [b]) => a - b);
  return inOrder.flatMap(([key, value]) => writeOne(key, value, ballot)).join(" ");
}

/** The order in which presses on a row go through the marks; undefined: none. */
function marksInTurn({ ballot, best = 0 }) {
  if (isSigned(ballot)) return [1, 0, -1, undefined];
  return isRated(ballot) ? [...Array.from({ length: best + 1 }, (_each, n) => best - n), undefined] : [1, undefined];
}

/** The marks after a press on one option: on and off, one dot more, the next place, or the next mark in turn. */
export function pressed(marks, number, paper) {
  const next = new Map(marks);
  if (paper.ballot === "pairs") return next; // a pair is two numbers
  if (paper.ballot === "ranking") {
    return new Map(Object.entries(dense(tapped(Object.fromEntries(marks), String(number)))).map(([each, place]) => [Number(each), place]));
  }
  if (paper.ballot === "dots") {
    if (usedOf(marks, paper) < (paper.budget ?? 0)) next.set(number, (marks.get(number) ?? 0) + 1);
    else next.delete(number);
    return next;
  }
  const order = marksInTurn(paper);
  const to = order[(order.indexOf(marks.get(number)) + 1) % order.length];
  if (to === undefined) next.delete(number);
  else next.set(number, to);
  return next;
}

/** A ballot of pairs by ids: a mark is for the id that comes first in the order of letters. */
function pairPatch(marks, options) {
  const patch = {};
  options.forEach((one, i) => options.slice(i + 1).forEach((other) => {
    const mark = marks.get(pairKey(one.number, other.number));
    const lowerFirst = (one.id < other.id) === (one.number < other.number);
    patch[[one.id, other.id].sort().join("-")] = mark === undefined ? null : lowerFirst ? mark : mark === 0 ? 0 : -mark;
  }));
  return patch;
}

/** The whole ballot as the server takes it: every option (or pair) by its id, null where it is not marked. */
export const asPatch = (marks, options, ballot = "") => (ballot === "pairs" ? pairPatch(marks, options)
  : Object.fromEntries(options.map(({ id, number }) => [id, marks.get(number) ?? null])));
