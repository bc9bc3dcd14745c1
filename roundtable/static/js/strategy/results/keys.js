// The keys of the results: what the list listens to and what the dialog of keys shows.

import { _ } from "../../lib/i18n.js";

/** [keys as one reads them, what they do], in words. */
export const KEYS = () => [
  ["↓, ↑", _("Next result, result before")], ["→, ←", _("Unfold, fold")], ["/", _("Search")],
  ["M", _("Take in as a measure")], ["P", _("Take in as a priority")], ["T", _("Take in as text")], ["Y", _("Mark its proposals as adopted")],
  ["Space", _("Select, for several at once")], ["F", _("Say what became of it")], ["X", _("Take back what was said of it")],
  ["J", _("Join what several roundtables said")], ["D", _("Decide whether it stays in the draft")], ["U", _("Undo the last step")],
];
