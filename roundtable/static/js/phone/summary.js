// "Your ballot": what one has marked, in words and in order. It comes when somebody looks at it.

import { find, write } from "../lib/view.js";
import { inDigits, writeTitle } from "./ballot.js";
import { keyed } from "./own.js";

const inWords = (said, list) => list.split("|")[said];

// Type → what comes first, and the word before an option.
const LINES = {
  ranking: [(a, b) => a - b, (value) => `${inDigits(value)}.`],
  score: [(a, b) => b - a, (value) => inDigits(value)],
  dots: [(a, b) => b - a, (value) => "●".repeat(value)],
  grade: [(a, b) => b - a, (value, words) => inWords(value, words.said)],
  opinion: [(a, b) => b - a, (value, words) => inWords(value + 1, words.said)],
};

function makeLine(list) {
  const line = document.createElement("li");
  line.append(...["b", "bdi", "span", "bdi"].map((name) => document.createElement(name)));
  if (list.dataset.change) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "open", textContent: list.dataset.change });
    line.append(button);
  }
  return line;
}

function paintPair(line, { id, value }, words) {
  const [, won, between, lost] = line.children;
  const [one, other] = value === -1 ? id.split("-").reverse() : id.split("-");
  writeTitle(won, one);
  write(between, ` ${value === 0 ? words.equal : words.over} `);
  writeTitle(lost, other);
  line.lastElementChild.dataset.turnTo = id;
}

/** "Your ballot": what one has marked, in words and in order. */
export function paintSummary({ root, type, marks, words }) {
  const list = find("[data-mine]");
  if (!list) return;
  const [order, said] = LINES[type] ?? [() => 0, () => ""];
  const place = new Map([...root.querySelectorAll("[data-option]")].map((card, i) => [card.dataset.option, i]));
  const items = Object.entries(marks).map(([id, value]) => ({ id, value }))
    .filter(({ id }) => type === "pairs" || place.has(id))
    .sort((a, b) => order(a.value, b.value) || (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  find("[data-mine-none]").hidden = items.length > 0;
  keyed(list, items, () => makeLine(list), (line, item) => {
    if (type === "pairs") return paintPair(line, item, words);
    const [before, title] = line.children;
    write(before, said(item.value, words));
    return writeTitle(title, item.id);
  });
}
