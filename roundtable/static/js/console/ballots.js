// Ballots and rules in words, the same as roundtable/labels.py and roundtable/explaining have them
// (a test holds the rules together).

import { _, ngettext, number } from "../lib/i18n.js";

const GRADES = () => [_("To reject"), _("Poor"), _("Acceptable"), _("Good"), _("Very good"), _("Excellent")];

/** A grade in words, 0 the worst. */
export const gradeName = (value) => GRADES()[value] ?? number(value);

/** A sum with its unit. */
export const money = (value, unit) => [number(value), unit].filter(Boolean).join(" ");

/** Ballot → the rules it can be counted by, the usual one first, as core/ballots.py has them. */
export const RULES_OF = {
  approval: ["approval", "phragmen", "sequential_proportional", "equal_shares"],
  dots: ["cumulative"],
  opinion: ["approval"],
  score: ["mean", "median", "majority_judgment"],
  grade: ["majority_judgment", "median", "mean"],
  ranking: ["schulze", "borda", "instant_runoff", "ranked_pairs", "minimax"],
  pairs: ["ranked_pairs", "schulze", "minimax"],
  knapsack: ["equal_shares", "approval"],
};
/** Rules that share a number of places out. */
export const SEATED = ["phragmen", "sequential_proportional", "equal_shares"];

const RULES = {
  approval: () => [_("Most yes"), _("What most people said yes to comes first.")],
  cumulative: () => [_("Most dots"), _("All dots are added up; what got most comes first.")],
  mean: () => [_("Average score"),
    _("The scores of all people are averaged; who gave none counts as giving the lowest one.")],
  median: () => [_("Middle score"), _("All marks are put in a line from worst to best; the one in the middle counts.")],
  majority_judgment: () => [_("Majority judgment"),
    _("What counts is the best grade that more than half of the room would give at least. Where it is the same for two, those who gave more and those who gave less decide.")],
  borda: () => [_("Borda count"), _("On each ballot an option gets a point for every other that stands below it.")],
  instant_runoff: () => [_("Instant runoff"),
    _("The option with the fewest first places goes, and its votes move to what these people put next, until one is left.")],
  schulze: () => [_("Schulze method"),
    _("All options are compared in pairs. Where the room goes in circles, the stronger chain of victories decides.")],
  ranked_pairs: () => [_("Ranked pairs"),
    _("All options are compared in pairs. Victories are kept from the clearest down; one that contradicts clearer ones is dropped.")],
  minimax: () => [_("Smallest defeat"),
    _("All options are compared in pairs. The one whose worst defeat is smallest comes first.")],
  phragmen: () => [_("Phragmén's method"),
    _("Each place is a load that its supporters carry together. The next place goes where it weighs least, so that every part of the room gets its share.")],
  sequential_proportional: () => [_("Proportional approval"),
    _("A person's yes counts whole for the first place, half after one that they got, a third after two: so every part of the room gets its share.")],
  equal_shares: () => [_("Equal shares"),
    _("Each person has the same share of what there is to give, and pays with it for what they want; what its supporters can pay for together is taken up.")],
};
const SPENT = () => [_("Most yes, while it fits"),
  _("What most people wanted is taken up first; what no longer fits is passed over.")];

/** [name, how it counts] of a rule. */
export const ruleWords = (rule, ballot = "") =>
  (rule === "approval" && ballot === "knapsack" ? SPENT() : (RULES[rule]?.() ?? [rule, ""]));

/** The rule that counts with these settings. */
export function ruleOf({ ballot = "approval", rule = "usual" } = {}) {
  return rule === "usual" || !rule ? RULES_OF[ballot]?.[0] : rule;
}

const MAJORITY = {
  voting: (share) => (share >= 100 ? _("An option is accepted if all who vote are for it.")
    : share === 50 ? _("An option is accepted if more than half of those who vote are for it.")
      : _("An option is accepted if at least %(percent)s percent of those who vote are for it.", { percent: number(share) })),
  present: (share) => (share >= 100 ? _("An option is accepted if all who are here are for it.")
    : share === 50 ? _("An option is accepted if more than half of those who are here are for it.")
      : _("An option is accepted if at least %(percent)s percent of those who are here are for it.", { percent: number(share) })),
};

/** How a vote is counted, a sentence for each thing that counts: rule, seats, quorum, majority. */
export function counting(settings = {}) {
  const { ballot = "approval", seats, quorum, majority, share = 50 } = settings;
  const [name, words] = ruleWords(ruleOf(settings), ballot);
  return [
    _("Counted by: %(name)s. %(words)s", { name, words }),
    seats ? ngettext("One of them is taken up.", "%(num)s of them are taken up.", seats) : "",
    quorum ? _("It counts if at least %(percent)s percent of those here vote.", { percent: number(quorum) }) : "",
    MAJORITY[majority]?.(share) ?? "",
  ].filter(Boolean);
}

const HOW = {
  approval: ({ limit }) => (limit ? ngettext("Everyone marks one that they support.", "Everyone marks up to %(num)s that they support.", limit)
    : _("Everyone marks all that they support.")),
  dots: ({ budget }) => ngettext("Everyone has %(num)s dot to give.", "Everyone has %(num)s dots to give.", budget),
  opinion: () => _("Everyone agrees, disagrees or passes."),
  score: ({ scale = 5 }) => _("Everyone gives each a number from 0 to %(best)s.", { best: number(Number(scale)) }),
  grade: () => _("Everyone gives each one of six grades in words."),
  ranking: () => _("Everyone puts them in their order."),
  pairs: () => _("Everyone is asked which of two they would rather have, pair by pair."),
  knapsack: ({ sum = 0, unit }) => _("Everyone spends up to %(sum)s.", { sum: money(sum, unit) }),
};

/** What people do with this ballot; `unit` of its money as a text. */
export const howVoted = (settings = {}, unit = "") => HOW[settings.ballot ?? "approval"]?.({ ...settings, unit }) ?? "";
