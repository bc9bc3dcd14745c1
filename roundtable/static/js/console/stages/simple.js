// Steps in which there is little to do: welcome, information, break.

import { html } from "../../../vendor/preact-htm.js";
import { asClock, timeLeft } from "../../lib/clock.js";
import { _, ngettext, number, pick, spoken } from "../../lib/i18n.js";
import { stagesOf } from "../board.js";
import { Copy } from "../parts.js";
import { currentStage, roundtableOf, useNow } from "../use.js";
import { Lead } from "./parts.js";

const spaced = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

const withoutScheme = (address) => address.replace(/^https?:\/\//, "");

/** How to get in, as large as the screen shows it; and how many agreed, where something is agreed on. */
export function Welcome({ view, page }) {
  const { data } = view;
  const table = roundtableOf(data);
  const [id, stage] = currentStage(data);
  const here = data.people?.now?.present ?? 0;
  const turnout = data.turnout?.[id];
  const agreement = pick(stage.settings?.agreement, table.language);
  const address = withoutScheme(new URL(page.join).origin);
  const how = _("Scan the code, or open %(address)s and enter the code. No account, no name.", { address });
  return html`<section class="welcome" aria-label=${_("How to join")}>
    <img class="qr" src=${page.qr} width="240" height="240" alt=${_("QR code of the join address")} />
    <div class="stack">
      <p class="eyebrow">${_("Join with a phone")}</p>
      <p class="join-code">${spaced(table.code)}</p>
      <${Copy} label=${_("Join address")} text=${page.join} />
      <p class="soft">${how}</p>
      <p class="lead figure" role="status">${here
        ? ngettext("%(num)s person is here", "%(num)s people are here", here) : _("Nobody is here yet")}</p>
      ${agreement && html`<div class="agreement stack"><p class="eyebrow">${_("What everyone agrees to")}</p><p>${agreement}</p>
        ${turnout?.present > 0 && html`<p class="small"><b class="figure">${number(turnout.acted)}</b> ${_("of %(present)s", { present: number(turnout.present) })} ${_("have agreed")}</p>`}</div>`}
    </div>
  </section>`;
}

/** The bars of a finding, the highest one as the measure. */
function Bars({ chart, unit, language }) {
  const most = Math.max(...chart.map((bar) => Math.abs(bar.value)), 0) || 1;
  return html`<ul class="bars">${chart.map((bar, i) => html`<li key=${i}><span>${pick(bar.label, language)}</span>
    <progress max="1" value=${Math.abs(bar.value) / most} aria-hidden="true"></progress>
    <b class="figure">${number(bar.value)}${unit ? html` <small>${unit}</small>` : null}</b></li>`)}</ul>`;
}

export function Inform({ view }) {
  const { data } = view;
  const { language } = roundtableOf(data);
  const [, stage] = currentStage(data);
  const { text, source, unit, chart } = stage.settings ?? {};
  const words = pick(text, language);
  return html`<section class="stack" aria-label=${_("Information")}>
    <${Lead} data=${data} />
    ${words && html`<div class="reading">${words.split(/\n+/).map((part, i) => html`<p key=${i}>${part}</p>`)}</div>`}
    ${chart?.length > 0 && html`<${Bars} chart=${chart} unit=${pick(unit, language)} language=${language} />`}
    ${pick(source, language) && html`<p class="small soft">${_("Source: %(source)s", { source: pick(source, language) })}</p>`}
  </section>`;
}

const clockTime = (ms) => new Intl.DateTimeFormat(spoken(), { timeStyle: "short" }).format(ms);

export function Break({ view }) {
  const { data } = view;
  const now = useNow();
  const { language } = roundtableOf(data);
  const [id, stage] = currentStage(data);
  const list = stagesOf(data);
  const next = list[list.findIndex(([each]) => each === id) + 1]?.[1];
  const { left, kind } = timeLeft({ endsAt: stage.ends_at, remaining: stage.remaining, minutes: stage.minutes }, now());
  return html`<section class="blank pause" aria-label=${_("Break")}>
    <p class="lead">${pick(stage.question, language) || pick(stage.title, language)}</p>
    ${kind === "running" ? html`<p class="large-figure figure">${clockTime(stage.ends_at)}</p><p class="soft">${_("It goes on then.")}</p>`
      : left > 0 ? html`<p class="large-figure figure">${asClock(left)}</p>` : html`<p class="soft">${_("The time is up. Go on when people are back.")}</p>`}
    ${next && html`<p>${_("Then: %(title)s", { title: pick(next.title, language) })}</p>`}
  </section>`;
}
