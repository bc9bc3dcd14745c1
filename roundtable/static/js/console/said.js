// One proposal in a list: what was said, what is said about it, and what can be done with it once it is chosen.

import { html, useState } from "../../vendor/preact-htm.js";
import { _, ngettext, pick, proposalName } from "../lib/i18n.js";
import { areasOf } from "./board.js";
import { Reason, Same } from "./choose.js";
import { roundtableOf, useStore } from "./use.js";
import { commentsOn } from "./waiting.js";
import { Words } from "./widgets.js";

const STATUS = {
  hidden: () => _("hidden"), returned: () => _("back with its author"), merged: () => _("merged"), held: () => _("waits"),
};

function Comment({ id, comment }) {
  const store = useStore();
  const hidden = comment.status === "hidden";
  const turn = () => store.act(hidden ? "approve_comment" : "hide_comment", { comment: id });
  return html`<li class=${`comment ${hidden ? "hidden-one" : ""}`}>
    <span class="comment-kind" aria-hidden="true">${comment.kind === "question" ? "?" : "“"}</span>
    <span><span class="visually-hidden">${comment.kind === "question" ? _("Question:") : _("Comment:")} </span>
      <span lang=${comment.language} dir=${comment.direction}>${comment.text}</span></span>
    <button class="button quiet small" onClick=${turn}>${hidden ? _("Show") : _("Hide")}</button></li>`;
}

/** What a facilitator can do with a chosen proposal that is shown. */
function Acts({ id, proposal, data, ask }) {
  const store = useStore();
  const table = roundtableOf(data);
  const large = table.spotlight === id;
  return html`<div class="acts said-acts" role="group" aria-label=${proposalName(proposal)}>
    <button class="button small" aria-pressed=${large} onClick=${() => store.act("spotlight", { thing: large ? null : id })}>${large
      ? _("Take off the screen") : _("Show large")}</button>
    <button class="button small" aria-pressed=${Boolean(proposal.pinned)}
      onClick=${() => store.act("pin_proposal", { proposal: id, pinned: !proposal.pinned })}>${proposal.pinned ? _("Unpin") : _("Pin")}</button>
    <button class="button small" onClick=${() => ask({ what: "same", id })}>${_("Says the same as…")}</button>
    <button class="button small quiet" onClick=${() => ask({ what: "hide", id })}>${_("Hide…")}</button></div>`;
}

function SetAside({ id, proposal, data }) {
  const store = useStore();
  const name = proposalName(proposal);
  const into = proposal.status === "merged" ? data.proposals[proposal.merged_into] : null;
  const again = _("Show %(name)s again", { name });
  const back = proposal.status === "hidden"
    ? html`<button class="button small" aria-label=${again}
        onClick=${() => store.act("restore_proposal", { proposal: id })}>${_("Show again")}</button>` : null;
  return html`<p class="said-foot small soft"><span>${[name, STATUS[proposal.status]?.(), into && proposalName(into), proposal.reason]
    .filter(Boolean).join(" · ")}</span>${back}</p>`;
}

export function Said({ id, proposal, data, chosen, choose, ask }) {
  const shown = proposal.status === "shown";
  const many = areasOf(data).length > 1;
  const name = proposalName(proposal);
  const comments = commentsOn(data, id);
  const merged = Object.values(data.proposals).filter((each) => each.status === "merged" && each.merged_into === id).length;
  const facts = [
    name, many && proposal.area && pick(data.areas[proposal.area]?.title, roundtableOf(data).language),
    data.tables?.[proposal.table]?.title, proposal.desk && _("on paper"), proposal.edited && _("edited"),
    merged > 0 && ngettext("%(num)s says the same", "%(num)s say the same", merged),
  ].filter(Boolean).join(" · ");
  const large = roundtableOf(data).spotlight === id;
  if (!shown) return html`<li class="said hidden-one"><${Words} said=${proposal} /><${SetAside} id=${id} proposal=${proposal} data=${data} /></li>`;
  return html`<li class=${`said ${chosen ? "picked" : ""} ${proposal.pinned ? "pinned" : ""}`}>
    <button class="said-text" aria-expanded=${chosen} onClick=${() => choose(chosen ? null : id)}>
      <span class="words" lang=${proposal.language} dir=${proposal.direction}>${proposal.text}</span>
      <small>${facts}${proposal.pinned && html` <b class="mark-word">${_("pinned")}</b>`}${large && html` <b class="mark-word">${_("on the screen")}</b>`}</small>
    </button>
    ${chosen && html`<${Acts} id=${id} proposal=${proposal} data=${data} ask=${ask} />`}
    ${comments.length > 0 && html`<ul class="comments" aria-label=${_("Comments on %(name)s", { name })}>${comments.map(([each, comment]) => html`
      <${Comment} key=${each} id=${each} comment=${comment} />`)}</ul>`}
  </li>`;
}

/** The dialogs that a list of proposals asks: why hidden, and which one says the same. */
export function SaidDialogs({ data, asked, close }) {
  const store = useStore();
  if (!asked) return null;
  if (asked.what === "same") {
    return html`<${Same} data=${data} ids=${[asked.id]} onClose=${close}
      onChoose=${(into) => { store.act("merge_proposals", { proposals: [asked.id], into }); close(); }} />`;
  }
  const hide = (reason) => {
    store.act("hide_proposal", reason ? { proposal: asked.id, reason } : { proposal: asked.id });
    close();
  };
  return html`<${Reason} data=${data} ids=${[asked.id]} onHide=${hide} onClose=${close} />`;
}

/** Proposals as a list of cards of which one can be chosen. `entries`: [[id, proposal], …]. */
export function Saids({ data, entries, label }) {
  const [chosen, choose] = useState(null);
  const [asked, ask] = useState(null);
  return html`<ul class="saids" aria-label=${label}>${entries.map(([id, proposal]) => html`<${Said} key=${id} id=${id} proposal=${proposal}
      data=${data} chosen=${chosen === id} choose=${choose} ask=${ask} />`)}</ul>
    <${SaidDialogs} data=${data} asked=${asked} close=${() => ask(null)} />`;
}
