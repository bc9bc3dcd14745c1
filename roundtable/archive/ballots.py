"""Single ballots of a vote, as files that others can count: `.pb` of Pabulib, and the CSV of Polis.

What such a file discloses, and when none is made: docs/formats/pb.md.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import ballots as b
from roundtable.core import names, pabulib, polis, polis_export
from roundtable.core.errors import Refused
from roundtable.core.rules.base import Marks
from roundtable.core.text import pick
from roundtable.models import (
    Ballot,
    City,
    Option,
    Proposal,
    Result,
    Roundtable,
    Stage,
    Strategy,
    StrategyRoom,
)
from roundtable.projections import sealed

#: Ballots that a `.pb` file has words for.
IN_PB = frozenset({*pabulib.TYPES.values(), "knapsack"})
IN_POLIS = frozenset({"opinion"})
#: The time that all files in a ZIP bear: none of theirs is of interest.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Votes:
    """A vote whose result was shown, with its single ballots as it counted them."""

    stage: Stage
    body: dict[str, object]
    options: list[Option]
    ballots: list[Marks]
    withheld: frozenset[str]

    def title(self, option: Option) -> str:
        """The words that were voted on; of what was hidden afterwards, that they are withheld."""
        return "[…]" if option.id in self.withheld else option.title


def pb_of(session: Session, roundtable: Roundtable, stage_id: str | None = None) -> str:
    """A vote as a `.pb` file: the one of `stage_id`, else the last that fits. Raises `Refused`.

    Codes as of `votes_of`.
    """
    votes = votes_of(session, roundtable, IN_PB, stage_id)
    settings = {**votes.stage.settings, "ballot": votes.body["ballot"]}
    labels = {option.id: _label(option) for option in votes.options}
    rule = str(votes.body.get("rule") or "")
    seats = min(int(settings.get("seats") or 0), len(labels))
    if not seats and rule in b.SEATED:
        seats = len(labels)
    projects = [pabulib.Project(labels[o.id], o.cost or 0, votes.title(o)) for o in votes.options]
    election = pabulib.election_of(
        settings,
        projects,
        ({labels[option]: mark for option, mark in marks.items()} for marks in votes.ballots),
        seats,
        rule=rule,
        description=_question(votes.stage, roundtable),
        unit=session.get_one(City, roundtable.city_id).name,
        code=roundtable.code,
    )
    return pabulib.write(election)


def polis_of(session: Session, roundtable: Roundtable, stage_id: str | None = None) -> bytes:
    """A vote with agree, disagree and pass as a ZIP with the four files of a Polis export.

    That of `stage_id`, else the last one. Raises `Refused`, with codes as of `votes_of`.
    """
    votes = votes_of(session, roundtable, IN_POLIS, stage_id)
    conversation = polis_export.conversation_of(
        [(option.id, votes.title(option)) for option in votes.options],
        votes.ballots,
        int(votes.stage.revealed_at or 0),
        topic=pick(roundtable.title, roundtable.language),
        description=_question(votes.stage, roundtable),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        files = polis_export.write(conversation)
        for name in sorted(files, key=polis.FILES.index):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), files[name])
    return out.getvalue()


def votes_of(
    session: Session, roundtable: Roundtable, fitting: frozenset[str], stage_id: str | None
) -> Votes:
    """The vote of `stage_id`, else the last whose ballot is one of `fitting`, with its ballots.

    Refused where there is none (`no_vote`), as long as its result was not shown; with `ballot_unfit`;
    with `few_voted` where fewer voted than the threshold of the roundtable says; with `seal_broken`
    where ballots cannot be opened.
    """
    query = (
        select(Stage, Result)
        .join(Result, Result.stage_id == Stage.id)
        .where(Stage.roundtable_id == roundtable.id, Stage.kind == "vote")
        .order_by(Stage.position)
    )
    revealed = [
        (stage, result.body)
        for stage, result in session.execute(query)
        if stage_id in (None, stage.id)
    ]
    if not revealed:
        raise Refused("no_vote", "stage")
    found = [each for each in revealed if each[1]["ballot"] in fitting]
    if not found:
        raise Refused("ballot_unfit", "stage", ballot=revealed[-1][1]["ballot"])
    stage, body = found[-1]
    options, ballots = _counted(session, stage, body)
    # Who abstained is counted as a voter, but nobody hides among them: there is no ballot of theirs.
    if len(ballots) < roundtable.threshold:
        raise Refused("few_voted", "stage", threshold=roundtable.threshold)
    gone = select(Proposal.id).where(
        Proposal.roundtable_id == roundtable.id, Proposal.status.in_(("hidden", "withdrawn"))
    )
    return Votes(stage, body, options, ballots, frozenset(session.scalars(gone)))


def _counted(
    session: Session, stage: Stage, body: dict[str, object]
) -> tuple[list[Option], list[Marks]]:
    """What was up when the result was shown, and the marks on it, without empty ballots."""
    rows: list[dict[str, str]] = body["options"]  # type: ignore[assignment]
    up = {row["option"] for row in rows}
    query = select(Option).where(Option.stage_id == stage.id, Option.id.in_(up))
    kind = b.of_settings({**stage.settings, "ballot": body["ballot"]})
    cast = session.execute(select(*sealed.COLUMNS).where(Ballot.stage_id == stage.id))
    marks = (b.only(kind, each.marks, up) for each in sealed.chosen(cast) if not each.abstains)
    return list(session.scalars(query.order_by(Option.position))), [each for each in marks if each]


def _label(option: Option) -> str:
    return names.citation(option.kind, option.number)


def _question(stage: Stage, roundtable: Roundtable) -> str:
    language = roundtable.language
    return pick(stage.question, language) or pick(stage.title, language)


def polis_of_strategy(session: Session, strategy: Strategy) -> bytes:
    """A ZIP with a folder for each roundtable whose vote Polis has files for. Raises `Refused`."""

    def files(roundtable: Roundtable) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(polis_of(session, roundtable))) as folder:
            return {f"{roundtable.code}/{name}": folder.read(name) for name in folder.namelist()}

    return _of_each(session, strategy, files)


def pb_of_strategy(session: Session, strategy: Strategy) -> bytes:
    """A ZIP with a `.pb` file of each roundtable that has a vote for one. Raises `Refused`."""
    return _of_each(
        session,
        strategy,
        lambda roundtable: {f"{roundtable.code}.pb": pb_of(session, roundtable).encode()},
    )


def _of_each(
    session: Session, strategy: Strategy, files: Callable[[Roundtable], dict[str, bytes]]
) -> bytes:
    """The files of every roundtable, and `roundtables.csv`, which says why some have none.

    Refused as the last roundtable is, where none has any.
    """
    found: dict[str, bytes] = {}
    table: list[tuple[str, str, str]] = [("roundtable", "title", "left out")]
    refused = Refused("no_vote", "stage")
    for roundtable in rooms_of(session, strategy):
        why = ""
        try:
            found |= files(roundtable)
        except Refused as error:
            refused, why = error, error.code
        table.append((roundtable.code, pick(roundtable.title, roundtable.language), why))
    if not found:
        raise refused
    out, told = io.BytesIO(), io.StringIO(newline="")
    csv.writer(told).writerows(table)
    found["roundtables.csv"] = told.getvalue().encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content)
    return out.getvalue()


def rooms_of(session: Session, strategy: Strategy) -> list[Roundtable]:
    """The roundtables that stand in a strategy, in its order."""
    query = (
        select(Roundtable)
        .join(StrategyRoom, StrategyRoom.room_id == Roundtable.id)
        .where(StrategyRoom.strategy_id == strategy.id, StrategyRoom.status == "shown")
        .order_by(StrategyRoom.position, StrategyRoom.id)
    )
    return list(session.scalars(query))
