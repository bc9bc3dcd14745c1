// Motion only to show where something went: new cards come in gently, the others slide aside.

import { findAll } from "../lib/view.js";

const EASE = "cubic-bezier(.2, .7, .3, 1)";
const MOST = 120; // more things than this are not worth the projector's computer

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const things = () => findAll("[data-fit] [id]");

/** Where everything is now: Map from id to its rectangle. */
export const places = () => new Map(things().map((each) => [each.id, each.getBoundingClientRect()]));

/** Are there things that were not in `before`? */
export const hasNews = (before) => things().some((each) => !before.has(each.id));

function enter(element) {
  element.animate(
    [{ opacity: 0, transform: "translateY(-.6rem) scale(.98)" }, { opacity: 1, transform: "none" }],
    { duration: 600, easing: EASE },
  );
  const accent = getComputedStyle(element).getPropertyValue("--accent");
  element.animate([{ borderColor: accent }, { borderColor: accent, offset: 0.6 }, {}], { duration: 5000 });
}

function slide(element, from, to) {
  const shift = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
  element.animate([{ transform: shift }, { transform: "none" }], { duration: 500, easing: EASE });
}

/** Animate from what places() gave before the change to what is now. */
export function animate(before) {
  const all = things();
  if (still() || all.length > MOST || !before.size) return;
  const now = all.map((element) => [element, before.get(element.id), element.getBoundingClientRect()]);
  for (const [element, from, to] of now) {
    if (!from) enter(element);
    else if (Math.abs(from.left - to.left) + Math.abs(from.top - to.top) > 2) slide(element, from, to);
  }
}
