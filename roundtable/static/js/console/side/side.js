// The side: what waits calls at the top; below it one of four panels at a time.

import { html, useEffect } from "../../../vendor/preact-htm.js";
import { _, ngettext } from "../../lib/i18n.js";
import { COLLECTS, TALKS } from "../kinds.js";
import { LookCall } from "../look.js";
import { currentStage } from "../use.js";
import { hands } from "../waiting.js";
import { Tabs } from "../widgets.js";
import { Notes } from "./notes.js";
import { Room } from "./room.js";
import { Talk } from "./talk.js";
import { Timeline } from "./timeline.js";

const KEYS = { KeyR: "room", KeyQ: "talk", KeyN: "notes", KeyU: "timeline" };

/** Alt and a letter opens a panel; the notes are ready to be written in. */
export function useSideKeys(setPanel, show) {
  useEffect(() => {
    const key = (event) => {
      const panel = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey ? KEYS[event.code] : null;
      if (!panel || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      setPanel(panel);
      show();
      setTimeout(() => document.getElementById(panel === "notes" ? "note-entry" : `side-${panel}`)?.focus(), 30);
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, []);
}

export function Side({ view, page, say, panel, setPanel }) {
  const { data } = view;
  const [, stage] = currentStage(data);
  const raised = TALKS.includes(stage?.kind) ? 0 : hands(data); // there the queue stands in the middle
  const tabs = {
    room: { words: _("Room"), keys: "Alt+R" },
    talk: { words: _("Talk"), keys: "Alt+Q", count: raised, about: ngettext("%(num)s hand is raised", "%(num)s hands are raised", raised) },
    notes: { words: _("Notes"), keys: "Alt+N" },
    timeline: { words: _("Timeline"), keys: "Alt+U" },
  };
  const panels = {
    room: () => html`<${Room} view=${view} page=${page} />`,
    talk: () => html`<${Talk} view=${view} label=${_("Speaking")} />`,
    notes: () => html`<${Notes} data=${data} />`,
    timeline: () => html`<${Timeline} data=${data} />`,
  };
  return html`<aside class="room side" aria-label=${_("The room")}>
    ${!COLLECTS.includes(stage?.kind) && html`<${LookCall} data=${data} say=${say} />`}
    <${Tabs} label=${_("At the side")} id="side" tabs=${tabs} on=${panel} setOn=${setPanel}>${panels[panel]()}<//>
  </aside>`;
}
