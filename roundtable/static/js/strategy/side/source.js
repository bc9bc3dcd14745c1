// One result as a quotation: its words, who said it and where, how it was voted on, what became of it.

import { html } from "../../../vendor/preact-htm.js";
import { Shape } from "../../console/parts.js";
import { Fold, Words } from "../../console/widgets.js";
import { _, ngettext } from "../../lib/i18n.js";
import { usedIn, waits } from "../model.js";
import { useHere } from "../use.js";
import { decidedOn, groupMarks, heldAgainst, roomOf } from "./model.js";
import { dayWords, fateTold, placeWords, roomTitle } from "./words.js";

const KIND = {
  cluster: () => _("Group of proposals"), vote: () => _("Vote"), position: () => _("Minority position"), concern: () => _("Held against it"),
  note: () => _("Note"), finding: () => _("Finding"),
};

function Group({ name, marks }) {
  return name ? html`<span class="group-name"><${Shape} position=${marks[name]} /> <span>${name}</span></span>` : null;
}

/** A button in a line of words that goes somewhere. */
export const Jump = ({ onClick, children, label }) =>
  html`<button type="button" class="jump" aria-label=${label} onClick=${onClick}>${children}</button>`;

function Fate({ data, refs, source }) {
  const here = useHere();
  if (source.kind !== "proposal") return null;
  const told = fateTold(data, refs);
  if (!told) return waits(data, refs) ? html`<p class="small fate-open">${_("Nobody has said yet what became of it.")}</p>` : null;
  const go = () => here.go(told.node ? { node: told.node, sentence: null, part: "draft" } : { ref: told.ref });
  return html`<p class="small fate-told">${told.node || told.ref ? html`<${Jump} onClick=${go}>${told.words}<//>` : html`<b>${told.words}</b>`}
    ${told.text ? html`<span class="soft"> ${told.text}</span>` : null}</p>`;
}

function Dissent({ data, refs, source }) {
  const here = useHere();
  if (source.kind !== "position" && source.kind !== "concern") return null;
  const last = decidedOn(data, refs);
  const words = last?.out ? _("Left out of the draft on %(day)s: %(why)s", { day: dayWords(last.on), why: last.why })
    : _("It stands in the draft, among the minority opinions.");
  const about = source.about && data.results[source.about];
  return html`<p class="small">${words}</p>
    ${about && html`<p class="small">${_("It is about:")} <${Jump} onClick=${() => here.go({ ref: source.about })}>${about.cite}<//> <span lang=${about.language} dir=${about.direction}>${about.text}</span></p>`}`;
}

/** The words of a result with who said it, as it stands in a list. `data` and the ref are all it needs. */
export function Source({ data, refs, whole = false, children, except = null }) {
  const here = useHere();
  const source = data.results[refs];
  const marks = groupMarks(data.results);
  const room = roomOf(data, source);
  const used = usedIn(data, refs).filter(([id]) => id !== except);
  const said = source.text ? source : { text: source.detail || _("Its words are not shown."), direction: "auto" };
  const look = _("Look at %(name)s", { name: source.cite });
  const cite = whole ? html`<b>${source.cite}</b>` : html`<${Jump} label=${look} onClick=${() => here.go({ ref: refs })}>${source.cite}<//>`;
  const heading = KIND[source.kind]?.();
  return html`<div class="quotation" data-kind=${source.kind}>
    <blockquote dir=${said.direction || "auto"}>${heading && source.kind !== "proposal" ? html`<p class="small soft">${heading}</p>` : null}
      <${Words} said=${said} /></blockquote>
    <p class="small soft cite">${cite}${source.group ? html` · <${Group} name=${source.group} marks=${marks} />` : null}
      ${source.votes && html` · <span class="figure">${source.votes.figure}</span>`}</p>
    ${source.text && source.detail ? html`<p class="small soft">${source.detail}</p>` : null}
    ${whole && room && html`<p class="small soft">${_("From the roundtable “%(title)s”", { title: roomTitle(data, room) })}${room.day ? `, ${dayWords(room.day)}` : ""}${room.area ? ` · ${room.area}` : ""}</p>`}
    <${Fate} data=${data} refs=${refs} source=${source} />
    ${whole && html`<${Dissent} data=${data} refs=${refs} source=${source} />`}
    ${used.length > 0 && (whole || except) ? html`<p class="small">${whole ? _("Used in:") : _("Also used in:")} ${used.slice(0, whole ? 20 : 3).map(([id], i) => html`${i ? ", " : ""}<${Jump} key=${id}
      onClick=${() => here.go({ node: id, sentence: null, part: "draft" })}>${placeWords(data, id)}<//>`)}</p>` : null}
    ${whole && !used.length && source.kind !== "position" && source.kind !== "concern" ? html`<p class="small soft">${_("Not used in the draft yet.")}</p>` : null}
    ${children}
  </div>`;
}

/** What a result is made of and what was held against it. */
export function Around({ data, refs }) {
  const members = data.results[refs].members.filter((each) => data.results[each]);
  const against = heldAgainst(data, refs);
  const made = (list) => html`<ul class="plain stack">${list.map((each) => html`<li key=${each}><${Source} data=${data} refs=${each} /></li>`)}</ul>`;
  return html`
    ${members.length > 0 && html`<${Fold} title=${ngettext("%(num)s proposal in it", "%(num)s proposals in it", members.length)} open=${members.length < 7}>${made(members)}<//>`}
    ${against.length > 0 && html`<${Fold} title=${ngettext("%(num)s thing held against it", "%(num)s things held against it", against.length)} open>${made(against)}<//>`}`;
}

/** Each group with its shape and its figure; groups that are too small to be told are said to be so. */
export function Support({ data, vote, titled }) {
  const marks = groupMarks(data.results);
  const { votes } = vote;
  const told = votes.groups;
  const title = titled ? _("Support for %(name)s", { name: titled }) : _("Support by group");
  const share = (yes, of) => _("%(yes)s of %(of)s", { yes, of });
  return html`<section class="support stack"><h3 class="small">${title} <span class="figure soft">${votes.figure}</span></h3>
    ${told.length > 0 ? html`<ul class="plain">${told.map(([name, yes, of]) => html`<li key=${name} class="row between small">
      <${Group} name=${name} marks=${marks} /><b class="figure">${share(yes, of)}</b></li>`)}</ul>`
      : html`<p class="small soft">${_("How each group voted is not told: too few people of a group took part, or none said theirs.")}</p>`}
    ${told.length > 0 && told.reduce((sum, [, , of]) => sum + of, 0) < votes.of ? html`<p class="small soft">${_("Groups of very few people are not told by themselves.")}</p>` : null}
  </section>`;
}
