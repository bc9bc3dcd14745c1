"""What was written down in the room: decisions, tasks, what was put off, notes of tables, feedback."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from roundtable.core.draft_model import Decided, Decision, Record, Said, Task, Words, Written
from roundtable.core.draft_parts import Parts


def decided(parts: Parts) -> Decided:
    """Decisions in their wording, tasks with who and when, and what was put off."""
    steps = {str(s["id"]): str(s.get("title") or "") for s in parts.record.get("stages") or ()}
    return Decided(
        tuple(
            Decision(_words(row), steps.get(str(row.get("stage")), ""))
            for row in _minutes(parts, "decision")
        ),
        tuple(
            Task(_words(row), str(row.get("who") or ""), _day(parts, row), bool(row.get("done")))
            for row in _minutes(parts, "task")
        ),
        tuple(_words(row) for row in _minutes(parts, "parking")),
    )


def _minutes(parts: Parts, kind: str) -> list[Record]:
    return [row for row in parts.record.get("minutes") or () if row.get("kind") == kind]


def _words(row: Record) -> Words:
    return Words(
        str(row.get("text") or "").strip(),
        str(row.get("language") or "und"),
        str(row.get("direction") or "ltr"),
    )


def _day(parts: Parts, row: Record) -> str:
    due = str(row.get("due") or "")
    try:
        return parts.w.date(date.fromisoformat(due)) if due else ""
    except ValueError:
        return due


def written(parts: Parts) -> Iterable[Written]:
    """The notes of each step, by table; those of the whole room stand last."""
    notes = _minutes(parts, "note")
    numbered = parts.w.gettext("Table %(n)d")
    tables = {
        str(t["id"]): str(t.get("title") or "") or numbered % {"n": place}
        for place, t in enumerate(parts.record.get("tables") or (), start=1)
    }
    known = [*tables, None]
    for stage in parts.record.get("stages") or ():
        mine = [row for row in notes if row.get("stage") == stage["id"]]
        groups = tuple(
            (tables.get(str(table), ""), words)
            for table in known
            if (words := tuple(_words(r) for r in mine if r.get("table") == table))
        )
        if groups:
            yield Written(str(stage.get("title") or ""), str(stage.get("question") or ""), groups)


def said(parts: Parts) -> Iterable[Said]:
    """What people said of the meeting, as far as there were enough who did."""
    _ = parts.w.gettext
    questions = {
        "useful": _("Was it useful?"),
        "heard": _("Were you heard?"),
        "good": _("What was good?"),
        "change": _("What should be different next time?"),
    }
    for feedback in parts.record.get("feedback") or ():
        told = feedback.get("questions") or {}
        for key in (*questions, *(k for k in told if k not in questions)):
            if key in told:
                yield _said(parts, questions.get(key, key), told[key])


def _said(parts: Parts, question: str, told: Record) -> Said:
    counts = {int(value): int(n) for value, n in (told.get("counts") or {}).items()}
    total = sum(counts.values())
    if not total:
        texts = told.get("texts") or ()
        return Said(question, "", (), tuple(_text(text) for text in texts))
    average = sum(value * n for value, n in counts.items()) / total
    sentence = parts.w.ngettext(
        "%(n)d person answered; on average %(average)s of 5.",
        "%(n)d people answered; on average %(average)s of 5.",
        total,
    )
    rows = tuple((_value(parts, value), counts.get(value, 0)) for value in range(5, 0, -1))
    return Said(question, sentence % {"n": total, "average": parts.w.number(average)}, rows, ())


def _text(text: object) -> Words:
    return _words(text) if isinstance(text, dict) else Words(str(text))


def _value(parts: Parts, value: int) -> str:
    _ = parts.w.gettext
    return {5: _("5, very much"), 1: _("1, not at all")}.get(value, str(value))
