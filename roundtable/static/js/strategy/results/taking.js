// Taking a result into the draft: where it goes, and the parts in which it stands where there are none yet.

import { _ } from "../../lib/i18n.js";
import { measureName } from "../model.js";
import { placeFor } from "./model.js";
import { TAKEN } from "./words.js";

/** What a chapter is called that is made for a result. */
const chapterFor = (data, source) => source.area
  || Object.values(data.rooms ?? {}).find((room) => room.code === source.roundtable)?.area || _("New chapter");

/**
 * Take a result in as a "measure", "priority" or "passage".
 * @returns {Promise<{ok, message?, node?, entry?, suggested?}>}
 */
export async function take(store, ref, kind, at) {
  const data = () => store.view().data;
  const source = data().results[ref];
  let place = placeFor(data(), kind, at);
  if (!place) {
    const made = await within(store, data(), source, ref, kind);
    if (!made.ok) return made;
    place = { into: made.result.node, place: 0 };
  }
  const { id, done } = store.act("take_in", { ref, kind, ...place });
  const answer = await done;
  return answer.ok ? { ok: true, entry: id, node: answer.result.node, suggested: answer.result.suggested ?? [] } : answer;
}

/** Make the chapter, and for a measure the priority, in which it can stand. -> the answer for the last of them */
async function within(store, data, source, ref, kind) {
  const chapter = placeFor(data, "priority", null)?.into;
  const made = chapter ? { ok: true, result: { node: chapter } }
    : await store.act("add_node", { kind: "chapter", text: chapterFor(data, source), area: source.area ?? "" }).done;
  if (!made.ok || kind !== "measure") return made;
  if (source.kind === "cluster") return store.act("take_in", { ref, kind: "priority", into: made.result.node }).done;
  return store.act("add_node", { kind: "priority", text: source.text.slice(0, 200) || source.cite, into: made.result.node }).done;
}

/** What was done, in words; the part may not have arrived yet. */
export function takenWords(data, kind, node, source) {
  const made = data.nodes?.[node];
  if (kind === "measure") return made?.number ? TAKEN.measure(measureName(made)) : _("Taken into the draft as a measure.");
  return TAKEN[kind](source.text.length > 60 ? `${source.text.slice(0, 58)}…` : source.text);
}
