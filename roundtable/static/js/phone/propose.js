// One's own proposals as cards: those of a stage in which one writes or shares (`data-mine-of`), those
// that were sent back (`#returned`, in every stage), and all of them to read (`data-own-read`).

import { filled, find, findAll, mark, word, write } from "../lib/view.js";
import { keyed, told, writeWords } from "./own.js";
import { ownProposals } from "./overlay.js";

/** `desk`: {outbox, me(), late(), shown(state)} of the page. */
export function makeProposals(desk) {
  function makeCard(each, template) {
    const card = find(template).content.firstElementChild.cloneNode(true);
    for (const input of findAll("[name=proposal]", card)) input.value = each.id;
    for (const input of findAll("[name^=area]", card)) input.value = each.area ?? "";
    const withdraw = find("[data-do=withdraw_proposal]", card);
    if (withdraw) withdraw.id = `w-${each.id}`;
    for (const button of findAll("[form]", card)) button.setAttribute("form", `w-${each.id}`);
    find("textarea", card).value = each.text;
    return card;
  }

  function paintCard(card, each, closed) {
    writeWords(find(".words", card), each);
    const [state, words] = told(each, desk.shown);
    mark(find(".state", card), "data-state", state);
    write(find(".state", card), words);
    const why = find("[data-why]", card);
    if (why) write(why, each.reason ?? "");
    const share = find("[data-share]", card);
    if (share) share.hidden = each.status !== "kept" || Boolean(each.pending);
    const details = find("details", card);
    if (!details) return;
    if (each.status === "returned") return;
    details.hidden = (closed && !details.open) || each.pending === "withdraw" || each.status === "hidden" || each.status === "merged";
    const box = find("textarea", details);
    if (!details.open) box.value = box.defaultValue = each.text;
  }

  function paintMine(section) {
    const { mineOf, template } = section.dataset;
    const own = ownProposals(desk.me(), desk.outbox.entries, mineOf || null).filter((each) => each.status !== "returned").reverse();
    const closed = "closed" in section.dataset || ("timed" in section.dataset && desk.late());
    keyed(find("ul", section), own, (each) => makeCard(each, template), (card, each) => paintCard(card, each, closed));
    section.hidden = own.length === 0;
  }

  function paintReturned() {
    const section = find("#returned");
    const back = ownProposals(desk.me(), desk.outbox.entries, null).filter((each) => each.status === "returned" && each.pending !== "withdraw");
    const make = (each) => {
      const card = makeCard(each, "#back-card");
      find("details", card).open = Boolean(find("#propose")); // where one writes anyway
      return card;
    };
    keyed(find("ul", section), back, make, (card, each) => paintCard(card, each, false));
    section.hidden = back.length === 0 || Boolean(find("[data-ended]"));
  }

  function paintRead(section) {
    const own = ownProposals(desk.me(), [], null).filter((each) => ["shown", "merged"].includes(each.status));
    keyed(find("ul", section), own, () => find("#read-card").content.firstElementChild.cloneNode(true), (card, each) => {
      const [number, words] = card.children;
      if (number.dataset.number) write(number, filled(number.dataset.number, { n: each.number })); // else the server wrote it
      writeWords(words, each);
    });
    section.hidden = own.length === 0;
  }

  return function paint() {
    findAll("[data-mine-of]").forEach(paintMine);
    findAll("[data-own-read]").forEach(paintRead);
    paintReturned();
  };
}
