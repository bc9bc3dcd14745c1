// The right column: what the part that is looked at rests on, and what was said to it.

import { html, useEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { Tabs } from "../../console/widgets.js";
import { _, ngettext } from "../../lib/i18n.js";
import { stands } from "../model.js";
import { useHere } from "../use.js";
import { FIRST, looked, lookedBefore, openRemarks } from "./model.js";
import { Remarks } from "./remarks.js";
import { RestsOn } from "./rests.js";

/** What is looked at, with the way back. -> [look, result looked at last, back or null] */
function useLooks(here, data) {
  const past = useRef(FIRST);
  past.current = looked(past.current, here);
  const at = past.current.looks.at(-1) ?? FIRST;
  const before = lookedBefore(past.current);
  const latest = past.current.looks.findLast((each) => each.ref)?.ref ?? here.ref;
  const back = before && (() => {
    past.current = before;
    here.go({ node: before.node, sentence: before.sentence, ref: before.ref });
  });
  const gone = at.node && !stands(data, at.node);
  return [gone ? { node: null, sentence: null } : at, latest, back];
}

export function Side({ view, page, say }) {
  const here = useHere();
  const [tab, setTab] = useState("rests");
  const [at, latest, back] = useLooks(here, view.data);
  const waiting = page.writes ? openRemarks(view.data) : 0;
  const wanted = here.dialog?.[0] === "remark" ? "remarks" : null;
  useEffect(() => { if (wanted) setTab(wanted); }, [wanted]); // what is said is seen there afterwards
  useEffect(() => { // whoever goes there may say to which tab
    if (!here.tab) return;
    setTab(here.tab);
    here.go({ tab: null });
  }, [here.tab]);
  const tabs = {
    rests: { words: _("Rests on") },
    remarks: { words: _("Remarks"), count: waiting, about: ngettext("%(num)s remark without an answer", "%(num)s remarks without an answer", waiting) },
  };
  return html`<div class="strategy-side">
    <${Tabs} label=${_("About the draft")} tabs=${tabs} on=${tab} setOn=${setTab} id="side-tab">
      ${tab === "rests" ? html`<${RestsOn} view=${view} page=${page} say=${say} at=${at} looked=${latest} onBack=${back} />`
        : html`<${Remarks} view=${view} page=${page} say=${say} />`}<//>
  </div>`;
}
