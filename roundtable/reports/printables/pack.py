"""The fallback pack: one file, made before the session, with which it goes on without any machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from roundtable.core import charts, codes
from roundtable.core.printables import Printable
from roundtable.reports import styles as s
from roundtable.reports.printables.agenda import head
from roundtable.reports.printables.kit import MM, Area, Page, Section, style
from roundtable.reports.printables.signs import shown_address
from roundtable.reports.printables.words import N_, Words
from roundtable.reports.text import Run

_SIDE = 15 * MM
#: In the order in which they are needed.
_ORDER = (
    "agenda", "signs", "posters", "people", "seating", "cards", "ballots", "tally", "dots",
    "minutes", "feedback",
)  # fmt: skip
Makers = Mapping[str, Callable[[Printable, Words], Section]]


def sections(p: Printable, w: Words, makers: Makers) -> list[Section]:
    """The whole pack: what to do, all the paper, and how it is typed in afterwards."""
    inside = [made for what in _ORDER if (made := _made(p, w, makers, what)).pages]
    how = Section(
        w.gettext("How to go on"), [Page(partial(_how, p=p))], w.gettext("Read this first.")
    )
    after = Section(
        w.gettext("Typing it in"), [Page(partial(_after, p=p))], w.gettext("When all works again.")
    )
    told = [how, *inside, after]
    cover = Section(w.gettext("Fallback pack"), [Page(partial(_cover, p=p, told=told))])
    return [cover, *told]


def _made(p: Printable, w: Words, makers: Makers, what: str) -> Section:
    needed = {
        "dots": any(step.ballot == "dots" for step in p.votes),
        "seating": bool(p.rounds),
        "feedback": p.has("feedback"),
        "cards": bool(p.writes),
    }
    return makers[what](p, w) if needed.get(what, True) else Section("")


# --- the cover


def _cover(area: Area, p: Printable, told: Sequence[Section]) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    _ring(area, p)
    top = area.text(p.city, style(11, bold=True), _SIDE, 16 * MM, width * 0.7, most=1)
    code = codes.show(p.code) if p.code else ""
    area.text(code, style(11, bold=True), _SIDE, 16 * MM, width, align="end")
    top = area.text(
        w.gettext("Fallback pack"), style(14, bold=True, color=s.ACCENT), _SIDE, 34 * MM, width
    )
    top = area.fitted(
        w.t(p.title), _SIDE, top + 2, width * 0.8, 100, (40, 34, 28, 24, 20), bold=True, lead=1.08
    )
    lead = w.gettext(
        "If the power, the network or the server fails, the session goes on with this paper."
    )
    top = area.text(lead, style(13.5, lead=1.45), _SIDE, top + 10, width * 0.66) + 12 * MM
    first = 2
    for section in told:
        line = style(11.5, bold=True)
        area.rule(_SIDE, top, width * 0.66)
        name = [Run(section.title), Run(f"  {section.note}", bold=False, color=s.SOFT, size=9)]
        end = area.text(name, line, _SIDE + 12 * MM, top + 4.5, width * 0.66 - 12 * MM)
        area.text(str(first), style(11.5, color=s.ACCENT, bold=True), _SIDE, top + 4.5, 11 * MM)
        box = (_SIDE, -end, _SIDE + width * 0.66, -top)
        area.canvas.linkRect("", f"page-{first}", box, relative=1, thickness=0)
        first += len(section.pages)
        top = end + 4.5
    area.rule(_SIDE, top, width * 0.66)


def _ring(area: Area, p: Printable) -> None:
    """The table, run over the lower corner: everyone who will come, by group."""
    groups = [group.position for group in p.groups] or [0]
    people = max(len(p.cards), 12)
    counts = [
        charts.Count(group, people // len(groups) + (index < people % len(groups)), 0)
        for index, group in enumerate(groups)
    ]
    size, over = 420.0, 118.0
    ring = charts.ring(counts, size=400, hole=0.5, largest=0.085)
    area.picture(ring, area.width + over - size, area.height - size + over, size / 400)


# --- what to do


def _how(area: Area, p: Printable) -> None:
    w = area.w
    width = area.width - 2 * _SIDE
    lead = w.gettext("Say it calmly: “We go on with paper. What you sent is kept.”")
    top = head(area, w.gettext("Fallback pack"), w.gettext("How to go on by paper"))
    top = area.text(lead, style(13, color=s.SOFT), _SIDE, top - 6, width) + 12
    told = [(title, words) for title, words in _steps(p, w)]
    size = 11.5
    while size > 8.5 and _tall(area, told, size, width) > area.height - top - 14 * MM:  # noqa: PLR2004
        size -= 0.5
    spare = (area.height - top - 14 * MM - _tall(area, told, size, width)) / len(told)
    for number, (title, words) in enumerate(told, 1):
        area.rule(_SIDE, top, width)
        figure = style(size * 1.7, bold=True, color=s.ACCENT, lead=1.1)
        area.text(str(number), figure, _SIDE, top + size * 0.35, 12 * MM)
        left = _SIDE + 13 * MM
        y = area.text(title, style(size * 1.08, bold=True), left, top + size * 0.5, width - 13 * MM)
        y = area.text(words, style(size, lead=1.38), left, y + 1, width - 13 * MM)
        top = y + size * 0.7 + min(spare, 8)
    area.rule(_SIDE, top, width)


def _tall(area: Area, told: Sequence[tuple[str, str]], size: float, width: float) -> float:
    room = width - 13 * MM
    return sum(
        area.measure(title, style(size * 1.08, bold=True), room)
        + area.measure(words, style(size, lead=1.38), room)
        + size * 1.2 + 1
        for title, words in told
    )  # fmt: skip


def _steps(p: Printable, w: Words) -> list[tuple[str, str]]:
    """What to do, in order; only what this agenda needs."""
    _ = w.gettext
    ballot = bool(p.votes)
    told = [
        (True, _("Put everything up"),
         _("Agenda, question of the current step, a sign on each table. Keep the time with a watch: "
           "the agenda says how long each step takes.")),
        (True, _("Give everyone a card"),
         _("Hand them out group by group, in order. The code on it takes the place of a name, so "
           "nobody writes one. Each person ticks their group. Whoever has sent something by phone "
           "keeps it there.")),
        (bool(p.rounds), _("Seat people by the list"),
         _("The card says which table in which round; “Who sits where” says it for the wall. Hosts "
           "stay, everyone else moves on.")),
        (bool(p.writes), _("Collect proposals on cards"),
         _("One idea on each card, in any language, large. The hosts pin them up without "
           "correcting anything.")),
        (p.has("group"), _("Group them on the wall"),
         _("Read aloud, move together what belongs together, and give each group a title on a "
           "sheet of its own.")),
        (ballot, _("Number what is voted on"),
         _("Write a large number, beginning with 1, on each title or card. The same numbers stand "
           "on the ballots. From here on nothing is renumbered.")),
        (ballot, _("Vote and count"),
         _("Each person takes the ballot with the code of their card. Two people count on the "
           "tally sheets, aloud, and nobody is told anything before all is counted. Keep the "
           "ballots.")),
        (p.has("discuss", "round"), _("Talk in turn"),
         _("Write down who raises a hand, and let first speak whose group has spoken least.")),
        (True, _("Write down what is decided"),
         _("Word for word, on “Minutes”, and each task with a name and a day.")),
        (p.has("feedback"), _("Ask how it was"),
         _("The feedback sheets, before people leave.")),
        (True, _("Keep the paper together"),
         _("Put it all into one envelope. The last page of this pack tells how it is typed in, so "
           "that it counts like everything else.")),
    ]  # fmt: skip
    return [(title, words) for needed, title, words in told if needed]


# --- afterwards


#: How a ballot is typed in: its type, what is typed, what it means.
TYPED = {
    "approval": ("1 4 7", N_("for the numbers 1, 4 and 7")),
    "dots": ("3 3 5", N_("two dots on number 3, one on number 5")),
    "opinion": ("1+ 2- 3=", N_("agrees with 1, disagrees with 2, passes on 3")),
    "consent": ("1+ 2- 3=", N_("consents to 1, objects to 2, stands aside on 3")),
}


def _after(area: Area, p: Printable) -> None:
    w = area.w
    _ = w.gettext
    width = area.width - 2 * _SIDE
    top = head(area, _("Fallback pack"), _("Typing it in, when all works again"))
    where = f"{shown_address(p)}/r/{p.code}/desk" if p.code else ""
    told = [
        (_("Open the desk"),
         _("With the link of a host or facilitator: %(where)s. Two people are faster: one reads, "
           "one types.", where=where or _("the address of the roundtable, and “desk” after it"))),
        (_("Open the steps again, in order"),
         _("At the console, each step once, without hurrying: what is typed in counts although the "
           "time is up. A ballot counts until its result is revealed.")),
        (_("People first"),
         _("Type the code of a card and press Enter. An unknown code asks for the group that is "
           "ticked on the card. A wrong letter at its end is noticed.")),
        (_("Then proposals"),
         _("Code, Enter, the words as they stand there, Enter. Write in the language of the "
           "card.")),
        (_("Group at the console as on the wall"),
         _("Then open the vote, so that what is voted on has its numbers. Compare them with the "
           "numbers on the wall, and type the numbers that the desk shows.")),
        (_("Then ballots"),
         _("Code, Enter, the numbers that are marked, Enter. Typed again, a ballot replaces the "
           "one before. Nothing is counted twice.")),
        (_("Compare"),
         _("The desk shows how many ballots are in. It must be as many as lie on the table. Then "
           "reveal the result and compare it with the tally.")),
        (_("Decisions, tasks, feedback"),
         _("As they stand on the forms. The log keeps who typed what, and that it came from "
           "paper.")),
    ]  # fmt: skip
    for number, (title, words) in enumerate(told, 1):
        area.rule(_SIDE, top, width)
        figure = style(19, bold=True, color=s.ACCENT, lead=1.1)
        area.text(str(number), figure, _SIDE, top + 4, 12 * MM)
        left = _SIDE + 13 * MM
        y = area.text(title, style(12, bold=True), left, top + 6, width - 13 * MM)
        top = area.text(words, style(11, lead=1.38), left, y + 1, width - 13 * MM) + 8
    area.rule(_SIDE, top, width)
    top += 8
    for ballot in dict.fromkeys(step.ballot for step in p.votes):
        typed, means = TYPED[ballot]
        area.text(typed, style(13, bold=True), _SIDE + 13 * MM, top, 34 * MM)
        area.text(_(means), style(11, color=s.SOFT), _SIDE + 49 * MM, top + 1.5, width - 49 * MM)
        top += 18
