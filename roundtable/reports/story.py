"""The order of the document, its chapter on the method, and annex A."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from roundtable.core.draft_model import Row as Proposal
from roundtable.core.draft_model import Words
from roundtable.core.draft_words import PLACED
from roundtable.reports import decided, dissent, front, meeting, priorities, rounds, votes
from roundtable.reports import styles as s
from roundtable.reports.blocks import Cell, Row
from roundtable.reports.builder import Builder
from roundtable.reports.styles import Style
from roundtable.reports.text import Run

#: Left edges of the columns of annex A, with and without groups.
_COLUMNS = (0.0, 46.0, 242.0, 330.0, 368.0)
_WITHOUT_GROUPS = (0.0, 46.0, 272.0, 272.0, 310.0)
_GAP = 12.0
#: Where the sentences about the method begin, beside their headings.
_NOTE = 128.0


class Story(Builder):
    """The whole document as flowables."""

    def story(self) -> list[Flowable]:
        """All of it, in order."""
        parts = (
            front.cover, front.contents, front.summary, decided.decided, front.process,
            priorities.areas, dissent.dissent, rounds.rounds, meeting.written, meeting.said,
        )  # fmt: skip
        made = [flowable for part in parts for flowable in part(self)]
        made += [*self.chapter(self._method(), s.PAGE), *self.chapter(self._annex(), s.PAGE)]
        if self.draft.annex_mergers:
            made += [NextPageTemplate("text"), PageBreak(), *rounds.mergings(self)]
        if self.draft.annex_counts:
            made += [NextPageTemplate("text"), PageBreak(), *votes.counts(self)]
        return made

    def _method(self) -> Iterator[Flowable]:
        """How it came about: ballot, counting, what is withheld, what it is worth."""
        yield from self.opening("method", self.w.gettext("How this came about"))
        for note in self.draft.method:
            # A question that is quoted ends its line: no full stop ends its sentence.
            words = "".join(f"{w}{' ' if w.endswith('.') else chr(10)}" for w in note.sentences)
            cells = (
                self.cell(0, _NOTE - 12, note.title, Style(10.75, 16, bold=True)),
                self.cell(_NOTE, s.FULL - _NOTE, words.strip(), Style(10.5, 16)),
            )
            yield Row(cells, s.FULL, air=9, line=True)

    def _annex(self) -> Iterator[Flowable]:
        """Every proposal, one row each."""
        _ = self.w.gettext
        title = _("What became of each proposal")
        yield from self.opening("annex", title, _("Annex A"), section=_("Annex A"))
        yield self.text(" ".join(self.draft.annex.sentences), s.BODY, s.FULL)
        if not self.draft.annex.rows:
            return
        yield NextPageTemplate("annex")
        yield Spacer(0, 8)
        yield Row(self.annex_head(), s.FULL)
        yield Spacer(0, 6)
        for row in self.draft.annex.rows:
            yield self._row(row)
        if self.setter.fonts.missing:
            yield self.text(
                _(
                    "Signs that the fonts of this document lack stand as their English name in brackets."
                ),
                Style(8.6, 12.4, s.SOFT, before=14),
                400,
            )

    def annex_head(self) -> list[Cell]:
        """The head of the table, which each page of the annex repeats."""
        _ = self.w.gettext
        group = _("Group") if self._grouped else ""
        names = (_("No."), _("In their words"), group, self._counted(), _("What became of it"))
        return [
            self.cell(left, width, name, s.TABLE_HEAD)
            for name, (left, width) in zip(names, self._columns, strict=True)
            if width > 0
        ]

    @cached_property
    def _grouped(self) -> bool:
        return any(row.who for row in self.draft.annex.rows)

    @cached_property
    def _columns(self) -> list[tuple[float, float]]:
        """Left edge and width of each column; no width for groups where there are none."""
        edges = _COLUMNS if self._grouped else _WITHOUT_GROUPS
        ends = (*edges[1:], s.FULL + _GAP)
        return [(left, right - left - _GAP) for left, right in zip(edges, ends, strict=True)]

    def _counted(self) -> str:
        _ = self.w.gettext
        named = {"dots": _("Dots"), "opinion": _("Agree"), "": ""} | dict.fromkeys(
            PLACED, _("Result")
        )
        return named.get(self.draft.ballot, _("Yes"))

    def _row(self, row: Proposal) -> Row:
        link = self.link(row.leads_to)
        words = row.words or Words(row.instead)
        contents: list[tuple[Sequence[Run], str]] = [
            ([Run(row.cite.label, bold=True, color=s.ACCENT, link=link)], "ltr"),
            ([Run(words.text, color=None if row.words else s.FAINT)], words.direction),
            ([Run(row.who)], "ltr"),
            ([Run(row.figure)], "ltr"),
            (self._fate(row, link), "ltr"),
        ]
        cells = [
            self.cell(left, width, content, s.TABLE, direction=direction)
            for (content, direction), (left, width) in zip(contents, self._columns, strict=True)
            if width > 0
        ]
        return Row(cells, s.FULL, air=4.7, line=True, anchor=row.cite.anchor)

    def _fate(self, row: Proposal, link: str | None) -> list[Run]:
        """What became of it; the page leads back to its priority."""
        if not link:
            return [Run(row.fate)]
        page = self.w.gettext("page %(n)s") % {"n": self.page_of(link)}
        return [Run(f"{row.fate}, "), Run(page, color=s.ACCENT, link=link)]
