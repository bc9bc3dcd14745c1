// How a part of the page gets at the store, and a component that is drawn again only when needed.

import { Component, createContext, useContext, useEffect, useState } from "../../vendor/preact-htm.js";

export const Store = createContext(null);

export const useStore = () => useContext(Store);

/** The server's time, as a function: () -> ms since 1970. */
export const Now = createContext(() => Date.now());

export const useNow = () => useContext(Now);

/** The current view; the part is drawn again at each change. */
export function useView(store) {
  const [, again] = useState(0);
  useEffect(() => store.subscribe(() => again((n) => n + 1)), [store]);
  return store.view();
}

const differs = (a, b) =>
  Object.keys(a).length !== Object.keys(b).length || Object.keys(a).some((key) => a[key] !== b[key]);

/** A component that stays as it is while all of its properties are the same. */
export function pure(draw) {
  return class extends Component {
    shouldComponentUpdate(next) { return differs(this.props, next); }
    render() { return draw(this.props); }
  };
}

export const roundtableOf = (data) => Object.values(data.roundtable ?? {})[0];

/** [id, stage] of what is open now. */
export function currentStage(data) {
  const id = roundtableOf(data)?.stage;
  return [id, data.stages?.[id]];
}
