// What the dialogs show, as plain data. Pure: `node --test` runs it as it is.

/** Versions, the newest first: [[id, version], …]. */
export const versionsOf = (data) => Object.entries(data.versions ?? {}).sort(([idA, a], [idB, b]) => b.at - a.at || (idA < idB ? 1 : -1));

/** The first and last letters of a hash, enough to tell two apart. */
export const shortHash = (hash) => (hash ?? "").slice(0, 8);

/** Versions that a version is compared with: from the one before to it; the newest also with what stands now. */
export function pairFor(data, id) {
  const all = versionsOf(data).map(([each]) => each);
  const at = all.indexOf(id);
  if (at < 0) return { from: all[0] ?? null, to: "now" };
  return at === 0 ? { from: id, to: "now" } : { from: id, to: all[at - 1] };
}

/** What happened to a part: "added", "removed", "moved" or "changed", both of the last two where it is so. */
export function hows(change) {
  if (change.added) return ["added"];
  if (change.removed) return ["removed"];
  return [change.moved && "moved", change.differences?.length && "changed"].filter(Boolean);
}

/** How many parts were added, removed, moved and changed: {added, removed, moved, changed}. */
export function counted(changes) {
  const found = { added: 0, removed: 0, moved: 0, changed: 0 };
  for (const change of changes) for (const how of hows(change)) found[how] += 1;
  return found;
}

const LONGEST = 120; // letters of unchanged words that are kept beside a change

/** Words that stay, cut where nothing changes for long: [[how, words], …]. */
export function shortened(difference) {
  return difference.map(([how, words], i) => {
    if (how !== "same" || words.length <= 2 * LONGEST) return [how, words];
    const head = i === 0 ? "" : words.slice(0, LONGEST).replace(/\S*$/, "");
    const tail = i === difference.length - 1 ? "" : words.slice(-LONGEST).replace(/^\S*/, "");
    return [how, `${head}…${tail}`];
  });
}

/** Words as people read them: chips as they are cited, "[C-1]". */
export const cited = (words, results) => words.replace(/\[\[([^[\]\n]{1,90})\]\]/g, (_whole, ref) => `[${results?.[ref]?.cite ?? ref}]`);

/**
 * Words with chips, as somebody who suggests other words sees them: {words, back}. Each chip reads as it
 * is cited, "[C-1]", and back(words) makes chips of those again.
 */
export function forWriting(text, results) {
  const labels = new Map();
  const words = text.replace(/\[\[([^[\]\n]{1,90})\]\]/g, (_whole, ref) => {
    const cite = results?.[ref]?.cite ?? ref;
    const label = [`[${cite}]`, `[${cite} ${results?.[ref]?.roundtable ?? ""}]`, `[${ref}]`].find((each) => (labels.get(each) ?? ref) === ref);
    labels.set(label, ref);
    return label;
  });
  const back = (written) => [...labels].reduce((all, [label, ref]) => all.replaceAll(label, `[[${ref}]]`), written);
  return { words, back, chips: [...labels.keys()] };
}

/** A list that changed, each thing in a line of its own: {gone: [line], came: [line]}. */
export function listChanged(difference) {
  const lines = (but) => difference.filter(([how]) => how !== but).map(([, words]) => words).join("").split("\n").filter(Boolean);
  const [before, after] = [lines("ins"), lines("del")];
  return { gone: before.filter((each) => !after.includes(each)), came: after.filter((each) => !before.includes(each)) };
}

/** Phases with one of them changed, added (at the end) or taken out. */
export const withPhase = (phases, i, change) => phases.map((each, n) => (n === i ? { ...each, ...change } : each));
export const addPhase = (phases, kind) => [...phases, { kind, title: "", first: "", last: "" }];
export const dropPhase = (phases, i) => phases.filter((_each, n) => n !== i);

/** Why a phase cannot be as it is: "backwards" where it ends before it begins; "" when it can. */
export const phaseWrong = ({ first, last }) => (first && last && last < first ? "backwards" : "");

/** The questions of a round from what was typed, one in a line. */
export const questionsIn = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** What came in during a round: {opinions, answers: [[…] of each question], remarks, open}, the newest last. */
export function cameIn(data, id) {
  const all = Object.entries(data.remarks ?? {}).filter(([, each]) => each.round === id).sort(([, a], [, b]) => a.at - b.at);
  const questions = data.reviews?.[id]?.questions ?? [];
  return {
    opinions: all.filter(([, each]) => each.kind === "opinion"),
    answers: questions.map((_words, n) => all.filter(([, each]) => each.kind === "answer" && each.question === n)),
    remarks: all.filter(([, each]) => each.kind === "comment" || each.kind === "suggestion"),
    open: all.filter(([, each]) => !each.replies.length).length,
  };
}

/** What one person already said to a question (-1: on the whole) in a round. */
export const saidBy = (data, id, who, question) => Object.values(data.remarks ?? {})
  .filter((each) => each.round === id && each.who === who && each.question === question && (question >= 0 || each.kind === "opinion"))
  .sort((a, b) => a.at - b.at);

/** Rounds: open ones first, by their last day; then closed ones, the latest first. */
export function roundsOf(data, day) {
  const isOpen = (each) => each.status === "open" && each.closes >= day;
  const all = Object.entries(data.reviews ?? {});
  const by = (way) => ([, a], [, b]) => (a.closes < b.closes ? -way : a.closes > b.closes ? way : 0);
  return { open: all.filter(([, each]) => isOpen(each)).sort(by(1)), closed: all.filter(([, each]) => !isOpen(each)).sort(by(-1)) };
}
