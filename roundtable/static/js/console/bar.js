// The bar: where we are, how long still, what can be undone, and the one next step.

import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { asClock, timeLeft } from "../lib/clock.js";
import { _, ngettext, number, pick } from "../lib/i18n.js";
import { progress, stagesOf, shown } from "./board.js";
import { stepWords } from "./history.js";
import { Mark } from "./parts.js";
import { openObjections } from "./concerns.js";
import { speaking, turns } from "./talk.js";
import { currentStage, roundtableOf, useNow, useStore } from "./use.js";
import { voteBehind } from "./votes.js";

/** What the one primary button does now: {words, command, args, question?} or null. */
export function nextStep(data) {
  const table = roundtableOf(data);
  const [id, stage] = currentStage(data);
  const vote = stage?.kind === "reveal" ? voteBehind(data, stage) : null;
  if (vote && data.stages[vote] && !data.stages[vote].revealed) {
    return { words: _("Reveal the result"), command: "reveal_results", args: { stage: vote } };
  }
  if (stage?.kind === "consent" && !stage.revealed && data.turnout?.[id]?.acted) {
    return { words: _("Show how it stands"), command: "reveal_results", args: { stage: id }, question: openOnes(data, id) };
  }
  const list = stagesOf(data);
  const next = list[list.findIndex(([each]) => each === id) + 1];
  if (next) {
    const words = _("Next: %(title)s", { title: pick(next[1].title, table.language) });
    return { words, command: "open_stage", args: { stage: next[0] } };
  }
  if (table.status === "closed") return { words: _("Open it again"), command: "reopen_roundtable", args: {} };
  return { words: _("End the roundtable"), command: "close_roundtable", args: {}, question: ending() };
}

const ending = () => ({
  title: _("End the roundtable?"),
  words: _("Nobody can join or change anything after that. The draft stays, and you can open the roundtable again."),
  yes: _("End the roundtable"),
});

/** Asked before a consent round is counted while objections are open; null when none is. */
function openOnes(data, stage) {
  const open = openObjections(data, stage);
  return open ? {
    title: _("Count the round now?"), yes: _("Count it"),
    words: ngettext("%(num)s objection is open. It stays on record as an objection.",
      "%(num)s objections are open. They stay on record as objections.", open),
  } : null;
}

/** How far the room is, in words. */
export function howFar(data) {
  const [id, stage] = currentStage(data);
  const turnout = data.turnout?.[id];
  if (stage?.kind === "group") {
    const { grouped, all } = progress(data);
    return _("%(grouped)s of %(all)s grouped", { grouped: number(grouped), all: number(all) });
  }
  if (stage?.kind === "vote" && turnout) {
    return _("%(acted)s of %(present)s have voted",
      { acted: number(turnout.acted), present: number(turnout.present) });
  }
  if (stage?.kind === "consent" && turnout) {
    return _("%(acted)s of %(present)s have taken a position",
      { acted: number(turnout.acted), present: number(turnout.present) });
  }
  if (["discuss", "round"].includes(stage?.kind) && (speaking(data) || turns(data, "waiting").length)) {
    const waiting = turns(data, "waiting").length;
    return ngettext("%(num)s person waits to speak", "%(num)s people wait to speak", waiting);
  }
  if (["propose", "improve", "clarify"].includes(stage?.kind)) {
    const all = shown(data).length;
    return ngettext("%(num)s proposal", "%(num)s proposals", all);
  }
  const here = data.people?.now?.present ?? 0;
  return ngettext("%(num)s person at the table", "%(num)s people at the table", here);
}

export function Clock({ stage }) {
  const now = useNow();
  const [, tick] = useState(0);
  const timer = { endsAt: stage.ends_at, remaining: stage.remaining, minutes: stage.minutes };
  const { left, kind } = timeLeft(timer, now());
  useEffect(() => {
    const timing = setInterval(() => tick((n) => n + 1), 250);
    return () => clearInterval(timing);
  }, []);
  if (kind === "none") return null;
  const words = {
    idle: _("Not started"), running: _("Time left"), paused: _("Paused"), over: _("Time is up"),
  };
  const label = `${words[kind]}: ${asClock(left)}`;
  return html`<span class=${`clock ${kind}`} role="timer" aria-label=${label}>${asClock(left)}
    ${kind === "running" ? null : html`<small>${words[kind]}</small>`}</span>`;
}

function Timer({ stage }) {
  const store = useStore();
  const running = stage.ends_at !== null && stage.ends_at !== undefined;
  const timed = running || (stage.remaining ?? null) !== null || stage.minutes;
  const turn = () => store.act(running ? "pause_timer" : "start_timer");
  return html`<span class="timer">
    <${Clock} stage=${stage} />
    <span class="acts">
      <button class="button small" onClick=${() => store.act("extend_timer", { seconds: 60 })}>${_("+1 min")}</button>
      ${timed && html`<button class="button small" onClick=${turn}>${running ? _("Pause") : _("Start")}</button>`}
    </span>
  </span>`;
}

/** Undo or redo an entry of the roundtable's history. */
export function undo(store, which) {
  const table = roundtableOf(store.view().data);
  if (table?.[which]) store.act("undo", { entry: table[which].id });
}

function UndoRedo({ table }) {
  const store = useStore();
  const label = (which) => stepWords(table[which], table.language);
  const undoWords = _("Undo: %(label)s", { label: label("undo") });
  const redoWords = _("Redo: %(label)s", { label: label("redo") });
  const redo = useRef(null);
  const pressed = useRef(false);
  useEffect(() => { // the button that was just pressed is gone: the focus stays close to it
    if (table.undo) return;
    if (pressed.current && document.activeElement === document.body) redo.current?.focus();
    pressed.current = false;
  }, [table.undo]);
  return html`<span class="undo acts">
    ${table.undo && html`<button class="button quiet small undo-one" title=${label("undo")}
      onClick=${() => { pressed.current = true; undo(store, "undo"); }}>
      <span aria-hidden="true">↶</span> <span class="undo-words">${undoWords}</span></button>`}
    ${table.redo && html`<button class="button quiet small" ref=${redo} title=${redoWords} aria-label=${redoWords} onClick=${() => undo(store, "redo")}>
      <span aria-hidden="true">↷</span> ${_("Redo")}</button>`}
  </span>`;
}

export function Primary({ data }) {
  const store = useStore();
  const step = nextStep(data);
  const go = async () => {
    if (step.question && !(await store.ask(step.question))) return;
    store.act(step.command, step.args);
  };
  return html`<button class="button primary next" onClick=${go}>${step.words}</button>`;
}

export function Connection({ view }) {
  const { link, unsent, bye } = view;
  if (bye === "withdrawn" || link === "no_seat") {
    return html`<span class="state" data-state="refused">${_("This link is no longer valid.")}</span>`;
  }
  if (link !== "online") {
    const kept = unsent.length
      ? ngettext("%(num)s change is kept and sent later", "%(num)s changes are kept and sent later", unsent.length)
      : _("connecting again");
    return html`<span class="state" data-state="waiting">${_("Not connected")}: ${kept}</span>`;
  }
  return html`<span class="state" data-state=${unsent.length ? "sending" : "saved"}>${unsent.length
    ? _("Saving…") : _("All saved")}</span>`;
}

export function Bar({ view }) {
  const { data } = view;
  const table = roundtableOf(data);
  const [, stage] = currentStage(data);
  return html`<header class="bar">
    <span class="brand"><${Mark} /><b>${pick(table.title, table.language)}</b></span>
    <div class="now">
      ${stage && html`<${Timer} stage=${stage} />`}
      <div class="where"><h1>${stage ? pick(stage.title, table.language) : ""}</h1>
        <p class="soft small"><span class="far">${howFar(data)}</span><${Connection} view=${view} /></p></div>
    </div>
    <div class="steps"><${UndoRedo} table=${table} /><${Primary} data=${data} /></div>
  </header>`;
}
