// What the server says, kept right: a snapshot, then frames of whole entities.
// state: {rev, data: {collection: {id: entity}}}   frame: {from, rev, changes: [[collection, id, entity|null], …]}

const PATIENCE = 300; // ms that a frame may be waited for before a snapshot is asked for

/** The state after `frame`: the same object when it brings nothing new, null when one is missing. */
export function apply(state, frame) {
  if (frame.rev <= state.rev) return state;
  if (frame.from > state.rev) return null;
  const data = { ...state.data };
  for (const [name, id, entity] of frame.changes) {
    if (data[name] === state.data[name]) data[name] = { ...data[name] };
    if (entity === null) delete data[name][id];
    else data[name][id] = entity;
  }
  return { rev: frame.rev, data };
}

/**
 * Follow the server from a first snapshot on.
 * @param {{rev, state}} first      as the page or `snapshot` gives it
 * @param {object} options
 *   sync()            -> Promise<{rev, state}|null>  asks for a snapshot
 *   changed(state)    called after each change
 *   later, never      setTimeout and clearTimeout (tests bring their own)
 * @returns {{state, frame(frame), snapshot(snapshot)}}
 */
export function follow(first, { sync, changed, later = setTimeout, never = clearTimeout }) {
  let state = { rev: first.rev, data: first.state };
  let held = [];
  let timer = null;

  function set(next) {
    if (next === state) return;
    state = next;
    changed(state);
  }

  function takeHeld() {
    held.sort((a, b) => a.rev - b.rev);
    while (held.length) {
      const next = apply(state, held[0]);
      if (!next) return;
      held.shift();
      set(next);
    }
    if (timer !== null) never(timer);
    timer = null;
  }

  async function giveUp() {
    timer = null;
    const fresh = await sync();
    if (fresh && fresh.rev > state.rev) set({ rev: fresh.rev, data: fresh.state });
    takeHeld();
    if (held.length && timer === null) timer = later(giveUp, PATIENCE);
  }

  return {
    get state() { return state; },
    frame(frame) {
      held.push(frame);
      takeHeld();
      if (held.length && timer === null) timer = later(giveUp, PATIENCE);
    },
    snapshot(fresh) {
      held = held.filter((frame) => frame.rev > fresh.rev);
      set({ rev: fresh.rev, data: fresh.state });
      takeHeld();
    },
  };
}
