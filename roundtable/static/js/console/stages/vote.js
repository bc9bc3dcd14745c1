// The vote: what is up, how many have voted, what speaks against an option. Never who voted what.

import { html } from "../../../vendor/preact-htm.js";
import { _, pick } from "../../lib/i18n.js";
import { counting, howVoted } from "../ballots.js";
import { Concerns } from "../concerns.js";
import { Region } from "../parts.js";
import { Costs } from "../costs.js";
import { currentStage, roundtableOf, useStore } from "../use.js";
import { votesIn } from "../votes.js";
import { Lead, Options, Turnout } from "./parts.js";

/** Who answers alike, so far: only here, and only when it is switched on. */
function Opinions({ view, stage }) {
  const store = useStore();
  const watched = Object.values(view.data.suggestions ?? {}).some((each) => each.status === "watched" && each.stage === stage);
  return html`<section class="stack" aria-label=${_("Map of opinions")}>
    <p><button class="button" onClick=${() => store.act("watch_opinions", { stage, on: !watched })}>
      ${watched ? _("Hide who answers alike") : _("Show who answers alike so far")}</button></p>
    ${watched && html`<p class="soft small">${_("Only the console shows it. It changes when several more have voted, so that it tells of nobody.")}</p>
      <${Region} name="opinions" made=${view.regions.opinions} />`}
  </section>`;
}

export function Vote({ view }) {
  const store = useStore();
  const { data } = view;
  const [id, stage] = currentStage(data);
  const reset = async () => {
    const yes = await store.ask({
      title: _("Reset the vote?"), danger: true, yes: _("Reset the vote"),
      words: _("All ballots of this vote are deleted, and everyone votes again. This cannot be undone."),
    });
    if (yes) store.act("reset_vote", { stage: id });
  };
  const { settings } = stage;
  const note = howVoted(settings, pick(settings?.unit, roundtableOf(data).language));
  return html`<section class="stack" aria-label=${_("Vote")}>
    <${Lead} data=${data} />
    <p class="soft">${note} ${_("Nobody sees a result before you reveal it.")}</p>
    <p class="counted">${counting(settings).join(" ")}</p>
    ${settings?.sealed === "yes" && html`<p class="soft">${_("This vote is sealed: ballots are kept encrypted until it closes, and everyone gets a receipt to check that theirs was counted.")}</p>`}
    <${Turnout} view=${view} words=${_("have voted")} large />
    ${stage.settings?.ballot === "opinion" && stage.settings.sealed !== "yes" && html`<${Opinions} view=${view} stage=${id} />`}
    <${Costs} data=${data} />
    <${Options} data=${data} stage=${id} />
    <${Concerns} data=${data} stage=${id} heading=${_("What voters hold against an option")} />
    ${votesIn(data, id) && html`<p><button class="button danger" onClick=${reset}>${_("Reset the vote…")}</button></p>`}
  </section>`;
}
