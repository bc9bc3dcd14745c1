"""What each person gets: a card with a code, cards for proposals, dots to stick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from roundtable.core import codes
from roundtable.core.printables import Printable, Step, Titled
from roundtable.reports import styles as s
from roundtable.reports.printables.ballots import chip
from roundtable.reports.printables.kit import BOX, MM, Area, Page, Section, style
from roundtable.reports.printables.words import Words

#: Round labels: across, between centres, columns, rows. The usual sheets of 19 mm and of 3/4 inch.
LABELS = {
    "a4": (19 * MM, 21 * MM, 21 * MM, 9, 13),
    "letter": (54.0, 63.0, 63.0, 9, 12),
}
#: Cards for proposals that each person gets.
IDEAS = 2


def _grid(columns: int, rows: int, drawn: Sequence[Callable[[Area], None]]) -> list[Page]:
    """Cards on sheets to be cut."""
    per = columns * rows
    return [
        Page(partial(_cut_up, columns=columns, rows=rows, drawn=drawn[at : at + per]), foot=False)
        for at in range(0, len(drawn), per)
    ]


def _cut_up(area: Area, columns: int, rows: int, drawn: Sequence[Callable[[Area], None]]) -> None:
    wide, tall = area.width / columns, area.height / rows
    for index, draw in enumerate(drawn):
        with area.part(index % columns * wide, index // columns * tall, wide, tall) as place:
            draw(place)
    for column in range(1, columns):
        area.cut(column * wide, 5 * MM, area.height - 10 * MM, down=True)
    for row in range(1, rows):
        area.cut(5 * MM, row * tall, area.width - 10 * MM)


# --- people


def people(p: Printable, w: Words) -> Section:
    """A card for each person: its code stands on all of their papers."""
    drawn = [partial(_person, p=p, index=index) for index in range(len(p.cards))]
    note = w.gettext("One for each person without a phone; their papers carry the same code.")
    return Section(w.gettext("Cards for people"), _grid(2, 4, drawn), note)


def _person(area: Area, p: Printable, index: int) -> None:
    w, side = area.w, 9 * MM
    qr = 25 * MM if p.code else 0
    left = area.width - 2 * side - qr - 5 * MM
    area.text(
        w.gettext("Your card"), style(9, bold=True, color=s.ACCENT), side, 8 * MM, left, most=1
    )
    area.text(p.cards[index], style(46, bold=True, lead=1.05), side - 1, 11 * MM, left)
    note = w.gettext("No name, only this code: it stands on all your papers.")
    area.text(note, style(8.5, color=s.SOFT), side, 30 * MM, left, most=2)
    if p.code:
        area.qr(p.join(), area.width - side - qr, 9 * MM, qr)
        x = area.width - side - qr - 6 * MM
        y = area.text(
            w.gettext("A phone after all?"),
            style(7.5, color=s.SOFT),
            x,
            35.5 * MM,
            qr + 6 * MM,
            align="end",
            most=1,
        )
        area.text(codes.show(p.code), style(10, bold=True), x, y - 1, qr + 6 * MM, align="end")
    foot = area.height - 8 * MM
    if p.rounds:
        foot = _route(area, p, index, side, foot)
    if p.groups:
        _ticks(area, p.groups, side, foot)


def _route(area: Area, p: Printable, index: int, side: float, foot: float) -> float:
    """Where this card sits in each round, in a line; returns where it begins."""
    w = area.w
    tall = 8.5 * MM
    top = foot - tall
    seats = [(each, each.places[index]) for each in p.rounds[:6]]
    wide = (area.width - 2 * side) / max(3, len(seats))
    for number, (each, place) in enumerate(seats):
        x = side + number * wide
        what = w.gettext("Group") if each.small else w.gettext("Table")
        area.text(f"{number + 1}. {what}", style(7.5, color=s.SOFT), x, top, wide, most=1)
        area.text(str(place), style(14, bold=True), x, top + 8, wide)
    area.rule(side, top - 3, area.width - 2 * side)
    return top - 5 * MM


def _ticks(area: Area, groups: Sequence[Titled], side: float, foot: float) -> None:
    """The groups with a box each, in two columns, ending at `foot`."""
    wide = (area.width - 2 * side) / 2
    pitch = 13.0
    rows = -(-len(groups) // 2)
    for index, group in enumerate(groups):
        x, y = side + index % 2 * wide, foot - (rows - index // 2) * pitch + 2
        area.box(x, y, 9, radius=2, weight=1)
        area.shape(group.position, x + 12, y - 0.5, 10)
        name = area.w.t(group.title)
        lines, how = area.fit(name, wide - 27, 11.5, (8.5, 8, 7.5, 7))
        area.set(lines[:1], how, x + 24, y + 4.2 - how.leading / 2, wide - 26)


# --- proposals


def proposals(p: Printable, w: Words) -> Section:
    """Cards to write proposals on, some for each person and each step that asks for them."""
    drawn = [
        partial(_idea, p=p, step=step, card=card)
        for step in p.writes
        for card in (p.cards or ("",) * IDEAS)
        for _n in range(IDEAS if p.cards else 1)
    ]
    note = w.gettext(
        "One idea on each; more copies of the last sheet can be handed out without a code."
    )
    made = _grid(2, 2, drawn)
    spare = [partial(_idea, p=p, step=step, card="") for step in p.writes for _n in range(4)]
    return Section(w.gettext("Proposal cards"), made + _grid(2, 2, spare), note)


def _idea(area: Area, p: Printable, step: Step, card: str) -> None:
    w, side = area.w, 9 * MM
    width = area.width - 2 * side
    taken = chip(area, card, area.width - side, 8 * MM)
    left = width - taken - 4 * MM
    top = area.fitted(
        w.t(step.question), side, 8 * MM, left, 23 * MM, (11.5, 10.5, 9.5, 8.5), bold=True, lead=1.2
    )
    if others := w.others(step.question):
        top = area.text(others[0], style(7.5, color=s.SOFT), side, top + 1, left, most=2)
    top = max(top, 24 * MM) + 2 * MM
    if len(p.areas) > 1:
        top = _areas(area, p.areas, side, top, width)
    foot = area.height - 13 * MM
    pitch = 10.5 * MM
    area.writing(side, top, width, max(3, int((foot - top) / pitch)), pitch)
    said = w.gettext("One idea on each card, large and clear.")
    area.text(said, style(8, color=s.SOFT), side, area.height - 10.5 * MM, width - 14, most=1)
    area.mark(area.width - side - 11, area.height - 10.9 * MM, 11)


def _areas(area: Area, areas: Sequence[Titled], side: float, top: float, width: float) -> float:
    """The policy areas to tick, in one or two columns."""
    columns = 2 if len(areas) > 1 else 1
    wide = width / columns
    for index, each in enumerate(areas):
        x, y = side + index % columns * wide, top + index // columns * 16
        area.box(x, y, 11, radius=2, weight=1.1, color=BOX)
        area.text(area.w.t(each.title), style(10, bold=True), x + 15, y - 0.6, wide - 17, most=1)
    return top + -(-len(areas) // columns) * 16 + 2


# --- dots


def dots(p: Printable, w: Words) -> Section:
    """A sheet of dots for each group, in its colour and shape, for round labels."""
    groups = p.groups or (Titled({}, 0),)
    pages = [Page(partial(_stickers, p=p, group=group), foot=False) for group in groups]
    across = w.gettext("19 mm") if p.paper == "a4" else w.gettext("3/4 inch")
    note = w.gettext("On sheets of round labels of %(size)s, or on paper and cut.", size=across)
    return Section(w.gettext("Dots to stick"), pages, note)


def _stickers(area: Area, p: Printable, group: Titled) -> None:
    across, right, down, columns, rows = LABELS[p.paper]
    left = (area.width - (columns - 1) * right - across) / 2
    top = (area.height - (rows - 1) * down - across) / 2
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * right, top + row * down
            area.circle(x, y, across, color=s.LINE, weight=0.4)
            inset = across * 0.15
            area.shape(group.position, x + inset, y + inset, across - 2 * inset)
    title = area.w.t(group.title) or area.w.gettext("All groups")
    said = f"{title} · {columns} × {rows}"
    area.text(said, style(7.5, color=s.FAINT), left, 5 * MM, area.width - 2 * left, most=1)
