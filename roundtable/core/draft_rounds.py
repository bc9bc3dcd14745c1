"""Every vote with its result, where there were several; and annex B, what was put together after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from roundtable.core import draft_words as say
from roundtable.core.draft_model import Line, Merging, Record, Round, Words
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_source import anchor_of
from roundtable.core.draft_votes import account

#: So many rounds stand side by side.
_MOST = 5


def rounds(parts: Parts) -> Iterable[Round]:
    """The votes one by one; none where there was but one that does not tell how it was counted.

    Rounds of one vote, as Delphi has them, stand side by side.
    """
    votes = parts.votes
    told = any(vote.get("kind") == "consent" or vote.get("told") for vote in votes)
    if len(votes) < 2 and not told:  # noqa: PLR2004
        return
    for number, series in enumerate(_series(votes), start=1):
        titles = [str(vote.get("title") or "") for vote in series]
        yield Round(
            anchor=f"round-{number}",
            title=" · ".join(dict.fromkeys(titles)),
            question=str(series[-1].get("question") or ""),
            sentences=tuple(_sentences(parts, series)),
            columns=tuple(titles) if len(series) > 1 else (),
            lines=tuple(_lines(parts, series)),
            account=account(parts, series[-1]),
        )


def _series(votes: Iterable[Record]) -> list[list[Record]]:
    """Votes that follow each other by the same ballot on mostly the same options."""
    found: list[list[Record]] = []
    for vote in votes:
        options = {row["option"] for row in vote["options"]}
        last = found[-1][-1] if found else None
        if last is not None and (last["ballot"], last["kind"]) == (vote["ballot"], vote["kind"]):
            before = {row["option"] for row in last["options"]}
            both = options & before
            if 2 * len(both) > min(len(options), len(before)) and len(found[-1]) < _MOST:
                found[-1].append(vote)
                continue
        found.append([vote])
    return found


def _sentences(parts: Parts, series: list[Record]) -> Iterable[str]:
    _ = parts.w.gettext
    for vote in series:
        voted, present = int(vote.get("voted") or 0), int(vote.get("present") or 0)
        said = parts.w.ngettext(
            "%(voted)d of %(present)d person voted.",
            "%(voted)d of %(present)d people voted.",
            present,
        ) % {"voted": voted, "present": present}
        title = str(vote.get("title") or "")
        yield f"{title}: {said}" if len(series) > 1 else said
        if desk := vote.get("desk"):
            yield on_paper(parts, int(desk))
    last = series[-1]
    if not last.get("told"):  # its account says it
        yield say.how_voted(str(last["ballot"]), int(last.get("budget") or 0), parts.w)


def on_paper(parts: Parts, desk: int) -> str:
    """How many of the voters had no phone."""
    said = parts.w.ngettext(
        "%(n)d of them voted on paper, at the desk.",
        "%(n)d of them voted on paper, at the desk.",
        desk,
    )
    return said % {"n": desk}


def _lines(parts: Parts, series: list[Record]) -> Iterable[Line]:
    """The options of the last round in its order, with their figures in those before."""
    *before, last = series
    figures = [
        {o["option"]: parts.figure_of(vote, o)[0] for o in vote["options"]} for vote in before
    ]
    for row in last["options"]:
        earlier = tuple(told.get(row["option"], "–") for told in figures)
        yield replace(line_of(parts, last, row), earlier=earlier)


def line_of(parts: Parts, vote: Record, row: Record) -> Line:
    """An option of a vote with its figures."""
    ballot = str(vote["ballot"])
    text = vote["texts"].get(row["option"]) or {}
    label = str(text.get("label") or "")
    told = parts.title_of(text)
    if text.get("kind") == "question":
        label, told = "", Words(str(vote.get("question") or told.text))
    counts = {**row["counts"], "people": row.get("people", 0)}
    detail = say.detail(ballot, counts, parts.w)
    if ballot == "dots":
        people = int(row.get("people") or 0)
        detail = parts.w.ngettext("dots of %(n)d person", "dots of %(n)d people", people)
        detail %= {"n": people}
    figure = parts.figure_of(vote, row)[0]
    if ballot in ("ranking", "pairs") and vote.get("told"):  # the place stands before it
        figure, detail = str(row["people"]), say.firsts(ballot, parts.w)
    return Line(
        label=label,
        anchor=anchor_of(label) if label else None,
        place=int(row["rank"]),
        title=told,
        figure=figure,
        detail=", ".join(part for part in (detail, *_taken(parts, vote, row)) if part),
        spread=tuple(reversed(row["spread"])) if ballot in ("score", "grade") else (),
    )


def _taken(parts: Parts, vote: Record, row: Record) -> Iterable[str]:
    """What it costs, and whether it is taken up."""
    costs: Record = (vote.get("told") or {}).get("costs") or {}
    if cost := costs.get(str(row["option"])):
        yield parts.w.gettext("costs %(sum)s") % {"sum": cost}
    if row["option"] in ((vote.get("count") or {}).get("chosen") or ()):
        yield parts.w.gettext("taken up")


def mergings(parts: Parts) -> Iterable[Merging]:
    """What was put together or taken apart after each vote, in order, the tally before and after."""
    for vote in parts.votes:
        plain = {
            **vote,
            "told": None,
            "count": None,
        }  # they tell of the vote as it was, and as it is
        for step in (vote.get("revised") or {}).get("mergers") or ():
            yield Merging(
                title=parts.title_of(step).text,
                rule=say.merged_by(str(step["rule"]), str(vote["ballot"]), parts.w),
                before=tuple(line_of(parts, plain, row) for row in step["before"]),
                after=tuple(line_of(parts, plain, row) for row in step["after"]),
            )
