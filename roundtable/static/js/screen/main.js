// The projector's page: regions come from the server; this fits them in, and keeps the time.

import { openLive } from "../lib/live.js";
import { find, morph, replace, runTimers, word, write } from "../lib/view.js";
import { makeFit } from "./fit.js";
import { animate, hasNews, places } from "./motion.js";

const QUIET = 4000; // ms without a connection before the room is told
const { code, lang, now, rev } = document.body.dataset;
const region = find("#region-screen");
const fit = makeFit();
let told = null;

function show(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const kind = (within) => find("[data-show]", within)?.dataset.show;
  if (kind(holder.content) !== kind(region)) {
    replace(region, html);
    return fit();
  }
  const before = places();
  morph(region, html);
  fit(hasNews(before));
  animate(before);
}

const live = openLive({
  code, role: "screen", lang, rev: Number(rev),
  on: {
    view({ regions }) {
      if (regions.screen === undefined) return;
      show(regions.screen);
      retime();
    },
    link(state) {
      clearTimeout(told);
      const line = find("#link");
      if (state === "online") line.hidden = true;
      else told = setTimeout(() => {
        write(line, word("lost"));
        line.hidden = false;
      }, QUIET);
    },
  },
});
live.clock.sample(Number(now), performance.timeOrigin + performance.now());

const retime = runTimers(live.now);
fit();
document.fonts.ready.then(() => fit());
addEventListener("resize", () => fit());
