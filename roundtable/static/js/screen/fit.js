// Everything that people wrote must be seen, and read from the back row: the size steps down until
// all fits; when the smallest readable size is not enough, calm pages take turns.

import { find, word, write } from "../lib/view.js";

const STAY = 12000; // ms that a page stays
const TIGHTEST = 3;

const widthOf = (box) => {
  const style = getComputedStyle(box);
  return box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
};
const heightOf = (box) => {
  const style = getComputedStyle(box);
  return box.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
};

function setSize(box, size) {
  box.dataset.size = size;
  box.closest(".main").dataset.size = size;
}

/** The largest size at which `wall` fits into `box`, or 0. */
function largest(box, wall) {
  const sizes = Number(box.dataset.fit);
  for (let size = 1; size <= sizes; size += 1) {
    setSize(box, size);
    if (wall.offsetHeight <= heightOf(box) + 1 && wall.scrollWidth <= wall.clientWidth + 1) return size;
  }
  return 0;
}

function countPages(box, wall) {
  const gap = parseFloat(getComputedStyle(wall).columnGap) || 0;
  const step = widthOf(box) + gap;
  return { step, pages: Math.max(1, Math.ceil((wall.scrollWidth + gap - 2) / step)) };
}

/** Onto pages: the largest size that needs no more of them than the smallest size does. */
function paged(box, wall) {
  const sizes = Number(box.dataset.fit);
  box.dataset.paged = "";
  const pagesAt = (size) => {
    setSize(box, size);
    return countPages(box, wall);
  };
  const fewest = pagesAt(sizes).pages;
  for (let size = 1; size < sizes; size += 1) {
    const layout = pagesAt(size);
    if (layout.pages <= fewest) return layout;
  }
  return pagesAt(sizes);
}

/** What stands beside is made closer, then smaller, then shorter, until all of it is in sight. */
function squeeze() {
  const side = find(".show > aside");
  if (!side) return;
  for (let tight = 0; tight <= TIGHTEST; tight += 1) {
    side.dataset.tight = tight;
    if (side.scrollHeight <= side.clientHeight + 1) return;
  }
}

/** Keeps the one [data-fit] of the page fitting; `fit()` after every change of content or size. */
export function makeFit() {
  let page = 0;
  let layout = { step: 0, pages: 1 };
  let timer = null;
  let shown = "";

  function turn() {
    const wall = find("[data-fit] .wall");
    const sign = getComputedStyle(document.documentElement).direction === "rtl" ? 1 : -1;
    if (wall) wall.style.transform = page ? `translateX(${sign * page * layout.step}px)` : "";
    const line = find("#pages");
    if (!line) return;
    line.hidden = layout.pages < 2;
    write(line, word("page", { n: page + 1, of: layout.pages }));
  }

  function wait() {
    clearTimeout(timer);
    if (layout.pages < 2) return;
    timer = setTimeout(() => {
      page = (page + 1) % layout.pages;
      turn();
      wait();
    }, STAY);
  }

  /** `news`: something new has come; it is on the first page. */
  return function fit(news = false) {
    squeeze();
    const box = find("[data-fit]");
    const now = find("[data-show]")?.dataset.show ?? "";
    if (now !== shown || news) page = 0;
    shown = now;
    layout = { step: 0, pages: 1 };
    const wall = box && find(".wall", box);
    if (wall) {
      wall.style.transition = "none"; // measuring is not turning a page
      wall.style.transform = "";
      delete box.dataset.paged;
      if (!largest(box, wall)) layout = paged(box, wall);
    }
    page = Math.min(page, layout.pages - 1);
    turn();
    wait();
    if (!wall) return;
    wall.getBoundingClientRect(); // it stands where it stands before it may move again
    wall.style.transition = "";
  };
}
