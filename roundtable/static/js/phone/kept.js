// What the server did not accept stays in sight, with its words and the reason, until it is
// dismissed. Nothing that a person wrote is ever thrown away by the page.

import { find, findAll, word, write } from "../lib/view.js";

const wrote = (entry) => entry.args.text ?? "";

/** `desk`: {outbox}; `putBack(text)` returns whether there was a box to put it into. */
export function makeKept(desk, putBack) {
  function makeCard(entry) {
    const card = find("#refused-card").content.firstElementChild.cloneNode(true);
    card.dataset.proposal = entry.id;
    write(find(".words", card), wrote(entry));
    find(".words", card).hidden = !wrote(entry);
    write(find(".state", card), word("refused", { why: entry.answer?.message ?? "" }));
    return card;
  }

  function paint() {
    const place = find("#kept");
    const refused = desk.outbox.entries.filter((entry) => entry.state === "refused");
    const known = new Set(findAll("[data-proposal]", place).map((card) => card.dataset.proposal));
    const wanted = new Set(refused.map((entry) => entry.id));
    for (const card of findAll("[data-proposal]", place)) if (!wanted.has(card.dataset.proposal)) card.remove();
    for (const entry of refused) if (!known.has(entry.id)) place.append(makeCard(entry));
    for (const card of findAll("[data-proposal]", place)) {
      const entry = refused.find((each) => each.id === card.dataset.proposal);
      find("[data-again]", card).hidden = !wrote(entry) || !find("[data-propose]:not([data-closed])");
    }
    place.hidden = refused.length === 0;
  }

  function pressed(target) {
    const button = target.closest?.("[data-again], [data-dismiss]");
    if (!button) return;
    const id = button.closest("[data-proposal]").dataset.proposal;
    const entry = desk.outbox.entries.find((each) => each.id === id);
    if (entry && "again" in button.dataset && !putBack(wrote(entry))) return;
    desk.outbox.dismiss(id);
  }

  return { paint, pressed };
}
