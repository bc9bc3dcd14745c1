// What the server did not accept stays in sight, with its words and the reason, until it is
// dismissed. Nothing that a person wrote is ever thrown away by the page.

import { wrote } from "./args.js";
import { find, word, write } from "../lib/view.js";
import { keyed } from "./own.js";

/** `desk`: {outbox}; `forms`: what it can be put back into (forms.js). */
export function makeKept(desk, forms) {
  function makeCard({ args, answer }) {
    const card = find("#refused-card").content.firstElementChild.cloneNode(true);
    write(find(".words", card), wrote(args));
    find(".words", card).hidden = !wrote(args);
    write(find(".state", card), word("refused", { why: answer?.message ?? "" }));
    return card;
  }

  function paint() {
    const place = find("#kept");
    const refused = desk.outbox.entries.filter((entry) => entry.state === "refused");
    keyed(place, refused, makeCard, (card, entry) => {
      find("[data-again]", card).hidden = !wrote(entry.args) || !forms.canPutBack(entry);
    });
    place.hidden = refused.length === 0;
  }

  function pressed(target) {
    const button = target.closest?.("[data-again], [data-dismiss]");
    if (!button) return;
    const entry = desk.outbox.entries.find((each) => each.id === button.closest("[data-item]").dataset.item);
    if (entry && "again" in button.dataset && !forms.putBack(entry)) return;
    desk.outbox.dismiss(entry.id);
  }

  return { paint, pressed };
}
