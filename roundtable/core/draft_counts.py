"""Annex C: every count in full, with the figures behind it, and the rules with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from roundtable.core.draft_chapters import Counted, Table
from roundtable.core.draft_model import Note, Record
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_votes import ended
from roundtable.core.rules.sources import SOURCES

#: So many columns of figures fit a page; a wider table goes on in another one.
_COLUMNS = 14


def counts(parts: Parts) -> Iterator[Counted]:
    """The count of each vote whose record tells it."""
    for vote in parts.votes:
        told = vote.get("told")
        if told and told["rule"]:
            yield Counted(
                title=str(vote.get("title") or ""),
                steps=tuple(ended(said) for said in told["steps"]),
                tables=tuple(_tables(parts, vote)),
            )


def rules(parts: Parts) -> Iterator[Note]:
    """Each rule that counted or was compared, with how it counts and where it is defined."""
    known: dict[str, Record] = {}
    for vote in parts.votes:
        told = vote.get("told")
        if told and told["rule"]:
            for rule in (told["rule"], *told["others"]):
                known.setdefault(f"{rule['rule']} {rule['name']}", rule)
    source = parts.w.gettext("Source: %(source)s")
    for rule in known.values():
        cited = SOURCES.get(str(rule["rule"]))
        words = (str(rule["words"]), *((source % {"source": cited},) if cited else ()))
        yield Note(str(rule["name"]), words)


def _tables(parts: Parts, vote: Record) -> Iterator[Table]:
    _ = parts.w.gettext
    table: Mapping[str, Any] = vote["count"]["table"]
    order = [str(row["option"]) for row in vote["options"]]
    names = {option: _name(vote, option) for option in order}
    yield from _spreads(parts, vote, names)
    if figures := table.get("figures"):
        rows = [(names[o], (_plain(figures[o]),)) for o in order if o in figures]
        yield Table(_("The figures by which the rule counts"), (_("Figure"),), tuple(rows))
    if matrix := table.get("matrix"):
        title = _("How many prefer the option of the row to that of the column")
        labels = [_label(vote, o) for o in order]
        cells = [
            (names[a], ["–" if a == o else str(matrix[a].get(o, 0)) for o in order]) for a in order
        ]
        yield from _wide(title, labels, cells)
    if rounds := table.get("rounds"):
        yield from _rounds(parts, rounds, order, names)
    if isinstance(chosen := table.get("chosen"), list) and chosen:
        yield _chosen(parts, chosen, names)


def _name(vote: Record, option: str) -> str:
    text = vote["texts"].get(option) or {}
    return " ".join(str(text[key]) for key in ("label", "title") if text.get(key)) or "…"


def _label(vote: Record, option: str) -> str:
    text = vote["texts"].get(option) or {}
    return str(text.get("label") or "…")


def _plain(figure: str) -> str:
    """An exact figure as it is printed: fractions with a real stroke."""
    return figure.replace("/", "\u2044")


def _spreads(parts: Parts, vote: Record, names: Mapping[str, str]) -> Iterator[Table]:
    """How often each mark was given."""
    _ = parts.w.gettext
    rows = [
        (names[str(row["option"])], row["spread"]) for row in vote["options"] if row.get("spread")
    ]
    if not rows:
        return
    ranked = vote["ballot"] == "ranking"
    title = (
        _("How many gave each place") if ranked else _("How many gave each mark, 0 being the worst")
    )
    first = 1 if ranked else 0
    heads = [str(first + n) for n in range(len(rows[0][1]))]
    yield from _wide(title, heads, [(name, [str(n) for n in spread]) for name, spread in rows])


def _wide(
    title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[Table]:
    """A table, in several ones of about the same width where it has many columns."""
    width = ceil(len(heads) / max(1, ceil(len(heads) / _COLUMNS)))
    for start in range(0, len(heads), width or 1):
        end = start + width
        part = tuple((name, tuple(cells[start:end])) for name, cells in rows)
        yield Table(title if not start else "", tuple(heads[start:end]), part)


def _rounds(
    parts: Parts, rounds: Iterable[Record], order: Sequence[str], names: Mapping[str, str]
) -> Iterator[Table]:
    """Votes by round: who is gone has none."""
    told = list(rounds)
    title = parts.w.gettext("Votes in each round")
    cells = [
        (names[o], [_plain(str(each["votes"].get(o, "–"))) for each in told])
        for o in order
    ]  # fmt: skip
    resting = (parts.w.gettext("Resting"), [_plain(str(each["resting"])) for each in told])
    yield from _wide(title, [str(each["round"]) for each in told], [*cells, resting])


def _chosen(parts: Parts, chosen: Iterable[Record], names: Mapping[str, str]) -> Table:
    """What was taken up, in the order of the count, with the figures of its rule."""
    _ = parts.w.gettext
    known = {
        "round": _("Round"), "cost": _("Cost"), "supporters": _("Wanted by"), "people": _("People"),
        "price": _("Most that one pays"), "most": _("Paying that"), "less": _("Paying less"),
        "load": _("Load"), "before": _("Load before"), "score": _("Score"), "whole": _("Counted whole"),
    }  # fmt: skip
    rows = list(chosen)
    keys = [key for key in known if key in rows[0]]
    told = [(names[row["option"]], tuple(_short(row[key]) for key in keys)) for row in rows]
    return Table(_("What was taken up"), tuple(known[key] for key in keys), tuple(told))


def _short(value: int | str | None) -> str:
    """A figure; a long fraction as a decimal, since its digits say nothing to a reader."""
    if isinstance(value, str) and "/" in value and len(value) > 7:  # noqa: PLR2004 ("123/456")
        over, under = value.split("/")
        return f"{int(over) / int(under):.2f}"
    return "–" if value is None else _plain(str(value))
