// Codes of paper cards, as roundtable/core/cards.py makes them: a number and a letter that tells a
// slip of the pen, such as "07K". Checked here too, so that a wrong key is told at once and offline.

const CHECK = "CDFGHJKLMNPRTVXYZ";
const TYPED = /^0*([0-9]{1,4})([A-Z])$/;

function letter(number) {
  const digits = [...String(number)].reverse();
  const weighted = digits.reduce((sum, digit, i) => sum + (i + 1) * Number(digit), 0);
  return CHECK.at((weighted % CHECK.length) - 1);
}

/** The code of a card: at least two digits, then the letter. */
export const cardOf = (number) => `${String(number).padStart(2, "0")}${letter(number)}`;

/** The code that was typed, as it is printed; null where no card has it. */
export function readCard(typed) {
  const found = TYPED.exec(typed.replace(/[\s\-._]+/g, "").toUpperCase());
  const number = Number(found?.[1]);
  return number && letter(number) === found[2] ? cardOf(number) : null;
}
