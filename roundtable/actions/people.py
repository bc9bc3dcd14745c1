"""Joining the table, with a phone or without, changing one's seat, leaving; links for others."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import select, update

from roundtable import sources
from roundtable.actions.seating import seat_late
from roundtable.actions.talk import take_down
from roundtable.commands import (
    FACILITATOR,
    HOST,
    PARTICIPANT,
    VISITOR,
    Act,
    LanguageTag,
    Result,
    Words,
    command,
)
from roundtable.core import cards
from roundtable.core.errors import Refused
from roundtable.models import (
    Answer,
    Ballot,
    Comment,
    Concern,
    Group,
    Key,
    Minute,
    Participant,
    Proposal,
    RoomTable,
    Support,
)

Label = Annotated[str, Words(80, empty=True)]
#: As it was typed: "07K", "7k", or "" for the next free one.
CardCode = Annotated[str, Field(max_length=20)]


@command(VISITOR)
def join(
    act: Act,
    group: Group | None = None,
    language: LanguageTag = "en",
    table: RoomTable | None = None,
) -> Result:
    """Take a seat at the table. The group is a choice, not a duty; nothing else is asked.

    `table` is the one whose sign somebody has photographed: they sit there, even if it is full.
    """
    person = _person(act, group, language, table)
    act.session.add(_key(act, PARTICIPANT, participant_id=person.id))
    return {"participant": person.id}


@command(FACILITATOR, HOST)
def add_person(
    act: Act,
    group: Group | None = None,
    language: LanguageTag = "en",
    table: RoomTable | None = None,
    card: CardCode = "",
) -> Result:
    """Take in somebody without a phone, by the code on their paper card or with a new one.

    Hosts of a table seat them there. With the card of somebody who left, that person is back: what
    they said and voted is theirs again, and nothing counts twice. Refused with `card_wrong` for a
    code that is none, with `card_taken` where somebody here has it.
    """
    code = _free_card(act, card)
    if table is None and (key := act.session.get(Key, act.actor.id)) is not None and key.table_id:
        table = act.session.get(RoomTable, key.table_id)
    person = _person(act, group, language, table, code)
    _bring_back(act, person)
    act.says(card=code)
    return {"participant": person.id, "card": code}


def _free_card(act: Act, typed: str) -> str:
    """The card that was typed, or the next that nobody has had."""
    if not typed.strip():
        act.roundtable.last_card += 1
        if act.roundtable.last_card > cards.MOST:
            raise Refused("card_wrong", "card")
        return cards.card(act.roundtable.last_card)
    number = cards.read(typed)
    code = cards.card(number)
    query = select(Participant.id).where(
        Participant.roundtable_id == act.roundtable.id,
        Participant.card == code,
        Participant.left_at.is_(None),
    )
    if act.session.scalar(query.limit(1)) is not None:
        raise Refused("card_taken", "card", card=code)
    act.roundtable.last_card = max(act.roundtable.last_card, number)
    return code


#: What somebody has said and done, by the column that names them.
_THEIRS: tuple[tuple[Any, str], ...] = (
    (Answer, "participant_id"),
    (Ballot, "participant_id"),
    (Comment, "author_id"),
    (Concern, "participant_id"),
    (Minute, "author_id"),
    (Proposal, "author_id"),
    (Support, "participant_id"),
)


def _bring_back(act: Act, person: Participant) -> None:
    """Give a person what was said and voted by whoever left last with the same card."""
    query = select(Participant.id).where(
        Participant.roundtable_id == act.roundtable.id,
        Participant.card == person.card,
        Participant.left_at.is_not(None),
    )
    before = act.session.scalar(query.order_by(Participant.alias.desc()).limit(1))
    if before is None:
        return
    for model, column in _THEIRS:
        theirs = update(model).where(getattr(model, column) == before).values({column: person.id})
        act.session.execute(theirs, execution_options={"synchronize_session": False})
    act.session.expire_all()


def _person(
    act: Act,
    group: Group | None,
    language: str,
    table: RoomTable | None,
    card: str | None = None,
) -> Participant:
    act.roundtable.last_alias += 1
    person = Participant(
        id=act.id,
        roundtable_id=act.roundtable.id,
        alias=act.roundtable.last_alias,
        group_id=group.id if group else None,
        language=language,
        channel="desk" if card else "phone",
        card=card,
        table_id=table.id if table and table.status == "shown" else None,
        hosts=False,
        joined_at=act.now,
    )
    act.session.add(person)
    act.session.flush()
    seat_late(act, act.stage, person)
    return person


def _key(
    act: Act,
    role: str,
    label: str = "",
    participant_id: str | None = None,
    table_id: str | None = None,
) -> Key:
    return Key(
        id=act.id,
        roundtable_id=act.roundtable.id,
        role=role,
        participant_id=participant_id,
        table_id=table_id,
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


@command(PARTICIPANT, during=("welcome",))
def agree(act: Act) -> Result:
    """Agree to how people want to talk with each other here. Said twice, it is said once."""
    person = act.participant
    person.agreed_at = person.agreed_at or act.now
    return None


@command(PARTICIPANT, closed=True)
def leave(act: Act) -> Result:
    """Leave the table. What was said and voted stays; the seat is free."""
    person = act.participant
    take_down(act, person)
    person.left_at, person.hosts = act.now, False
    return None


@command(FACILITATOR, closed=True)
def create_link(
    act: Act,
    role: Literal["facilitator", "host", "writer", "observer", "screen"],
    label: Label = "",
    table: RoomTable | None = None,
) -> Result:
    """Make a link that opens one role for whoever has it, until it is withdrawn.

    `table`: the table of a host. The answer carries its `secret` too; it is derived for the answer
    and stored nowhere.
    """
    if table is not None and role != HOST:
        raise Refused("arg_wrong", "table")
    act.session.add(_key(act, role, label, table_id=table.id if table else None))
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
