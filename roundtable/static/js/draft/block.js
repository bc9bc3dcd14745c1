// A block of the draft on the page: it saves itself, says so in words, and never overwrites what
// somebody is writing. Two versions are shown side by side and the person decides.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { useStore } from "../console/use.js";
import { _ } from "../lib/i18n.js";
import {
  arrive, fieldsOf, notTaken, resolve, sending, standing, start, toSend, wake, write, written,
} from "./model.js";

const PAUSE = 1200; // ms without a key until it is saved

const STATES = {
  saved: () => _("Saved"), unsaved: () => _("Not saved yet"), sending: () => _("Saving…"),
  offline: () => _("Kept here, saved when you are back online"),
  conflict: () => _("Two versions"), refused: () => _("Not accepted"),
};

const COLOURS = { saved: "saved", unsaved: "waiting", sending: "sending", offline: "waiting", conflict: "refused", refused: "refused" };

/** A text that grows with what is written. */
export function Growing({ value, label, hint, kind, most, lang, onInput, onBlur, readonly = false }) {
  const field = useRef(null);
  const grow = () => {
    if (!field.current) return;
    field.current.style.blockSize = "auto";
    field.current.style.blockSize = `${field.current.scrollHeight + 2}px`;
  };
  useLayoutEffect(grow, [value]);
  useEffect(() => { // another width or another font breaks the lines elsewhere
    let width = field.current.clientWidth;
    const watch = new ResizeObserver(() => {
      if (!field.current || field.current.clientWidth === width) return;
      width = field.current.clientWidth;
      requestAnimationFrame(grow);
    });
    watch.observe(field.current);
    document.fonts.ready.then(grow);
    return () => watch.disconnect();
  }, []);
  const plain = (event) => { if (event.key === "Enter" && kind !== "text") event.preventDefault(); };
  return html`<textarea class=${`writing ${kind}`} ref=${field} rows="1" value=${value} aria-label=${label} placeholder=${hint || label}
    maxlength=${most} lang=${lang} readonly=${readonly} onInput=${onInput} onBlur=${onBlur} onKeyDown=${plain}></textarea>`;
}

const mineIn = (entries, command, match) => entries.filter((entry) => entry.command === command && match(entry.args));

/** The block's state, kept in step with server and outbox. -> {block, change, save, decide} */
function useBlock({ server, command, args, view }) {
  const store = useStore();
  const match = (each) => Object.entries(args).every(([name, value]) => each[name] === value);
  const first = () => {
    const entry = mineIn(view.entries, command, match).findLast((each) => each.state !== "saved");
    return entry ? wake(server, entry) : start(server);
  };
  const [block, setBlock] = useState(first);
  const now = useRef(block);
  const own = useRef(null);
  const set = (next) => { if (next !== now.current) { now.current = next; setBlock(next); } };

  function save() {
    const fields = toSend(now.current);
    if (!fields) return;
    own.current = fieldsOf(fields);
    set(sending(now.current, store.act(command, { ...args, ...fields }).id));
  }

  useEffect(() => {
    const { sent } = now.current;
    const entry = view.entries.find((each) => each.id === sent);
    // The refused entry stays in the outbox until the person has decided, also through a reload.
    if (entry?.state === "refused") set(notTaken(now.current, entry.answer?.code === "conflict"));
    set(arrive(now.current, server, own.current ?? (entry ? written(now.current) : null)));
    if (sent && !entry && now.current.sent === sent) set(notTaken(now.current, false));
  }, [server, view.entries]);

  // What was being written when their version came goes into the outbox as it is: the server will
  // refuse it, and so it is kept on this device until the person has decided.
  useEffect(() => {
    const { theirs, mine, base } = now.current;
    if (!theirs || mineIn(store.view().entries, command, match).some((entry) => entry.state !== "saved")) return;
    store.act(command, { ...args, ...mine, version: base.version });
  }, [Boolean(block.theirs)]);

  useEffect(() => {
    const timer = setTimeout(save, PAUSE);
    return () => clearTimeout(timer);
  }, [block]);

  useEffect(() => {
    addEventListener("pagehide", save);
    return () => removeEventListener("pagehide", save);
  }, []);

  function decide(fields) {
    for (const entry of mineIn(store.view().entries, command, match)) if (entry.state !== "saved") store.dismiss(entry.id);
    set(resolve(now.current, fields));
  }

  return { block, save, decide, change: (name, value) => set(write(now.current, name, value)) };
}

function Two({ block, names, decide }) {
  const [both, setBoth] = useState(written(block));
  const theirs = fieldsOf(block.theirs);
  const texts = (fields) => Object.keys(names).map((name) => html`<p key=${name} class="version-text">
    <span class="small soft">${names[name].label}</span>${fields[name] || "–"}</p>`);
  const combine = () => setBoth(Object.fromEntries(Object.keys(names).map((name) => [name,
    theirs[name] === block.mine[name] ? theirs[name] : [theirs[name], block.mine[name]].filter(Boolean).join(names[name].kind === "text" ? "\n\n" : " / ")])));
  return html`<div class="two" role="group" aria-label=${_("Two versions")}>
    <p class="notice">${_("Somebody else saved this while you were writing. Nothing is lost: choose what shall stand.")}</p>
    <div class="versions">
      <section><h4>${_("The other version")}</h4>${texts(theirs)}
        <button class="button small" onClick=${() => decide(theirs)}>${_("Take the other version")}</button></section>
      <section><h4>${_("Your version")}</h4>${texts(block.mine)}
        <button class="button small" onClick=${() => decide(block.mine)}>${_("Take your version")}</button></section>
    </div>
    <section class="stack"><h4>${_("Or combine them")}</h4>
      ${Object.entries(names).map(([name, field]) => html`<${Growing} key=${name} ...${field} value=${both[name]}
        label=${`${field.label} (${_("combined")})`} onInput=${(event) => setBoth({ ...both, [name]: event.target.value })} />`)}
      <div class="acts"><button class="button small" onClick=${combine}>${_("Put both together")}</button>
        <button class="button small strong" onClick=${() => decide(both)}>${_("Take this text")}</button></div></section>
  </div>`;
}

/**
 * @param {object} names  {field: {label, kind: "title"|"line"|"text", most}}
 * @param {string} command  edit_front or edit_passage   @param {object} args  what names the block
 */
export function Block({ server, names, command, args, view, lang }) {
  const { block, save, change, decide } = useBlock({ server, command, args, view });
  const [first] = useState(server.version);
  const now = standing(block);
  const state = now === "sending" && view.link !== "online" ? "offline" : now;
  const fields = written(block);
  const quiet = state === "saved" && block.base.version === first; // nothing was done here yet
  return html`<div class="block">
    ${now === "conflict" ? html`<${Two} block=${block} names=${names} decide=${decide} />`
      : Object.entries(names).map(([name, field]) => html`<${Growing} key=${name} ...${field} value=${fields[name] ?? ""} lang=${lang}
          onInput=${(event) => change(name, event.target.value)} onBlur=${save} />`)}
    <p class="block-state" role="status">${quiet ? null
      : html`<span class="state" data-state=${COLOURS[state]}>${STATES[state]()}</span>`}</p>
  </div>`;
}
