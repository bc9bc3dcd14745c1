// What all dialogs of the workspace share: a heading, a way out, and sending with what was refused.

import { html, useState } from "../../../vendor/preact-htm.js";
import { Dialog } from "../../console/parts.js";
import { useStore } from "../../console/use.js";
import { _ } from "../../lib/i18n.js";

/** A dialog with its title and a button that closes it. `acts`: buttons beside that. */
export function Sheet({ title, onClose, children, acts = null, wide = false }) {
  return html`<${Dialog} label=${title} kind=${`strategy-dialog ${wide ? "wide" : ""}`} onClose=${onClose}>
    <h2>${title}</h2>${children}
    <div class="acts end">${acts}<button type="button" class="button" onClick=${onClose}>${_("Close")}</button></div><//>`;
}

/** What the server refused, in words. */
export const Refusal = ({ words }) => (words ? html`<p class="notice refused" role="alert">${words}</p>` : null);

/** Send a command and keep what was refused. -> {send: async (command, args) -> result or null, refused, busy} */
export function useSending() {
  const store = useStore();
  const [refused, setRefused] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (command, args) => {
    setBusy(true);
    const answer = await store.act(command, args).done;
    setBusy(false);
    setRefused(answer.ok ? "" : answer.message);
    return answer.ok ? answer.result ?? {} : null;
  };
  return { send, refused, busy };
}
