// What can be set for each kind of step, and how a form's values become the arguments of a command.
// The same names, limits and defaults as in roundtable/core/stages.py (a test holds them together).

import { _, ngettext } from "../../lib/i18n.js";
import { RULES_OF, ruleOf, ruleWords, SEATED } from "../ballots.js";

const number = (name, words, low, high, start) => ({ name, kind: "number", words, low, high, start });
const choice = (name, words, choices, start) => ({ name, kind: "choice", words, choices, start });
const text = (name, words, most, rows) => ({ name, kind: "text", words, most, rows });

const maxLength = () => number("max_length", _("Longest text, in characters"), 40, 1000, 280);
const most = () => number("most", _("Most proposals of one person"), 1, 60, 60);
const listed = () => ({ name: "listed", kind: "words", words: _("Listed words, one in each line"), most: 50, longest: 60,
  when: { moderation: "rule" } });
const moderation = () => choice("moderation", _("Texts are shown"), {
  open: _("at once"),
  look: _("after somebody has looked at them"),
  rule: _("at once, but held where a rule asks for a look: links, telephone numbers, capital letters, listed words"),
}, "open");
const ON = {
  clusters: () => _("the groups of the board"), proposals: () => _("each proposal"),
  question: () => _("the question of this step"),
};
const on = (words, ...keys) =>
  choice("on", words, Object.fromEntries(keys.map((key) => [key, ON[key]()])), "clusters");
const of = () => ({ name: "of", kind: "stage", of: "vote", words: _("Of which vote") });
const ballot = () => choice("ballot", _("Ballot"), {
  approval: _("yes to as many as one likes"), dots: _("dots to spread"), opinion: _("agree, disagree or pass on each"),
  score: _("a number for each"), grade: _("one of six grades in words for each: to reject, poor, acceptable, good, very good, excellent"),
  ranking: _("an order, the best first"), pairs: _("which of two, pair by pair"), knapsack: _("what to spend a sum of money on"),
}, "approval");
const budget = () => ({ ...number("budget", _("Dots for each person"), 1, 100, 5), when: { ballot: "dots" } });
const limit = () => ({ ...number("limit", _("Most yeses of one person (0: as many as one likes)"), 0, 100, 0), when: { ballot: "approval" } });
const scale = () => ({ ...choice("scale", _("Numbers"), { 5: _("0 to 5"), 10: _("0 to 10") }, "5"), when: { ballot: "score" } });
const money = () => ({ ...number("sum", _("Money to spend, in whole units"), 0, 10 ** 9, 0), when: { ballot: "knapsack" } });
const unit = () => ({ ...text("unit", _("Its unit, such as €"), 20), when: { ballot: "knapsack" } });

/** The rules, each in a sentence; which of them fit depends on the ballot. */
function rule() {
  const names = [...new Set(Object.values(RULES_OF).flat())];
  const said = (name, values) => {
    const [title, words] = ruleWords(name === "usual" ? ruleOf({ ballot: values.ballot }) : name, values.ballot);
    return name === "usual" ? [_("The usual one: %(name)s", { name: title }), words] : [title, words];
  };
  return {
    ...choice("rule", _("Counted by"), Object.fromEntries(["usual", ...names].map((name) => [name, ruleWords(name)[0]])), "usual"),
    fits: ({ ballot: its }) => ["usual", ...(RULES_OF[its] ?? []).slice(1)], said,
    hint: _("It cannot be changed once the vote is open; other rules stand beside it in the result."),
  };
}
const isSeated = (values) => SEATED.includes(ruleOf(values)) && values.ballot !== "knapsack";
const seats = () => ({ ...number("seats", _("How many are taken up (0: only an order)"), 0, 50, 0), when: { ballot: (its) => its !== "knapsack" } });
const ties = () => ({ ...choice("ties", _("A tie for the last place"), { leave: _("the room settles it"), draw: _("is drawn by lot") }, "leave"),
  when: { seats: (n) => Number(n) > 0 } });
const order = () => choice("order", _("Order on the phones"), {
  fixed: _("the same for everyone"), shuffled: _("another one for each person, so that the first is not always the same"),
}, "fixed");
const sealed = () => choice("sealed", _("Checking"), {
  no: _("the count is on the record of this server"), yes: _("sealed: each person gets a receipt and can check that their ballot was counted"),
}, "no");
const quorum = () => number("quorum", _("Percent of those here who have to vote for it to count (0: none)"), 0, 100, 0);
const majority = () => choice("majority", _("An option is accepted"), {
  none: _("no threshold: the order alone counts"), voting: _("with more than a share of those who vote"),
  present: _("with more than a share of those who are here"),
}, "none");
const share = () => ({ ...number("share", _("How many percent (50: more than half; 66: two thirds; 100: all)"), 50, 100, 50),
  when: { majority: (its) => its !== "none" } });
const concerns = () => choice("concerns", _("Concerns"), {
  yes: _("voters can state what speaks against an option"), no: _("are not asked for"),
}, "yes");
const seating = () => choice("seating", _("Who sits where"), {
  keep: _("everyone stays where they are"), choice: _("people choose their table on the phone"),
  draw: _("drawn by chance"), balanced: _("drawn so that groups mix"),
  rotate: _("on to tables where people meet others; hosts stay"), join: _("two small groups become one"),
}, "keep");
const size = () => number("size", _("People in a small group without a table (0: at the tables of the room)"), 0, 12, 0);

const SETTINGS = {
  welcome: () => [text("agreement", _("What everyone agrees to (optional)"), 1200, 4)],
  inform: () => [text("text", _("Text"), 2000, 6), text("source", _("Source"), 200), text("unit", _("Unit of the figures"), 20),
    { name: "chart", kind: "chart", words: _("Bars"), most: 12 }],
  write: () => [maxLength()],
  round: () => [choice("turns", _("Turns"), { strict: _("each in turn"), free: _("whoever raises a hand") }, "strict"), moderation(), listed()],
  clarify: () => [moderation(), listed()],
  propose: () => [maxLength(), most(), moderation(), listed()],
  improve: () => [maxLength(), moderation(), listed()],
  vote: () => [ballot(), budget(), limit(), scale(), money(), unit(), rule(), seats(), ties(), quorum(), majority(), share(), order(), sealed(),
    on(_("The vote is on"), "clusters", "proposals"), concerns()],
  reveal: () => [of()],
  previous: () => [of()],
  discuss: () => [number("seconds", _("Speaking time, in seconds"), 15, 1800, 120)],
  consent: () => [on(_("The round is on"), "clusters", "proposals", "question")],
  tables: () => [seating(), size()],
};

/** Settings that decide a vote or where people sit stay as they are once the step was open. */
export const FIXED = ["ballot", "budget", "on", "seating", "size", "limit", "scale", "sum", "unit", "rule", "seats", "ties", "order", "sealed",
  "quorum", "majority", "share"];

/** What can be set for this kind, in the order of the form; a fresh list at each call, in the page's language. */
export const settingsOf = (kind) => SETTINGS[kind]?.() ?? [];

/** Which settings matter with these values: the number of dots is nothing to a ballot without dots. */
export const isAsked = (setting, values) =>
  Object.entries(setting.when ?? {}).every(([name, value]) => (typeof value === "function" ? value(values[name]) : values[name] === value));

/** A value as it can be with the others: a rule that does not fit another ballot gives way to the usual one. */
export const fitting = (setting, values) =>
  (setting.fits && !setting.fits(values).includes(values[setting.name]) ? setting.start : values[setting.name]);

/** The choices that fit the other values, as [[key, words, more words]]. */
export const choicesOf = (setting, values) =>
  (setting.fits ? setting.fits(values).map((key) => [key, ...setting.said(key, values)]) : Object.entries(setting.choices));

const localized = (value, languages) => Object.fromEntries(languages.map((lang) => [lang, value?.[lang] ?? ""]));

/** The form's values of a step's settings. */
export function valuesOf(kind, settings, languages) {
  const value = (setting) => {
    const now = settings?.[setting.name];
    if (setting.kind === "text") return localized(now, languages);
    if (setting.kind === "words") return (now ?? []).join("\n");
    if (setting.kind === "chart") {
      return (now ?? []).map((bar) => ({ label: localized(bar.label, languages), value: String(bar.value) }));
    }
    if (setting.kind === "stage") return now ?? "";
    return String(now ?? setting.start);
  };
  return Object.fromEntries(settingsOf(kind).map((setting) => [setting.name, value(setting)]));
}

const without = (texts) => Object.fromEntries(Object.entries(texts).filter(([, words]) => words.trim()));

function sent(setting, value) {
  if (setting.kind === "number") return Number(value);
  if (setting.kind === "text") return without(value);
  if (setting.kind === "words") return value.split("\n").map((line) => line.trim()).filter(Boolean);
  if (setting.kind === "chart") {
    return value.filter((bar) => Object.keys(without(bar.label)).length)
      .map((bar) => ({ label: without(bar.label), value: Number(String(bar.value).replace(",", ".")) || 0 }));
  }
  return value;
}

const OF_BALLOT = ["budget", "limit", "scale", "sum", "unit"]; // the server refuses them with another ballot

/** The settings as the command wants them; only those that differ from `start` (values of before), if it is given. */
export function settingsFrom(kind, values, start = null) {
  const chosen = settingsOf(kind)
    .filter((setting) => setting.kind !== "stage" || values[setting.name])
    .filter((setting) => !start || JSON.stringify(fitting(setting, values)) !== JSON.stringify(start[setting.name]))
    .filter((setting) => !OF_BALLOT.includes(setting.name) || isAsked(setting, values));
  return Object.fromEntries(chosen.map((setting) => [setting.name, sent(setting, fitting(setting, values))]));
}

/** What is wrong with these values, as {name: words}; empty when they can be sent. */
export function problemsIn(kind, values) {
  const wrong = {};
  for (const setting of settingsOf(kind).filter((each) => each.kind === "number")) {
    const given = Number(values[setting.name] ?? setting.start);
    if (!isAsked(setting, values)) continue;
    if (!Number.isInteger(given) || given < setting.low || given > setting.high) {
      wrong[setting.name] = _("A whole number from %(low)s to %(high)s.", { low: setting.low, high: setting.high });
    }
  }
  if (kind === "vote" && values.ballot === "knapsack" && !(Number(values.sum) > 0)) wrong.sum ??= _("Say how much there is to spend.");
  if (kind === "vote" && isSeated(values) && !(Number(values.seats) > 0)) wrong.seats ??= _("This rule needs to know how many are taken up.");
  return wrong;
}

/** The settings of a step in one short line: what is not as it always is. */
export function inShort(kind, settings) {
  const values = valuesOf(kind, settings, []);
  const said = settingsOf(kind).filter((setting) => setting.kind === "choice" && isAsked(setting, values)
    && (values[setting.name] !== setting.start || ["ballot", "seating"].includes(setting.name)))
    .map((setting) => setting.choices[values[setting.name]].split(":")[0]);
  if (kind === "vote" && values.ballot === "dots") {
    said[0] = ngettext("%(num)s dot each", "%(num)s dots each", Number(values.budget));
  }
  return said.filter(Boolean).join(" · ");
}
