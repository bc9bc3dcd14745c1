"""The rows of a sealed vote: ballots put in, the list fixed at the close, the files at the reveal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, func, select

from roundtable import sealing
from roundtable.commands import Act, Result
from roundtable.core import sealing as core
from roundtable.core.errors import Refused
from roundtable.models import Ballot, Option, Stage
from roundtable.projections import sealed


def is_sealed(stage: Stage) -> bool:
    """Whether the ballots of a stage are sealed."""
    return stage.kind == "vote" and sealing.is_sealed(stage.settings)


def refuse_if_fixed(stage: Stage) -> None:
    """No ballot is taken once the list is fixed: its root was shown."""
    if stage.seal is not None:
        raise Refused("list_fixed", "stage")


def before(act: Act, ballot: Ballot | None) -> sealed.Chosen:
    """What a patch changes.

    At the desk a sealed ballot is typed whole: what an answer to half of one would tell of the other
    half is nobody's business.
    """
    if ballot is None or act.behalf is not None:
        return sealed.Chosen({}, False)
    return sealed.chosen([ballot])[0]


def put(act: Act, stage: Stage, ballot: Ballot, marks: dict[str, int], *, abstains: bool) -> Result:
    """Seal what was chosen into a ballot's row. The desk is answered with the `receipt`.

    An empty ballot leaves the list; its voter keeps the receipt.
    """
    ballot.body, ballot.abstains = {}, False
    if not (marks or abstains):
        ballot.seal = ballot.hash = None
        return None
    chosen = core.choice(marks, abstains=abstains)
    ballot.receipt = ballot.receipt or _receipt(act, stage)
    made = sealing.Sealer(stage.id).seal(ballot.receipt, chosen, _room(act, stage))
    ballot.seal, ballot.hash = made
    return {"receipt": ballot.receipt} if act.behalf is not None else None


def _room(act: Act, stage: Stage) -> int:
    """Room for a ballot on all that was put up, whether or not some of it was hidden since."""
    query = select(func.count()).select_from(Option).where(Option.stage_id == stage.id)
    options = act.session.connection().scalar(query) or 0
    return core.room_for(options, pairs=stage.settings.get("ballot") == "pairs")


def _receipt(act: Act, stage: Stage) -> str:
    """A receipt that nobody has in this vote."""
    while True:
        receipt = sealing.new_receipt()
        same = select(Ballot).where(Ballot.stage_id == stage.id, Ballot.receipt == receipt)
        if not act.session.scalar(select(exists(same.subquery()))):
            return receipt


def fix(act: Act, stage: Stage) -> None:
    """Fix the list of a sealed vote that closes, and tell its root. Once fixed, it stays."""
    if not is_sealed(stage) or stage.opened_at is None or stage.seal is not None:
        return
    act.session.flush()
    entries = sealed.entries(act.session, stage.id)
    stage.seal = {"root": core.root_of(entries), "count": len(entries), "at": act.now}


def publish(act: Act, stage: Stage, body: dict[str, Any]) -> dict[str, Any] | None:
    """The `seal` of a result: what the published file is known by. None where the vote is not sealed.

    Raises `Refused` where the ballots are not those of the list that was fixed.
    """
    if not is_sealed(stage):
        return None
    words = sealed.words_of(stage, act.roundtable)
    document = sealed.document_of(act.session, act.roundtable, stage, body, words)
    if stage.seal is None or document["root"] != stage.seal["root"]:
        raise Refused("seal_broken", "stage")
    return {
        "root": document["root"],
        "count": document["count"],
        "fingerprint": document["fingerprint"],
        "file": f"/r/{act.roundtable.code}/sealed/{stage.id}.json",
        **words,
    }
