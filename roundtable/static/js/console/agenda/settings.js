// What can be set for each kind of step, and how a form's values become the arguments of a command.
// The same names, limits and defaults as in roundtable/core/stages.py (a test holds them together).

import { _, ngettext } from "../../lib/i18n.js";

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
}, "approval");
const budget = () => ({ ...number("budget", _("Dots for each person"), 1, 100, 5), when: { ballot: "dots" } });
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
  vote: () => [ballot(), budget(), on(_("The vote is on"), "clusters", "proposals"), concerns()],
  reveal: () => [of()],
  previous: () => [of()],
  discuss: () => [number("seconds", _("Speaking time, in seconds"), 15, 1800, 120)],
  consent: () => [on(_("The round is on"), "clusters", "proposals", "question")],
  tables: () => [seating(), size()],
};

/** Settings that decide a vote or where people sit stay as they are once the step was open. */
export const FIXED = ["ballot", "budget", "on", "seating", "size"];

/** What can be set for this kind, in the order of the form; a fresh list at each call, in the page's language. */
export const settingsOf = (kind) => SETTINGS[kind]?.() ?? [];

/** Which settings matter with these values: the number of dots is nothing to a ballot without dots. */
export const isAsked = (setting, values) =>
  Object.entries(setting.when ?? {}).every(([name, value]) => values[name] === value);

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

/** The settings as the command wants them; only those that differ from `start` (values of before), if it is given. */
export function settingsFrom(kind, values, start = null) {
  const chosen = settingsOf(kind)
    .filter((setting) => setting.kind !== "stage" || values[setting.name])
    .filter((setting) => !start || JSON.stringify(values[setting.name]) !== JSON.stringify(start[setting.name]));
  return Object.fromEntries(chosen.map((setting) => [setting.name, sent(setting, values[setting.name])]));
}

/** What is wrong with these values, as {name: words}; empty when they can be sent. */
export function problemsIn(kind, values) {
  const wrong = {};
  for (const setting of settingsOf(kind).filter((each) => each.kind === "number")) {
    const given = Number(values[setting.name]);
    if (!isAsked(setting, values)) continue;
    if (!Number.isInteger(given) || given < setting.low || given > setting.high) {
      wrong[setting.name] = _("A whole number from %(low)s to %(high)s.", { low: setting.low, high: setting.high });
    }
  }
  return wrong;
}

/** The settings of a step in one short line: what is not as it always is. */
export function inShort(kind, settings) {
  const values = valuesOf(kind, settings, []);
  const said = settingsOf(kind).filter((setting) => setting.kind === "choice" && isAsked(setting, values)
    && (values[setting.name] !== setting.start || ["ballot", "seating"].includes(setting.name)))
    .map((setting) => setting.choices[values[setting.name]]);
  if (kind === "vote" && values.ballot === "dots") {
    said[0] = ngettext("%(num)s dot each", "%(num)s dots each", Number(values.budget));
  }
  return said.filter(Boolean).join(" · ");
}
