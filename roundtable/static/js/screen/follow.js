// The page of those who read along: one region that follows by itself, and says when a step opens.

import { openLive } from "../lib/live.js";
import { find, morph, reloadOnce, runTimers, say, word, write } from "../lib/view.js";

const QUIET = 4000; // ms without a connection before a word about it
const { code, lang, now, rev } = document.body.dataset;
const region = find("#region-main");
const stageNow = () => find("h1", region).dataset.stage;
let told = null;

const live = openLive({
  code, role: "observer", lang, rev: Number(rev),
  on: {
    view({ regions: { main } }) {
      if (main === undefined) return;
      const before = stageNow();
      morph(region, main);
      retime();
      if (stageNow() !== before) say(word("updated", { title: find("h1", region).textContent }));
    },
    link(state) {
      clearTimeout(told);
      const line = find("#link");
      if (state === "refused") return reloadOnce(); // the server's page says why
      if (state === "online") line.hidden = true;
      else told = setTimeout(() => {
        write(line, word("lost"));
        line.hidden = false;
      }, QUIET);
    },
    bye({ reason }) { if (reason === "withdrawn") location.reload(); },
  },
});
live.clock.sample(Number(now), performance.timeOrigin + performance.now());

const retime = runTimers(live.now);
