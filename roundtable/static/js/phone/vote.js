// The vote: what is marked is shown at once and sent at once, each mark as an absolute value.

import { filled, find, findAll, mark, say, word, write } from "../lib/view.js";
import { inDigits, isMark, keyOf, paintMarks, refusal, usedUp } from "./ballot.js";
import { ownBallot, patchOf, stepped, tapped } from "./overlay.js";

/** `desk`: {outbox, me(), late(), shown(state)} of the page. */
export function makeVote(desk) {
  const root = () => find("[data-vote]");
  const scripts = {}; // of their own, where they are needed
  const asked = new Set();
  const closed = () => desk.late() || "closed" in root().dataset;
  const seed = () => `${desk.me().id}${root().dataset.stage}`;

  /** The own ballot as it is now, with all that painting needs. */
  function now() {
    const { stage, ballot: type, budget } = root().dataset;
    const own = ownBallot(desk.me(), desk.outbox.entries, stage);
    const ballot = { ...own, root: root(), type, budget: Number(budget || 0), words: find("#vote-words").dataset, shut: closed() };
    return { ...ballot, left: ballot.budget - usedUp(ballot) };
  }

  /** Send what differs; `abstain` true or false says that, too. */
  function cast(patch, abstain) {
    const { marks, abstains } = now();
    const changed = Object.entries(patch).filter(([key, value]) => (marks[key] ?? null) !== value);
    const says = abstain !== undefined && abstain !== abstains;
    if (closed() || (!changed.length && !says)) return paint();
    desk.outbox.add("cast_ballot", { stage: root().dataset.stage, marks: Object.fromEntries(changed), ...(says ? { abstain } : {}) });
  }

  function castDots(option, wanted) {
    const { marks, budget } = now();
    cast({ [option]: stepped(marks, option, wanted, budget) || null });
    paint();
  }

  /** A yes that would be too much is taken back, and it is said why. */
  function castYes(input) {
    const option = keyOf(input);
    const why = input.checked ? refusal(now(), input.closest("[data-option]")) : "";
    if (!why) return cast({ [option]: input.checked ? 1 : null });
    say(why);
    paint();
    write(find("[data-vote-state]"), why);
  }

  /** A script by its name, or null until it is there; then all is painted again. */
  function script(name) {
    if (!scripts[name] && !asked.has(name)) {
      asked.add(name);
      import(`./${name}.js`).then((found) => { scripts[name] = found.makePairs ? found.makePairs() : found; paint(); },
        () => setTimeout(() => { asked.delete(name); paint(); }, 3000));
    }
    return scripts[name] ?? null;
  }

  function paintOrder() {
    const order = "shuffled" in root().dataset ? script("order") : null;
    for (const list of order ? findAll(".options", root()) : []) {
      const ids = [...list.children].map((each) => each.dataset.option);
      order.arrange(list, order.ownOrder(seed(), ids));
    }
  }

  function paintFoot({ marks, abstains, state, type, budget, left, words, shut }) {
    const n = type === "approval" ? budget - left : left;
    write(find("[data-left]"), words.rest && budget ? filled(words.rest, { n: inDigits(n), of: inDigits(budget) }) : shut ? word("up") : "");
    const count = Object.keys(marks).length;
    const line = find("[data-vote-state]");
    mark(line, "data-state", count || abstains || state !== "saved" ? state : null);
    const saved = abstains ? words.abstains : count ? words.chosen.split("|")[count] ?? word("saved") : words.none;
    write(line, state === "saved" ? saved : word(desk.shown(state)));
  }

  function paintAbstain({ abstains, shut }) {
    const notice = find("[data-abstained]", root());
    if (notice) notice.hidden = !abstains;
    for (const button of findAll("[data-abstain]", root())) {
      const held = document.activeElement === button;
      button.hidden = (button.dataset.abstain === "yes") === abstains;
      mark(button.form, "data-closed", shut);
      if (held && button.hidden) find("[data-abstain]:not([hidden])", root())?.focus();
    }
  }

  function paint() {
    if (!root() || !find("#vote-words")) return;
    paintOrder();
    const ballot = now();
    paintMarks(ballot);
    if (ballot.type === "pairs") script("pairs")?.paint(ballot, seed());
    if (find("[data-mine]")?.closest("details")?.open) script("summary")?.paintSummary(ballot);
    paintAbstain(ballot);
    paintFoot(ballot);
  }

  /** What one holds against an option already is changed, not said twice. */
  function fillConcern(choice) {
    const box = find("textarea", choice.form);
    const before = desk.view().concern[choice.form.elements.stage.value]?.[choice.value];
    if (!box.value.trim() || before) box.value = before?.text ?? box.value;
  }

  function changed(input) {
    if (input.name === "option" && input.matches("select")) return fillConcern(input);
    if (!isMark(input) || !root()?.contains(input)) return;
    if (input.type === "checkbox") castYes(input);
    else if (input.type === "number") castDots(keyOf(input), Number(input.value));
    else cast({ [keyOf(input)]: input.value === "" ? null : Number(input.value) });
  }

  function place(area) {
    const { marks } = now();
    cast(patchOf(marks, tapped(marks, area.closest("[data-option]").dataset.option)));
  }

  function answer({ dataset }) {
    const patch = scripts.pairs?.answered(dataset.answer, now().marks);
    if (patch) cast(patch);
    paint();
    if (dataset.answer !== "back") say(findAll("[data-side]", root()).map((side) => side.textContent).join(" · "));
  }

  function turnTo(button) {
    scripts.pairs.turnTo(button.dataset.turnTo);
    button.closest("details").open = false;
    paint();
    find("[data-pair]", root()).scrollIntoView({ block: "nearest" });
    find("[data-answer]", root()).focus();
  }

  function pressed(target) {
    const button = target.closest?.("[data-step], [data-answer], [data-rank], [data-turn-to]");
    if (!button || button.getAttribute("aria-disabled") === "true" || (root() && closed())) return;
    if ("step" in button.dataset) {
      const { option } = button.closest("[data-option]").dataset;
      castDots(option, (now().marks[option] ?? 0) + Number(button.dataset.step));
    } else if ("rank" in button.dataset) place(button);
    else if ("answer" in button.dataset) answer(button);
    else turnTo(button);
  }

  return { paint, changed, pressed, abstain: (button) => cast({}, button?.dataset.abstain === "yes") };
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
