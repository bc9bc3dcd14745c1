"""The chapter on what is held against options: concerns, objections, minority positions."""

from __future__ import annotations

from collections.abc import Iterable

from roundtable.core.draft_model import Cite, Dissent, Held, Record, Words
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_source import anchor_of


def dissent(parts: Parts) -> Iterable[Dissent]:
    """By vote and option, in their order; of an option first what its groups said, then words."""
    for vote in parts.votes:
        for option in (row["option"] for row in (vote.get("revised") or vote)["options"]):
            held = tuple(_held(parts, vote, str(option)))
            if held:
                text = vote["texts"][option]
                yield Dissent(
                    cite=Cite(str(text["label"]), anchor_of(str(text["label"]))),
                    about=parts.title_of(text),
                    asked=str(vote.get("title") or ""),
                    held=held,
                )


def _held(parts: Parts, vote: Record, option: str) -> Iterable[Held]:
    def mine(rows: Iterable[Record]) -> Iterable[Record]:
        return (r for r in rows if r["option"] == option and r["stage"] == vote["stage"])

    for position in mine(parts.record.get("positions") or ()):
        if position["source"] == "groups":
            yield _by_groups(parts, position)
    for concern in mine(parts.record.get("concerns") or ()):
        yield _stated(parts, concern)


def _by_groups(parts: Parts, position: Record) -> Held:
    _ = parts.w.gettext
    groups = [
        _("%(group)s %(yes)d of %(of)d")
        % {"group": parts.name(g["group"]), "yes": g["for"], "of": g["of"]}
        for g in position["groups"]
    ]
    words = _("In all, %(yes)d of %(of)d were in favour; a majority was for it among: %(groups)s.")
    values = {"yes": position["for"], "of": position["of"], "groups": parts.w.listed(groups)}
    return Held(_("Minority position"), None, words % values, "", "")


def _stated(parts: Parts, concern: Record) -> Held:
    _ = parts.w.gettext
    objects = concern["kind"] == "objection"
    words = Words(str(concern["text"]), str(concern["language"]), str(concern["direction"]))
    outcome, answer = _outcome(parts, concern)
    return Held(
        _("Objection") if objects else _("Concern"),
        words,
        _supporters(parts, concern),
        outcome,
        answer,
    )


def _outcome(parts: Parts, concern: Record) -> tuple[str, str]:
    """What became of it: a heading, and the words of the answer."""
    _ = parts.w.gettext
    answer = str(concern.get("answer") or "").strip()
    if concern.get("status") == "integrated":
        return _("Taken in"), answer
    if answer:
        return _("Answered"), answer
    return _("Not answered yet"), ""


def _supporters(parts: Parts, concern: Record) -> str:
    n = int(concern.get("supporters") or 0)
    if n <= 1:
        return parts.w.gettext("Stated by one person.")
    shared = parts.w.ngettext("Shared by %(n)d person.", "Shared by %(n)d people.", n) % {"n": n}
    groups = [
        parts.w.gettext("%(group)s %(n)d") % {"group": parts.name(g["group"]), "n": g["n"]}
        for g in concern.get("groups") or ()
    ]
    if not groups:
        return shared
    by_group = parts.w.gettext("By group: %(groups)s.") % {"groups": parts.w.listed(groups)}
    return f"{shared} {by_group}"
