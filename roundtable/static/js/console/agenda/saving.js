// The agenda as a format: taken home as a file, or kept as a format of the house.

import { html, useState } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";

async function send(page, name) {
  const answer = await fetch(page.format, {
    method: "POST", body: new URLSearchParams({ csrf_token: page.csrf, name }),
    headers: { Accept: "application/json" },
  });
  const body = await answer.json().catch(() => ({}));
  return { ok: answer.ok, words: body.message ?? "", name: body.name ?? name };
}

export function Saving({ page, title }) {
  const [name, setName] = useState(title);
  const [told, setTold] = useState(null);
  const save = async (event) => {
    event.preventDefault();
    setTold({ words: _("Saving…"), state: "sending" });
    const { ok, words } = await send(page, name.trim()).catch(() => ({ ok: false, words: _("Not connected") }));
    setTold(ok ? { words: words || _("Saved as a format of the house."), state: "saved" }
      : { words: words || _("It could not be saved."), state: "refused" });
  };
  return html`<section class="saving stack" aria-labelledby="saving-title"><h2 class="sub" id="saving-title">${_("Use this agenda again")}</h2>
    <form class="row wrap" onSubmit=${save}>
      <label class="entry"><span>${_("Name of the format")}</span><input class="field" required maxlength="80" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
      <button class="button small">${_("Save as a format of the house")}</button>
      <a class="button small" href=${page.format} download>${_("Download the file")}</a></form>
    <p role="status">${told && html`<span class="state" data-state=${told.state}>${told.words}</span>`}</p>
  </section>`;
}
