// What is a person's own, put into regions that were made for everybody:
//   data-own-if="wish"     in sight when the wish holds (overlay.js)
//   data-own-text="path"   says what stands there
//   data-own-on="wish"     is marked data-on when the wish holds, a button is pressed
//   data-own-list="name"   lists own things, each made from <template id="own-line">: those of data-of,
//                          else of what it lies in (#p-<id>)

import { find, findAll, mark, word, write } from "../lib/view.js";
import { holds, valueOf } from "./overlay.js";

// Only what is not in sight for everybody anyway, as `#k-<id>`.
const LISTS = {
  comment: (view, of) => Object.values(view.comment).filter((each) => each.proposal === of && !find(`#k-${each.id}`)),
  concern: (view, of) => Object.values(view.concern[of] ?? {}),
  note: (view) => Object.values(view.note),
};

const WITHDRAWN = { comment: "withdraw_comment", concern: "withdraw_concern" }; // by their author

const LOOKS = { hidden: "refused", returned: "refused", held: "held" };

/** What became of something sent: its look (data-state) and its words. `shown` is the page's. */
export function told(each, shown) {
  if (each.pending === "withdraw") return [each.state, word("withdrawing")];
  if (each.state && each.state !== "saved") return [each.state, word(shown(each.state))];
  if (each.status === "hidden" && each.reason) return ["refused", word("hiddenWhy", { why: each.reason })];
  return [LOOKS[each.status] ?? "saved", word(each.status) || word("saved")];
}

/** Bring the children of `list` to be one for each of `items`, in order, keeping those there are. */
export function keyed(list, items, make, paint) {
  const there = new Map([...list.children].filter((each) => each.dataset.item).map((each) => [each.dataset.item, each]));
  items.forEach((item, index) => {
    const child = there.get(item.id) ?? make(item);
    child.dataset.item = item.id;
    there.delete(item.id);
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
    paint(child, item);
  });
  for (const child of there.values()) child.remove();
}

/** Words of a person, with their language and direction. */
export function writeWords(element, each) {
  write(element, each.text);
  mark(element, "lang", each.language);
  mark(element, "dir", each.direction);
}

function paintList(list, view, shown) {
  const { ownList, of = list.closest("[id]").id.slice(2) } = list.dataset;
  const withdraw = WITHDRAWN[ownList];
  keyed(list, LISTS[ownList](view, of), () => find("#own-line").content.firstElementChild.cloneNode(true), (line, each) => {
    writeWords(find("p", line), each);
    const about = find("b", line);
    about.hidden = !each.option;
    write(about, find(`#o-${each.option} b, #r-${each.option} b`)?.textContent ?? "");
    const [state, words] = told(each, shown);
    mark(find(".state", line), "data-state", state);
    write(find(".state", line), words);
    const form = find("form", line);
    form.hidden = !withdraw || each.state === "waiting";
    if (!withdraw) return;
    form.dataset.do = withdraw;
    find("input[type=hidden]", form).name = ownList;
    find("input[type=hidden]", form).value = each.id;
  });
  const section = list.closest("[data-own-section]");
  if (section) section.hidden = !list.children.length;
}

/** Paint all of it from `view` (overlay.js). */
export function paintOwn(view, shown) {
  for (const each of findAll("[data-own-list]")) paintList(each, view, shown);
  for (const each of findAll("[data-own-text]")) write(each, String(valueOf(view, each.dataset.ownText) ?? ""));
  for (const each of findAll("[data-own-on]")) {
    const on = holds(view, each.dataset.ownOn);
    mark(each, "data-on", on);
    if (each.type === "submit") mark(each, "aria-pressed", String(on));
  }
  for (const each of findAll("[data-own-if]")) each.hidden = !holds(view, each.dataset.ownIf);
}
