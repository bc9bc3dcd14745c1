"""Voting: the ballots, positions in a consent round, the reveal."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field
from sqlalchemy import bindparam, select, update

from roundtable.actions import sealed
from roundtable.actions.ballot_paper import (
    freeze_options,
    put_up_anew,
    refuse_if_revealed,
    refuse_if_voted_on,
    refuse_if_votes_are_in,
)
from roundtable.actions.concerns import Reasons, give_reason
from roundtable.commands import FACILITATOR, PARTICIPANT, Act, EntityId, Result, command
from roundtable.core import ballots
from roundtable.core.errors import Refused
from roundtable.core.results import Cast, result_of
from roundtable.models import Ballot, Group, Option, Participant, Passage, Stage
from roundtable.models import Result as ResultRow
from roundtable.projections.earlier import rounds_of
from roundtable.projections.sealed import COLUMNS, chosen
from roundtable.projections.votes import PUTS_UP

__all__ = [
    "cast_ballot",
    "freeze_options",
    "put_up_anew",
    "refuse_if_revealed",
    "refuse_if_voted_on",
    "refuse_if_votes_are_in",
    "reset_vote",
    "reveal",
    "reveal_results",
    "take_position",
]

MarkValue = Annotated[int, Field(ge=-1, le=1000)]
#: An option, or a pair of them (`core.ballots.pair_key`).
MarkKey = Annotated[str, Field(pattern=r"^[0-9a-z]{20}(-[0-9a-z]{20})?$")]
MarkPatch = Annotated[dict[MarkKey, MarkValue | None], Field(max_length=1000)]
Position = Literal["consent", "aside", "objection"]

#: Which of the options named are up for vote; built once, as it is asked for each ballot.
_UP = select(Option.id, Option.cost).where(
    Option.stage_id == bindparam("stage"),
    Option.up,
    Option.id.in_(bindparam("ids", expanding=True)),
)


@command(PARTICIPANT, during=("vote",), timed=True, private=True)
def cast_ballot(act: Act, stage: Stage, marks: MarkPatch, abstain: bool | None = None) -> Result:
    """Set one's marks on the options named to the values given; null takes a mark away.

    Values are absolute, never steps, so that a mark sent twice is one mark. The whole ballot must
    keep to its type: budget and range are decided here, whatever the sender's page believed.
    With `abstain` all marks are taken away, and one is counted as somebody who abstains; false, or
    any mark, takes that back. A paper ballot is taken at the desk until its vote is revealed,
    whatever step is open then; in a sealed vote until the step is left. There it replaces the whole
    ballot, and is answered with its `receipt`.
    """
    _refuse_unless_open(act, stage, "vote")
    return _mark(act, stage, marks, abstain)


def _refuse_unless_open(act: Act, stage: Stage, kind: str) -> None:
    """Ballots are for the open stage; those on paper for any that was opened and not revealed."""
    sealed.refuse_if_fixed(stage)
    if act.behalf is None:
        if stage.id != act.stage.id or stage.revealed_at is not None:
            raise Refused("too_late")
        return
    if stage.kind != kind or stage.opened_at is None:
        raise Refused("nothing_to_vote_on", "stage")
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")


def _mark(act: Act, stage: Stage, marks: MarkPatch, abstain: bool | None = None) -> Result:
    person = act.participant
    ballot = act.session.get(Ballot, (stage.id, person.id))
    is_sealed = sealed.is_sealed(stage)
    if is_sealed:
        before, abstained = sealed.before(act, ballot)
    else:
        before, abstained = (ballot.body, ballot.abstains) if ballot else ({}, False)
    kind = _ballot_of(stage)
    keys = {option for key in (*before, *marks) for option in kind.options_of(key)}
    named = {"stage": stage.id, "ids": sorted(keys)}
    up = {row.id: row.cost or 0 for row in act.session.connection().execute(_UP, named)}
    body = {} if abstain else ballots.patched(before, marks, up, kind)
    kind.check(body, up)
    if ballot is None:
        ballot = Ballot(
            stage_id=stage.id, participant_id=person.id, roundtable_id=act.roundtable.id, body={}
        )
        act.session.add(ballot)
    had, ballot.changed_at = bool(ballot.marked), act.now
    abstains = not body and (abstained if abstain is None else abstain)
    ballot.marked = bool(body) or abstains
    answer: Result = None
    if is_sealed:
        answer = sealed.put(act, stage, ballot, body, abstains=abstains)
    else:
        ballot.body, ballot.abstains = body, abstains
    if had and not ballot.marked:  # it may have been the only one: the vote follows the board again
        put_up_anew(act)
    return answer


def _ballot_of(stage: Stage) -> ballots.BallotType:
    return ballots.Consent() if stage.kind == "consent" else ballots.of_settings(stage.settings)


@command(PARTICIPANT, during=("consent",), timed=True, private=True)
def take_position(
    act: Act, stage: Stage, option: EntityId, position: Position, text: Reasons = ""
) -> Result:
    """Consent to an option, stand aside, or object to it with a reason.

    What is said with consent or on standing aside is kept as a concern. Taken again, a position
    replaces the one before with what was said; without words an earlier reason is withdrawn.
    """
    _refuse_unless_open(act, stage, "consent")
    if position == "objection" and not text:
        raise Refused("reason_missing", "text")
    _mark(act, stage, {option: ballots.POSITIONS[position]})
    give_reason(act, stage, option, "objection" if position == "objection" else "concern", text)
    return None


@command(FACILITATOR, during=("reveal", "consent", "previous"))
def reveal_results(act: Act, stage: Stage) -> Result:
    """Count the vote and show its result to everyone. It cannot be taken back: it has been seen."""
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")
    reveal(act, stage)
    return None


def reveal(act: Act, stage: Stage) -> None:
    """Count a vote or a consent round that was opened, and show its result to everyone."""
    if stage.kind not in PUTS_UP or stage.opened_at is None:
        raise Refused("nothing_to_reveal", "stage")
    sealed.fix(act, stage)
    query = select(Option).where(Option.stage_id == stage.id, Option.up)
    options = list(act.session.scalars(query.order_by(Option.position)))
    ids = [option.id for option in options]
    kind = _ballot_of(stage)
    cast = _ballots(act, stage)
    abstained: dict[str, int] = {}
    for each in cast:
        if each.abstains:
            abstained[each.group] = abstained.get(each.group, 0) + 1
    body = result_of(
        Cast(
            settings={**stage.settings, "ballot": kind.name},
            options=ids,
            ballots=[(each.group, each.marks) for each in cast],
            present=_present(act, stage),
            costs={option.id: option.cost or 0 for option in options},
            abstained=abstained,
            desk=sum(
                each.on_paper and (each.abstains or bool(ballots.only(kind, each.marks, ids)))
                for each in cast
            ),
            threshold=act.roundtable.threshold,
            unanimous=act.roundtable.unanimous,
            rounds=rounds_of(act.session, stage),
            seed=stage.id,
        )
    )
    body |= {"seal": sealed.publish(act, stage, body)}
    stage.revealed_at = act.now
    act.session.add(
        ResultRow(
            stage_id=stage.id, roundtable_id=act.roundtable.id, body=body | {"revealed_at": act.now}
        )
    )
    _keep_groups(act, stage)
    _begin_draft(act, options)
    act.everything_changed = True


def _keep_groups(act: Act, stage: Stage) -> None:
    """Note with each ballot the group by which it was counted: a merger counts by the same."""
    group = select(Participant.group_id).where(Participant.id == Ballot.participant_id)
    counted = update(Ballot).where(Ballot.stage_id == stage.id)
    act.session.execute(
        counted.values(group_id=group.scalar_subquery()),
        execution_options={"synchronize_session": False},
    )


class _Cast(NamedTuple):
    """A ballot, with nothing of whose it is but the group."""

    group: str
    marks: dict[str, int]
    on_paper: bool
    abstains: bool


def _ballots(act: Act, stage: Stage) -> list[_Cast]:
    query = (
        select(*COLUMNS, Participant.group_id, Participant.channel)
        .join(Participant, Participant.id == Ballot.participant_id)
        .where(Ballot.stage_id == stage.id)
    )
    rows = act.session.execute(query).all()
    return [
        _Cast(row.group_id or "", choice.marks, row.channel == "desk", choice.abstains)
        for row, choice in zip(rows, chosen(rows), strict=True)
    ]


def _present(act: Act, stage: Stage) -> dict[str, int]:
    """People by group, in the groups' order; who left after this vote is counted as the vote is."""
    voted = select(Ballot.participant_id).where(Ballot.stage_id == stage.id, Ballot.marked)
    query = (
        select(Participant.group_id)
        .outerjoin(Group, Group.id == Participant.group_id)
        .where(
            Participant.roundtable_id == act.roundtable.id,
            Participant.left_at.is_(None) | Participant.id.in_(voted),
        )
        .order_by(Group.position.is_(None), Group.position)
    )
    counts: dict[str, int] = {}
    for group in act.session.scalars(query):
        counts[group or ""] = counts.get(group or "", 0) + 1
    return counts


def _begin_draft(act: Act, options: list[Option]) -> None:
    """A passage of the draft for each option, to be written on from here.

    One that nobody has written on since an earlier vote takes the words of this one.
    """
    for option in options:
        if option.kind == "question":
            continue
        passage = act.session.get(Passage, (act.roundtable.id, option.id))
        if passage is None:
            passage = Passage(roundtable_id=act.roundtable.id, id=option.id, version=0)
            act.session.add(passage)
        if passage.version == 0:
            passage.title, passage.text = option.title[:200], option.text


@command(FACILITATOR)
def reset_vote(act: Act, stage: Stage) -> Result:
    """Throw the ballots of a vote away, so that it can be held anew. Not after the reveal.

    Reasons that were given stay, until who gave them takes another position.
    """
    if stage.kind not in PUTS_UP:
        raise Refused("nothing_to_reveal", "stage")
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")
    for ballot in act.session.scalars(select(Ballot).where(Ballot.stage_id == stage.id)):
        ballot.body, ballot.marked, ballot.changed_at = {}, False, act.now
        ballot.abstains = False
        ballot.seal = ballot.hash = ballot.receipt = None
    stage.seal = None
    if stage.opened_at is not None:
        act.session.flush()
        freeze_options(act, stage)
    act.everything_changed = True
    return None
