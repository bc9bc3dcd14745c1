"""What spreadsheets hold: a small model, and how a roundtable's are filled from its record.

A sheet is a table of cells with one header row. Renderers (XLSX, CSV) show every text as it stands: no
cell is ever a formula. What may not be told is an empty cell that is marked (`Cell.withheld`), and the last
column of its row names what is withheld, so that it is told without colours, too. Figures by group are those
that the record tells (`core.disclosure`); nothing is added up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from roundtable.core.draft_annex import annex
from roundtable.core.draft_dissent import dissent
from roundtable.core.draft_front import steps
from roundtable.core.draft_model import Record, Words
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_words import PlainWording, Wording
from roundtable.core.text import direction

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `direction` of a person's words; `withheld`: empty, as it may not be told."""

    value: Value = None
    direction: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header and its width in letters."""

    title: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under headers. `name` is that of its file ("proposals"), `title` is for people."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    #: Whether the last column names what is withheld.
    marked: bool = False

    @property
    def columns_told(self) -> tuple[Column, ...]:
        """The columns without the one that names what is withheld."""
        return self.columns[:-1] if self.marked else self.columns

    @property
    def rows_told(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows without that column."""
        return tuple(row[:-1] for row in self.rows) if self.marked else self.rows


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets of a roundtable or a strategy. `made` is the content's day (ISO 8601), not the making's."""

    title: str
    author: str
    language: str
    direction: str
    made: str
    sheets: tuple[Sheet, ...]

    def named(self, name: str) -> Sheet:
        """The sheet of this name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)


def sheets_of(record: Any, w: Wording | None = None) -> Book:
    """The sheets of a roundtable's record: proposals, options, votes by group, other voices, agenda.

    Raises:
        RecordError: the record has no roundtable.
    """
    words = w or PlainWording()
    parts = Parts(record, words)
    title = parts.front("title") or str(parts.roundtable.get("title") or "")
    return Book(
        title=title,
        author=str(parts.record.get("city") or ""),
        language=words.language,
        direction=direction("", words.language),
        made=str(parts.roundtable.get("date") or ""),
        sheets=(
            _proposals(parts),
            _options(parts),
            _by_group(parts),
            _voices(parts),
            _agenda(parts),
        ),
    )


def _proposals(parts: Parts) -> Sheet:
    _ = parts.w.gettext
    areas = _areas(parts)
    columns = (
        Column(_("No."), 8), Column(_("In their words"), 60), Column(_("Language"), 10),
        Column(_("Group"), 22), Column(_("Policy area"), 22), Column(_("Cluster"), 9),
        Column(_("What became of it"), 44),
    )  # fmt: skip
    known = sorted(parts.proposals.values(), key=lambda p: int(p["number"]))
    rows = []
    for told, proposal in zip(annex(parts).rows, known, strict=True):
        shown = told.words is not None
        group = Cell(withheld=True) if proposal.get("withheld") else Cell(told.who or None)
        rows.append(
            (
                Cell(told.cite.label),
                _words(told.words) if told.words else Cell(withheld=True),
                Cell(told.words.language if told.words else None),
                group if shown else Cell(withheld=True),
                Cell(areas.get(proposal.get("area")) if shown else None),
                Cell(proposal.get("cluster") if shown else None),
                Cell(told.fate or told.instead),
            )
        )
    return sheet(parts.w, "proposals", _("Proposals"), columns, rows)


def _options(parts: Parts) -> Sheet:
    _ = parts.w.gettext
    areas = _areas(parts)
    columns = (
        Column(_("Vote"), 24), Column(_("Counted"), 18), Column(_("No."), 8), Column(_("Option"), 50),
        Column(_("Language"), 10), Column(_("Policy area"), 22), Column(_("Place"), 8),
        Column(_("Result"), 10), Column(_("In favour"), 10), Column(_("For"), 8),
        Column(_("Against"), 8), Column(_("Passed"), 8), Column(_("Voted"), 8),
        Column(_("Proposals"), 24),
    )  # fmt: skip
    rows = [
        (
            Cell(_asked(parts, vote)), Cell(when), Cell(_label(text, row)), *_title(parts, text),
            Cell(areas.get(text.get("area"))), Cell(row.get("rank")), Cell(row.get("total")),
            Cell(row.get("people")), *_counts(row.get("counts") or {}), Cell(vote.get("voted")),
            Cell(", ".join(_labels(parts, text)) or None),
        )
        for vote, when, row, text in _results(parts)
    ]  # fmt: skip
    return sheet(parts.w, "options", _("Options"), columns, rows)


def _by_group(parts: Parts) -> Sheet:
    """A row for each option and group, or one with empty figures where nothing is told by group."""
    _ = parts.w.gettext
    columns = (
        Column(_("Vote"), 24), Column(_("Counted"), 18), Column(_("No."), 8), Column(_("Option"), 50),
        Column(_("Language"), 10), Column(_("Group"), 26), Column(_("In favour"), 10),
        Column(_("For"), 8), Column(_("Against"), 8), Column(_("Passed"), 8), Column(_("Voted"), 8),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for vote, when, row, text in _results(parts):
        begin = (
            Cell(_asked(parts, vote)),
            Cell(when),
            Cell(_label(text, row)),
            *_title(parts, text),
        )
        told = list(zip(vote.get("groups") or (), row.get("by_group") or (), strict=False))
        rows += [
            (*begin, Cell(parts.name(group["group"])), Cell(part.get("people")), *_counts(part),
             Cell(part.get("of")))
            for group, part in told
        ]  # fmt: skip
        if not told and parts.groups:
            rows.append((*begin, *(Cell(withheld=True) for _column in columns[len(begin) :])))
    return sheet(parts.w, "votes-by-group", _("Votes by group"), columns, rows)


def _voices(parts: Parts) -> Sheet:
    """Concerns, objections and minority positions."""
    _ = parts.w.gettext
    columns = (
        Column(_("Vote"), 24), Column(_("No."), 8), Column(_("Option"), 40), Column(_("Kind"), 18),
        Column(_("In their words"), 50), Column(_("Language"), 10), Column(_("Who holds it"), 40),
        Column(_("What became of it"), 18), Column(_("Answer"), 40),
    )  # fmt: skip
    rows = [
        (
            Cell(about.asked), Cell(about.cite.label), _words(about.about), Cell(held.kind),
            _words(held.words) if held.words else Cell(),
            Cell(held.words.language if held.words else None), Cell(held.support or None),
            Cell(held.outcome or None), Cell(held.answer or None),
        )
        for about in dissent(parts)
        for held in about.held
    ]  # fmt: skip
    return sheet(parts.w, "other-voices", _("Concerns and minority positions"), columns, rows)


def _agenda(parts: Parts) -> Sheet:
    _ = parts.w.gettext
    columns = (
        Column(_("No."), 8), Column(_("Step"), 30), Column(_("What was asked"), 50),
        Column(_("Minutes"), 9), Column(_("What came of it"), 34), Column(_("Note"), 16),
    )  # fmt: skip
    rows = [
        (Cell(number), Cell(step.title), Cell(step.question or None), Cell(step.minutes),
         Cell(step.came or None), Cell(step.note or None))
        for number, step in enumerate(steps(parts), 1)
    ]  # fmt: skip
    return sheet(parts.w, "agenda", _("Agenda"), columns, rows)


def sheet(
    w: Wording,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
) -> Sheet:
    """The sheet, with a last column that names what is withheld where anything is."""
    whole = tuple(rows)
    if not any(cell.withheld for row in whole for cell in row):
        return Sheet(name, title, columns, whole)

    def names(row: tuple[Cell, ...]) -> str | None:
        empty = (c.title for c, cell in zip(columns, row, strict=True) if cell.withheld)
        return ", ".join(empty) or None

    marked = tuple((*row, Cell(names(row))) for row in whole)
    return Sheet(name, title, (*columns, Column(w.gettext("Withheld"), 24)), marked, marked=True)


def _results(parts: Parts) -> Iterator[tuple[Record, str, Record, Record]]:
    """Each option of each vote as it was shown, then as it was counted after the vote, with its words."""
    _ = parts.w.gettext
    passages = {str(p["option"]): p for p in parts.record.get("passages") or ()}
    for vote in parts.votes or ((parts.vote,) if parts.vote else ()):
        texts = {**passages, **(vote.get("texts") or {})}
        after = (vote.get("revised") or {}).get("options") or ()
        # What came of a merger may have words of its own.
        for when, rows in ((_("as shown"), vote["options"]), (_("after the vote"), after)):
            for row in rows:
                yield vote, when, row, texts.get(str(row["option"])) or {}


def _areas(parts: Parts) -> dict[Any, str]:
    return {area["id"]: str(area.get("title") or "") for area in parts.record.get("areas") or ()}


def _asked(parts: Parts, vote: Record) -> str:
    return str(vote.get("title") or vote.get("question") or parts.w.gettext("Vote"))


def _label(text: Record, row: Record) -> str:
    known = text.get("label") if "label" in text else text.get("number", row["option"])
    return str(known or "")


def _title(parts: Parts, text: Record) -> tuple[Cell, Cell]:
    """The title of an option and its language; withheld where its words are not told any more."""
    if not text.get("title"):
        return Cell(withheld=True), Cell()
    words = parts.title_of(text)
    return _words(words), Cell(words.language)


def _words(words: Words) -> Cell:
    return Cell(words.text, words.direction)


def _counts(counts: Record) -> tuple[Cell, Cell, Cell]:
    return Cell(counts.get("for")), Cell(counts.get("against")), Cell(counts.get("pass"))


def _labels(parts: Parts, text: Record) -> Iterator[str]:
    for key in text.get("proposals") or ():
        if key in parts.proposals:
            yield f"P-{int(parts.proposals[key]['number']):03d}"
