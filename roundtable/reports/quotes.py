"""People's own words, as they wrote them, with where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from roundtable.core.draft_model import Quote, Words
from roundtable.reports import styles as s
from roundtable.reports.blocks import Paragraph
from roundtable.reports.builder import Builder
from roundtable.reports.styles import Style
from roundtable.reports.text import Run

_INDENT = 13.0


def quotes(b: Builder, found: Sequence[Quote]) -> Iterator[Flowable]:
    """Proposals, each with its number and, where it may be told, the group."""
    for quote in found:
        yield quoted(b, quote.words)
        link = b.link(quote.cite.anchor)
        runs = [Run(quote.cite.label, bold=True, color=s.ACCENT, link=link)]
        if quote.who:
            runs.append(Run(f" · {quote.who}"))
        yield source(b, runs, rtl=quote.words.direction == "rtl")


def quoted(b: Builder, words: Words, width: float = s.MAIN, style: Style = s.QUOTE) -> Paragraph:
    """Words with a rule on the side where they begin; they stay with what follows."""
    lines = b.lines(words.text, style, width - _INDENT, words.direction)
    rtl = words.direction == "rtl"
    made = Paragraph(lines, style, width=width, rtl=rtl, indent=_INDENT, rule=True)
    made.keepWithNext = 1
    return made


def source(
    b: Builder, runs: Sequence[Run], *, rtl: bool, width: float = s.MAIN, after: float = 8
) -> Paragraph:
    """What stands small under a quote, on the side where the quote begins."""
    style = Style(8.6, 13, s.FAINT, align="end" if rtl else "start", after=after)
    lines = b.lines(runs, style, width - _INDENT)
    room, indent = (width - _INDENT, 0.0) if rtl else (width, _INDENT)
    return Paragraph(lines, style, width=room, indent=indent)
