// The workspace of a strategy starts, as the console does: drawn from the page's own state, then the socket.

import { html, render } from "../../vendor/preact-htm.js";
import { makeStore } from "../console/store.js";
import { announcer, readJson } from "../lib/dom.js";
import { speak } from "../lib/i18n.js";
import { openLive } from "../lib/live.js";
import { openOutbox } from "../lib/outbox.js";
import { App } from "./app.js";

const place = document.getElementById("strategy");
const { code, lang, role, rev, actor } = place.dataset;

async function start() {
  speak(readJson("messages", {}), lang);
  const outbox = await openOutbox(`${code}:strategy:${actor}`);
  const store = makeStore({
    first: { rev: Number(rev), state: readJson("snapshot", {}) },
    outbox,
    sync: () => live.sync(),
    foresees: (data) => data, // what is being written is shown from the outbox itself
  });
  const live = openLive({
    strategy: code, role, data: true,
    on: {
      hello: () => outbox.deliver(live),
      link(state, reason) {
        if (state !== "online") outbox.pause();
        store.link(state, reason);
      },
      snapshot: store.snapshot, frame: store.frame, presence: store.presence, progress: store.progress, bye: store.bye,
    },
  });
  place.replaceChildren();
  const page = { code, role, actor, at: `/s/${code}`, keys: place.dataset.keys, writes: role !== "partner", leads: role === "coordinator" };
  const say = announcer(document.getElementById("said"));
  render(html`<${App} store=${store} page=${page} now=${live.now} say=${say} />`, place);
}

start();
