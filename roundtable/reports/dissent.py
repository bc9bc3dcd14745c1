"""What is held against options: concerns, objections, minority positions, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from roundtable.core.draft_model import Dissent, Held
from roundtable.reports import styles as s
from roundtable.reports.builder import Builder
from roundtable.reports.quotes import quoted, source
from roundtable.reports.styles import Style
from roundtable.reports.text import Run

_WIDE = 430.0
_ABOUT = Style(12.75, 17, bold=True, before=2, after=7, balance=True)
_KIND = Style(8.6, 13, s.ACCENT, bold=True, before=6, after=1)
_FIGURES = Style(10.75, 16.4, after=8)


def dissent(b: Builder) -> Iterator[Flowable]:
    """The chapter, if anything is held."""
    if b.draft.dissent:
        yield from b.chapter(_chapter(b))


def _chapter(b: Builder) -> Iterator[Flowable]:
    _ = b.w.gettext
    yield from b.opening("dissent", _("Concerns and minority positions"))
    words = _("What some hold against an option, or for one that found no majority, is kept here.")
    yield b.text(words, s.LEAD, _WIDE)
    for about in b.draft.dissent:
        yield from _about(b, about)


def _about(b: Builder, about: Dissent) -> Iterator[Flowable]:
    link = b.link(about.cite.anchor)
    label = f"{about.cite.label} · {about.asked}" if about.cite.label else about.asked
    runs = [Run(label, link=link)]
    yield b.text(runs, Style(8.6, 13, s.FAINT, before=16), keep=True)
    yield b.text(about.about.text, _ABOUT, _WIDE, direction=about.about.direction, keep=True)
    for held in about.held:
        yield from _held(b, held)


def _held(b: Builder, held: Held) -> Iterator[Flowable]:
    yield b.text(held.kind, _KIND, _WIDE, keep=True)
    if held.words is None:
        yield b.text(held.support, _FIGURES, _WIDE)
        return
    rtl = held.words.direction == "rtl"
    yield quoted(b, held.words, _WIDE)
    yield source(b, [Run(held.support)], rtl=rtl, width=_WIDE, after=3)
    outcome = [Run(held.outcome, bold=True, color=s.SOFT)]
    if held.answer:
        outcome = [Run(f"{held.outcome}: ", bold=True, color=s.INK), Run(held.answer, color=s.INK)]
    yield source(b, outcome, rtl=False, width=_WIDE, after=8)
    yield Spacer(0, 2)
