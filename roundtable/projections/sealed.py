"""Sealed ballots as they are read: by their voter, by whoever counts them, and as the published files.

They stay sealed in the database for good: whoever needs what is in them opens them here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import names, sealing, sealing_count
from roundtable.core.errors import Refused
from roundtable.core.sealing import Document, Sealed
from roundtable.core.text import pick
from roundtable.models import Ballot, Option, Proposal, Result, Roundtable, Stage
from roundtable.sealing import Sealer


class Row(NamedTuple):
    """What of a ballot's row is read (`models.Ballot`)."""

    stage_id: str
    body: dict[str, int]
    abstains: bool
    seal: str | None
    hash: str | None
    receipt: str | None


#: The columns of a `Row`.
COLUMNS = tuple(getattr(Ballot, name) for name in Row._fields)


class Chosen(NamedTuple):
    """What one person chose, sealed or not."""

    marks: dict[str, int]
    abstains: bool


def chosen(rows: Iterable[Any]) -> list[Chosen]:
    """The choices of ballots of one vote (`Row`, or rows with its columns).

    Raises `Refused` where a seal cannot be opened.
    """
    sealer: Sealer | None = None
    found = []
    for row in rows:
        if row.seal is None:
            found.append(Chosen(row.body, row.abstains))
            continue
        sealer = sealer or Sealer(row.stage_id)
        inside = sealer.open(row.receipt, row.seal, row.hash).chosen
        found.append(Chosen(inside["marks"], inside["abstains"]))
    return found


def own_choice(row: Row) -> Chosen:
    """One person's choice, to show it to that person; nothing where the seal cannot be opened."""
    try:
        return chosen([row])[0]
    except Refused:
        return Chosen({}, False)


def entries(session: Session, stage_id: str) -> list[tuple[str, str]]:
    """The list of a sealed vote: `(receipt, hash)` of each ballot, by receipt."""
    query = select(Ballot.receipt, Ballot.hash).where(
        Ballot.stage_id == stage_id, Ballot.receipt.is_not(None), Ballot.hash.is_not(None)
    )
    return [(str(receipt), str(commit)) for receipt, commit in sorted(session.execute(query).all())]


def opened(session: Session, stage_id: str) -> list[Sealed]:
    """All ballots of a sealed vote with what they hold. Raises `Refused` where one cannot be opened."""
    sealer = Sealer(stage_id)
    query = select(Ballot).where(Ballot.stage_id == stage_id, Ballot.seal.is_not(None))
    found = []
    for row in session.scalars(query):
        nonce, choice = sealer.open(row.receipt, str(row.seal), row.hash)
        found.append(Sealed(str(row.receipt), str(row.hash), nonce, choice))
    return found


def words_of(stage: Stage, roundtable: Roundtable) -> dict[str, str]:
    """A vote's title and question as its published file has them; they may be edited afterwards."""
    language = roundtable.language
    return {"title": pick(stage.title, language), "question": pick(stage.question, language)}


def document_of(
    session: Session,
    roundtable: Roundtable,
    stage: Stage,
    body: dict[str, Any],
    words: dict[str, str],
) -> Document:
    """The published file of a sealed vote with this result; the same each time."""
    rows = {row["option"] for row in body["options"]}
    query = select(Option).where(Option.stage_id == stage.id, Option.id.in_(rows))
    withheld = _withheld(session, roundtable)
    head = {
        "code": roundtable.code,
        "stage": stage.id,
        **words,
        "settings": sealing_count.settings_of(stage.settings),
        "rule": body["rule"],
        "seed": stage.id,
        "present": body["present"],
        "threshold": body["threshold"],
        "options": [
            {
                "id": option.id,
                "label": names.citation(option.kind, option.number),
                "title": option.title,
                "cost": option.cost,
                "withheld": option.id in withheld,
            }
            for option in session.scalars(query.order_by(Option.position))
        ],
        "result": sealing_count.told(body),
    }
    ballots = opened(session, stage.id)
    return sealing.published(head, ballots, told=body["voted"] >= body["threshold"])


def _withheld(session: Session, roundtable: Roundtable) -> set[str]:
    """Proposals whose words are not told (any more)."""
    query = select(Proposal.id).where(
        Proposal.roundtable_id == roundtable.id, Proposal.status.in_(("hidden", "withdrawn"))
    )
    return set(session.scalars(query))


def files_of(
    session: Session, roundtable: Roundtable, stage_id: str
) -> tuple[Document, Document] | None:
    """The published file of a sealed vote whose result was revealed, and the one for an auditor.

    None where there is none. Raises `Refused` where a ballot cannot be opened.
    """
    stage, result = session.get(Stage, stage_id), session.get(Result, stage_id)
    if stage is None or result is None or result.roundtable_id != roundtable.id:
        return None
    seal = result.body.get("seal")
    if not seal:
        return None
    words = {name: seal[name] for name in ("title", "question")}
    document = document_of(session, roundtable, stage, result.body, words)
    ballots = opened(session, stage.id)
    return document, sealing.openings(roundtable.code, stage.id, document["root"], ballots)
