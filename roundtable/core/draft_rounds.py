"""Every vote with its result, where there were several; and annex B, what was put together after."""

from __future__ import annotations

from collections.abc import Iterable

from roundtable.core import draft_words as say
from roundtable.core.draft_model import Line, Merging, Record, Round, Words
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_source import anchor_of


def rounds(parts: Parts) -> Iterable[Round]:
    """The votes one by one; none where there was but one, of which the priorities tell."""
    votes = parts.votes
    if len(votes) < 2 and not any(vote.get("kind") == "consent" for vote in votes):  # noqa: PLR2004
        return
    before: Record | None = None
    for number, vote in enumerate(votes, start=1):
        yield Round(
            anchor=f"round-{number}",
            title=str(vote.get("title") or ""),
            question=str(vote.get("question") or ""),
            sentences=tuple(_sentences(parts, vote)),
            lines=tuple(_lines(parts, vote, before)),
        )
        before = vote


def _sentences(parts: Parts, vote: Record) -> Iterable[str]:
    _ = parts.w.gettext
    voted, present = int(vote.get("voted") or 0), int(vote.get("present") or 0)
    yield (
        parts.w.ngettext(
            "%(voted)d of %(present)d person voted.",
            "%(voted)d of %(present)d people voted.",
            present,
        )
        % {"voted": voted, "present": present}
    )
    if desk := vote.get("desk"):
        yield on_paper(parts, int(desk))
    yield say.how_voted(str(vote["ballot"]), int(vote.get("budget") or 0), parts.w)


def on_paper(parts: Parts, desk: int) -> str:
    """How many of the voters had no phone."""
    said = parts.w.ngettext(
        "%(n)d of them voted on paper, at the desk.",
        "%(n)d of them voted on paper, at the desk.",
        desk,
    )
    return said % {"n": desk}


def _lines(parts: Parts, vote: Record, before: Record | None) -> Iterable[Line]:
    same = before is not None and before["ballot"] == vote["ballot"]
    earlier = {o["option"]: o for o in before["options"]} if before is not None and same else {}
    for row in vote["options"]:
        line = line_of(parts, vote, row)
        if (then := earlier.get(row["option"])) is not None:
            note = parts.w.gettext("before: %(n)d, place %(place)d")
            values = {"n": int(then["total"]), "place": int(then["rank"])}
            line = Line(
                line.label, line.anchor, line.place, line.title, line.figure, line.detail,
                note % values,
            )  # fmt: skip
        yield line


def line_of(parts: Parts, vote: Record, row: Record) -> Line:
    """An option of a vote with its figures."""
    ballot = str(vote["ballot"])
    text = vote["texts"].get(row["option"]) or {}
    label = str(text.get("label") or "")
    told = parts.title_of(text)
    if text.get("kind") == "question":
        label, told = "", Words(str(vote.get("question") or told.text))
    counts = row["counts"]
    detail = say.detail(ballot, counts, parts.w)
    if ballot == "dots":
        people = int(row.get("people") or 0)
        detail = parts.w.ngettext("dots of %(n)d person", "dots of %(n)d people", people)
        detail %= {"n": people}
    return Line(
        label=label,
        anchor=anchor_of(label) if label else None,
        place=int(row["rank"]),
        title=told,
        figure=str(row["total"]),
        detail=detail,
    )


def mergings(parts: Parts) -> Iterable[Merging]:
    """What was put together or taken apart after each vote, in order, the tally before and after."""
    for vote in parts.votes:
        for step in (vote.get("revised") or {}).get("mergers") or ():
            yield Merging(
                title=parts.title_of(step).text,
                rule=say.merged_by(str(step["rule"]), str(vote["ballot"]), parts.w),
                before=tuple(line_of(parts, vote, row) for row in step["before"]),
                after=tuple(line_of(parts, vote, row) for row in step["after"]),
            )
