// Words of the page in the person's language. The catalogue comes with the page as JSON:
// {"": {…}, "msgid": ["one form", "another", …] | "form"}; what is missing stays as written.
// Which plural form is meant is decided by Intl, never by code from the catalogue.

const ORDER = ["zero", "one", "two", "few", "many", "other"]; // gettext's order of forms

let catalogue = {};
let forms = null;
let language = "en";

/** Use a catalogue from now on. */
export function speak(messages, lang) {
  catalogue = messages ?? {};
  language = lang || "en";
  const rules = new Intl.PluralRules(language);
  const known = ORDER.filter((each) => rules.resolvedOptions().pluralCategories.includes(each));
  forms = (n) => known.indexOf(rules.select(n));
}

export const spoken = () => language;

function fill(text, values) {
  if (!values) return text;
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function found(key) {
  const entry = Object.hasOwn(catalogue, key) ? catalogue[key] : null;
  return entry === null ? [] : [entry].flat().filter(Boolean);
}

/** The text in the person's language; %(name)s is filled from `values`. */
export function _(text, values) {
  return fill(found(text)[0] ?? text, values);
}

/** The text for `n` things; %(num)s is `n` in the person's digits. */
export function ngettext(one, many, n, values) {
  const texts = found(one);
  const own = n === 1 ? one : many;
  const text = texts.length > 1 && forms ? texts[Math.min(forms(n), texts.length - 1)] : own;
  return fill(text, { num: number(n), ...values });
}

export const number = (n) => new Intl.NumberFormat(language).format(n);

/** One of the texts of a localized dict; a plain string is itself. */
export function pick(localized, fallback) {
  if (localized === null || localized === undefined) return "";
  if (typeof localized === "string") return localized;
  return localized[language] ?? localized[fallback] ?? Object.values(localized)[0] ?? "";
}

/** "P-014": how a proposal is named everywhere. */
export const proposalName = (proposal) => `P-${String(proposal.number).padStart(3, "0")}`;
