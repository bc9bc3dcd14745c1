// The dialogs of the workspace by name. Each is drawn with {view, page, say, onClose} and what it was opened with.

import { Exporting } from "./exporting.js";
import { Freeze } from "./freeze.js";
import { History } from "./history.js";
import { Keys } from "./keys.js";
import { Links } from "./links.js";
import { Remark } from "./remark.js";
import { Review } from "./review.js";
import { Settings } from "./settings.js";
import { Versions } from "./versions.js";

export const DIALOGS = {
  exporting: Exporting, freeze: Freeze, history: History, keys: Keys, links: Links, remark: Remark, review: Review, strategy: Settings, versions: Versions,
};
