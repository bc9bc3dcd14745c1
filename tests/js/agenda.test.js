import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { beforeAfter, changedElsewhere, flat, forecast, stageChanges, totalMinutes } from "../../roundtable/static/js/console/agenda/plan.js";
import { choicesOf, FIXED, inShort, isAsked, problemsIn, settingsFrom, settingsOf, valuesOf } from "../../roundtable/static/js/console/agenda/settings.js";
import { RULES_OF, ruleOf } from "../../roundtable/static/js/console/ballots.js";
import { kinds, minutesFor } from "../../roundtable/static/js/console/kinds.js";
import { stagesOf } from "../../roundtable/static/js/console/board.js";
import { room } from "./fixtures.js";

const python = readFileSync(new URL("../../roundtable/core/stages.py", import.meta.url), "utf8");

test("the kinds and their minutes are those of the server, in its order", () => {
  const there = [...python.matchAll(/^ {4}_kind\(\s*"(\w+)", "\w+", (\d+|None)/gm)].map(([, kind, minutes]) => [kind, minutes === "None" ? null : Number(minutes)]);
  assert.deepEqual(kinds.map((kind) => [kind, minutesFor(kind)]).sort(), there.sort());
});

test("the limits of numbers are those of the server", () => {
  for (const [, name, start, low, high] of python.matchAll(/NumberSetting\("(\w+)", default=(\d+), low=(\d+), high=(\d+)\)/g)) {
    const own = kinds.flatMap(settingsOf).find((setting) => setting.name === name);
    assert.deepEqual([own.start, own.low, own.high], [start, low, high].map(Number), name);
  }
});

test("one up or down in the agenda", () => {
  const ids = ["a", "b", "c"];
  assert.equal(beforeAfter(ids, "a", false), undefined);
  assert.equal(beforeAfter(ids, "a", true), "c");
  assert.equal(beforeAfter(ids, "b", true), null);
  assert.equal(beforeAfter(ids, "c", false), "b");
  assert.equal(beforeAfter(ids, "c", true), undefined);
});

test("steps to come begin when those before them end", () => {
  const list = stagesOf(room());
  const { starts, end, untimed } = forecast(list, "s2", 760_000); // four minutes are left
  assert.deepEqual(starts, { s3: 1_000_000, s4: 1_360_000 });
  assert.equal(end, 1_360_000);
  assert.equal(untimed, 1);
  assert.equal(totalMinutes(list), 19);
});

test("only what was changed is sent, settings in the shape of the command", () => {
  const { s3 } = room().stages;
  const known = flat(s3, ["en", "ro"]);
  assert.deepEqual(stageChanges(s3, known, known), {});
  assert.deepEqual(stageChanges(s3, known, { ...known, "title:ro": "Vot", minutes: "" }), { title: { en: "Vote", ro: "Vot" }, untimed: true });
  assert.deepEqual(stageChanges(s3, known, { ...known, "settings:ballot": "dots", "settings:budget": "7", minutes: "9" }),
    { minutes: 9, settings: { ballot: "dots", budget: 7 } });
});

test("what another console changed is told, but not where both wrote the same", () => {
  const known = { a: "1", b: "1", c: "1" };
  assert.deepEqual(changedElsewhere(known, { a: "2", b: "2", c: "1" }, { a: "1", b: "2", c: "9" }), ["a"]);
});

test("texts, words and charts go both ways", () => {
  const settings = { text: { en: "Found" }, source: {}, unit: { en: "months" }, chart: [{ label: { en: "Health" }, value: 11.5 }] };
  const values = valuesOf("inform", settings, ["en", "ro"]);
  assert.deepEqual(values.chart, [{ label: { en: "Health", ro: "" }, value: "11.5" }]);
  assert.deepEqual(settingsFrom("inform", values), settings);
  assert.deepEqual(settingsFrom("propose", { ...valuesOf("propose", { listed: ["a"] }, []), listed: " a \n\n b" }).listed, ["a", "b"]);
  assert.deepEqual(settingsFrom("inform", { ...values, chart: [{ label: { en: "X" }, value: "2,5" }, { label: {}, value: "3" }] }).chart,
    [{ label: { en: "X" }, value: 2.5 }]);
});

test("a setting is asked for only where it matters, and a wrong number is told", () => {
  const [, budget] = settingsOf("vote");
  assert.equal(isAsked(budget, { ballot: "approval" }), false);
  assert.equal(isAsked(budget, { ballot: "dots" }), true);
  assert.deepEqual(Object.keys(problemsIn("vote", { ballot: "dots", budget: "0" })), ["budget"]);
  assert.deepEqual(problemsIn("vote", { ballot: "approval", budget: "0" }), {});
  assert.deepEqual(Object.keys(problemsIn("discuss", { seconds: "1.5" })), ["seconds"]);
});

test("a step in one line says what is special about it", () => {
  assert.equal(inShort("vote", { ballot: "dots", budget: 5 }), "5 dots each");
  assert.equal(inShort("propose", { moderation: "look" }), "after somebody has looked at them");
  assert.equal(inShort("propose", {}), "");
});

test("everything that decides a vote can be set, and stays once it is open", () => {
  const vote = settingsOf("vote");
  const names = [...python.split("COUNTING: Final = (")[1].split("\n)\n")[0].matchAll(/Setting\(\s*"(\w+)"/g)].map(([, name]) => name);
  assert.ok(names.length >= 12);
  assert.deepEqual(names.filter((name) => !vote.some((each) => each.name === name)), []);
  assert.deepEqual(names.filter((name) => !FIXED.includes(name)), []);
  for (const [, name, start, words] of python.matchAll(/ChoiceSetting\("(\w+)", "(\w+)", \(((?:"\w+",? ?)+)\)\)/g)) {
    const own = vote.find((setting) => setting.name === name);
    if (own?.kind === "choice" && name !== "on") assert.deepEqual([own.start, Object.keys(own.choices).sort()], [start, [...words.matchAll(/\w+/g)].map(String).sort()], name);
  }
});

test("only what matters for the ballot is asked, and only rules that fit are offered", () => {
  const vote = settingsOf("vote");
  const asked = (values) => vote.filter((setting) => isAsked(setting, { ...valuesOf("vote", {}, []), ...values })).map(({ name }) => name);
  assert.deepEqual(["budget", "limit", "scale", "sum", "unit"].filter((name) => asked({ ballot: "knapsack" }).includes(name)), ["sum", "unit"]);
  assert.ok(asked({ ballot: "score" }).includes("scale") && !asked({ ballot: "score" }).includes("share"));
  assert.ok(asked({ majority: "present" }).includes("share"));
  const rule = vote.find(({ name }) => name === "rule");
  assert.deepEqual(choicesOf(rule, { ballot: "pairs" }).map(([key]) => key), ["usual", "schulze", "minimax"]);
  assert.match(choicesOf(rule, { ballot: "pairs" })[0][1], /Ranked pairs/);
  for (const [ballot, rules] of Object.entries(RULES_OF)) assert.equal(ruleOf({ ballot }), rules[0]);
});

test("a rule that does not fit another ballot gives way, and what is missing is told", () => {
  const values = { ...valuesOf("vote", {}, []), ballot: "score", rule: "schulze", budget: "7" };
  const sent = settingsFrom("vote", values, valuesOf("vote", {}, []));
  assert.deepEqual(sent, { ballot: "score" });
  assert.deepEqual(Object.keys(problemsIn("vote", { ...values, ballot: "knapsack", rule: "usual" })), ["sum"]);
  assert.deepEqual(Object.keys(problemsIn("vote", { ...values, ballot: "approval", rule: "phragmen" })), ["seats"]);
  assert.deepEqual(problemsIn("vote", { ...values, ballot: "approval", rule: "phragmen", seats: "3" }), {});
});
