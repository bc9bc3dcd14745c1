// Who speaks, who waits, and how long each group has spoken: plain data, no page.

/** Turns [id, turn] in the order in which they were asked for, of one status or several. */
export function turns(data, ...status) {
  return Object.entries(data.queue ?? {})
    .filter(([, turn]) => status.includes(turn.status))
    .sort(([, a], [, b]) => a.position - b.position);
}

/** [id, turn] of who speaks now, or null. */
export const speaking = (data) => turns(data, "speaking")[0] ?? null;

/** Seconds since a turn began, never below 0. */
export const spokenFor = (turn, now) => Math.max(0, Math.floor((now - (turn.begun ?? now)) / 1000));

/**
 * How long each group has spoken, the running turn included, longest first.
 * @returns {{group: string, turns: number, seconds: number, share: number}[]} share of the longest, 0 … 1
 */
export function balance(data, now) {
  const running = speaking(data)?.[1];
  const told = (data.talk?.now?.groups ?? []).map((each) => ({
    ...each, ...(running && (running.group ?? "") === (each.group ?? "")
      ? { seconds: each.seconds + spokenFor(running, now), turns: each.turns + 1 } : {}),
  }));
  if (running && !told.some((each) => (each.group ?? "") === (running.group ?? ""))) {
    told.push({ group: running.group ?? "", turns: 1, seconds: spokenFor(running, now) });
  }
  const most = Math.max(1, ...told.map((each) => each.seconds));
  return told.map((each) => ({ ...each, share: each.seconds / most })).sort((a, b) => b.seconds - a.seconds);
}

/** The turn that balance suggests as the next one: [id, turn], else the first that waits, else null. */
export function suggested(data) {
  const waiting = turns(data, "waiting");
  return waiting.find(([id]) => id === data.talk?.now?.next) ?? waiting[0] ?? null;
}

/** Why this one comes next, as a key: "quiet" its group spoke least, "first" it asked first. */
export function reasonFor(data, id) {
  const waiting = turns(data, "waiting");
  return waiting.length && waiting[0][0] !== id ? "quiet" : "first";
}
