// The console starts: the state that came with the page is drawn at once, then the socket opens.

import { html, render } from "../../vendor/preact-htm.js";
import { announcer, readJson } from "../lib/dom.js";
import { speak } from "../lib/i18n.js";
import { openLive } from "../lib/live.js";
import { openOutbox } from "../lib/outbox.js";
import { App } from "./app.js";
import { makeStore } from "./store.js";

const place = document.getElementById("console");
const { code, lang, role, rev, actor, ...rest } = place.dataset;
const page = { code, ...rest }; // the addresses that go with the roundtable, and the token for forms

async function start() {
  speak(readJson("messages", {}), lang);
  const outbox = await openOutbox(`${code}:console:${actor}`);
  const store = makeStore({
    first: { rev: Number(rev), state: readJson("snapshot", {}) },
    outbox,
    sync: () => live.sync(),
  });
  const live = openLive({
    code, role, lang, data: true, rev: 0, // 0: the drawn regions are not in the page, so they come at once
    on: {
      hello: () => outbox.deliver(live),
      link(state, reason) {
        if (state !== "online") outbox.pause();
        store.link(state, reason);
      },
      snapshot: store.snapshot,
      frame: store.frame,
      view: store.regions,
      presence: store.presence,
      progress: store.progress,
      bye: store.bye,
    },
  });
  place.replaceChildren();
  const say = announcer(document.getElementById("said"));
  render(html`<${App} store=${store} page=${page} now=${live.now} say=${say} />`, place);
}

start();
