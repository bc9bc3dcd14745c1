// The workspace as a whole: results, the draft, what it rests on; on a phone one of the three at a time.

import { html, useEffect } from "../../vendor/preact-htm.js";
import { isWriting } from "../lib/dom.js";
import { _, number } from "../lib/i18n.js";
import { Notes, Question } from "../console/parts.js";
import { Now, Store, useView } from "../console/use.js";
import { Bar } from "./bar.js";
import { DIALOGS } from "./dialogs/index.js";
import { Draft } from "./draft/index.js";
import { Results } from "./results/index.js";
import { Side } from "./side/index.js";
import { Here, useHere, useHereAtFirst } from "./use.js";

const PARTS = { results: () => _("Results"), draft: () => _("Draft"), side: () => _("Sources") };
/** Alt and a digit go to a part, wherever one is. */
const KEYS = { Digit1: "results", Digit2: "draft", Digit3: "side" };

function useKeys(here) {
  useEffect(() => {
    const key = (event) => {
      if (event.altKey && KEYS[event.code]) {
        event.preventDefault();
        const part = document.getElementById(KEYS[event.code]);
        here.go({ part: part.id });
        part.focus();
        if (document.activeElement !== part) requestAnimationFrame(() => part.focus()); // it was not shown yet
      } else if (event.key === "?" && !isWriting(event.target)) {
        event.preventDefault();
        here.open("keys");
      }
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [here]);
}

function Foot({ data, here }) {
  const left = data.figures?.now?.without.length ?? 0;
  return html`<nav class="foot" aria-label=${_("Parts of the workspace")}>${Object.entries(PARTS).map(([name, words]) => html`
    <button key=${name} class="foot-tab" aria-current=${here.part === name ? "true" : undefined} onClick=${() => here.go({ part: name })}>${words()}
      ${name === "results" && left ? html` <small class="call">${number(left)}</small>` : null}</button>`)}</nav>`;
}

function Workspace({ store, page, say }) {
  const view = useView(store);
  const here = useHere();
  useKeys(here);
  const [name, given] = here.dialog ?? [];
  const Open = DIALOGS[name];
  const all = { view, page, say };
  return html`<div class=${`workspace showing-${here.part}`}>
    <${Bar} ...${all} />
    <section class="part results-part" id="results" tabindex="-1" aria-label=${_("Results")}><${Results} ...${all} /></section>
    <main class="part draft-part" id="draft" tabindex="-1" aria-label=${_("Draft")}><${Draft} ...${all} /></main>
    <aside class="part side-part" id="side" tabindex="-1" aria-label=${_("Sources")}><${Side} ...${all} /></aside>
    <${Foot} data=${view.data} here=${here} />
    ${Open && html`<${Open} key=${name} ...${all} ...${given} onClose=${here.close} />`}
    <${Notes} notes=${view.notes} />
    <${Question} question=${view.question} />
  </div>`;
}

export function App({ store, now, ...rest }) {
  const here = useHereAtFirst();
  return html`<${Store.Provider} value=${store}><${Now.Provider} value=${now}><${Here.Provider} value=${here}>
    <${Workspace} store=${store} ...${rest} /><//><//><//>`;
}
