"""The front of the draft: cover, who took part, what came out in short."""

from __future__ import annotations

from collections.abc import Iterable

from roundtable.core import draft_words as say
from roundtable.core.charts import Count
from roundtable.core.draft_model import Cover, Finding, Process, Record, Step
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_rounds import on_paper

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
            came(parts, stage),
        )
        asked.add(question)


def came(parts: Parts, stage: Record) -> str:
    """In numbers what came of a stage."""
    n = parts.w.ngettext
    numbers: Record = stage.get("came") or {}
    told = {
        "proposals": n("%(n)d proposal", "%(n)d proposals", numbers.get("proposals", 0)),
        "comments": n("%(n)d comment", "%(n)d comments", numbers.get("comments", 0)),
        "voted": n("%(n)d person voted", "%(n)d people voted", numbers.get("voted", 0)),
        "notes": n("%(n)d note", "%(n)d notes", numbers.get("notes", 0)),
        "decisions": n("%(n)d decision", "%(n)d decisions", numbers.get("decisions", 0)),
        "tasks": n("%(n)d task", "%(n)d tasks", numbers.get("tasks", 0)),
        "parked": n("%(n)d put off", "%(n)d put off", numbers.get("parked", 0)),
        "answers": n("%(n)d answer", "%(n)d answers", numbers.get("answers", 0)),
    }
    return ", ".join(told[name] % {"n": numbers[name]} for name in told if numbers.get(name))


def _process_sentences(parts: Parts) -> Iterable[str]:
    n = int(parts.record.get("present") or 0)
    took = parts.w.ngettext(
        "%(n)d person took part in the roundtable “%(title)s” on %(day)s.",
        "%(n)d people took part in the roundtable “%(title)s” on %(day)s.",
        n,
    )
    yield took % {"n": n, "title": parts.roundtable.get("title") or "", "day": parts.day}
    if desk := parts.record.get("desk"):
        paper = parts.w.ngettext(
            "%(n)d of them took part on paper, at the desk.",
            "%(n)d of them took part on paper, at the desk.",
            desk,
        )
        yield paper % {"n": desk}
    made = len(parts.proposals)
    yield (parts.w.ngettext("%(n)d proposal was made.", "%(n)d proposals were made.", made)) % {
        "n": made
    }
    if parts.vote:
        voted = int(parts.vote.get("voted") or 0)
        cast = parts.w.ngettext("%(n)d person voted.", "%(n)d people voted.", voted)
        yield cast % {"n": voted}
        if desk := parts.vote.get("desk"):
            yield on_paper(parts, int(desk))
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
