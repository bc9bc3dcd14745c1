// While somebody writes: what others said that is like it. Only said; nobody is kept from sending.
// Loaded when somebody begins to write where `#similar` is.

import { find, findAll } from "../lib/view.js";

const PAUSE = 800; // ms without a key, after which it is asked
const SHORTEST = 12; // characters; with fewer, everything is like it

let timer = null;
let asked = "";
const known = new WeakSet(); // forms that are listened to

function show(place, found) {
  const list = find("ul", place);
  list.replaceChildren(...found.map(({ text, language, direction }) => {
    const row = document.createElement("li");
    row.className = "words";
    Object.assign(row, { textContent: text, lang: language, dir: direction });
    return row;
  }));
  place.hidden = found.length === 0;
}

async function look(address, text) {
  try {
    // Posted, not asked for: what nobody has said yet is to stand in no log.
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ text }) });
    return answer.ok ? await answer.json() : [];
  } catch {
    return []; // no connection: it is sent all the same
  }
}

async function ask(box) {
  const place = find("#similar");
  const text = box.value.trim();
  if (!place || text === asked) return;
  asked = text;
  const found = text.length < SHORTEST ? [] : await look(place.dataset.ask, text);
  if (asked === text && place.isConnected) show(place, found);
}

function forget() {
  clearTimeout(timer);
  asked = "";
  for (const place of findAll("#similar")) show(place, []);
}

/** Something was typed in a field of the page. */
export function typed(field) {
  const { form } = field;
  if (!field.matches("#propose textarea")) return;
  if (!known.has(form)) form.addEventListener("submit", forget);
  known.add(form);
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE, field);
}
