// The proposing stage: the box, its counter and draft, and the own cards.

import { filled, find, findAll, mark, say, word, write } from "../lib/view.js";
import { lengthOf, ownProposals } from "./overlay.js";

const draftName = (code, stage) => `roundtable:draft:${code}:${stage}`;

function readDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "{}");
  } catch {
    return {};
  }
}

function keepDraft(name, draft) {
  try {
    if (draft.text) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch { /* no storage: the text is still in the box */ }
}

const chosenArea = (form) =>
  (find("[name=area]:checked", form) ?? find("[name=area][type=hidden]", form))?.value || null;

function chooseArea(form, area) {
  const radio = findAll("input[type=radio][name=area]", form).find((each) => each.value === area);
  if (radio) radio.checked = true;
}

/** `desk`: {code, outbox, me(), late(), shown(state)} of the page. */
export function makePropose(desk) {
  const root = () => find("[data-propose]");
  const box = () => find("#text");
  let furnished = null; // the form whose draft has been put in

  function furnish() {
    const form = find("#propose");
    if (form === furnished) return;
    furnished = form;
    box().removeAttribute("maxlength"); // a paste is never cut; the counter says what is too much
    const draft = readDraft(draftName(desk.code, root().dataset.stage));
    if (draft.text && !box().value) box().value = draft.text;
    chooseArea(form, draft.area);
  }

  function paintBox() {
    const most = Number(root().dataset.max);
    const length = lengthOf(box().value);
    const closed = desk.late() || "closed" in root().dataset;
    const count = find("#count");
    write(count, length > most ? word("tooLong", { n: length - most }) : word("count", { n: length, of: most }));
    mark(count, "data-over", length > most);
    box().readOnly = closed;
    const button = find("[data-send]");
    button.dataset.words ??= button.textContent;
    button.disabled = closed;
    write(button, closed ? word("up") : button.dataset.words);
  }

  const isHidden = (each) => each.status === "hidden" && each.state === "saved";

  function stateWords(each) {
    if (isHidden(each)) return each.reason ? word("hiddenWhy", { why: each.reason }) : word("hidden");
    return each.pending === "withdraw" ? word("withdrawing") : word(desk.shown(each.state));
  }

  function makeCard(each) {
    const card = find("#own-card").content.firstElementChild.cloneNode(true);
    card.dataset.proposal = each.id;
    for (const input of findAll("[name=proposal]", card)) input.value = each.id;
    find("[name=area]", card).value = each.area ?? "";
    find("[data-do=withdraw_proposal]", card).id = `w-${each.id}`;
    find(".danger", card).setAttribute("form", `w-${each.id}`);
    find("textarea", card).value = each.text;
    return card;
  }

  function paintCard(card, each, closed) {
    const words = find(".words", card);
    write(words, each.text);
    mark(words, "lang", each.language);
    mark(words, "dir", each.direction);
    const state = find(".state", card);
    mark(state, "data-state", isHidden(each) ? "refused" : each.state);
    write(state, stateWords(each));
    const details = find("details", card);
    if (!details) return;
    details.hidden = (closed && !details.open) || each.pending === "withdraw";
    if (!details.open) find("textarea", details).value = each.text;
  }

  function paintCards() {
    const section = find("[data-mine-of]");
    const list = find("ul", section);
    const own = ownProposals(desk.me(), desk.outbox.entries, root().dataset.stage).reverse();
    const closed = desk.late() || "closed" in root().dataset;
    const cards = new Map(findAll("[data-proposal]", list).map((card) => [card.dataset.proposal, card]));
    own.forEach((each, index) => {
      const card = cards.get(each.id) ?? makeCard(each);
      cards.delete(each.id);
      if (list.children[index] !== card) list.insertBefore(card, list.children[index] ?? null);
      paintCard(card, each, closed);
    });
    for (const card of cards.values()) card.remove();
    section.hidden = own.length === 0;
  }

  function paint() {
    if (!root()) return;
    furnish();
    paintBox();
    paintCards();
  }

  function typed() {
    if (!root()) return;
    const form = find("#propose");
    keepDraft(draftName(desk.code, root().dataset.stage), { text: box().value, area: chosenArea(form) });
    paintBox();
  }

  function send() {
    const text = box().value.trim();
    if (!text) {
      box().focus();
      return say(word("empty"));
    }
    if (lengthOf(text) > Number(root().dataset.max) || find("[data-send]").disabled) return box().focus();
    desk.outbox.add("submit_proposal", { text, area: chosenArea(find("#propose")) });
    box().value = "";
    typed();
    say(word("sending"));
    find("[data-mine-of]").scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  function change(form) {
    const { proposal, text, area } = Object.fromEntries(new FormData(form));
    const words = text.trim();
    if (!words) return find("textarea", form).focus();
    const before = find(".words", form.closest("li")).textContent;
    if (words !== before) desk.outbox.add("edit_proposal", { proposal, text: words, area: area || null });
    form.closest("details").open = false;
    paint();
  }

  function withdraw(form) {
    form.closest("details").open = false;
    desk.outbox.add("withdraw_proposal", { proposal: new FormData(form).get("proposal") });
  }

  /** Put a text back into the box, after what may be there already. */
  function putBack(text) {
    if (!root()) return false;
    box().value = box().value.trim() ? `${box().value.trim()}\n${text}` : text;
    typed();
    box().focus();
    return true;
  }

  return { paint, typed, putBack, forms: { submit_proposal: send, edit_proposal: change, withdraw_proposal: withdraw } };
}

/** The own proposals, to read, in the stages after: numbers and words. */
export function paintOwnList(me) {
  const section = find("[data-own-list]");
  if (!section) return;
  const own = (me?.proposals ?? []).filter((each) => each.status !== "withdrawn");
  section.hidden = own.length === 0;
  find("ul", section).replaceChildren(...own.map((each) => {
    const card = find("#read-card").content.firstElementChild.cloneNode(true);
    const [number, words] = card.children;
    number.textContent = filled(number.dataset.number, { n: each.number });
    words.textContent = each.text;
    mark(words, "lang", each.language);
    mark(words, "dir", each.direction);
    return card;
  }));
}
