// The agenda editor: the steps in their order, each opens to be changed; new ones from a list of kinds.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import Sortable from "../../../vendor/sortable.esm.js";
import { _, ngettext, pick, spoken } from "../../lib/i18n.js";
import { matches, stagesOf } from "../board.js";
import { Choice } from "../choose.js";
import { kinds, kindWords, minutesFor } from "../kinds.js";
import { Dialog } from "../parts.js";
import { roundtableOf, useNow, useStore } from "../use.js";
import { StageForm } from "./form.js";
import { beforeAfter, forecast, totalMinutes } from "./plan.js";
import { Saving } from "./saving.js";
import { inShort } from "./settings.js";

const clock = (ms) => new Intl.DateTimeFormat(spoken(), { timeStyle: "short" }).format(ms);

const GRIP = html`<svg viewBox="0 0 6 10" fill="currentColor">${[1, 5, 9].flatMap((y) => [1, 5].map((x) => html`<circle cx=${x} cy=${y} r="1" />`))}</svg>`;

/** Which kind the new step is of: each with one line about it. */
function Kinds({ onChoose, onClose }) {
  const [text, setText] = useState("");
  const options = kinds.map((kind) => ({ key: kind, words: kindWords(kind).name, more: kindWords(kind).line }))
    .filter((option) => matches(`${option.words} ${option.more}`, text));
  return html`<${Dialog} label=${_("Add a step")} kind="wide" onClose=${onClose}><h2>${_("Add a step")}</h2>
    <div class="kinds-list"><${Choice} label=${_("Find a kind of step")} options=${options} text=${text} onWrite=${setText} onChoose=${(option) => onChoose(option.key)} /></div>
    <div class="acts end"><button class="button" onClick=${onClose}>${_("Cancel")}</button></div><//>`;
}

function Row({ id, stage, data, ids, last, starts, open, toggle, todo }) {
  const { language, stage: current } = roundtableOf(data);
  const now = current === id;
  const title = pick(stage.title, language);
  const gone = stage.status === "done" && !now;
  const more = inShort(stage.kind, stage.settings);
  const minutes = stage.minutes ? ngettext("%(num)s minute", "%(num)s minutes", stage.minutes) : _("no limit");
  const [earlier, later] = [_("%(title)s one earlier", { title }), _("%(title)s one later", { title })];
  const removable = stage.status === "waiting" && !now;
  return html`<li class=${`plan-row ${now ? "current" : ""} ${gone ? "gone" : ""} ${open ? "open" : ""}`} data-id=${id}>
    <div class="plan-head">
      <span class="grip" aria-hidden="true">${GRIP}</span>
      <span class="plan-at figure small soft">${now ? _("now") : gone ? "✓" : starts[id] ? clock(starts[id]) : ""}</span>
      <button class="plan-name" aria-expanded=${open} onClick=${toggle}><b>${title}</b>
        <small class="soft">${[kindWords(stage.kind).name, minutes, more].filter(Boolean).join(" · ")}</small></button>
      <span class="acts plan-acts">
        <button class="button quiet small" disabled=${ids[0] === id} data-act="up" aria-label=${earlier} onClick=${() => todo.move(id, false)}>↑</button>
        <button class="button quiet small" disabled=${last === id || ids.at(-1) === id} data-act="down" aria-label=${later} onClick=${() => todo.move(id, true)}>↓</button></span>
    </div>
    ${open && html`<div class="plan-in"><${StageForm} key=${id} id=${id} stage=${stage} data=${data} onDone=${() => todo.done(id)} />
      <div class="acts plan-more" role="group" aria-label=${_("This step")}>
        <span class="plan-shift"><button class="button small" disabled=${ids[0] === id} onClick=${() => todo.move(id, false)}>${_("Earlier")}</button>
          <button class="button small" disabled=${last === id || ids.at(-1) === id} onClick=${() => todo.move(id, true)}>${_("Later")}</button></span>
        <button class="button small" onClick=${() => todo.add(ids[ids.indexOf(id) + 1] ?? null)}>${_("Add a step after it")}</button>
        ${removable && html`<button class="button small quiet" onClick=${() => todo.remove(id)}>${_("Remove the step")}</button>`}</div></div>`}
  </li>`;
}

function useDrag(list, ids, store) {
  useEffect(() => {
    if (!list.current) return undefined;
    const sortable = Sortable.create(list.current, {
      handle: ".grip", draggable: ".plan-row", forceFallback: true, ghostClass: "slip-ghost",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
      onStart: () => store.hold(true),
      onEnd: ({ item, from, oldDraggableIndex, newDraggableIndex }) => {
        const before = item.nextElementSibling?.dataset.id ?? null;
        item.remove();
        from.insertBefore(item, from.querySelectorAll(":scope > .plan-row")[oldDraggableIndex] ?? null);
        store.hold(false);
        if (oldDraggableIndex !== newDraggableIndex) store.act("move_stage", { stage: item.dataset.id, before });
      },
    });
    return () => sortable.destroy();
  }, []);
}

export function AgendaEditor({ data, page, start, say, onClose }) {
  const store = useStore();
  const now = useNow()();
  const table = roundtableOf(data);
  const list = stagesOf(data);
  const ids = list.map(([id]) => id);
  const [open, setOpen] = useState(start ?? null);
  const [adding, setAdding] = useState(undefined);
  const rows = useRef(null);
  const focus = useRef(start ? null : { heading: true });
  useDrag(rows, ids, store);
  useLayoutEffect(() => {
    if (!focus.current) return;
    const { id, act, heading } = focus.current;
    const row = id && rows.current?.querySelector(`[data-id="${CSS.escape(id)}"]`);
    const target = heading ? document.getElementById("plan-title") : row?.querySelector(act ? `[data-act="${act}"]:not(:disabled)` : ".plan-name") ?? row?.querySelector(".plan-name");
    if (target) { focus.current = null; target.focus(); }
  });
  const last = list.at(-1)?.[1].kind === "close" ? ids.at(-2) : ids.at(-1); // nothing goes behind the closing
  const titleOf = (id) => pick(data.stages[id]?.title, table.language);
  const todo = {
    move: (id, down) => {
      const before = beforeAfter(ids, id, down);
      if (before === undefined) return;
      store.act("move_stage", { stage: id, before });
      focus.current = { id, act: down ? "down" : "up" };
      say(down ? _("%(title)s is one later", { title: titleOf(id) }) : _("%(title)s is one earlier", { title: titleOf(id) }));
    },
    done: (id) => { setOpen(null); focus.current = { id }; },
    add: (before) => setAdding(before),
    remove: (id) => {
      const next = ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1];
      store.act("remove_stage", { stage: id });
      say(_("Removed %(title)s", { title: titleOf(id) }));
      setOpen(null);
      focus.current = { id: next };
    },
  };
  const choose = (kind) => {
    const title = { [table.language]: kindWords(kind).name };
    const { id } = store.act("add_stage", { kind, title, question: {}, minutes: minutesFor(kind), settings: {}, before: adding });
    setAdding(undefined);
    setOpen(id);
  };
  const { starts, end } = forecast(list, table.stage, now);
  return html`<section class="plan-editor stack" aria-labelledby="plan-title">
    <div class="row between wrap"><h2 id="plan-title" class="lead" tabindex="-1">${_("The agenda")}</h2>
      <button class="button small" onClick=${onClose}>${_("Back to the work")}</button></div>
    <p class="soft small">${ngettext("%(num)s step", "%(num)s steps", list.length)} · ${ngettext("%(num)s minute in all", "%(num)s minutes in all", totalMinutes(list))}
      ${table.status !== "closed" && html` · ${_("ends about %(time)s", { time: clock(end) })}`} · ${_("Each change is seen at once, and can be undone.")}</p>
    <ol class="plan-rows" ref=${rows}>${list.map(([id, stage]) => html`<${Row} key=${id} id=${id} stage=${stage} data=${data} ids=${ids} last=${last} starts=${starts}
      open=${open === id} toggle=${() => setOpen(open === id ? null : id)} todo=${todo} />`)}</ol>
    <div class="acts"><button class="button strong" onClick=${() => setAdding(null)}>+ ${_("Add a step")}</button></div>
    <${Saving} page=${page} title=${pick(table.title, table.language)} />
    ${adding !== undefined && html`<${Kinds} onChoose=${choose} onClose=${() => setAdding(undefined)} />`}
  </section>`;
}

