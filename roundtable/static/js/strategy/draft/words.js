// Which words of two texts differ. Pure: `node --test` runs it as it is.

const MOST = 400_000; // pairs of words that are compared; beyond it the middle differs as a whole

const wordsOf = (text) => text.match(/\[\[[^\[\]\n]{1,90}\]\]|\s+|[\p{L}\p{M}\p{N}]+|[^\s]/gu) ?? [];

/** Two texts as stretches of words: {before: [[words, differs], …], after: […]}. */
export function compared(before, after) {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let first = 0;
  while (first < Math.min(a.length, b.length) && a[first] === b[first]) first += 1;
  let last = 0;
  while (last < Math.min(a.length, b.length) - first && a[a.length - 1 - last] === b[b.length - 1 - last]) last += 1;
  const [x, y] = [a.slice(first, a.length - last), b.slice(first, b.length - last)];
  const [keptX, keptY] = x.length * y.length > MOST ? [new Set(), new Set()] : common(x, y);
  return { before: told(a, first, last, keptX), after: told(b, first, last, keptY) };
}

/** The places of the words that both have, in the longest common order. */
function common(x, y) {
  const width = y.length + 1;
  const long = new Uint32Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let j = y.length - 1; j >= 0; j -= 1) {
      long[i * width + j] = x[i] === y[j] ? long[(i + 1) * width + j + 1] + 1 : Math.max(long[(i + 1) * width + j], long[i * width + j + 1]);
    }
  }
  const [keptX, keptY] = [new Set(), new Set()];
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    if (x[i] === y[j]) { keptX.add(i); keptY.add(j); i += 1; j += 1; }
    else if (long[(i + 1) * width + j] >= long[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return [keptX, keptY];
}

function told(words, first, last, kept) {
  const found = [];
  for (const [n, word] of words.entries()) {
    const differs = n >= first && n < words.length - last && !kept.has(n - first);
    if (found.length && found.at(-1)[1] === differs) found.at(-1)[0] += word;
    else found.push([word, differs]);
  }
  return found;
}

/** Whether the later text has all words of the earlier one in their order: it is that, written on. */
export function goesOn(later, earlier) {
  const words = wordsOf(later).filter((word) => word.trim());
  let at = 0;
  for (const word of wordsOf(earlier).filter((each) => each.trim())) {
    at = words.indexOf(word, at) + 1;
    if (!at) return false;
  }
  return true;
}
