// The talk: who speaks and for how long, who waits, who should come next, and how the time was shared.

import { html, useEffect, useState } from "../../../vendor/preact-htm.js";
import { asClock } from "../../lib/clock.js";
import { _, ngettext, number } from "../../lib/i18n.js";
import { alias } from "../../lib/names.js";
import { Shape } from "../parts.js";
import { balance, reasonFor, speaking, spokenFor, suggested, turns } from "../talk.js";
import { currentStage, useNow, useStore } from "../use.js";
import { GroupName } from "../widgets.js";

function useSeconds(on) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!on) return undefined;
    const timing = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timing);
  }, [on]);
}

const nameOf = (turn) => alias(turn.who);

function Person({ data, turn }) {
  return html`<span class="person"><${Shape} position=${data.groups?.[turn.group]?.position} />
    <b>${nameOf(turn)}</b>${turn.desk && html` <small class="soft">${_("without a phone")}</small>`}</span>`;
}

function Now({ data, now }) {
  const store = useStore();
  const turn = speaking(data);
  const [, stage] = currentStage(data);
  if (!turn) return html`<p class="soft">${turns(data, "waiting").length ? _("Nobody speaks just now.") : _("No hands are raised.")}</p>`;
  const seconds = spokenFor(turn[1], now);
  const since = _("Speaks for %(time)s", { time: asClock(seconds * 1000) });
  const most = stage.settings?.seconds;
  const over = most && seconds > most;
  return html`<div class=${`speaking ${over ? "over" : ""}`}>
    <p class="speaking-who"><${Person} data=${data} turn=${turn[1]} />
      <span class="figure speaking-time" role="timer" aria-label=${since}>${asClock(seconds * 1000)}</span></p>
    ${most && html`<progress max=${most} value=${Math.min(seconds, most)} aria-hidden="true"></progress>`}
    ${over && html`<p class="small over-words" role="status">${ngettext("Longer than %(num)s minute", "Longer than %(num)s minutes", Math.round(most / 60) || 1)}</p>`}
    <div class="acts"><button class="button small" onClick=${() => store.act("end_turn", { turn: turn[0] })}>${_("End the turn")}</button></div>
  </div>`;
}

function Next({ data }) {
  const store = useStore();
  const next = suggested(data);
  if (!next) return null;
  const [id, turn] = next;
  const why = reasonFor(data, id) === "quiet" ? _("their group has spoken least") : _("asked first");
  return html`<div class="next-up">
    <p class="small soft">${_("Suggested next")} · ${why}</p>
    <button class="button strong next-one" onClick=${() => store.act("call_next", { turn: id })}
      aria-label=${_("Give the word to %(name)s", { name: nameOf(turn) })}><${Person} data=${data} turn=${turn} /><span>${_("Give the word")}</span></button>
  </div>`;
}

function Waiting({ data, now }) {
  const store = useStore();
  const next = suggested(data)?.[0];
  const rest = turns(data, "waiting").filter(([id]) => id !== next);
  if (!rest.length) return null;
  const minutes = (turn) => Math.max(0, Math.floor((now - turn.asked) / 60000));
  return html`<div class="stack"><h3 class="sub">${_("Waiting")} <small class="soft">${number(rest.length)}</small></h3>
    <ol class="queue">${rest.map(([id, turn]) => html`<li key=${id}><${Person} data=${data} turn=${turn} />
      <small class="soft figure">${minutes(turn) ? _("%(n)s min", { n: number(minutes(turn)) }) : ""}</small>
      <button class="button small quiet" aria-label=${_("Give the word to %(name)s", { name: nameOf(turn) })}
        onClick=${() => store.act("call_next", { turn: id })}>${_("Now")}</button></li>`)}</ol></div>`;
}

function Balance({ data, now }) {
  const rows = balance(data, now);
  if (rows.length < 2 || !rows.some((row) => row.turns)) return null;
  return html`<div class="stack"><h3 class="sub">${_("Speaking time")}</h3>
    <ul class="balance">${rows.map((row) => html`<li key=${row.group ?? ""}>
      <${GroupName} data=${data} group=${row.group ?? ""} />
      <span class="figure">${asClock(row.seconds * 1000)} <small class="soft">${ngettext("%(num)s turn", "%(num)s turns", row.turns)}</small></span>
      <progress class=${`g${data.groups?.[row.group]?.position ?? 0}`} max="1" value=${row.share} aria-hidden="true"></progress></li>`)}</ul></div>`;
}

export function Talk({ view, label = _("The talk") }) {
  const { data } = view;
  const clock = useNow();
  useSeconds(Boolean(speaking(data)));
  const now = clock();
  return html`<section class="talk stack" aria-label=${label}>
    <h2>${_("Speaking")}</h2>
    <${Now} data=${data} now=${now} />
    <${Next} data=${data} />
    <${Waiting} data=${data} now=${now} />
    <${Balance} data=${data} now=${now} />
  </section>`;
}
