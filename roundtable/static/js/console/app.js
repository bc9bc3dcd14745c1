// The console as a whole: bar, agenda, work, room; on a phone one of the three at a time.

import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { isWriting } from "../lib/dom.js";
import { _ } from "../lib/i18n.js";
import { Agenda } from "./agenda.js";
import { Bar, Primary, undo } from "./bar.js";
import { Board } from "./group.js";
import { Notes, Question } from "./parts.js";
import { Room } from "./room.js";
import { currentStage, Store, useView } from "./use.js";
import { Close, Propose, Reveal, Vote, Welcome } from "./work.js";

const WORK = { welcome: Welcome, propose: Propose, group: Board, vote: Vote, reveal: Reveal, close: Close };

const TABS = { agenda: () => _("Agenda"), work: () => _("Work"), room: () => _("Room") };

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

function Console({ store, page, now, say }) {
  const view = useView(store);
  const [tab, setTab] = useState("work");
  const [id, stage] = currentStage(view.data);
  useKeys(store);
  const Work = WORK[stage?.kind] ?? Close;
  const choose = (name) => () => setTab(name);
  return html`<div class=${`console showing-${tab}`}>
    <${Bar} view=${view} now=${now} />
    <${Agenda} data=${view.data} />
    <main class=${`work work-${stage?.kind}`} id="work" tabindex="0">
      <${Work} key=${id} view=${view} page=${page} say=${say} /></main>
    <${Room} view=${view} page=${page} />
    <div class="foot"><nav aria-label=${_("Parts of the console")}>${Object.entries(TABS).map(([name, words]) => html`
      <button key=${name} class="foot-tab" aria-current=${tab === name ? "true" : undefined} onClick=${choose(name)}>${words()}</button>`)}</nav>
      <${Primary} data=${view.data} /></div>
    <${Notes} notes=${view.notes} />
    <${Question} question=${view.question} />
  </div>`;
}

export const App = ({ store, ...rest }) =>
  html`<${Store.Provider} value=${store}><${Console} store=${store} ...${rest} /><//>`;
