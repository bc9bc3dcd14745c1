// What the server renders, put into the page without taking anything from its reader: typed text,
// focus and opened details stay. Words for scripts come from the page, so translation is the server's.

import { Idiomorph } from "../../vendor/idiomorph.esm.js";
import { asClock, asMinutes, timeLeft } from "./clock.js";

export const find = (selector, within = document) => within.querySelector(selector);
export const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

/** `text` with each {name} replaced from `values`. */
export const filled = (text, values = {}) =>
  text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));

/** A word of the page's <template id="words" data-…>, e.g. word("minutesLeft", {n: 4}). */
export const word = (name, values) => filled(find("#words")?.dataset[name] ?? "", values);

/** A page that the server would refuse again must not reload for ever. */
export function reloadOnce() {
  const last = Number(sessionStorage.getItem("roundtable:reloaded") ?? 0);
  if (Date.now() - last < 60000) return;
  sessionStorage.setItem("roundtable:reloaded", Date.now());
  location.reload();
}

/** Set text only where it differs, so that screen readers are not told twice. */
export function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** Set or remove (null, false) an attribute, only where it differs. */
export function mark(element, name, value) {
  const wanted = value === true ? "" : value;
  if (wanted === null || wanted === false || wanted === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(wanted)) element.setAttribute(name, wanted);
}

/** Say something aloud to those who listen to the page instead of looking at it. */
export function say(text) {
  write(find("#say"), text);
}

function copyAttributes(from, to) {
  for (const { name, value } of [...from.attributes]) mark(to, name, value);
  for (const { name } of [...to.attributes]) {
    if (!from.hasAttribute(name) && name !== "data-kind" && name !== "data-soon") to.removeAttribute(name);
  }
}

// data-keep: "all" the element is the script's; "inside" its attributes follow the server, its
// content is the script's; "value", "open" and "look" only what reader or script did to it is kept.
function beforeMorph(old, fresh) {
  const keep = old.dataset?.keep;
  if (!keep || fresh.dataset?.keep !== keep) return true;
  if (keep === "inside") copyAttributes(fresh, old);
  return keep !== "all" && keep !== "inside";
}

function beforeAttribute(name, element) {
  const keep = element.dataset?.keep;
  if (keep === "look" && name === "style") return false;
  if (name === "hidden" && element.dataset?.ownIf) return false; // the script's, from what is one's own
  return !((keep === "open" && name === "open") || (keep === "value" && name === "checked"));
}

/** Bring `region` to look like `html`, changing as little as possible. */
export function morph(region, html) {
  Idiomorph.morph(region, html, {
    morphStyle: "innerHTML",
    ignoreActiveValue: true,
    restoreFocus: true,
    callbacks: { beforeNodeMorphed: beforeMorph, beforeAttributeUpdated: beforeAttribute },
  });
}

/** Replace the content of `region`: for something that has nothing to do with what was there. */
export function replace(region, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  region.replaceChildren(holder.content);
}

const number = (text) => (text === undefined || text === "" ? null : Number(text));

/** Show what is left on one [data-timer]. Returns its timeLeft(). */
export function paintTimer(element, now) {
  const { endsAt, remaining, minutes } = element.dataset;
  const time = timeLeft({
    endsAt: number(endsAt), remaining: number(remaining), minutes: number(minutes),
  }, now);
  const up = time.kind === "over";
  const clock = asClock(time.left);
  mark(element, "data-kind", time.kind);
  mark(element, "data-soon", time.kind === "running" && time.left <= 60000);
  for (const part of findAll("[data-clock], text", element)) write(part, up && part.dataset.clock !== undefined ? word("up") : clock);
  const ring = find(".left", element);
  if (ring) mark(ring, "stroke-dashoffset", (100 * (1 - time.share)).toFixed(1));
  const label = time.kind === "paused" ? word("paused", { time: clock }) : word("minutesLeft", { n: asMinutes(time.left) });
  mark(element, "aria-label", up ? word("up") : label);
  return time;
}

/** Show when something ends, as the clock on the wall says it: [data-until] in ms since 1970. */
function paintUntil(element) {
  const time = new Date(Number(element.dataset.until));
  write(element, time.toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" }));
}

/**
 * Paint all timers each second, on the second; calls onTime(kind) when the stage's changes its kind.
 * [data-timer="turn"] is another clock on the page, such as that of who speaks.
 */
export function runTimers(now, onTime = () => {}) {
  let kind = null;
  function paint() {
    for (const element of findAll("[data-timer]")) paintTimer(element, now());
    findAll("[data-until]").forEach(paintUntil);
    const stage = find('[data-timer=""]');
    return stage ? stage.dataset.kind : "none";
  }
  function tick() {
    const current = paint();
    if (current !== kind) onTime(kind = current);
    setTimeout(tick, 1000 - (now() % 1000) + 5);
  }
  tick();
  return () => onTime(kind = paint());
}
