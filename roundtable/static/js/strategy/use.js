// Where the person is in the workspace: one place that results, draft and sources share.

import { createContext, useContext, useMemo, useState } from "../../vendor/preact-htm.js";

/**
 * here: {node, sentence, ref, dialog, part}
 *   node      the part of the draft that is looked at, or null
 *   sentence  the number of the sentence in it that is looked at, or null: all of it
 *   ref       the result that is looked at ("KLM482:C-2"), or null
 *   dialog    [name, properties] of the dialog that is open, or null
 *   part      on a narrow page, which of "results", "draft" and "side" is shown
 * go({…})     changes some of it
 */
export const Here = createContext(null);

export const useHere = () => useContext(Here);

export function useHereAtFirst() {
  const [here, set] = useState({ node: null, sentence: null, ref: null, dialog: null, part: "draft" });
  return useMemo(() => ({
    ...here,
    go: (change) => set((was) => ({ ...was, ...(change.node !== undefined && change.node !== was.node && { sentence: null }), ...change })),
    open: (name, given = {}) => set((was) => ({ ...was, dialog: [name, given] })),
    close: () => set((was) => ({ ...was, dialog: null })),
  }), [here]);
}
