// The keys of the draft: what the draft listens to and what the dialog of keys shows.

import { _ } from "../../lib/i18n.js";

/** [keys as one reads them, what they do], in words. */
export const KEYS = () => [
  ["J, ↓", _("Next part")], ["K, ↑", _("Part before")], ["→, ←", _("Next sentence, sentence before")],
  ["N", _("Next sentence that rests on nothing")], ["Enter", _("Write here")], ["A", _("Add something after this part")],
  ["M", _("Comment or suggest")], ["Alt ↑, Alt ↓", _("Move up, move down")], ["Alt M", _("Move to another place")], ["Delete", _("Take out of the draft")],
  ["[[, Ctrl K", _("While writing: cite a source")], ["Alt Enter", _("While writing: cite the result that is looked at")],
  ["Esc, Ctrl Enter", _("Done writing: it is saved")],
];
