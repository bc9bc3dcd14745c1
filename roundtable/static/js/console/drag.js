// Dragging cards with mouse, pen or finger. SortableJS moves real elements about; when the card is
// let go they are put back, and the change goes the same way as one by tap or key.

import Sortable from "../../vendor/sortable.esm.js";

/**
 * @param {object} store  held still while a card is in somebody's hand
 * @param {{current: {move, chosen, fixed}}} own  what the board can do just now
 * @returns (element, key) -> function that ends it
 */
export function makeDrag(store, own) {
  return (element, key) => {
    const sortable = Sortable.create(element, {
      group: "cards",
      sort: key !== "",
      invertSwap: true, // a card is let go above or below another one by the half that the pointer is on
      draggable: ".slip",
      filter: ".slip-acts",
      preventOnFilter: false,
      forceFallback: true,
      fallbackTolerance: 6,
      delay: 180,
      delayOnTouchOnly: true,
      touchStartThreshold: 8,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
      scrollSensitivity: 70,
      ghostClass: "slip-ghost",
      fallbackClass: "slip-held",
      onMove: () => !own.current.fixed,
      onStart: (event) => {
        store.hold(true);
        const { chosen } = own.current;
        if (chosen.length > 1 && chosen.includes(event.item.dataset.id)) {
          for (const card of document.querySelectorAll(".slip-held")) card.dataset.count = chosen.length;
        }
      },
      onEnd: (event) => {
        const before = event.item.nextElementSibling?.dataset.id ?? null;
        putBack(event);
        store.hold(false);
        drop(event, before);
      },
    });
    return () => sortable.destroy();
  };

  function drop({ item, from, to, oldIndex, newIndex }, before) {
    if (from === to && oldIndex === newIndex) return;
    const { chosen, move } = own.current;
    const id = item.dataset.id;
    const ids = chosen.includes(id) ? chosen : [id];
    move(ids, to.dataset.column || null, to.dataset.column && !ids.includes(before) ? before : null);
  }
}

function putBack({ item, from, oldIndex }) {
  item.remove();
  from.insertBefore(item, from.querySelectorAll(":scope > .slip")[oldIndex] ?? null);
}
