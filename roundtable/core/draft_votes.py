"""How each vote was held and decided, as the chapter on the votes tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roundtable.core import charts_opinion
from roundtable.core import draft_words as say
from roundtable.core.draft_chapters import Account, Compared, Table
from roundtable.core.draft_model import Note, Record
from roundtable.core.draft_parts import Parts

#: So many steps of a count stand beside the result; annex C has all of them.
_STEPS = 6
#: So many statements are told of a group, and of all.
_STATEMENTS = 3


def account(parts: Parts, vote: Record) -> Account | None:
    """The account of a vote; None where its record does not tell how it was counted."""
    told: Record | None = vote.get("told")
    if told is None:
        return None
    steps = tuple(told["steps"])
    opinions: Record = vote.get("opinions") or {}
    return Account(
        verdict=ended(str(told["verdict"])),
        notes=tuple(_notes(parts, vote, told)),
        steps=steps[:_STEPS],
        more_steps=len(steps) > _STEPS,
        others=(
            *(_compared(parts, vote, other) for other in told["others"]),
            *(_left_out(parts, other) for other in told["left_out"]),
        ),
        groups=by_group(parts, vote),
        withheld=_withheld(parts, vote),
        people=tuple(_people(parts, vote, opinions)) if opinions else (),
        map=charts_opinion.opinion_map(opinions["groups"]) if opinions.get("groups") else None,
    )


def ended(sentence: str) -> str:
    """With a full stop."""
    return sentence if not sentence or sentence[-1] in ".!?" else f"{sentence}."


def _notes(parts: Parts, vote: Record, told: Record) -> Iterator[Note]:
    _ = parts.w.gettext
    settings: Record = vote.get("settings") or {}
    yield Note(_("The ballot"), tuple(_ballot(parts, told, settings)))
    if told["rule"]:
        yield Note(_("The rule"), tuple(_rule(parts, told, settings)))
    yield Note(_("Who voted"), tuple(_turnout(parts, vote, told)))
    if told["needed"]:
        meant = say.in_favour(str(vote["ballot"]), parts.w)
        asked = (vote.get("thresholds") or {}).get("majority") and meant
        yield Note(_("What was needed"), (*told["needed"], *((asked,) if asked else ())))
    elif told["rule"]:
        nothing = _("No quorum and no majority was asked for.")
        yield Note(_("What was needed"), (nothing,))
    if told["tie"]:
        yield Note(_("Ties"), tuple(ended(said) for said in told["tie"]))
    if after := vote.get("told_after"):
        said = _("Options were put together or taken apart after the result was shown (annex B).")
        anew = _("Counted anew by the same rule: %(verdict)s")
        yield Note(_("Afterwards"), (said, anew % {"verdict": ended(str(after["verdict"]))}))
    if seal := vote.get("seal"):
        yield Note(_("How to check it"), tuple(_sealed(parts, seal)))


def _ballot(parts: Parts, told: Record, settings: Record) -> Iterator[str]:
    _ = parts.w.gettext
    yield told["how"]
    if settings.get("order") == "shuffled":
        yield _("The options stood in an order of its own for each person.")
    if settings.get("sealed") == "yes":
        yield _("Ballots were sealed as they were cast, and opened for the count.")


def _rule(parts: Parts, told: Record, settings: Record) -> Iterator[str]:
    _, n = parts.w.gettext, parts.w.ngettext
    yield f"{told['rule']['name']}."
    yield told["rule"]["words"]
    if seats := int(settings.get("seats") or 0):
        said = n("%(n)d place was to be given.", "%(n)d places were to be given.", seats)
        yield said % {"n": seats}
    if settings.get("ties") == "draw":
        yield _("Ties were to be drawn by lot, by a seed that was fixed before.")
    yield _("This was declared before the vote was opened.")


def _turnout(parts: Parts, vote: Record, told: Record) -> Iterator[str]:
    yield told["turnout"]
    groups = [
        parts.w.gettext("%(group)s %(yes)d of %(of)d")
        % {"group": parts.name(g["group"]), "yes": g["voted"], "of": g["present"]}
        for g in vote.get("groups") or ()
    ]
    if groups:
        yield parts.w.gettext("By group: %(groups)s.") % {"groups": parts.w.listed(groups)}


def _sealed(parts: Parts, seal: Record) -> Iterator[str]:
    _ = parts.w.gettext
    yield _("%(n)d sealed ballots; root %(root)s.") % {
        "n": seal["count"],
        "root": _split(seal["root"]),
    }
    mark = _split(seal["fingerprint"])
    yield _("Fingerprint of the published file: %(fingerprint)s.") % {"fingerprint": mark}
    words = _(
        "Anybody can count again: get %(file)s from the server and run “roundtable verify FILE”. "
        "Whoever kept a receipt finds it in the list."
    )
    yield words % {"file": seal["file"]}


def _split(digits: str) -> str:
    """Digits in groups of eight, so that lines can end between them."""
    return " ".join(digits[n : n + 8] for n in range(0, len(digits), 8))


def _compared(parts: Parts, vote: Record, other: Record) -> Compared:
    _ = parts.w.gettext
    titles = [_title(vote, option) for option in other["taken"]]
    if not other["differs"]:
        outcome = _("Comes to the same.")
    elif not titles:
        outcome = _("Takes up nothing for sure.")
    else:
        outcome = _("Would have: %(options)s.") % {"options": parts.w.listed(titles)}
    return Compared(str(other["name"]), outcome, tuple(ended(said) for said in other["why"]))


def _left_out(parts: Parts, other: Record) -> Compared:
    words = parts.w.gettext(
        "Not counted for comparison: with so many ballots everyone would have waited."
    )
    return Compared(str(other["name"]), words, ())


def _title(vote: Record, option: str) -> str:
    text = vote["texts"].get(option) or {}
    return str(text.get("title") or text.get("label") or "…")


def _withheld(parts: Parts, vote: Record) -> str:
    """Why nothing is told by group; empty where it is, or where there are no groups."""
    if vote.get("groups") or not parts.groups:
        return ""
    return parts.w.gettext(
        "This vote is not told by group: it would say too much of few people, or of a group of one mind."
    )


def by_group(parts: Parts, vote: Record) -> Table | None:
    """How many of each group were in favour of each option."""
    _ = parts.w.gettext
    groups = vote.get("groups") or ()
    if not groups:
        return None
    rows = []
    for row in vote["options"]:
        told = row.get("by_group") or [None] * len(groups)
        rows.append((_title(vote, row["option"]), tuple(_part(parts, each) for each in told)))
    heads = tuple(parts.name(group["group"]) for group in groups)
    return Table(say.in_favour(str(vote["ballot"]), parts.w), heads, tuple(rows))


def _part(parts: Parts, told: Record | None) -> str:
    if told is None:
        return "–"
    values = {"yes": told.get("people", told["for"]), "of": told["of"]}
    return parts.w.gettext("%(yes)d of %(of)d") % values


# --- who answers alike


def _people(parts: Parts, vote: Record, opinions: Record) -> Iterator[Note]:
    """Groups of people who answer alike: what they stand for, where all agree, what divides."""
    _, n = parts.w.gettext, parts.w.ngettext
    groups = opinions.get("groups") or ()
    if not groups:
        yield Note(_("Who answers alike"), (_("No groups of opinion can be told of this vote."),))
    for place, group in enumerate(groups):
        letter = charts_opinion.letter(int(group["label"]))
        size = n("%(n)d person", "%(n)d people", group["size"]) % {"n": group["size"]}
        stands = [_stands(parts, vote, each, place) for each in group["stands_for"][:_STATEMENTS]]
        nothing = _("It stands out for nothing in particular.")
        yield Note(f"{letter} · {size}", tuple(stands) or (nothing,))
    for title, name in ((_("Where all agree"), "agree"), (_("What divides"), "divides")):
        rows = opinions.get(name) or ()
        if rows:
            yield Note(title, tuple(_statements(parts, vote, rows[:_STATEMENTS])))


def _stands(parts: Parts, vote: Record, each: Record, place: int) -> str:
    _ = parts.w.gettext
    own = each["by_group"][place]
    words = {
        "agree": _("%(title)s: %(n)d of %(of)d agree."),
        "disagree": _("%(title)s: %(n)d of %(of)d disagree."),
    }[each["way"]]
    title = _title(vote, each["option"])
    return words % {"title": title, "n": own[each["way"]], "of": own["votes"]}


def _statements(parts: Parts, vote: Record, rows: Iterable[Record]) -> Iterator[str]:
    _ = parts.w.gettext
    for row in rows:
        way = str(row.get("way") or "agree")
        figures = [
            _("%(n)d of %(of)d") % {"n": each[way], "of": each["votes"]} for each in row["by_group"]
        ]
        words = {
            "agree": _("%(title)s: agree %(figures)s."),
            "disagree": _("%(title)s: disagree %(figures)s."),
        }[way]
        title = _title(vote, row["option"])
        yield words % {"title": title, "figures": ", ".join(figures)}
