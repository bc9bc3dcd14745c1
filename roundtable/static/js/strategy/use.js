// Where the person is in the workspace: one place that results, draft and sources share.

import { createContext, useContext, useMemo, useRef, useState } from "../../vendor/preact-htm.js";

/**
 * here: {node, sentence, ref, dialog, typing, part}
 *   node      the part of the draft that is looked at, or null
 *   sentence  the number of the sentence in it that is looked at, or null: all of it
 *   ref       the result that is looked at ("KLM482:C-2"), or null
 *   dialog    [name, properties] of the dialog that is open, or null
 *   typing    how many parts hold text that has not been sent yet
 *   part      on a narrow page, which of "results", "draft" and "side" is shown
 * go({…})     changes some of it
 * latest()    where one is by now: keys may come faster than the page is drawn
 */
export const Here = createContext(null);

export const useHere = () => useContext(Here);

const FIRST = { node: null, sentence: null, ref: null, dialog: null, typing: 0, part: "draft" };

export function useHereAtFirst() {
  const at = useRef(FIRST);
  const [, draw] = useState(0);
  return useMemo(() => {
    const set = (change) => { at.current = { ...at.current, ...change }; draw((n) => n + 1); };
    return {
      ...at.current,
      go: (change) => set({ ...(change.node !== undefined && change.node !== at.current.node && { sentence: null }), ...change }),
      open: (name, given = {}) => set({ dialog: [name, given] }),
      close: () => set({ dialog: null }),
      latest: () => at.current,
    };
  }, [at.current]);
}
