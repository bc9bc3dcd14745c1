"""Charts of a result with their words, and each as a table: the same for pages and documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from roundtable.core import charts_heads as heads
from roundtable.core import charts_results as shapes
from roundtable.core.charts_shapes import Drawing
from roundtable.explaining.names import About, grade, many, number
from roundtable.explaining.result import row_figure, taken, takes_up, voting

Data = Mapping[str, Any]
#: A group's name and its number of colour and shape.
Group = tuple[str, int]


class Chart(NamedTuple):
    """A picture, what it shows in a sentence, and its figures: a head, and rows of texts, title first."""

    name: str
    says: str
    drawing: Drawing
    head: list[str]
    rows: list[list[str]]


def charts_of(
    result: Data,
    about: About,
    width: float = 640,
    groups: Callable[[str], Group] | None = None,
) -> list[Chart]:
    """The charts of a result, the one of its rule first; none where nobody voted.

    `groups`: from the id of a group to its name and number; without it nothing is drawn by group.
    """
    if not voting(result):
        return []
    found = [_main(result, about, width)]
    if result.get("rule") == "equal_shares":
        found.append(_paid(result, about, width))
    if groups and result["groups"] and result["ballot"] != "dots":
        found.append(_by_group(result, about, width, groups))
    return [chart for chart in found if chart]


def _main(result: Data, about: About, width: float) -> Chart | None:
    table = (result.get("count") or {}).get("table") or {}
    if "counts" in table:
        return _graded(result, about, width, table["counts"])
    if "rounds" in table:
        return _rounds(result, about, width, table["rounds"])
    if "matrix" in table:
        return _matrix(result, about, width, table["matrix"])
    if result["ballot"] in ("opinion", "consent"):
        return _answers(result, about, width)
    return _bars(result, about, width)


def _bars(result: Data, about: About, width: float) -> Chart:
    ballot, rule = result["ballot"], result.get("rule")
    strong = taken(result) if takes_up(result) else [row["option"] for row in result["options"]]
    figures = ((result.get("count") or {}).get("table") or {}).get("figures") or {}
    rows, told = [], []
    for row in result["options"]:
        value = Fraction(figures.get(row["option"], row["total"]))
        label = (
            number(str(value)) if rule == "borda" else " ".join(row_figure(result, row, about)[:2])
        )
        title = about.title(row["option"])
        rows.append(shapes.Row(title, value, label, row["option"] in strong))
        told.append([title, label, str(value)])
    whole = ballot in ("approval", "knapsack")
    most = voting(result) if whole else max((row.value for row in rows), default=Fraction(1))
    majority = (result.get("thresholds") or {}).get("majority") if whole else None
    needed = majority["need"] if majority else None
    label = _("%(n)s needed", n=number(needed)) if needed else ""
    says = {
        "dots": _("How many dots each option got"),
        "ranking": _("How many points each option got"),
    }.get(ballot, _("How many people want each option"))
    return Chart(
        "bars",
        says,
        shapes.bars(rows, most, width, needed, label),
        [_("Option"), _("Figure"), _("Exactly")],
        told,
    )


def _graded(result: Data, about: About, width: float, counts: Data) -> Chart:
    best = about.best
    named = [grade(n) if result["ballot"] == "grade" else number(n) for n in range(best, -1, -1)]
    rows, told = [], []
    for row in result["options"]:
        figure = row_figure(result, row, about)
        given = tuple(counts[row["option"]][::-1])
        title = about.title(row["option"])
        rows.append(shapes.Spread(title, given, figure.value))
        exact = result["count"]["table"]["figures"][row["option"]]
        told.append([title, *map(number, given), figure.value, exact])
    return Chart(
        "graded",
        _("Which marks each option got, from best to worst; the line is the middle of the room"),
        shapes.graded(rows, named, width),
        [_("Option"), *named, _("Figure"), _("Exactly")],
        told,
    )


def _answers(result: Data, about: About, width: float) -> Chart:
    consent = result["ballot"] == "consent"
    named = (
        [_("Consent"), _("Stand aside, or nothing"), _("Object")]
        if consent
        else [_("Agree"), _("Pass, or no answer"), _("Disagree")]
    )
    rows, told = [], []
    for row in result["options"]:
        yes, no = row["counts"]["for"], row["counts"]["against"]
        given = (yes, max(0, voting(result) - yes - no), no)
        title = about.title(row["option"])
        rows.append(shapes.Spread(title, given))
        told.append([title, *map(number, given)])
    return Chart(
        "graded",
        _("What people answered; the line is the middle of the room"),
        shapes.graded(rows, named, width),
        [_("Option"), *named],
        told,
    )


def _rounds(result: Data, about: About, width: float, rounds: Sequence[Data]) -> Chart:
    courses, told = [], []
    for row in result["options"]:
        option = row["option"]
        votes = [each["votes"][option] for each in rounds if option in each["votes"]]
        courses.append(heads.Course(about.title(option), tuple(Fraction(v) for v in votes)))
        cells = [number(v) if v is not None else "" for v, _r in zip_longest(votes, rounds)]
        told.append([about.title(option), *cells])
    told.append([_("Rest, naming nobody who is left"), *(number(r["resting"]) for r in rounds)])
    labels = [_("Round %(n)s", n=each["round"]) for each in rounds]
    most = max((vote for course in courses for vote in course.votes), default=Fraction(1))
    return Chart(
        "rounds",
        _("Votes round by round; hatched are those that moved to the option, dashed is half"),
        heads.rounds(courses, labels, most, width),
        [_("Option"), *labels],
        told,
    )


def _matrix(result: Data, about: About, width: float, matrix: Data) -> Chart:
    order = [row["option"] for row in result["options"]]
    told = [
        [
            f"{n}. {about.title(a)}",
            *("–" if a == b else f"{number(matrix[a][b])} : {number(matrix[b][a])}" for b in order),
        ]
        for n, a in enumerate(order, 1)
    ]
    return Chart(
        "matrix",
        _("How many prefer the option of the row to that of the column; filled where more do"),
        heads.pair_matrix(order, about.titles, matrix, width),
        [_("Option"), *(number(n) for n in range(1, len(order) + 1))],
        told,
    )


def _paid(result: Data, about: About, width: float) -> Chart | None:
    table = result["count"]["table"]
    if not table["chosen"]:
        return None
    seats = table["unit"] == "seats"
    rows, told = [], []
    for each in table["chosen"]:
        people = ngettext(
            "%(n)s person", "%(n)s people", many(each["people"]), n=number(each["people"])
        )
        title, cost = about.title(each["option"]), Fraction(each["cost"])
        price = Fraction(each["price"])
        rows.append(shapes.Bought(title, cost, each["most"], price, each["less"], people))
        money = number if seats else about.money
        told.append(
            [
                title,
                money(each["cost"]),
                number(each["people"]),
                money(each["price"]),
                each["price"],
            ]
        )
    longest = max(row.cost for row in rows)
    return Chart(
        "paid",
        _(
            "Who paid for what: each part of a bar is what one person paid; hatched are those with less left"
        ),
        shapes.paid(rows, longest, width),
        [_("Option"), _("Cost"), _("People who paid"), _("At most each"), _("Exactly")],
        told,
    )


def _by_group(
    result: Data, about: About, width: float, groups: Callable[[str], Group]
) -> Chart | None:
    named = [groups(str(each["group"])) for each in result["groups"]]
    rows, told = [], []
    for row in result["options"]:
        parts = row.get("by_group") or []
        if not parts or not all(part["of"] for part in parts):
            continue
        title = about.title(row["option"])
        shares = tuple(
            (place, Fraction(part.get("people", part["for"]), part["of"]))
            for (_name, place), part in zip(named, parts, strict=True)
        )
        rows.append(shapes.Shares(title, shares))
        cells = [
            _("%(n)s of %(of)s", n=part.get("people", part["for"]), of=part["of"]) for part in parts
        ]
        told.append([title, *cells])
    if not rows:
        return None
    return Chart(
        "groups",
        _("Which share of each group was in favour"),
        shapes.by_group(rows, width),
        [_("Option"), *(name for name, _place in named)],
        told,
    )
