"""What all commands have in common that carry the words of people: when, how long, shown or held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from roundtable import languages
from roundtable.commands import Act
from roundtable.core import moderation, stages
from roundtable.core.errors import Refused
from roundtable.models import Comment, Proposal, Stage

MODERATED = tuple(
    kind.name
    for kind in stages.KINDS.values()
    if any(s.name == "moderation" for s in kind.settings)
)


#: Where a stage says nothing of it.
_LONGEST = 280


def said_in(text: str, chosen: str) -> str:
    """The language of a text; `chosen` is the better guess where it is short."""
    return languages.detect(text, chosen)


def refuse_if_late(act: Act, kinds: tuple[str, ...]) -> None:
    """Refuse what comes outside of stages of `kinds`, or after the end of one whose time counts.

    What is entered at the desk stood on paper in time.
    """
    if act.behalf is not None:
        return
    stage = act.stage
    timer = stages.Timer(stage.ends_at, stage.remaining)
    over = stages.KINDS[stage.kind].timed and stages.is_late(timer, act.now)
    if stage.kind not in kinds or over:
        raise Refused("too_late")


def stage_for(act: Act, kinds: tuple[str, ...]) -> Stage:
    """The open stage if it is one of `kinds`, else (at the desk) the last of them that was opened."""
    if act.stage.kind in kinds:
        return act.stage
    found = last_opened(act, kinds)
    if found is None or act.behalf is None:
        raise Refused("not_now", "command")
    return found


def last_opened(act: Act, kinds: tuple[str, ...]) -> Stage | None:
    """The last stage of these kinds, by the agenda, that was opened."""
    query = select(Stage).where(
        Stage.roundtable_id == act.roundtable.id,
        Stage.kind.in_(kinds),
        Stage.opened_at.is_not(None),
    )
    found: Stage | None = act.session.scalars(
        query.order_by(Stage.position.desc()).limit(1)
    ).first()
    return found


def refuse_if_long(text: str, *settings: Mapping[str, Any]) -> None:
    """Refuse a text that is longer than each of these stages allows."""
    longest = max([int(s["max_length"]) for s in settings if "max_length" in s] or [_LONGEST])
    if len(text) > longest:
        raise Refused("text_too_long", "text", longest=longest, length=len(text))


def held_for(text: str, stage: Stage) -> str | None:
    """The rule of a stage by which a text waits until it was looked at; None if it is shown."""
    settings = stage.settings
    return moderation.held_for(text, settings.get("moderation", "open"), settings.get("listed", ()))


def refuse_unless(text: Proposal | Comment, *statuses: str) -> None:
    """Refuse where a text is not in one of these states: another console may have been faster."""
    if text.status not in statuses:
        raise Refused(_BECAME.get(text.status, "proposal_unknown"), type(text).__name__.lower())


#: State of a text → the refusal that says what became of it. What is "kept" nobody else knows of.
_BECAME = {
    "shown": "is_shown",
    "held": "is_held",
    "returned": "was_returned",
    "hidden": "was_hidden",
    "merged": "was_merged",
    "withdrawn": "was_withdrawn",
}
