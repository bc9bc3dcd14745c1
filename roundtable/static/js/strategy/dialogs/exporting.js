// A document of a version, or of what stands now, in one of the formats.

import { html, useState } from "../../../vendor/preact-htm.js";
import { Exporting as Making } from "../../console/exporting.js";
import { _ } from "../../lib/i18n.js";
import { dayWords } from "../side/words.js";
import { Sheet } from "./frame.js";
import { versionsOf } from "./model.js";

export function Exporting({ view, page, onClose, version = "" }) {
  const [of, setOf] = useState(version);
  const { versions } = view.data;
  const about = (made) => (made.version ? versions[made.version]?.name ?? "" : _("as it stood"));
  return html`<${Sheet} title=${_("Export")} onClose=${onClose}>
    <label class="entry"><span>${_("What is exported")}</span><select class="field" value=${of} onChange=${(event) => setOf(event.target.value)}>
      <option value="">${_("What stands now")}</option>${versionsOf(view.data).map(([id, each]) => html`<option key=${id} value=${id}>${_("Version “%(name)s”", { name: each.name })} (${dayWords(each.on)})</option>`)}</select></label>
    <${Making} view=${view} page=${{ ...page, exports: `${page.at}/exports` }} primary args=${of ? { version: of } : {}} about=${about} /><//>`;
}
