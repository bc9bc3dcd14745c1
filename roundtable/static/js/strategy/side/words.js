// What became of a contribution and how a remark was answered, in words.

import { _, pick, spoken } from "../../lib/i18n.js";
import { fateOf, measureName, stands, titleOf } from "../model.js";
import { languageOf } from "./model.js";

/**
 * What became of a contribution: {words, node, ref, text, who, on}, or null where nobody has said it.
 * `node` or `ref` is where one can go to see it.
 */
export function fateTold(data, ref) {
  const fate = fateOf(data, ref);
  if (!fate) return null;
  const measure = fate.measure && data.nodes?.[fate.measure];
  const there = measure && stands(data, fate.measure) ? fate.measure : null;
  const name = measure ? measureName(measure) : "";
  const into = fate.into ? data.results?.[fate.into]?.cite ?? fate.into : "";
  const words = {
    adopted: () => _("adopted in %(measure)s", { measure: name }),
    part: () => _("taken up in part in %(measure)s", { measure: name }),
    merged: () => _("put together with %(into)s", { into }),
    declined: () => _("declined"),
    outside: () => _("outside the city's power"),
    later: () => _("for later"),
  }[fate.kind];
  return { words: words?.() ?? fate.kind, node: there, ref: fate.into ?? null, text: fate.text, who: fate.who, on: fate.on };
}

/** Where something is used: "M1", "Priority: Skills…", "text in “Skills…”". */
export function placeWords(data, id) {
  const node = data.nodes[id];
  const title = short(titleOf(node));
  if (node.kind === "measure") return `${measureName(node)} ${title}`;
  if (node.kind === "priority") return _("Priority “%(title)s”", { title });
  if (node.kind === "chapter") return _("Chapter “%(title)s”", { title });
  const parent = node.parent && data.nodes[node.parent];
  return parent ? _("Text in “%(title)s”", { title: short(titleOf(parent)) }) : _("Text at the beginning");
}

export const short = (words, most = 60) => (words.length > most ? `${words.slice(0, most - 2).trimEnd()}…` : words);

export const roomTitle = (data, room) => pick(room.title, languageOf(data));

const OUTCOMES = { taken: () => _("Taken"), part: () => _("Taken in part"), not: () => _("Not taken") };

export const outcomeWords = (outcome) => OUTCOMES[outcome]?.() ?? outcome;

const KINDS = {
  comment: () => _("Comment"), suggestion: () => _("Another wording"), answer: () => _("Answer to a question"), opinion: () => _("Statement of opinion"),
};

export const kindWords = (kind) => KINDS[kind]?.() ?? kind;

/** A day ("2026-11-24") as people write it; what is no whole day stays as it is. */
export function dayWords(day) {
  const date = new Date(`${day}T12:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(day ?? "") && !Number.isNaN(date.getTime())
    ? new Intl.DateTimeFormat(spoken(), { dateStyle: "medium", timeZone: "UTC" }).format(date) : (day ?? "");
}

/** A moment: the day, and the time of day. */
export const momentWords = (ms) => new Intl.DateTimeFormat(spoken(), { dateStyle: "medium", timeStyle: "short" }).format(ms);
