// The desk starts: the state that came with the page is drawn at once, then the socket opens.

import { html, render } from "../../vendor/preact-htm.js";
import { makeStore } from "../console/store.js";
import { announcer, readJson } from "../lib/dom.js";
import { speak } from "../lib/i18n.js";
import { openLive } from "../lib/live.js";
import { openOutbox } from "../lib/outbox.js";
import { App } from "./app.js";
import { drawWith } from "./flush.js";

const place = document.getElementById("desk");
const { code, lang, role, rev, actor, ...rest } = place.dataset;
const page = { code, ...rest }; // the table of the host's link, the address of what can be printed

async function start() {
  speak(readJson("messages", {}), lang);
  const outbox = await openOutbox(`${code}:desk:${actor}`);
  const store = makeStore({
    first: { rev: Number(rev), state: readJson("snapshot", {}) },
    outbox,
    sync: () => live.sync(),
    keeps: () => true, // what was typed from paper stays in sight until somebody has dealt with it
  });
  const live = openLive({
    code, role, lang, data: true, rev: 0,
    on: {
      hello: () => outbox.deliver(live),
      link(state, reason) {
        if (state !== "online") outbox.pause();
        store.link(state, reason);
      },
      snapshot: store.snapshot,
      frame: store.frame,
      bye: store.bye,
    },
  });
  place.replaceChildren();
  const say = announcer(document.getElementById("said"));
  const draw = () => render(html`<${App} store=${store} page=${page} now=${live.now} say=${say} />`, place);
  drawWith(draw);
  draw();
}

start();
