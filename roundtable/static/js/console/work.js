// The work in the middle: what a facilitator does in each kind of stage.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, number, pick, proposalName } from "../lib/i18n.js";
import { areasOf, matches } from "./board.js";
import { Reason } from "./choose.js";
import { Exporting } from "./exporting.js";
import { Copy, Region, Shape } from "./parts.js";
import { currentStage, roundtableOf, useStore } from "./use.js";

const spaced = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

const withoutScheme = (address) => address.replace(/^https?:\/\//, "");

/** How to get in, as large as the screen shows it. */
export function Welcome({ view, page }) {
  const table = roundtableOf(view.data);
  const here = view.data.people?.now?.present ?? 0;
  const address = withoutScheme(new URL(page.join).origin);
  const how = _("Scan the code, or open %(address)s and enter the code. No account, no name.", { address });
  return html`<section class="welcome" aria-label=${_("How to join")}>
    <img class="qr" src=${page.qr} width="240" height="240" alt=${_("QR code of the join address")} />
    <div class="stack">
      <p class="eyebrow">${_("Join with a phone")}</p>
      <p class="join-code">${spaced(table.code)}</p>
      <${Copy} label=${_("Join address")} text=${page.join} />
      <p class="soft">${how}</p>
      <p class="lead figure" role="status">${here
        ? ngettext("%(num)s person is here", "%(num)s people are here", here) : _("Nobody is here yet")}</p>
    </div>
  </section>`;
}

function Said({ id, proposal, area, data, onHide }) {
  const store = useStore();
  const hidden = proposal.status === "hidden";
  const name = proposalName(proposal);
  const [show, hide] = [_("Show %(name)s again", { name }), _("Hide %(name)s…", { name })];
  const act = hidden
    ? html`<button class="button small" aria-label=${show}
        onClick=${() => store.act("restore_proposal", { proposal: id })}>${_("Show again")}</button>`
    : html`<button class="button quiet small" aria-label=${hide}
        onClick=${() => onHide(id)}>${_("Hide…")}</button>`;
  return html`<li class=${`said ${hidden ? "hidden-one" : ""}`}>
    <p class="words" lang=${proposal.language} dir=${proposal.direction}>${proposal.text}</p>
    <p class="said-foot small soft"><span>${name}${area && html` · ${area}`}${proposal.edited && html` · ${_("edited")}`}
      ${hidden && html` · ${_("hidden")}`}</span>${act}</p>
  </li>`;
}

const newestFirst = ([, a], [, b]) => b.number - a.number;

/** What comes in, newest first, and what was hidden. */
export function Propose({ view }) {
  const store = useStore();
  const [find, setFind] = useState("");
  const [asked, setAsked] = useState(null);
  const { data } = view;
  const table = roundtableOf(data);
  const many = areasOf(data).length > 1;
  const all = Object.entries(data.proposals).filter(([, proposal]) => !find || matches(`${proposalName(proposal)} ${proposal.text}`, find));
  const with_ = (status) => all.filter(([, proposal]) => proposal.status === status).sort(newestFirst);
  const area = (proposal) => (many && proposal.area ? pick(data.areas[proposal.area]?.title, table.language) : null);
  const list = (entries) => html`<ul class="saids">${entries.map(([id, proposal]) => html`<${Said} key=${id} id=${id}
    proposal=${proposal} area=${area(proposal)} data=${data} onHide=${setAsked} />`)}</ul>`;
  const hide = (reason) => {
    store.act("hide_proposal", reason ? { proposal: asked, reason } : { proposal: asked });
    setAsked(null);
  };
  const [, stage] = currentStage(data);
  return html`<section class="stack" aria-label=${_("Proposals")}>
    <div class="row between wrap"><p class="lead">${pick(stage.question, table.language)}</p>
      <input class="field find" type="search" placeholder=${_("Find a proposal")} aria-label=${_("Find a proposal")}
        value=${find} onInput=${(event) => setFind(event.target.value)} /></div>
    <${Turnout} view=${view} words=${_("have written something")} />
    ${with_("shown").length ? list(with_("shown"))
      : html`<p class="blank soft">${find ? _("Nothing found.") : _("Nothing has come in yet. It appears here by itself.")}</p>`}
    ${with_("hidden").length > 0 && html`<h2 class="sub">${_("Hidden")}: ${number(with_("hidden").length)}</h2>${list(with_("hidden"))}`}
    ${asked && html`<${Reason} data=${data} ids=${[asked]} onHide=${hide} onClose=${() => setAsked(null)} />`}
  </section>`;
}

const inRoomOrder = (data) => {
  const place = ({ group }) => data.groups[group]?.position ?? 99;
  return (a, b) => place(a) - place(b);
};

/** How many have acted, for each group that is large enough to be told apart. */
function Turnout({ view, words, large = false }) {
  const { data } = view;
  const [id] = currentStage(data);
  const turnout = data.turnout?.[id];
  if (!turnout) return null;
  const { language } = roundtableOf(data);
  const name = (group) => (group === "other" ? _("Smaller groups")
    : group === "" ? _("No group named") : pick(data.groups[group]?.title, language));
  const of = _("of %(present)s", { present: number(turnout.present) });
  return html`<div class=${`turnout ${large ? "large" : ""}`}>
    <p><b class="figure">${number(turnout.acted)}</b> <span class="soft">${of} ${words}</span></p>
    <ul>${[...turnout.groups].sort(inRoomOrder(data)).map(({ group, present, acted }) => html`<li key=${group}>
      <${Shape} position=${data.groups[group]?.position} /> <span>${name(group)}</span>
      <progress class=${`g${data.groups[group]?.position ?? 0}`} max=${present || 1} value=${acted} aria-hidden="true"></progress>
      <span class="figure">${_("%(acted)s of %(present)s", { acted: number(acted), present: number(present) })}</span></li>`)}</ul>
  </div>`;
}

const BALLOTS = {
  approval: () => _("Everyone marks all that they support."),
  dots: (settings) => ngettext("Everyone has %(num)s dot to give.", "Everyone has %(num)s dots to give.", settings.budget),
  opinion: () => _("Everyone agrees, disagrees or passes."),
};

function Options({ data, stage }) {
  const { language } = roundtableOf(data);
  const mine = Object.entries(data.options ?? {}).filter(([, option]) => option.stage === stage)
    .sort(([, a], [, b]) => a.position - b.position);
  const areas = [...areasOf(data).map(([id]) => id), null].filter((id) => mine.some(([, option]) => (option.area ?? null) === id));
  return areas.map((area) => html`<section key=${area ?? "none"} class="stack">
    ${areas.length > 1 && html`<h2 class="sub">${area ? pick(data.areas[area].title, language) : _("Across areas")}</h2>`}
    <ol class="options">${mine.filter(([, option]) => (option.area ?? null) === area).map(([id, option]) => html`<li key=${id}>
      <span class=${option.kind} lang=${option.language} dir=${option.direction}>${option.title || option.text}</span>
      ${option.kind === "cluster" && html`<span class="soft small">${ngettext("%(num)s proposal", "%(num)s proposals",
        option.proposals.length)}</span>`}</li>`)}</ol></section>`);
}

/** The vote: what is up, and how many have voted. Who voted what is not here, nor on the wire. */
export function Vote({ view }) {
  const store = useStore();
  const { data } = view;
  const table = roundtableOf(data);
  const [id, stage] = currentStage(data);
  const reset = async () => {
    const yes = await store.ask({
      title: _("Reset the vote?"), danger: true, yes: _("Reset the vote"),
      words: _("All ballots of this vote are deleted, and everyone votes again. This cannot be undone."),
    });
    if (yes) store.act("reset_vote", { stage: id });
  };
  const note = BALLOTS[stage.settings?.ballot]?.(stage.settings) ?? "";
  return html`<section class="stack" aria-label=${_("Vote")}>
    <div><p class="lead">${pick(stage.question, table.language)}</p>
      <p class="soft">${note} ${_("Nobody sees a result before you reveal it.")}</p></div>
    <${Turnout} view=${view} words=${_("have voted")} large />
    <${Options} data=${data} stage=${id} />
    ${stage.voted && html`<p><button class="button danger" onClick=${reset}>${_("Reset the vote…")}</button></p>`}
  </section>`;
}

/** The result: hidden until it is revealed, then as the screen shows it. */
export function Reveal({ view }) {
  const { data, regions } = view;
  const table = roundtableOf(data);
  const [, stage] = currentStage(data);
  const vote = data.stages[stage.settings?.of];
  const open = !vote || vote.revealed;
  return html`<section class="stack" aria-label=${_("Result")}>
    <p class="lead">${pick(stage.question, table.language)}</p>
    ${open ? html`<${Region} name="results" made=${regions.results}><p class="soft">${_("The result is on its way…")}</p><//>`
      : html`<div class="blank"><p class="lead">${_("The result is still hidden.")}</p>
          <p class="soft">${vote?.voted ? _("When the room is ready, reveal it: screen, phones and console show it at the same moment.")
            : _("No ballot is in.")}</p></div>`}
  </section>`;
}

/** The end: what stays. */
export function Close({ view, page }) {
  const table = roundtableOf(view.data);
  return html`<section class="stack" aria-label=${_("The end")}>
    <p class="lead">${table.status === "closed" ? _("This roundtable has ended. Everything is kept.") : _("What stays of this roundtable:")}</p>
    <div class="leave">
      <div class="card stack"><h2 class="sub">${_("The strategy draft")}</h2>
        <p class="soft">${_("What was proposed, grouped and decided, in the people's own words, with every vote.")}</p>
        <${Exporting} view=${view} page=${page} /></div>
      <div class="card stack"><h2 class="sub">${_("Write on")}</h2>
        <p class="soft">${_("Each result has a title and a text that can be edited before the draft is handed over.")}</p>
        <a class="button" href=${page.draft}>${_("Edit the draft")}</a></div>
    </div>
    <${Region} name="results" made=${view.regions.results} />
  </section>`;
}
