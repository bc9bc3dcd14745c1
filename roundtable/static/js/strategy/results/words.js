// How results are told in the list.

import { _, ngettext } from "../../lib/i18n.js";
import { measureName, stands, usedIn, waits } from "../model.js";
import { contributions } from "./model.js";

export const kindNames = () => ({
  finding: _("Findings"), cluster: _("Groups of proposals"), proposal: _("Proposals"), position: _("Minority positions"),
  concern: _("Objections and concerns"), vote: _("Votes"), note: _("Notes"),
});

export const fateNames = () => ({
  adopted: _("Adopted"), part: _("In part"), merged: _("Merged"), declined: _("Declined"), outside: _("Outside the city's power"), later: _("For later"),
});

export const supportNames = () => ({
  half: _("Half and more"), "two-thirds": _("Two thirds and more"), "four-fifths": _("Four fifths and more"), all: _("Everyone"),
});

/** Where it is in the draft: "in M1, M2", or "in the draft"; "" where it is not. */
export function usedWords(data, ref) {
  const parts = usedIn(data, ref).filter(([id]) => stands(data, id));
  const names = [...new Set(parts.filter(([, node]) => node.kind === "measure").map(([, node]) => measureName(node)))];
  if (names.length) return _("in %(names)s", { names: names.join(", ") });
  return parts.length ? _("in the draft") : "";
}

/** How many contributions of a result have no fate yet, in words; "" where all have one. */
export function leftWords(data, ref) {
  const left = contributions(data, [ref]).filter((each) => waits(data, each)).length;
  if (!left) return "";
  return data.results[ref].kind === "cluster" ? ngettext("%(num)s without a fate", "%(num)s without a fate", left) : _("without a fate");
}

export const TAKEN = {
  measure: (name) => _("Taken into the draft as measure %(name)s.", { name }),
  priority: (name) => _("Taken into the draft as priority “%(name)s”.", { name }),
  passage: () => _("Taken into the draft as text."),
};
