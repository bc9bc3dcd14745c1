// After the vote: options put together or taken apart by a declared rule, with what it would do beside what it was.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { _, number, proposalName } from "../lib/i18n.js";
import { isRankedByTotal, mergedRows, mergedTotal, rowsOf, rulesFor, standingOf } from "./merging.js";
import { Dialog } from "./parts.js";
import { useStore } from "./use.js";
import { optionsOf, titleOf } from "./votes.js";

const ONCE = {
  score: () => _("The highest score that a person gave to any of them counts."),
  grade: () => _("The best grade that a person gave to any of them counts."),
  ranking: () => _("The best place that a person gave to any of them counts."),
  knapsack: () => _("Who supported several of them is counted as one. It costs what the dearest of them did."),
};
const RULE_WORDS = {
  once: (result) => [_("Each person counts once"), ONCE[result?.ballot]?.() ?? _("Who supported several of them is counted as one.")],
  sum: () => [_("The sum"), _("Figures are added up; who supported two counts twice.")],
  higher: () => [_("The higher one"), _("The figure of the option that had more.")],
  inherit: () => [_("Each part keeps all votes"), _("Who supported the whole supported each part.")],
};

const figure = ({ low, high }) => (low === high ? number(low) : _("%(low)s to %(high)s", { low: number(low), high: number(high) }));

/** id -> {title, language, proposals, kind} of every option as it was put up. */
function namedFirst(data, vote) {
  const titles = Object.entries(data.results[vote].titles ?? {}).map(([id, title]) => [id, { title }]);
  const options = optionsOf(data, vote).map(([id, option]) =>
    [id, { title: titleOf(option), language: option.language, proposals: option.proposals, kind: option.kind }]);
  return { ...Object.fromEntries(titles), ...Object.fromEntries(options) };
}

/** The same for every option as it stands now. */
function named(data, vote) {
  const texts = data.results[vote].revised?.texts ?? {};
  const first = namedFirst(data, vote);
  return { ...first, ...Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, { language: first[id]?.language, kind: "cluster", ...text }])) };
}

function Ranking({ title, rows, names, marked, figures = true }) {
  return html`<div class="ranking"><h3 class="sub">${title}</h3><ol>${rows.map((row) => html`<li key=${row.option}
    class=${marked.includes(row.option) ? "marked" : ""}><span class="figure soft">${row.rank}.</span>
    <span lang=${names[row.option]?.language} dir="auto">${names[row.option]?.title ?? ""}</span>${figures && html`<b class="figure">${figure(row)}</b>`}</li>`)}</ol></div>`;
}

/** What the server counts for each rule with this choice: {rule: options}; null until it is there. */
function useCounted(page, vote, chosen, into, revised) {
  const [counted, setCounted] = useState(null);
  const query = new URLSearchParams([["into", into ?? ""], ...chosen.filter((id) => id !== into).map((id) => ["option", id])]).toString();
  useEffect(() => {
    let current = true;
    setCounted(null);
    if (chosen.length > 1) {
      fetch(`${page.merged}/${vote}?${query}`).then((answer) => (answer.ok ? answer.json() : null))
        .then((told) => { if (current) setCounted(told); }).catch(() => {});
    }
    return () => { current = false; };
  }, [query, revised]);
  return counted;
}

function Rules({ result, choice, setRule }) {
  return html`<fieldset class="rules"><legend>${_("How they count together")}</legend>${rulesFor(result).map((each) => {
    const [name, about] = RULE_WORDS[each](result);
    return html`<label key=${each} class="rule"><input type="radio" name="rule" value=${each} checked=${choice.rule === each} onChange=${() => setRule(each)} />
      <span><b>${name}</b> <small class="soft">${about}</small></span>${isRankedByTotal(result) && html`<b class="figure">${figure(mergedTotal(result, { ...choice, rule: each }))}</b>`}</label>`;
  })}</fieldset>`;
}

/** What is said where neither can be done. */
function Stays({ label, onClose }) {
  return html`<${Dialog} label=${label} onClose=${onClose}><div class="stack"><h2>${label}</h2>
    <p>${_("What was compared in pairs cannot be put together or taken apart.")}</p>
    <div class="acts end"><button type="button" class="button" onClick=${onClose}>${_("Close")}</button></div></div><//>`;
}

/** Choose options, the title that stays, and the rule; see both tallies; then decide. */
export function Merging({ data, vote, page, onClose }) {
  const store = useStore();
  const result = standingOf(data.results[vote]);
  const names = named(data, vote);
  const [chosen, setChosen] = useState([]);
  const [into, setInto] = useState(null);
  const [rule, setRule] = useState("once");
  const title = chosen.includes(into) ? into : chosen[0];
  const counted = useCounted(page, vote, chosen, title, data.results[vote].revised);
  const choice = { chosen, into: title, rule, counted };
  const turn = (id) => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const submit = (event) => {
    event.preventDefault();
    store.act("merge_options", { stage: vote, options: chosen.filter((id) => id !== title), into: title, rule });
    onClose();
  };
  const rows = result.options.filter((row) => names[row.option]);
  const ready = chosen.length > 1;
  const figures = isRankedByTotal(result);
  if (!rulesFor(result).length) return html`<${Stays} label=${_("Put options together")} onClose=${onClose} />`;
  return html`<${Dialog} label=${_("Put options together")} kind="wide" onClose=${onClose}><form class="stack" onSubmit=${submit}>
    <h2>${_("Put options together")}</h2>
    <p class="soft">${_("What was shown stays as it is; this stands beside it. You can undo it at any time, and the annex of the draft tells both.")}</p>
    <fieldset class="ticks"><legend>${_("Which options")}</legend>${rows.map((row) => html`<label key=${row.option} class="tick">
      <input type="checkbox" checked=${chosen.includes(row.option)} onChange=${() => turn(row.option)} />
      <span lang=${names[row.option].language} dir="auto">${names[row.option].title}</span>${figures && html`<b class="figure">${number(row.total)}</b>`}</label>`)}</fieldset>
    ${ready && html`<label class="entry"><span>${_("The title that stays")}</span><select class="field" value=${title}
        onChange=${(event) => setInto(event.target.value)}>${chosen.map((id) => html`<option key=${id} value=${id}>${names[id].title}</option>`)}</select></label>
      <${Rules} result=${result} choice=${choice} setRule=${setRule} />
      <div class="beside"><${Ranking} title=${_("Now")} rows=${rowsOf(result)} names=${names} marked=${chosen} figures=${figures} />
        ${(figures || counted?.[rule]) && html`<${Ranking} title=${_("Put together")} rows=${mergedRows(result, choice)} names=${names} marked=${[title]} figures=${figures} />`}</div>
`}
    <div class="acts end"><button type="button" class="button" onClick=${onClose}>${_("Cancel")}</button>
      <button class="button primary" disabled=${!ready}>${_("Put together")}</button></div>
  </form><//>`;
}

/** Take proposals out of an option; the new one keeps all of its votes. */
export function Splitting({ data, vote, onClose }) {
  const store = useStore();
  const names = named(data, vote);
  const whole = standingOf(data.results[vote]).options.filter((row) => (names[row.option]?.proposals ?? []).length > 1);
  const [option, setOption] = useState(whole[0]?.option ?? "");
  const [chosen, setChosen] = useState([]);
  const [title, setTitle] = useState("");
  const inside = names[option]?.proposals ?? [];
  const ready = chosen.length > 0 && chosen.length < inside.length && title.trim();
  const turn = (id) => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const submit = (event) => {
    event.preventDefault();
    if (!ready) return;
    store.act("split_option", { stage: vote, option, proposals: chosen, title: title.trim(), rule: "inherit" });
    onClose();
  };
  return html`<${Dialog} label=${_("Take an option apart")} kind="wide" onClose=${onClose}><form class="stack" onSubmit=${submit}>
    <h2>${_("Take an option apart")}</h2>
    ${whole.length ? html`<p class="soft">${_("Both parts keep all votes: who supported the whole supported each part. What was shown stays as it is.")}</p>
    <label class="entry"><span>${_("Which option")}</span><select class="field" value=${option}
      onChange=${(event) => { setOption(event.target.value); setChosen([]); }}>${whole.map((row) => html`
        <option key=${row.option} value=${row.option}>${names[row.option].title}</option>`)}</select></label>
    <fieldset class="ticks"><legend>${_("What leaves it")}</legend>${inside.map((id) => html`<label key=${id} class="tick">
      <input type="checkbox" checked=${chosen.includes(id)} onChange=${() => turn(id)} />
      <span lang=${data.proposals[id]?.language} dir=${data.proposals[id]?.direction}>${data.proposals[id]?.text ?? id}</span>
      <small class="soft">${data.proposals[id] && proposalName(data.proposals[id])}</small></label>`)}</fieldset>
    <label class="entry"><span>${_("Title of the new option")}</span><input class="field" maxlength="120" value=${title}
      onInput=${(event) => setTitle(event.target.value)} /></label>` : html`<p>${_("No option holds more than one proposal.")}</p>`}
    <div class="acts end"><button type="button" class="button" onClick=${onClose}>${_("Cancel")}</button>
      <button class="button primary" disabled=${!ready}>${_("Take apart")}</button></div>
  </form><//>`;
}

function Step({ step, figures }) {
  const store = useStore();
  const [name] = RULE_WORDS[step.rule]?.() ?? [step.rule];
  const takeBack = _("Take back: %(title)s", { title: step.title });
  const side = (rows) => rows.map((row) => html`<li key=${row.option}><span>${row.title}</span> <b class="figure">${figures ? number(row.total) : _("Place %(n)s", { n: row.rank })}</b></li>`);
  return html`<li class="merger"><p class="small soft">${step.kind === "split" ? _("Taken apart") : _("Put together")} · ${name}</p>
    <div class="beside small-beside"><ul aria-label=${_("Before")}>${side(step.before)}</ul>
      <span class="to" aria-hidden="true">→</span><ul aria-label=${_("After")}>${side(step.after)}</ul></div>
    <button class="button quiet small" aria-label=${takeBack}
      onClick=${() => store.act("undo", { entry: step.id })}>${_("Take back")}</button></li>`;
}

/** What was put together or taken apart, step by step, and both tallies side by side. */
export function Mergers({ data, vote }) {
  const result = data.results[vote];
  if (!result.revised?.mergers?.length) return html`<p class="soft small">${_("Nothing was put together or taken apart.")}</p>`;
  const names = named(data, vote);
  const first = namedFirst(data, vote);
  const figures = isRankedByTotal(result);
  const touched = result.revised.mergers.flatMap((step) => [...step.before, ...step.after].map((row) => row.option));
  return html`<ol class="mergers">${result.revised.mergers.map((step) => html`<${Step} key=${step.id} step=${step} figures=${figures} />`)}</ol>
    <div class="beside"><${Ranking} title=${_("As voted")} rows=${rowsOf(result)} names=${first} marked=${touched} figures=${figures} />
      <${Ranking} title=${_("After it")} rows=${rowsOf(result.revised)} names=${names} marked=${touched} figures=${figures} /></div>`;
}
