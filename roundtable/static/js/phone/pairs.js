// Which of these two: one pair at a time, in an order of one's own; the answer can be changed.

import { filled, find, findAll, mark, write } from "../lib/view.js";
import { writeTitle } from "./ballot.js";
import { ownPairs } from "./order.js";

export function makePairs() {
  let of = ""; // the ballot that all this is about
  let pairs = [];
  let at = null; // the key that is asked
  let later = [];
  let before = [];

  function begin(seed, options) {
    const now = `${seed}${options.join()}`;
    if (now === of) return;
    [of, pairs, at, later, before] = [now, ownPairs(seed, options), null, [], []];
  }

  /** The next pair without an answer; those put off come last. */
  function next(marks) {
    const open = pairs.map(([key]) => key).filter((key) => !(key in marks));
    return open.find((key) => !later.includes(key)) ?? later.find((key) => open.includes(key)) ?? null;
  }

  /** The mark that an answer means, or undefined. */
  function meaning(answer) {
    const [key, [first]] = pairs.find(([each]) => each === at);
    if (answer === "equal") return 0;
    return key.startsWith(first) === (answer === "0") ? 1 : -1;
  }

  function paint({ root, marks, words, shut }, seed) {
    const box = find("[data-pairs]", root);
    begin(seed, findAll("[data-option]", root).map((card) => card.dataset.option));
    if (!at || !pairs.some(([key]) => key === at)) at = next(marks);
    const answered = pairs.filter(([key]) => key in marks).length;
    write(find("[data-pair-count]", box), filled(words.pairs, { n: answered, of: pairs.length }));
    find("[data-pair]", box).hidden = !at;
    find("[data-pairs-done]", box).hidden = Boolean(at) || !pairs.length;
    find("[data-answer=back]", box).hidden = !before.length;
    for (const button of findAll("[data-answer]", box)) mark(button, "aria-disabled", shut ? "true" : null);
    if (!at) return;
    const [key, shown] = pairs.find(([each]) => each === at);
    findAll("[data-side]", box).forEach((side, i) => {
      writeTitle(side, shown[i]);
      mark(side.closest("button"), "aria-pressed", String(key in marks && marks[key] === (key.startsWith(shown[i]) ? 1 : -1)));
    });
    mark(find("[data-answer=equal]", box), "aria-pressed", String(marks[key] === 0));
  }

  /** A button was pressed: what is to be cast, or null. The next pair follows. */
  function answered(answer, marks) {
    if (answer === "back") at = before.pop() ?? at;
    if (answer === "back" || !at) return null;
    const [key, value] = [at, answer === "later" ? null : meaning(answer)];
    later = answer === "later" ? [...later.filter((each) => each !== key), key] : later.filter((each) => each !== key);
    before.push(key);
    at = next(value === null ? marks : { ...marks, [key]: value });
    if (at === key) before.pop(); // nothing else is left
    return value === null ? null : { [key]: value };
  }

  return { paint, answered, turnTo(key) { if (at && at !== key) before.push(at); at = key; } };
}
