// What a form says, as the arguments of a command: the same rule as roundtable/web/forms.py, which
// reads the forms of pages without scripts. `a.b` puts a value into an object; an ending says what
// it is: `:number` (left out when empty), `:flag` ("yes" or not), `:maybe` (null when empty).

const MINE = ["command", "id", "csrf_token", "at"]; // the form's own, no arguments

const READ = {
  number: (value) => (value.trim() === "" ? undefined : Number(value)),
  flag: (value) => value === "yes",
  maybe: (value) => value || null,
  "": (value) => value,
};

/** @param {Iterable<[string, string]>} fields  as FormData gives them; a later one wins */
export function argsOf(fields) {
  const args = {};
  for (const [name, text] of fields) {
    if (MINE.includes(name)) continue;
    const [path, kind = ""] = name.split(":");
    const value = READ[kind](text);
    if (value === undefined) continue;
    const steps = path.split(".");
    const last = steps.pop();
    const place = steps.reduce((within, step) => (within[step] ??= {}), args);
    place[last] = value;
  }
  return args;
}

/** The first text in arguments that a person wrote: what is shown of something refused. */
export function wrote(args) {
  const texts = [args.text, ...Object.values(args.answers ?? {})];
  return texts.find((each) => typeof each === "string" && each) ?? "";
}

/** Whether `args` hold all of `part`, as JSON: whether something sent came from a certain form. */
export const holdsAll = (args, part) =>
  Object.entries(part).every(([name, value]) => JSON.stringify(args[name]) === JSON.stringify(value));
