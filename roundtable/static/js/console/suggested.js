// What the machine suggests, as plain data: only what still stands of it. Nothing here touches the page.

const USUAL = 2;
export const LEVELS = 5;

const byStatus = (data, ...statuses) =>
  Object.entries(data.suggestions ?? {}).find(([, each]) => statuses.includes(each.status)) ?? [null, null];

/** [id, suggestion] that is being made; of the last one that was; and of what is pointed out by itself. */
export const making = (data) => byStatus(data, "making");
export const latest = (data) => byStatus(data, "done", "failed");
const places = (data) => byStatus(data, "places")[1];

/** The level that is looked at, or was asked for last. */
export const levelOf = (data) => (making(data)[1] ?? latest(data)[1])?.level ?? USUAL;

const isShown = (data, id) => data.proposals[id]?.status === "shown";
const isLoose = (data, id) => isShown(data, id) && !data.clusters[data.proposals[id].cluster];

/** Ids of what is shown and lies in no group. */
export const looseOf = (data) => Object.keys(data.proposals ?? {}).filter((id) => isLoose(data, id));

/**
 * The suggested groups of which most is still loose, each with what is left of it.
 * @param {string|null} area  only those of this policy area, and of none
 * @param {string[]} gone  keys of those that are not wanted
 */
export function groupsOf(data, { area = null } = {}, gone = []) {
  return (latest(data)[1]?.groups ?? [])
    .filter((group) => !gone.includes(group.key) && (!area || !group.area || group.area === area))
    .map((group) => ({ ...group, left: group.proposals.filter((id) => isLoose(data, id)) }))
    .filter(({ left, proposals }) => left.length > 1 && left.length * 2 > proposals.length);
}

/** [{id, cluster, sure}, …]: loose proposals with the group to which each probably belongs, the surest first. */
export function placesOf(data, { area = null } = {}) {
  return Object.entries(places(data)?.places ?? {})
    .filter(([id, place]) => isLoose(data, id) && data.clusters[place.cluster])
    .filter(([id]) => !area || !data.proposals[id].area || data.proposals[id].area === area)
    .map(([id, place]) => ({ id, ...place }))
    .sort((a, b) => b.sure - a.sure || data.proposals[a.id].number - data.proposals[b.id].number);
}

/** [{ids: [first, second], score}, …]: what says nearly the same, the earlier proposal first, without `gone`. */
export function pairsOf(data, gone = []) {
  return (places(data)?.duplicates ?? [])
    .filter(([one, other]) => isShown(data, one) && isShown(data, other))
    .map(([one, other, score]) => ({
      ids: data.proposals[one].number < data.proposals[other].number ? [one, other] : [other, one], score,
    }))
    .filter(({ ids }) => !gone.includes(pairKey(ids)));
}

export const pairKey = (ids) => ids.join();

/** How sure something is, as one of three words. */
export const surely = (sure) => (sure >= 0.8 ? "sure" : sure >= 0.6 ? "fairly" : "guess");
