"""Voting: what is up, the ballots, the reveal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from sqlalchemy import bindparam, delete, exists, select, update

from roundtable.commands import FACILITATOR, PARTICIPANT, Act, EntityId, Result, command
from roundtable.core import ballots
from roundtable.core.errors import Refused
from roundtable.core.results import result_of
from roundtable.core.text import direction
from roundtable.models import (
    Ballot,
    Cluster,
    Group,
    Option,
    Participant,
    Passage,
    Proposal,
    Stage,
)
from roundtable.models import Result as ResultRow

MarkValue = Annotated[int, Field(ge=-1, le=1000)]
MarkPatch = Annotated[dict[EntityId, MarkValue | None], Field(max_length=1000)]

#: Which of the options named are up for vote; built once, as it is asked for each ballot.
_UP = select(Option.id).where(
    Option.stage_id == bindparam("stage"),
    Option.up,
    Option.id.in_(bindparam("ids", expanding=True)),
)


def refuse_if_votes_are_in(act: Act) -> None:
    """What people have voted on stays as it was when they voted, unless the vote is reset."""
    voted = select(Ballot.stage_id).where(Ballot.roundtable_id == act.roundtable.id, Ballot.marked)
    shown = select(ResultRow.stage_id).where(ResultRow.roundtable_id == act.roundtable.id)
    if act.session.scalar(select(exists(voted.union_all(shown).subquery()))):
        raise Refused("votes_in")


def refuse_if_revealed(act: Act) -> None:
    """A result that was shown stays as it is."""
    shown = select(ResultRow.stage_id).where(ResultRow.roundtable_id == act.roundtable.id)
    if act.session.scalar(select(exists(shown.subquery()))):
        raise Refused("already_revealed")


def refuse_if_voted_on(act: Act, proposal: Proposal) -> None:
    """What people have voted on cannot be taken back: it would change what their votes say."""
    voted = select(Ballot.stage_id).where(Ballot.roundtable_id == act.roundtable.id, Ballot.marked)
    for option in act.session.scalars(select(Option).where(Option.stage_id.in_(voted))):
        if proposal.id in option.proposals:
            raise Refused("votes_in", "proposal")


def put_up_anew(act: Act) -> None:
    """Let what is up for vote follow the board: a card that is hidden is hidden there too.

    Until somebody has voted it is put up anew; afterwards it stays as it was, but for what is hidden.
    """
    opened = select(Stage).where(
        Stage.roundtable_id == act.roundtable.id,
        Stage.kind == "vote",
        Stage.opened_at.is_not(None),
        Stage.revealed_at.is_(None),
    )
    for stage in act.session.scalars(opened):
        if not freeze_options(act, stage):
            _follow_hiding(act, stage)
        act.everything_changed = True


def _follow_hiding(act: Act, stage: Stage) -> None:
    act.session.flush()
    query = select(Option, Proposal.status).join(Proposal, Proposal.id == Option.id)
    for option, status in act.session.execute(query.where(Option.stage_id == stage.id)):
        option.up = status == "shown"


def freeze_options(act: Act, stage: Stage) -> bool:
    """Put up what is voted on; False if ballots are in already (then it stays as it was)."""
    voted = select(Ballot).where(Ballot.stage_id == stage.id, Ballot.marked)
    if act.session.scalar(select(exists(voted.subquery()))):
        return False
    act.session.flush()
    act.session.execute(delete(Option).where(Option.stage_id == stage.id))
    for position, option in enumerate(_options(act, stage)):
        option.position = position
        act.session.add(option)
    return True


def _options(act: Act, stage: Stage) -> list[Option]:
    """The groups with something in them, then each ungrouped proposal: nothing said is left out."""
    shown = select(Proposal).where(
        Proposal.roundtable_id == act.roundtable.id, Proposal.status == "shown"
    )
    proposals = list(act.session.scalars(shown.order_by(Proposal.position, Proposal.number)))
    if stage.settings.get("on") == "proposals":
        return [_of_proposal(stage, p) for p in sorted(proposals, key=lambda p: p.number)]
    query = select(Cluster).where(
        Cluster.roundtable_id == act.roundtable.id, Cluster.status == "shown"
    )
    clusters = list(act.session.scalars(query.order_by(Cluster.position)))
    within = {c.id: [p for p in proposals if p.cluster_id == c.id] for c in clusters}
    grouped = [_of_cluster(stage, c, within[c.id]) for c in clusters if within[c.id]]
    return grouped + [_of_proposal(stage, p) for p in proposals if p.cluster_id not in within]


def _of_cluster(stage: Stage, cluster: Cluster, members: list[Proposal]) -> Option:
    return Option(
        stage_id=stage.id,
        id=cluster.id,
        roundtable_id=stage.roundtable_id,
        kind="cluster",
        number=cluster.number,
        area_id=cluster.area_id,
        title=cluster.title,
        text=cluster.summary,
        language=cluster.language,
        direction=direction(cluster.title, cluster.language),
        proposals=[p.id for p in members],
    )


def _of_proposal(stage: Stage, proposal: Proposal) -> Option:
    return Option(
        stage_id=stage.id,
        id=proposal.id,
        roundtable_id=stage.roundtable_id,
        kind="proposal",
        number=proposal.number,
        area_id=proposal.area_id,
        title=proposal.text,
        text="",
        language=proposal.language,
        direction=proposal.direction,
        proposals=[proposal.id],
    )


@command(PARTICIPANT, during=("vote",), timed=True, private=True)
def cast_ballot(act: Act, stage: Stage, marks: MarkPatch) -> Result:
    """Set one's marks on the options named to the values given; null takes a mark away.

    Values are absolute, never steps, so that a mark sent twice is one mark. The whole ballot must
    keep to its type: budget and range are decided here, whatever the sender's page believed.
    """
    if stage.id != act.stage.id:
        raise Refused("too_late")
    person = act.participant
    ballot = act.session.get(Ballot, (stage.id, person.id))
    before = ballot.body if ballot else {}
    named = {"stage": stage.id, "ids": sorted({*before, *marks})}
    up = act.session.connection().scalars(_UP, named)
    body = ballots.patched(before, marks, up)
    ballots.of_settings(stage.settings).check(body)
    if ballot is None:
        ballot = Ballot(
            stage_id=stage.id, participant_id=person.id, roundtable_id=act.roundtable.id, body={}
        )
        act.session.add(ballot)
    ballot.body, ballot.marked, ballot.changed_at = body, bool(body), act.now
    return None


@command(FACILITATOR, during=("reveal",))
def reveal_results(act: Act, stage: Stage) -> Result:
    """Count the vote and show its result to everyone. It cannot be taken back: it has been seen."""
    if stage.kind != "vote" or stage.opened_at is None:
        raise Refused("nothing_to_reveal", "stage")
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")
    query = select(Option).where(Option.stage_id == stage.id, Option.up)
    options = list(act.session.scalars(query.order_by(Option.position)))
    body = result_of(
        settings=stage.settings,
        options=[option.id for option in options],
        ballots=_ballots(act, stage),
        present=_present(act),
    )
    stage.revealed_at = act.now
    act.session.add(
        ResultRow(
            stage_id=stage.id, roundtable_id=act.roundtable.id, body=body | {"revealed_at": act.now}
        )
    )
    _keep_groups(act, stage)
    _begin_draft(act, options)
    act.everything_changed = True
    return None


def _keep_groups(act: Act, stage: Stage) -> None:
    """Note with each ballot the group by which it was counted: a merger counts by the same."""
    group = select(Participant.group_id).where(Participant.id == Ballot.participant_id)
    ballots = update(Ballot).where(Ballot.stage_id == stage.id)
    act.session.execute(
        ballots.values(group_id=group.scalar_subquery()),
        execution_options={"synchronize_session": False},
    )


def _ballots(act: Act, stage: Stage) -> list[tuple[str, dict[str, int]]]:
    """Every ballot as `(group or "", marks)`; whose it is stays behind."""
    query = (
        select(Participant.group_id, Ballot.body)
        .join(Participant, Participant.id == Ballot.participant_id)
        .where(Ballot.stage_id == stage.id)
    )
    return [(group or "", body) for group, body in act.session.execute(query)]


def _present(act: Act) -> dict[str, int]:
    """People by group, in the groups' order; who left after voting is counted as the vote is."""
    query = (
        select(Participant.group_id)
        .outerjoin(Ballot, Ballot.participant_id == Participant.id)
        .outerjoin(Group, Group.id == Participant.group_id)
        .where(
            Participant.roundtable_id == act.roundtable.id,
            Participant.left_at.is_(None) | Ballot.marked,
        )
        .group_by(Participant.id, Participant.group_id, Group.position)
        .order_by(Group.position.is_(None), Group.position)
    )
    counts: dict[str, int] = {}
    for group in act.session.scalars(query):
        counts[group or ""] = counts.get(group or "", 0) + 1
    return counts


def _begin_draft(act: Act, options: list[Option]) -> None:
    """A passage of the draft for each option, to be written on from here."""
    for option in options:
        if act.session.get(Passage, (act.roundtable.id, option.id)) is None:
            act.session.add(
                Passage(
                    roundtable_id=act.roundtable.id,
                    id=option.id,
                    title=option.title[:200],
                    text=option.text,
                )
            )


@command(FACILITATOR)
def reset_vote(act: Act, stage: Stage) -> Result:
    """Throw the ballots of a vote away, so that it can be held anew. Not after the reveal."""
    if stage.kind != "vote":
        raise Refused("nothing_to_reveal", "stage")
    if stage.revealed_at is not None:
        raise Refused("already_revealed", "stage")
    for ballot in act.session.scalars(select(Ballot).where(Ballot.stage_id == stage.id)):
        ballot.body, ballot.marked, ballot.changed_at = {}, False, act.now
    if stage.id == act.roundtable.stage_id:
        act.session.flush()
        freeze_options(act, stage)
    act.everything_changed = True
    return None
