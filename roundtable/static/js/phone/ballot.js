// How each type of ballot looks with the marks on it: `paint(ballot)` for what is on the page.
// ballot: {root, type, words, marks, budget, shut, left}

import { filled, find, findAll, mark, write } from "../lib/view.js";
import { nextPlace } from "./overlay.js";

const MARK = "mark.";
export const keyOf = (input) => input.name.slice(MARK.length);
export const isMark = (input) => Boolean(input.name?.startsWith(MARK));
export const inDigits = (n) => n.toLocaleString(document.documentElement.lang || "en");

const costOf = (card) => Number(card.dataset.cost ?? 0);

/** What is used up: yeses of a limited approval, dots, money. */
export function usedUp({ root, type, marks }) {
  if (type === "dots") return Object.values(marks).reduce((sum, value) => sum + value, 0);
  if (type !== "knapsack") return Object.keys(marks).length;
  return findAll("[data-cost]", root).reduce((sum, card) => sum + (marks[card.dataset.option] ? costOf(card) : 0), 0);
}

/** What one more yes to this option would be too much; 0 where it fits. */
function tooMuch({ type, budget, left }, card) {
  if (type === "knapsack") return Math.max(0, costOf(card) - left);
  return type === "approval" && budget && left < 1 ? 1 : 0;
}

/** Why this option cannot be marked now, in words; "" where it can. */
export function refusal(ballot, card) {
  const over = ballot.marks[card.dataset.option] ? 0 : tooMuch(ballot, card);
  return over ? filled(ballot.words.full, { n: inDigits(over) }) : "";
}

function paintInput(input, { marks, shut }) {
  const value = marks[keyOf(input)];
  if (input.type === "checkbox") input.checked = value === 1;
  else if (input.type === "radio") input.checked = input.value === (value === undefined ? "" : String(value));
  else if (input.matches("select")) input.value = value ?? "";
  else if (input !== document.activeElement || Number(input.value) !== (value ?? 0)) input.value = value ?? 0;
  input.disabled = shut;
}

function paintStepper(card, { marks, left, shut }) {
  const given = marks[card.dataset.option] ?? 0;
  const [less, more] = findAll("[data-step]", card);
  // aria-disabled, not disabled: the button that was just pressed must not lose the focus
  mark(less, "aria-disabled", shut || given === 0 ? "true" : null);
  mark(more, "aria-disabled", shut || left === 0 ? "true" : null);
  write(find(".dots", card), "●".repeat(given));
  mark(card, "data-given", given > 0);
}

function paintPlace(card, { marks, words, shut }) {
  const place = marks[card.dataset.option];
  write(find("[data-rank-place]", card), place ? inDigits(place) : "");
  write(find("[data-rank-word]", card), place ? filled(words.place, { n: inDigits(place) }) : filled(words.next, { n: inDigits(nextPlace(marks)) }));
  mark(find("button", card), "aria-disabled", shut ? "true" : null);
  mark(card, "data-given", Boolean(place));
}

function paintLimited(card, ballot) {
  const why = refusal(ballot, card);
  mark(find("[type=checkbox]", card), "aria-disabled", why && !ballot.shut ? "true" : null);
  mark(card, "data-full", Boolean(why));
  write(find("[data-over]", card), why);
}

const CARDS = { dots: paintStepper, ranking: paintPlace, knapsack: paintLimited, approval: paintLimited };

export function paintMarks(ballot) {
  for (const input of findAll("[name^='mark.']", ballot.root)) paintInput(input, ballot);
  const paint = CARDS[ballot.type];
  if (paint) for (const card of findAll("[data-option]", ballot.root)) paint(card, ballot);
}

/** Copy what an option is called, with its language and direction. */
export function writeTitle(element, option) {
  const title = find(`#o-${option} b[lang]`);
  write(element, title?.textContent ?? "");
  for (const name of ["lang", "dir"]) mark(element, name, title?.getAttribute(name));
}
