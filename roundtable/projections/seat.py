"""A participant's own place in the room: table, hand, notes of the table. For that person alone."""

from __future__ import annotations

from sqlalchemy.orm import Session

from roundtable.models import Participant
from roundtable.projections.view import Data


def seat_of(session: Session, participant: Participant) -> Data:
    """Where somebody sits, whether their hand is up, and what their table wrote."""
    return {
        "channel": participant.channel,
        "table": participant.table_id,
        "place": None,
        "hosts": participant.hosts,
        "agreed": participant.agreed_at is not None,
        "hand": None,
        "notes": [],
        "acted": [],
    }
