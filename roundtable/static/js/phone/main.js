// The phone's page: regions come from the server, the own things from `me` and the outbox.

import { openLive } from "../lib/live.js";
import { openOutbox } from "../lib/outbox.js";
import { openStore } from "../lib/store.js";
import { find, findAll, morph, reloadOnce, replace, runTimers, say, word, write } from "../lib/view.js";
import { makeForms } from "./forms.js";
import { ownView } from "./overlay.js";
import { paintOwn } from "./own.js";
import { forgetSeat, keepSeat } from "./seat.js";
import { makeVote, paintOwnVotes } from "./vote.js";

const TWICE = 600; // ms within which two taps are one
const QUIET = 1500; // ms without a connection before a word about it
const { code, lang, seat, key, now, rev } = document.body.dataset;
const region = find("#region-main");

let me = JSON.parse(find("#me").textContent);
let meRev = Number(rev);
let late = false;
let told = null;
let nudged = null;
let online = true;
let sentAt = -Infinity;

const store = await openStore();
const outbox = await openOutbox(`${code}:participant:${seat}`, store);
let view = {};
const desk = {
  code, outbox, me: () => me, view: () => view, late: () => late,
  // "waiting" is worth its longer words only when there is really no connection
  shown: (state) => (state === "waiting" && online ? "sending" : state),
};
document.documentElement.classList.add("js"); // from here on the plain forms are not needed
const forms = makeForms(desk);
let paintProposals = null;
const vote = makeVote(desk);
let kept = null;

/** Cards of own proposals: their script comes when the server's own do not tell all any more. */
function paintCards() {
  if (paintProposals) return paintProposals();
  const back = me.proposals.filter((each) => each.status === "returned").length;
  const asServed = back === findAll("#returned ul > li").length && !outbox.entries.some(({ command }) => command.endsWith("_proposal"));
  if (asServed && !find("[data-mine-of], [data-own-read]")) return undefined;
  return import("./propose.js").then(({ makeProposals }) => {
    paintProposals = makeProposals(desk);
    paint();
  }, () => setTimeout(paint, 3000));
}

/** What was refused: its script comes when there is something. */
function paintKept() {
  if (kept) return kept.paint();
  if (!outbox.entries.some(({ state }) => state === "refused")) return undefined;
  return import("./kept.js").then(({ makeKept }) => {
    kept ??= makeKept(desk, forms);
    kept.paint();
  }, () => setTimeout(paint, 3000));
}

function paint() {
  const acts = find("[data-acts]")?.dataset.acts.split(" ");
  view = ownView(me, outbox.entries, acts);
  paintOwn(view, desk.shown);
  paintCards();
  vote.paint();
  paintOwnVotes(me);
  forms.paint();
  paintKept();
}

const stageOf = (within) => find("[data-stage]", within)?.dataset.stage;

function show(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  if (stageOf(fresh.content) === stageOf(region)) return morph(region, html);
  const held = region.contains(document.activeElement);
  replace(region, html);
  const heading = find("h1", region);
  say(word("updated", { title: heading?.textContent ?? "" }));
  scrollTo({ top: 0 });
  if (held && heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

function linkIs(state, reason) {
  clearTimeout(told);
  const line = find("#link");
  online = state !== "offline";
  if (state === "refused") return reloadOnce(); // the server's page says why
  if (state === "online") line.hidden = true;
  else outbox.pause();
  if (state === "offline") {
    told = setTimeout(() => {
      write(line, word("offline"));
      line.hidden = false;
    }, QUIET);
  }
  paint();
}

const live = openLive({
  code, role: "participant", lang, rev: Number(rev),
  on: {
    link: linkIs,
    hello: () => outbox.deliver(live),
    view({ rev: shown, regions: { main, ...parts } }) {
      if (main !== undefined) show(main);
      for (const [name, html] of Object.entries(parts)) {
        const place = find(`[data-region="${name}"]`, region);
        if (place) morph(place, html);
      }
      region.dataset.rev = shown;
      retime();
      paint();
      nudge();
    },
    me(news) {
      if (news.rev < meRev) return;
      ({ rev: meRev, me } = news);
      outbox.settle(meRev);
      paint();
    },
    bye({ reason }) {
      if (reason === "withdrawn") location.reload();
    },
  },
});
live.clock.sample(Number(now), performance.timeOrigin + performance.now());

outbox.subscribe(paint);
const retime = runTimers(live.now, (kind) => {
  const before = late;
  late = kind === "over";
  if (late && !before) say(word("up"));
  paint();
});
paint();
if (key) keepSeat(store, { code, participant: seat, key });

/** Said once to those who listen to the page, when the gentle word to those who have not acted is new. */
function nudge() {
  const line = find("[data-nudge]:not([hidden])");
  if (line && nudged !== stageOf(region)) {
    nudged = stageOf(region);
    say(line.textContent.trim());
  }
}

function changeSeat(form) {
  const { group, language } = Object.fromEntries(new FormData(form));
  form.closest("details").open = false;
  const { done } = outbox.add("change_seat", { group: group || null, language });
  done.then((answer) => { if (answer.ok) location.reload(); });
}

/** A second tap of a shaking hand must not take back what the first one did: data-calm. */
function send(form, event) {
  if ("calm" in form.dataset && event.timeStamp - sentAt < TWICE) return;
  if (forms.send(form, event.submitter)) sentAt = event.timeStamp;
}

addEventListener("submit", (event) => {
  const form = event.target;
  if ("leave" in form.dataset) {
    event.preventDefault();
    forgetSeat(store, code).then(() => form.submit()); // else the next page would take it again
    return;
  }
  const command = form.dataset.do;
  if (!command) return;
  event.preventDefault();
  if (command === "change_seat") changeSeat(form);
  else if (command !== "cast_ballot") send(form, event); // a mark is sent when it is made
  else if (event.submitter?.dataset.abstain) vote.abstain(event.submitter);
});
addEventListener("input", ({ target }) => {
  forms.typed(target);
  if (find("#similar")) import("./similar.js").then(({ typed }) => typed(target), () => {}); // no net, no hint
});
addEventListener("change", ({ target }) => {
  forms.typed(target);
  vote.changed(target);
  if ("now" in target.dataset) forms.send(target.form); // a choice that needs no button
});
addEventListener("toggle", ({ target }) => {
  if (target.open && (forms.opened(target) || find("[data-mine]", target))) paint();
}, true);
addEventListener("click", (event) => {
  vote.pressed(event.target);
  kept?.pressed(event.target);
});
