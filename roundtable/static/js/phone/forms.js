// Every `<form data-do="command">` of the page: kept while it is written, sent through the outbox,
// and told what became of it. A kind of stage needs no script of its own for that.
//
// On the form: data-timed (not after the end), data-closed (not any more), data-clear (empty it once it
// is sent), data-saved="path" (what one has when it was saved). On a text: data-need (not without it).
// Inside: [data-sent] (anywhere: [data-sent="<its id>"]) says the state, [data-count] the length.

import { argsOf, holdsAll } from "./args.js";
import { holds, lengthOf, valueOf } from "./overlay.js";
import { find, findAll, mark, say, word, write } from "../lib/view.js";

const TEXTS = "textarea, input:not([type])";
const NEAR = 0.75; // of the limit, from which on a small box counts

const texts = (form) => [...form.elements].filter((each) => each.matches(TEXTS));
const fixed = (form) => argsOf(findAll("input[type=hidden]", form).filter((each) => each.name).map((each) => [each.name, each.value]));
const buttons = (form) => [...form.elements].filter((each) => each.type === "submit");

const storage = {
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "{}");
    } catch {
      return {};
    }
  },
  write(name, draft) {
    try {
      if (Object.keys(draft).length) localStorage.setItem(name, JSON.stringify(draft));
      else localStorage.removeItem(name);
    } catch { /* no storage: the text is still in the box */ }
  },
};

/** `desk`: {code, outbox, view(), late(), shown(state)} of the page. */
export function makeForms(desk) {
  const furnished = new WeakSet();
  const touched = new WeakSet(); // forms in which something was changed and not sent yet
  const all = () => findAll("form[data-do]");
  const closed = (form) => "closed" in form.dataset || ("timed" in form.dataset && desk.late());

  function draftName(form, of = fixed(form)) {
    const stage = find("[data-stage]")?.dataset.stage ?? "";
    return ["roundtable:draft", desk.code, stage, form.dataset.do, ...Object.values(of)].join(":");
  }

  /** What is written in a form, by the names of its fields; nothing if no text is. */
  function draftOf(form) {
    const written = texts(form).filter((box) => box.value.trim());
    if (!written.length) return {};
    const chosen = [...form.elements].filter((each) => each.checked);
    return Object.fromEntries([...written, ...chosen].map((each) => [each.name, each.value]));
  }

  function fill(form, values) {
    for (const field of form.elements) {
      const value = values[field.name];
      if (value === undefined || value === null) continue;
      if (field.type === "radio") field.checked = field.value === String(value);
      else if (field.matches(TEXTS)) field.value = value;
    }
  }

  function furnish(form) {
    if (furnished.has(form)) return;
    furnished.add(form);
    for (const box of texts(form)) {
      if (box.maxLength < 0) continue;
      box.dataset.max = box.maxLength;
      box.removeAttribute("maxlength"); // a paste is never cut; the counter says what is too much
    }
    if (texts(form).some((box) => box.value && !box.defaultValue)) return;
    const draft = storage.read(draftName(form));
    if (!Object.keys(draft).length) return;
    fill(form, draft);
    touched.add(form);
    const folded = form.closest("details:not([open])");
    if (folded && "clear" in form.dataset) folded.open = true; // what one had begun to write is in sight
  }

  /** Put what one has into a form that one is not changing: data-fill="path", data-check="wish". */
  function refill(form) {
    if (touched.has(form)) return;
    for (const field of findAll("[data-check]", form)) field.checked = holds(desk.view(), field.dataset.check);
    const { fill: path } = form.dataset;
    if (!path || texts(form).includes(document.activeElement)) return;
    const have = valueOf(desk.view(), path);
    if (!have) return;
    const prefix = form.dataset.prefix ?? "";
    fill(form, Object.fromEntries([...form.elements].map((each) => {
      const name = each.name.split(":")[0];
      return [each.name, name.startsWith(prefix) ? have[name.slice(prefix.length)] : undefined];
    })));
  }

  /** Make the form below something that is opened, as there may be sixty; returns whether it is new. */
  function opened(details) {
    const place = find("[data-reply]", details);
    if (!place || find("form", place)) return false;
    const form = find("#reply").content.cloneNode(true);
    const of = place.closest("[id]").id.slice(2);
    find("[name=proposal]", form).value = of;
    find("label", form).htmlFor = find("textarea", form).id += of;
    place.replaceChildren(form);
    return true;
  }

  /** What one had begun to answer somewhere is in sight again. */
  function unfold() {
    const form = find("#reply")?.content.firstElementChild;
    for (const place of form ? findAll("[data-reply]") : []) {
      if (find("form", place)) continue;
      const draft = storage.read(draftName(form, { ...fixed(form), proposal: place.closest("[id]").id.slice(2) }));
      if (Object.keys(draft).length) opened(place.closest("details"));
    }
  }

  function paintCount(box) {
    const count = box.parentElement && find("[data-count]", box.parentElement);
    if (!count) return;
    const most = Number(box.dataset.max);
    const length = lengthOf(box.value);
    const said = length > most ? word("tooLong", { n: length - most }) : word("count", { n: length, of: most });
    write(count, count.dataset.count === "near" && length < NEAR * most ? "" : said);
    mark(count, "data-over", length > most);
  }

  /** The newest that was sent from a form and is not settled yet. */
  const sent = (form) => desk.outbox.entries.findLast(({ command, args, state }) =>
    command === form.dataset.do && state !== "refused" && holdsAll(args, fixed(form)));

  function paintState(form) {
    const line = find("[data-sent]", form) ?? (form.id && find(`[data-sent="${form.id}"]`));
    if (!line) return;
    const entry = sent(form);
    const saved = form.dataset.saved ? holds(desk.view(), form.dataset.saved) : false;
    const state = entry && entry.state !== "saved" ? desk.shown(entry.state === "keeping" ? "sending" : entry.state) : saved ? "saved" : null;
    mark(line, "data-state", state);
    write(line, state ? line.dataset[state] ?? word(state) : "");
  }

  function paint() {
    unfold();
    for (const form of all()) {
      furnish(form);
      refill(form);
      const shut = closed(form);
      for (const box of texts(form)) {
        box.readOnly = shut;
        paintCount(box);
      }
      for (const button of buttons(form)) {
        button.dataset.words ??= button.textContent;
        button.disabled = shut;
        if ("timed" in form.dataset) write(button, shut ? word("up") : button.dataset.words);
      }
      paintState(form);
    }
  }

  function typed(field) {
    const form = field.form;
    if (!form || !("do" in form.dataset)) return;
    touched.add(form);
    if ("draft" in form.dataset || "clear" in form.dataset) storage.write(draftName(form), draftOf(form));
    if (field.matches(TEXTS)) paintCount(field);
  }

  /** The text that keeps a form from being sent: needed and empty, or too long. */
  function wrong(form) {
    for (const box of texts(form)) {
      const needed = box.dataset.need !== undefined && (box.dataset.need === "" || Boolean(find(`[value="${box.dataset.need}"]:checked`, form)));
      if (needed && !box.value.trim()) return [box, box.dataset.empty ?? word("empty")];
      const over = lengthOf(box.value) - Number(box.dataset.max ?? Infinity);
      if (over > 0) return [box, word("tooLong", { n: over })];
    }
    return null;
  }

  /** Send a form; returns whether it was. */
  function send(form, button) {
    if (closed(form)) return false;
    const folded = form.closest("details");
    if ("changes" in form.dataset && texts(form).every((box) => box.value.trim() === box.defaultValue)) {
      folded.open = false;
      return false;
    }
    const fault = wrong(form);
    if (fault) {
      fault[0].focus();
      say(fault[1]);
      return false;
    }
    const fields = [...new FormData(form)];
    if (button?.name) fields.push([button.name, button.value]);
    const args = argsOf(fields.map(([name, value]) => [name, typeof value === "string" ? value.replace(/\r\n?/g, "\n") : ""]));
    storage.write(draftName(form), {});
    touched.delete(form);
    if ("clear" in form.dataset) for (const box of texts(form)) box.value = "";
    if (folded && !("stay" in form.dataset)) folded.open = false;
    desk.outbox.add(form.dataset.do, args);
    say(word("sending"));
    return true;
  }

  /** Put something refused back where it was written, after what may be there already. */
  function putBack({ command, args }) {
    const form = all().find((each) => each.dataset.do === command && holdsAll(args, fixed(each)) && texts(each).length && !closed(each));
    if (!form) return false;
    const before = texts(form)[0].value.trim();
    const folded = form.closest("details");
    if (folded) folded.open = true;
    const named = Object.fromEntries([...form.elements].map((each) => [each.name, valueOf(args, each.name.split(":")[0])]));
    fill(form, named);
    const box = texts(form)[0];
    if (before && before !== box.value) box.value = `${before}\n${box.value}`;
    typed(box);
    box.focus();
    return true;
  }

  const canPutBack = ({ command, args }) =>
    all().some((each) => each.dataset.do === command && holdsAll(args, fixed(each)) && texts(each).length && !closed(each));

  return { paint, typed, send, opened, putBack, canPutBack };
}
