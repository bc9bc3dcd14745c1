// The console as a whole: bar, agenda, work, side; on a phone one of the three at a time.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { isWriting } from "../lib/dom.js";
import { _, number } from "../lib/i18n.js";
import { Agenda } from "./agenda.js";
import { AgendaEditor } from "./agenda/editor.js";
import { Bar, Primary, undo } from "./bar.js";
import { COLLECTS, TALKS } from "./kinds.js";
import { Notes, Question } from "./parts.js";
import { Rehearsal } from "./rehearsal.js";
import { Side, useSideKeys } from "./side/side.js";
import { WORK } from "./stages/index.js";
import { currentStage, Now, Store, useView } from "./use.js";
import { hands, held } from "./waiting.js";

const PARTS = { agenda: () => _("Agenda"), work: () => _("Work"), room: () => _("Room") };

function useKeys(store) {
  useEffect(() => {
    const key = (event) => {
      const modified = event.ctrlKey || event.metaKey;
      if (!modified || event.key.toLowerCase() !== "z" || isWriting(event.target)) return;
      event.preventDefault();
      undo(store, event.shiftKey ? "redo" : "undo");
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [store]);
}

/** On a phone: which part is shown, with a call where something waits. */
function Foot({ data, part, setPart }) {
  const { kind } = currentStage(data)[1] ?? {};
  const waiting = { room: (COLLECTS.includes(kind) ? 0 : held(data).length) + (TALKS.includes(kind) ? 0 : hands(data)) };
  return html`<div class="foot"><nav aria-label=${_("Parts of the console")}>${Object.entries(PARTS).map(([name, words]) => html`
    <button key=${name} class="foot-tab" aria-current=${part === name ? "true" : undefined} onClick=${() => setPart(name)}>${words()}
      ${waiting[name] ? html` <small class="call">${number(waiting[name])}</small>` : null}</button>`)}</nav>
    <${Primary} data=${data} /></div>`;
}

function Console({ store, page, say }) {
  const view = useView(store);
  const { data } = view;
  const [part, setPart] = useState("work");
  const [panel, setPanel] = useState("room");
  const [editing, setEditing] = useState(undefined); // undefined: the work; null: the agenda; an id: one step of it
  const [id, stage] = currentStage(data);
  useKeys(store);
  useSideKeys(setPanel, () => setPart("room"));
  useEffect(() => setEditing(undefined), [id]); // the room went on: its work comes back
  const edit = (step) => { setEditing(step); setPart("work"); };
  const Work = WORK[stage?.kind] ?? WORK.close;
  const changing = editing !== undefined;
  return html`<div class=${`console showing-${part}`}>
    <${Rehearsal} data=${data} />
    <${Bar} view=${view} />
    <${Agenda} data=${data} edit=${edit} />
    <main class=${`work work-${changing ? "agenda" : stage?.kind}`} id="work" tabindex="0">
      ${changing ? html`<${AgendaEditor} key=${`agenda-${editing}`} data=${data} page=${page} start=${editing} say=${say} onClose=${() => setEditing(undefined)} />`
        : html`<${Work} key=${id} view=${view} page=${page} say=${say} />`}</main>
    <${Side} view=${view} page=${page} say=${say} panel=${panel} setPanel=${setPanel} />
    <${Foot} data=${data} part=${part} setPart=${setPart} />
    <${Notes} notes=${view.notes} />
    <${Question} question=${view.question} />
  </div>`;
}

export const App = ({ store, now, ...rest }) =>
  html`<${Store.Provider} value=${store}><${Now.Provider} value=${now}><${Console} store=${store} ...${rest} /><//><//>`;
