// The agenda as plain data: the order of the steps, when each begins, and what a form changes.

import { settingsFrom, settingsOf, valuesOf } from "./settings.js";

const MINUTE = 60000;

/** Before which step one stands after going up or down; undefined at the edge. `ids` in order. */
export function beforeAfter(ids, id, down) {
  const at = ids.indexOf(id);
  if (down ? at === ids.length - 1 : at <= 0) return undefined;
  return down ? (ids[at + 2] ?? null) : ids[at - 1];
}

/**
 * When the steps that are still to come begin, and when all of it ends, if the agenda keeps its minutes.
 * @returns {{starts: {[id]: ms}, end: ms, untimed: number}} untimed: steps to come without minutes
 */
export function forecast(list, open, now) {
  const at = list.findIndex(([id]) => id === open);
  const current = list[at]?.[1];
  let time = now + (current?.ends_at ? Math.max(0, current.ends_at - now) : (current?.remaining ?? (current?.minutes ?? 0) * MINUTE));
  const starts = {};
  let untimed = 0;
  for (const [id, stage] of list.slice(at + 1)) {
    starts[id] = time;
    if (stage.minutes) time += stage.minutes * MINUTE;
    else untimed += 1;
  }
  return { starts, end: time, untimed };
}

export const totalMinutes = (list) => list.reduce((sum, [, stage]) => sum + (stage.minutes ?? 0), 0);

/** A step as flat values of a form: {"title:en": text, "minutes": text, "settings:ballot": value, …}. */
export function flat(stage, languages) {
  const texts = ["title", "question", "help"].flatMap((name) =>
    languages.map((lang) => [`${name}:${lang}`, stage[name]?.[lang] ?? ""]));
  const settings = Object.entries(valuesOf(stage.kind, stage.settings, languages)).map(([name, value]) => [`settings:${name}`, value]);
  return Object.fromEntries([...texts, ["minutes", String(stage.minutes ?? "")], ...settings]);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Which of the values somebody else has changed since `known`, where one wrote something else. */
export const changedElsewhere = (known, now, mine) =>
  Object.keys(now).filter((name) => !same(now[name], known[name]) && !same(now[name], mine[name]));

/** The arguments of edit_stage for what was changed from `known` to `mine`; {} when nothing was. */
export function stageChanges(stage, known, mine) {
  const changes = {};
  const touched = Object.keys(mine).filter((name) => !same(mine[name], known[name]));
  for (const name of touched) {
    const [field, lang] = name.split(":");
    if (field === "minutes" && mine.minutes === "") changes.untimed = true;
    else if (field === "minutes") changes.minutes = Number(mine.minutes);
    else if (field !== "settings") changes[field] = { ...stage[field], ...changes[field], [lang]: mine[name].trim() };
  }
  const values = (from) => Object.fromEntries(settingsOf(stage.kind).map(({ name }) => [name, from[`settings:${name}`]]));
  const settings = settingsFrom(stage.kind, values(mine), values(known));
  if (Object.keys(settings).length) changes.settings = settings;
  return changes;
}
