// The phone's page: regions come from the server, the own things from `me` and the outbox.

import { openLive } from "../lib/live.js";
import { openOutbox } from "../lib/outbox.js";
import { openStore } from "../lib/store.js";
import { find, morph, replace, runTimers, say, word, write } from "../lib/view.js";
import { makeKept } from "./kept.js";
import { makePropose, paintOwnList } from "./propose.js";
import { forgetSeat, keepSeat } from "./seat.js";
import { makeVote, paintOwnVotes } from "./vote.js";

const QUIET = 1500; // ms without a connection before a word about it
const { code, lang, seat, key, now, rev } = document.body.dataset;
const region = find("#region-main");

let me = JSON.parse(find("#me").textContent);
let meRev = Number(rev);
let late = false;
let told = null;
let online = true;

const store = await openStore();
const outbox = await openOutbox(`${code}:participant:${seat}`, store);
const desk = {
  code, outbox, me: () => me, late: () => late,
  // "waiting" is worth its longer words only when there is really no connection
  shown: (state) => (state === "waiting" && online ? "sending" : state),
};
document.documentElement.classList.add("js"); // from here on the plain forms are not needed
const propose = makePropose(desk);
const vote = makeVote(desk);
const kept = makeKept(desk, propose.putBack);

function paint() {
  propose.paint();
  vote.paint();
  kept.paint();
  paintOwnList(me);
  paintOwnVotes(me);
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

/** A page that the server would refuse again must not reload for ever. */
function reloadOnce() {
  const last = Number(sessionStorage.getItem("roundtable:reloaded") ?? 0);
  if (Date.now() - last < 60000) return;
  sessionStorage.setItem("roundtable:reloaded", Date.now());
  location.reload();
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
    view({ rev: shown, regions }) {
      if (regions.main === undefined) return;
      show(regions.main);
      region.dataset.rev = shown;
      retime();
      paint();
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

function changeSeat(form) {
  const { group, language } = Object.fromEntries(new FormData(form));
  form.closest("details").open = false;
  const { done } = outbox.add("change_seat", { group: group || null, language });
  done.then((answer) => { if (answer.ok) location.reload(); });
}

const forms = { ...propose.forms, ...vote.forms, change_seat: changeSeat };

addEventListener("submit", (event) => {
  const form = event.target;
  if ("leave" in form.dataset) {
    event.preventDefault();
    forgetSeat(store, code).then(() => form.submit()); // else the next page would take it again
    return;
  }
  if (!forms[form.dataset.do]) return;
  event.preventDefault();
  forms[form.dataset.do](form);
});
addEventListener("input", (event) => { if (event.target.id === "text") propose.typed(); });
addEventListener("change", (event) => {
  if (event.target.name === "area") propose.typed();
  vote.changed(event.target);
});
addEventListener("click", (event) => {
  vote.pressed(event.target);
  kept.pressed(event.target);
});
addEventListener("pagehide", () => propose.typed());
