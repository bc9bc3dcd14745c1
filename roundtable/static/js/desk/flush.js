// Drawing at once. A quick hand types on before the next picture comes: where the focus has to move with
// an Enter, the page is drawn before the next key arrives, and not a moment later.

let draw = () => {};

/** `fn` draws the whole page now. */
export const drawWith = (fn) => { draw = fn; };

export const flush = () => draw();
