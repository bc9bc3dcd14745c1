// The place where a passage is written: words, and chips that are one thing each. The browser's own editing of
// plain text does the rest, so every input method, screen reader and direction works as it does elsewhere.

import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact-htm.js";
import { _ } from "../../lib/i18n.js";
import { Growing } from "../../draft/block.js";
import { piecesOf, textOf } from "../model.js";
import { chipOf } from "./model.js";
import { Search } from "./search.js";
import { placeAfter } from "./typing.js";

const PLAIN = (() => {
  const probe = document.createElement("div");
  probe.setAttribute("contenteditable", "plaintext-only");
  return probe.contentEditable === "plaintext-only";
})();

function chip(results, ref) {
  const made = document.createElement("span");
  made.className = chipOf(results, ref) ? "chip" : "chip unknown";
  made.contentEditable = "false";
  made.dataset.ref = ref;
  made.textContent = chipOf(results, ref)?.cite ?? ref;
  return made;
}

/** Stands before a chip that begins a line: without it Chromium puts the caret into the chip there. */
const BEFORE = "\ufeff";

function nodesOf(results, text) {
  const pieces = piecesOf(text);
  return pieces.flatMap((piece, n) => {
    if (typeof piece === "string") return [document.createTextNode(piece)];
    const begins = n === 0 || typeof pieces[n - 1] !== "string" || pieces[n - 1].endsWith("\n");
    return [...(begins ? [document.createTextNode(BEFORE)] : []), chip(results, piece.ref)];
  });
}

function fill(box, results, text) {
  box.replaceChildren(...nodesOf(results, text));
  if (box.lastChild?.nodeType !== Node.TEXT_NODE) box.append(""); // the caret can stand behind a chip
}

/** What is written in the box, or in a part of it: words and chips. */
export function piecesIn(box) {
  const found = [];
  for (const node of box.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
    else if (node.dataset?.ref) found.push({ ref: node.dataset.ref });
    else if (node.nodeName === "BR") found.push("\n");
    else if (node.childNodes.length && !node.classList?.contains("visually-hidden")) found.push(...(found.length && node.nodeName === "DIV" ? ["\n"] : []), ...piecesIn(node));
  }
  return found.filter((piece) => piece !== "");
}

const readFrom = (box) => textOf(piecesIn(box)).replace(/\u00a0/g, " ").replaceAll(BEFORE, "");

/** A range inside the box where the person is, or null. */
function rangeIn(box) {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  return range && box.contains(range.commonAncestorContainer) ? range : null;
}

const widthOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.data.replaceAll(BEFORE, "").length : node.dataset?.ref ? `[[${node.dataset.ref}]]`.length : 1);

function offsetOf(box, range) {
  if (!range) return null;
  let at = 0;
  for (const node of box.childNodes) {
    if (node === range.endContainer) return at + range.endOffset;
    if (range.endContainer === box && [...box.childNodes].indexOf(node) >= range.endOffset) return at;
    at += widthOf(node);
  }
  return at;
}

function caretTo(box, at) {
  const range = document.createRange();
  range.selectNodeContents(box);
  range.collapse(false);
  let left = at;
  for (const node of at === null ? [] : box.childNodes) {
    if (node.nodeType === Node.TEXT_NODE && left <= node.data.length) { range.setStart(node, Math.max(0, left)); range.collapse(true); break; }
    left -= widthOf(node);
    if (left < 0) { range.setStartAfter(node); range.collapse(true); break; }
  }
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Put nodes where the range is, and the caret behind them. */
function put(box, range, nodes) {
  range.deleteContents();
  for (const node of nodes.toReversed()) range.insertNode(node);
  box.normalize();
  const last = nodes.at(-1);
  if (last?.isConnected && !last.nextSibling) last.after("");
  const behind = document.createRange();
  behind.setStartAfter(last?.isConnected ? last : box.lastChild);
  behind.collapse(true);
  getSelection().removeAllRanges();
  getSelection().addRange(behind);
}

/**
 * @param {string} text  as the server keeps it   @param {string|null} citing  the result that is looked at
 * @param {number|null} at  where the caret stands at first, in the text; null: at its end
 * onText(text, from): written on what read `from`; onDone(stay): writing is over (Escape, Ctrl Enter, or one went elsewhere)
 */
export function Editor({ text, results, label, lang, citing, onText, onDone, done = true, at = null }) {
  const box = useRef(null);
  const shown = useRef(text);
  const back = useRef(null);
  const composing = useRef(false);
  const [finding, setFinding] = useState(false);
  useLayoutEffect(() => {
    if (!PLAIN) return;
    fill(box.current, results, text);
    box.current.focus({ preventScroll: true });
    caretTo(box.current, at);
    box.current.scrollIntoView({ block: "nearest" });
  }, []);
  useLayoutEffect(() => { // somebody else's words came in: they appear, and the caret stays behind the same letters
    if (!PLAIN || text === shown.current || composing.current) return;
    const at = offsetOf(box.current, document.activeElement === box.current ? rangeIn(box.current) : null);
    const to = at === null ? null : placeAfter(shown.current, text, at);
    fill(box.current, results, text);
    shown.current = text;
    if (to !== null) caretTo(box.current, to);
  }, [text]);

  const told = () => {
    const from = shown.current; // others' words may have come in that the box does not show yet
    shown.current = readFrom(box.current);
    onText(shown.current, from);
  };
  const search = () => { back.current = rangeIn(box.current)?.cloneRange() ?? null; setFinding(true); };
  const end = (ref) => {
    setFinding(false);
    box.current.focus({ preventScroll: true });
    if (back.current) { getSelection().removeAllRanges(); getSelection().addRange(back.current); } else caretTo(box.current, null);
    if (ref) cite(ref);
  };
  function cite(ref) {
    const range = rangeIn(box.current);
    if (!range) return;
    const before = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.data.slice(0, range.startOffset) : "";
    const space = [document.createTextNode(before && !/\s$/u.test(before) ? " " : BEFORE)];
    put(box.current, range, [...space, chip(results, ref)]);
    told();
  }
  /** A caret inside a chip would swallow what is typed: it goes to that side of it to which it is nearer. */
  function steer() {
    const range = rangeIn(box.current);
    const inside = range?.collapsed && range.startContainer.parentElement?.closest("[data-ref]");
    if (!inside || !box.current.contains(inside)) return;
    const before = range.startOffset === 0;
    const beside = before ? inside.previousSibling : inside.nextSibling;
    const to = document.createRange();
    if (beside?.nodeType === Node.TEXT_NODE) to.setStart(beside, before ? beside.data.length : 0);
    else if (before) to.setStartBefore(inside);
    else to.setStartAfter(inside);
    to.collapse(true);
    getSelection().removeAllRanges();
    getSelection().addRange(to);
  }
  useLayoutEffect(() => {
    if (!PLAIN) return undefined;
    document.addEventListener("selectionchange", steer);
    return () => document.removeEventListener("selectionchange", steer);
  }, []);
  function input() {
    if (composing.current) return;
    const range = rangeIn(box.current);
    const node = range?.startContainer;
    if (node?.nodeType === Node.TEXT_NODE && node.data.slice(0, range.startOffset).endsWith("[[")) {
      node.deleteData(range.startOffset - 2, 2);
      search();
    }
    told();
  }
  function key(event) {
    event.stopPropagation();
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.isComposing) return;
    if (event.key === "Escape" || (event.key === "Enter" && ctrl)) { event.preventDefault(); onDone(true); }
    else if (ctrl && event.key.toLowerCase() === "k") { event.preventDefault(); search(); }
    else if (event.altKey && event.key === "Enter" && citing) { event.preventDefault(); cite(citing); }
    else if (ctrl && ["b", "i", "u"].includes(event.key.toLowerCase())) event.preventDefault();
  }
  const copied = (event) => {
    const range = rangeIn(box.current);
    if (!range || range.collapsed) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textOf(piecesIn(range.cloneContents())).replaceAll(BEFORE, ""));
    if (event.type === "cut") { range.deleteContents(); told(); }
  };
  const pasted = (event) => {
    const words = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    const range = rangeIn(box.current);
    if (!range || !piecesOf(words).some((piece) => piece.ref)) return; // the browser pastes words by itself
    event.preventDefault();
    put(box.current, range, nodesOf(results, words));
    told();
  };
  const left = (event) => { if (!finding && document.hasFocus() && !event.currentTarget.parentElement.contains(event.relatedTarget)) onDone(false); };
  if (!PLAIN) {
    return html`<${Growing} value=${text} label=${label} kind="text" lang=${lang} onInput=${(event) => onText(event.target.value)} onBlur=${() => onDone(false)} />`;
  }
  const offer = _("Cite %(name)s", { name: chipOf(results, citing)?.cite ?? citing });
  return html`<div class="editor" onKeyDown=${(event) => event.stopPropagation()}>
    <div class="prose writing-here" contenteditable="plaintext-only" ref=${box} role="textbox" aria-multiline="true" aria-label=${label} lang=${lang} dir="auto"
      spellcheck="true" onInput=${input} onKeyDown=${key} onBlur=${left} onCopy=${copied} onCut=${copied} onPaste=${pasted}
      onCompositionStart=${() => { composing.current = true; }} onCompositionEnd=${() => { composing.current = false; input(); }}></div>
    ${finding ? html`<${Search} results=${results} onPick=${end} onClose=${() => end(null)} />`
      : html`<div class="editor-foot"><button type="button" class="button small quiet" onMouseDown=${(event) => event.preventDefault()} onClick=${search}>${_("Cite a source")}</button>
        ${citing && html`<button type="button" class="button small quiet" onMouseDown=${(event) => event.preventDefault()} onClick=${() => cite(citing)}>${offer}</button>`}
        ${done && html`<button type="button" class="button small strong" onClick=${() => onDone(true)}>${_("Done")}</button>`}</div>`}
  </div>`;
}
