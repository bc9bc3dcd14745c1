// What a step of the strategy's history did, in words.

import { _, ngettext } from "../../lib/i18n.js";

const PARTS = { chapter: () => _("a chapter"), priority: () => _("a priority"), passage: () => _("a text"), measure: () => _("a measure") };
const part = (kind) => PARTS[kind]?.() ?? _("a part");
const short = (words) => (words && words.length > 60 ? `${words.slice(0, 58).trimEnd()}…` : (words ?? ""));
const cited = (make, alone) => ({ cite }) => (cite ? make({ cite }) : alone());
const titled = (make, alone) => ({ title }) => (title ? make({ title: short(title) }) : alone());

const FATES = {
  adopted: () => _("adopted"), part: () => _("taken up in part"), merged: () => _("put together"), declined: () => _("declined"), outside: () => _("outside the city's power"), later: () => _("for later"),
};

const WORDS = {
  add_node: ({ kind }) => _("new in the draft: %(what)s", { what: part(kind) }),
  add_roundtable: ({ code }) => _("roundtable %(code)s in the strategy", { code: code ?? "" }),
  adopt: () => _("adoption of a version"),
  clear_fate: ({ n }) => ngettext("%(num)s contribution without a fate again", "%(num)s contributions without a fate again", n ?? 1),
  decide_dissent: ({ out }) => (out === false ? _("a minority opinion in the draft again") : out ? _("a minority opinion left out of the draft") : _("decision on a minority opinion")),
  join_results: titled((names) => _("results put together: %(title)s", names), () => _("results put together")),
  move_node: () => _("move of a part"),
  remove_node: ({ kind }) => _("taken out of the draft: %(what)s", { what: part(kind) }),
  remove_roundtable: () => _("a roundtable out of the strategy"),
  restore_node: () => _("a part back in the draft"),
  restore_version: ({ name }) => _("version “%(name)s” restored", { name: short(name) }),
  save_version: ({ name }) => _("version “%(name)s” frozen", { name: short(name) }),
  set_fate: ({ n, kind }) => ngettext("%(num)s contribution: %(fate)s", "%(num)s contributions: %(fate)s", n ?? 1, { fate: FATES[kind]?.() ?? kind ?? "" }),
  set_phases: () => _("change of the phases"),
  set_section: () => _("a text for another chapter of the document"),
  set_sources: () => _("change of the sources of a part"),
  set_titles: () => _("change of the titles"),
  take_in: cited((names) => _("%(cite)s taken into the draft", names), () => _("a result taken into the draft")),
  unjoin_results: () => _("results taken apart"),
};

/** The commands that have words here. */
export const told = Object.keys(WORDS);

/** A step of the timeline in words: {command, names}. */
export function stepWords(step) {
  const names = step.names ?? {};
  if (step.command === "undo") {
    const inner = { command: names.command, names: names.names };
    if (names.command === "undo") return _("redone: %(what)s", { what: stepWords({ command: inner.names?.command, names: inner.names?.names }) });
    return _("undone: %(what)s", { what: stepWords(inner) });
  }
  return WORDS[step.command]?.(names) ?? (step.command ?? "").replaceAll("_", " ");
}

/** The steps, the latest first: [[id, step], …]. */
export const stepsOf = (data) => Object.entries(data.timeline ?? {}).sort(([, a], [, b]) => b.rev - a.rev);
