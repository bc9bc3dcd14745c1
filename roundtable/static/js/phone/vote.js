// The vote: what is marked is shown at once and sent at once, each mark as an absolute value.

import { filled, find, findAll, mark, word, write } from "../lib/view.js";
import { ownBallot, stepped, used } from "./overlay.js";

const MARK = "mark.";

/** `desk`: {outbox, me(), late(), shown(state)} of the page. */
export function makeVote(desk) {
  const root = () => find("[data-vote]");
  const ballot = () => ownBallot(desk.me(), desk.outbox.entries, root().dataset.stage);
  const closed = () => desk.late() || "closed" in root().dataset;

  function cast(option, value) {
    const { stage } = root().dataset;
    if (closed()) return paint();
    if ((ballot().marks[option] ?? null) === value) return paint();
    desk.outbox.add("cast_ballot", { stage, marks: { [option]: value } });
  }

  function castDots(option, wanted) {
    const value = stepped(ballot().marks, option, wanted, Number(root().dataset.budget));
    cast(option, value || null);
    paint();
  }

  function paintInput(input, marks, shut) {
    const value = marks[input.name.slice(MARK.length)];
    if (input.type === "checkbox") input.checked = value === 1;
    else if (input.type === "radio") input.checked = value === Number(input.value);
    else if (input !== document.activeElement || Number(input.value) !== (value ?? 0)) input.value = value ?? 0;
    input.disabled = shut;
  }

  function paintStepper(card, marks, left, shut) {
    const given = marks[card.dataset.option] ?? 0;
    const [less, more] = findAll("[data-step]", card);
    // aria-disabled, not disabled: the button that was just pressed must not lose the focus
    mark(less, "aria-disabled", shut || given === 0 ? "true" : null);
    mark(more, "aria-disabled", shut || left === 0 ? "true" : null);
    write(find(".dots", card), "●".repeat(given));
    mark(card, "data-given", given > 0);
  }

  function paintFoot(marks, state, left) {
    const words = find("#vote-words").dataset;
    const count = Object.keys(marks).length;
    const { budget } = root().dataset;
    write(find("[data-left]"), budget ? filled(words.dots, { n: left, of: budget }) : closed() ? word("up") : "");
    const line = find("[data-vote-state]");
    mark(line, "data-state", count || state !== "saved" ? state : null);
    const saved = count ? words.chosen.split("|")[count] ?? word("saved") : words.none;
    write(line, state === "saved" ? saved : word(desk.shown(state)));
  }

  function paint() {
    if (!root()) return;
    const { marks, state } = ballot();
    const shut = closed();
    const left = Number(root().dataset.budget || 0) - used(marks);
    for (const input of findAll("[name^='mark.']", root())) paintInput(input, marks, shut);
    if (root().dataset.ballot === "dots") {
      for (const card of findAll("[data-option]", root())) paintStepper(card, marks, left, shut);
    }
    paintFoot(marks, state, left);
  }

  /** What one holds against an option already is changed, not said twice. */
  function fillConcern(choice) {
    const box = find("textarea", choice.form);
    const before = desk.view().concern[choice.form.elements.stage.value]?.[choice.value];
    if (!box.value.trim() || before) box.value = before?.text ?? box.value;
  }

  function changed(input) {
    if (input.name === "option" && input.matches("select")) return fillConcern(input);
    if (!input.name?.startsWith(MARK) || !root()?.contains(input)) return;
    const option = input.name.slice(MARK.length);
    if (input.type === "checkbox") cast(option, input.checked ? 1 : null);
    else if (input.type === "radio") cast(option, Number(input.value));
    else castDots(option, Number(input.value));
  }

  function pressed(target) {
    const button = target.closest?.("[data-step]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const { option } = button.closest("[data-option]").dataset;
    castDots(option, (ballot().marks[option] ?? 0) + Number(button.dataset.step));
  }

  return { paint, changed, pressed };
}

/** In the results: what one voted oneself. */
export function paintOwnVotes(me) {
  const list = find("[data-results]");
  if (!list) return;
  const marks = me?.ballots?.[list.dataset.results] ?? {};
  for (const row of findAll("[data-option]", list)) {
    const own = marks[row.dataset.option];
    for (const line of findAll("[data-own]", row)) line.hidden = line.dataset.own === "none" ? Boolean(own) || own === 0 : own !== Number(line.dataset.own);
    const dots = find("[data-own-dots]", row);
    if (!dots) continue;
    dots.hidden = !own;
    write(dots, own ? find("#own-words").dataset.dots.split("|")[own] ?? "" : "");
  }
}
