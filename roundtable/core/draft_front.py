"""The front of the draft: cover, who took part, what came out in short."""

from __future__ import annotations

from collections.abc import Iterable

from roundtable.core import draft_words as say
from roundtable.core.charts import Count
from roundtable.core.draft_model import Cover, Finding, Process, Step
from roundtable.core.draft_parts import Parts

_FINDINGS_OF_AN_AREA = 3


def cover(parts: Parts) -> Cover:
    """Title, date, and the people around the table."""
    _ = parts.w.gettext
    return Cover(
        city=str(parts.record.get("city") or ""),
        title=parts.front("title") or str(parts.roundtable.get("title") or _("Strategy draft")),
        subtitle=parts.front("subtitle"),
        status=_("Draft, advisory"),
        people=_people(parts),
        date=parts.day,
        seats=tuple(_seats(parts)),
        legend=_legend(parts),
    )


def _seats(parts: Parts) -> Iterable[Count]:
    """Everyone at the table; full where they voted, all of them where there was no vote."""
    for share in parts.shares:
        yield Count(share.group, share.present, (share.voted or 0) if parts.vote else share.present)


def _legend(parts: Parts) -> str:
    if not parts.shares:
        return ""
    full = parts.w.gettext("Full: voted.") if parts.vote else ""
    return "\n".join((say.legend("", 1, parts.w), full)).strip()


def process(parts: Parts) -> Process:
    """Who took part, when and how."""
    return Process(tuple(_process_sentences(parts)), parts.shares, tuple(steps(parts)))


def steps(parts: Parts) -> Iterable[Step]:
    """The stages in order; a greeting that was not opened is not missed.

    A question that several stages ask stands at the first of them. What was imported has no times.
    """
    missed = "" if parts.roundtable.get("source") else parts.w.gettext("not opened")
    asked = {""}
    for stage in parts.record.get("stages") or ():
        opened, question = stage.get("opened"), str(stage.get("question") or "")
        if not opened and stage.get("kind") in {"welcome", "close"}:
            continue
        yield Step(
            str(stage.get("title") or ""),
            question if question not in asked else "",
            stage.get("minutes"),
            "" if opened else missed,
        )
        asked.add(question)


def _process_sentences(parts: Parts) -> Iterable[str]:
    n = int(parts.record.get("present") or 0)
    took = parts.w.ngettext(
        "%(n)d person took part in the roundtable “%(title)s” on %(day)s.",
        "%(n)d people took part in the roundtable “%(title)s” on %(day)s.",
        n,
    )
    yield took % {"n": n, "title": parts.roundtable.get("title") or "", "day": parts.day}
    made = len(parts.proposals)
    yield (parts.w.ngettext("%(n)d proposal was made.", "%(n)d proposals were made.", made)) % {
        "n": made
    }
    if parts.vote:
        voted = int(parts.vote.get("voted") or 0)
        cast = parts.w.ngettext("%(n)d person voted.", "%(n)d people voted.", voted)
        yield cast % {"n": voted}
    else:
        yield parts.w.gettext("No vote has been revealed yet.")


def _people(parts: Parts) -> str:
    n = int(parts.record.get("present") or 0)
    written = parts.w.ngettext(
        "Written with %(n)d person at one roundtable.",
        "Written with %(n)d people at one roundtable.",
        n,
    )
    return written % {"n": n}


def findings(parts: Parts) -> Iterable[Finding]:
    """The first options of each area."""
    for area in parts.areas:
        for priority in area.priorities[:_FINDINGS_OF_AN_AREA]:
            if priority.support is not None:
                yield Finding(
                    area.title, priority.place, priority.title, priority.support, priority.cite
                )


def differences(parts: Parts) -> Iterable[str]:
    """Where groups differ most, widest first."""
    gaps = [
        (*say.contrast(p.support.groups, parts.ballot, parts.w), p.title.text)
        for area in parts.areas
        for p in area.priorities
        if p.support
    ]
    message = parts.w.gettext("%(title)s: %(groups)s.")
    for width, groups, title in sorted(gaps, key=lambda g: -g[0])[:_FINDINGS_OF_AN_AREA]:
        if width >= say.WIDE_GAP:
            yield message % {"title": title.rstrip(" .:"), "groups": ", ".join(groups)}
