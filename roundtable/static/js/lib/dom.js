// Small things about the page itself.

/** The JSON data block with this id, or `fallback` when the page has none. */
export function readJson(id, fallback = null) {
  const block = document.getElementById(id);
  return block ? JSON.parse(block.textContent) : fallback;
}

/** Would a key pressed here be part of a text that somebody is writing? */
export function isWriting(element) {
  return Boolean(element?.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select'));
}

/** Put a text on the clipboard. Without permission (plain http) select it in `field` instead. */
export async function copyText(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.focus();
    field?.select();
    return document.execCommand?.("copy") ?? false;
  }
}

/** Say something to screen readers through a live region; the same words twice are said twice. */
export function announcer(region) {
  let odd = false;
  return (words) => {
    odd = !odd;
    region.textContent = odd ? words : `${words}\u00a0`;
  };
}
