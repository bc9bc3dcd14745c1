"""Joining the table, changing one's seat, leaving; links for others."""

from __future__ import annotations

from typing import Annotated, Literal

from roundtable import sources
from roundtable.commands import (
    FACILITATOR,
    PARTICIPANT,
    VISITOR,
    Act,
    LanguageTag,
    Result,
    Words,
    command,
)
from roundtable.core.errors import Refused
from roundtable.models import Group, Key, Participant

Label = Annotated[str, Words(80, empty=True)]


@command(VISITOR)
def join(act: Act, group: Group | None = None, language: LanguageTag = "en") -> Result:
    """Take a seat at the table. The group is a choice, not a duty; nothing else is asked."""
    act.roundtable.last_alias += 1
    person = Participant(
        id=act.id,
        roundtable_id=act.roundtable.id,
        alias=act.roundtable.last_alias,
        group_id=group.id if group else None,
        language=language,
        joined_at=act.now,
    )
    act.session.add(person)
    act.session.flush()
    act.session.add(_key(act, PARTICIPANT, participant_id=person.id))
    return {"participant": person.id}


def _key(act: Act, role: str, label: str = "", participant_id: str | None = None) -> Key:
    return Key(
        id=act.id,
        roundtable_id=act.roundtable.id,
        role=role,
        participant_id=participant_id,
        secret_hash=sources.hash_of(sources.secret_for(act.id)),
        label=label,
        created_at=act.now,
    )


@command(PARTICIPANT)
def change_seat(act: Act, group: Group | None = None, language: LanguageTag = "en") -> Result:
    """Say another group, or none, and choose another language."""
    person = act.participant
    person.group_id = group.id if group else None
    person.language = language
    return None


@command(PARTICIPANT, closed=True)
def leave(act: Act) -> Result:
    """Leave the table. What was said and voted stays; the seat is free."""
    act.participant.left_at = act.now
    return None


@command(FACILITATOR, closed=True)
def create_link(
    act: Act, role: Literal["facilitator", "writer", "screen"], label: Label = ""
) -> Result:
    """Make a link that opens one role for whoever has it, until it is withdrawn.

    The answer carries its `secret` too; it is derived for the answer and stored nowhere.
    """
    act.session.add(_key(act, role, label))
    return {"link": act.id}


@command(FACILITATOR, closed=True)
def withdraw_link(act: Act, link: Key) -> Result:
    """Withdraw a link, and with it every browser that it opened."""
    if link.participant_id is not None:
        raise Refused("key_unknown", "link")
    opened = act.session.query(Key).filter(Key.opened_with == link.id)
    for key in [link, *opened]:
        key.withdrawn_at = key.withdrawn_at or act.now
    return None
