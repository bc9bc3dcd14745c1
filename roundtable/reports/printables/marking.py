"""What is marked on a paper ballot, by its type: words above, columns of boxes, pairs below the rows."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from roundtable.core.printables import Step
from roundtable.reports.printables.kit import MM, WRITE, Area, style
from roundtable.reports.printables.words import N_, Words

#: Dots up to which each has a circle of its own.
CIRCLES = 6
HOW = {
    "approval": N_("Mark every one that you support."),
    "limited": N_("Mark at most %(n)s that you support."),
    "dots": N_("You have %(n)s dots. Fill in one circle for each; several on one are fine."),
    "many": N_("You have %(n)s dots. Write into each box how many you give."),
    "opinion": N_("Mark one box in each row."),
    "consent": N_("Mark one box in each row. An objection needs a reason."),
    "score": N_("Mark one number in each row, from 0 (not at all) to %(n)s (fully)."),
    "grade": N_(
        "Mark one box in each row: 5 excellent, 4 very good, 3 good, 2 acceptable, 1 poor, "
        "0 to reject."
    ),
    "ranking": N_(
        "Write places into the boxes: 1 for the best. Several may share a place; leave empty what "
        "you do not rank."
    ),
    "pairs": N_("For each pair below, mark the one you would rather have, or = if they are equal."),
    "knapsack": N_("There is %(n)s to spend. Mark what you would spend it on."),
}
#: The columns of boxes, by type of ballot; others have one without a name, or a number for each mark.
COLUMNS = {
    "opinion": (N_("Agree"), N_("Pass"), N_("Disagree")),
    "consent": (N_("Consent"), N_("Stand aside"), N_("Objection")),
}


def how(step: Step, w: Words) -> tuple[str, dict[str, Any]]:
    """The message that says what to do with the ballot, and its values."""
    ballot = step.ballot
    if ballot == "approval" and step.type.budget:
        return HOW["limited"], {"n": step.type.budget}
    if ballot == "score":
        return HOW["score"], {"n": step.type.best}
    if ballot == "knapsack":
        return HOW["knapsack"], {"n": money(step, step.type.budget, w)}
    message = HOW["many" if step.budget > CIRCLES else ballot]
    return message, {"n": step.budget} if step.budget else {}


def money(step: Step, value: int, w: Words) -> str:
    """A sum with its unit, as the leading language writes numbers."""
    digits = format_decimal(value, locale=Locale.parse(w.language, sep="-"))
    return f"{digits} {w.t(step.settings.get('unit') or {})}".strip()


def columns(step: Step, w: Words) -> list[str]:
    """What stands above the columns; empty where there is one without a name, or none."""
    if step.ballot in COLUMNS:
        return [w.gettext(name) for name in COLUMNS[step.ballot]]
    if step.ballot == "score":
        return [str(n) for n in range(step.type.best + 1)]
    return [str(n) for n in range(5, -1, -1)] if step.ballot == "grade" else []


def width(step: Step) -> float:
    """The room that the marks of a row take."""
    if step.ballot in COLUMNS:
        return 45 * MM
    if step.ballot in ("score", "grade"):
        return (50 if step.ballot == "grade" or step.type.best == 5 else 66) * MM  # noqa: PLR2004
    if step.ballot == "dots" and step.budget <= CIRCLES:
        return (step.budget * 7 + 2) * MM
    return 4 * MM if step.ballot == "pairs" else 14 * MM


#: Pairs side by side, and the height of one.
_ACROSS, _PITCH = 3, 9.5 * MM
#: Pairs up to which each is printed; of more, people write down those that matter to them.
_MOST = 28


def pairs_height(step: Step, rows: int) -> float:
    """The room below the rows for the pairs of a ballot."""
    if step.ballot != "pairs":
        return 0
    return 4 * MM + -(-_many(step, rows) // _ACROSS) * _PITCH


def _is_named(step: Step, rows: int) -> bool:
    return rows == len(step.options) and rows * (rows - 1) // 2 <= _MOST


def _many(step: Step, rows: int) -> int:
    return rows * (rows - 1) // 2 if _is_named(step, rows) else 12


def pairs(area: Area, step: Step, left: float, top: float, wide: float, rows: int) -> None:
    """Each pair with a box beside either number, and one between them for "equal".

    Where there are too many, or nobody knows yet what will be up, places to write pairs into.
    """
    numbers = [option.number for option in step.options] if _is_named(step, rows) else []
    found: list[tuple[int, int] | None] = list(combinations(numbers, 2))
    cells = found or [None] * _many(step, rows)
    each = wide / _ACROSS
    for index, pair in enumerate(cells):
        x = left + index % _ACROSS * each
        middle = top + 4 * MM + (index // _ACROSS + 0.5) * _PITCH
        _cell(area, pair, x, middle, each - 5 * MM)


def _cell(
    area: Area, pair: tuple[int, int] | None, left: float, middle: float, wide: float
) -> None:
    size, bold = 5 * MM, style(11, bold=True)
    y = middle - bold.leading / 2
    if pair is None:
        area.rule(left, middle + 2.4 * MM, 8 * MM, WRITE)
        area.rule(left + wide - 8 * MM, middle + 2.4 * MM, 8 * MM, WRITE)
        area.text(">  =", bold, left, y, wide, align="middle")
        return
    area.text(str(pair[0]), bold, left, y, 6 * MM, align="end")
    area.text(str(pair[1]), bold, left + wide - 6 * MM, y, 6 * MM)
    for part in (7 * MM, wide / 2 - size / 2, wide - 7 * MM - size):
        area.box(left + part, middle - size / 2, size)
    area.text("=", style(9), left + wide / 2 - size / 2, middle - 5.5, size, align="middle")
