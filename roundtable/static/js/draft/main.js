// The draft's page starts, as the console does: drawn from the page's own state, then the socket.

import { html, render } from "../../vendor/preact-htm.js";
import { makeStore } from "../console/store.js";
import { readJson } from "../lib/dom.js";
import { speak } from "../lib/i18n.js";
import { openLive } from "../lib/live.js";
import { openOutbox } from "../lib/outbox.js";
import { App } from "./app.js";

const place = document.getElementById("draft");
const { code, lang, role, rev, actor, exports, console: back } = place.dataset;

// A conflict stays in the outbox until the person has decided, also through a reload.
const isConflict = (entry) => entry.command.startsWith("edit_") && entry.answer?.code === "conflict";

async function start() {
  speak(readJson("messages", {}), lang);
  const outbox = await openOutbox(`${code}:draft:${actor}`);
  const store = makeStore({
    first: { rev: Number(rev), state: readJson("snapshot", {}) },
    outbox,
    sync: () => live.sync(),
    keeps: isConflict,
  });
  const live = openLive({
    code, role, data: true,
    on: {
      hello: () => outbox.deliver(live),
      link(state, reason) {
        if (state !== "online") outbox.pause();
        store.link(state, reason);
      },
      snapshot: store.snapshot, frame: store.frame, progress: store.progress, bye: store.bye,
    },
  });
  place.replaceChildren();
  render(html`<${App} store=${store} page=${{ code, role, exports, console: back }} />`, place);
}

start();
