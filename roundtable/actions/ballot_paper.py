"""What stands on a ballot paper, and what may still change while people vote on it.

When the board may still change is decided in `projections.votes`, which the timeline asks too.
"""

from __future__ import annotations

from sqlalchemy import delete, select

from roundtable.commands import Act
from roundtable.core.errors import Refused
from roundtable.core.text import direction, pick
from roundtable.models import Ballot, Cluster, Option, Proposal, Stage
from roundtable.projections import votes


def refuse_if_votes_are_in(act: Act) -> None:
    """The board is still while a vote on it has begun, and once the last vote on it was shown."""
    if why := votes.board_held(act.session, act.roundtable.id):
        raise Refused(why)


def refuse_if_revealed(act: Act, *proposals: str) -> None:
    """What the last vote has shown of these proposals stays."""
    if votes.settled(act.session, act.roundtable.id).intersection(proposals):
        raise Refused(votes.REVEALED, "proposal")


def refuse_if_voted_on(act: Act, proposal: Proposal) -> None:
    """What people have voted on cannot be taken back, nor what a result has shown."""
    here = act.roundtable.id
    voted = select(Ballot.stage_id).where(Ballot.roundtable_id == here, Ballot.marked).distinct()
    shown = [s.id for s in votes.votes_of(act.session, here) if s.revealed_at is not None]
    if proposal.id in votes.put_up(act.session, {*act.session.scalars(voted), *shown}):
        raise Refused(votes.VOTED, "proposal")


def put_up_anew(act: Act) -> None:
    """Let what is up for vote follow the board: a card that is hidden is hidden there too.

    Until somebody has voted it is put up anew; afterwards it stays as it was, but for what is hidden.
    """
    for stage in votes.votes_of(act.session, act.roundtable.id):
        if stage.opened_at is None or stage.revealed_at is not None:
            continue
        if not freeze_options(act, stage):
            _follow_hiding(act, stage)
        act.everything_changed = True


def _follow_hiding(act: Act, stage: Stage) -> None:
    """Take what is hidden off the ballot. It comes back in the words that were voted on, or not."""
    act.session.flush()
    query = select(Option, Proposal).join(Proposal, Proposal.id == Option.id)
    for option, proposal in act.session.execute(query.where(Option.stage_id == stage.id)):
        option.up = proposal.status == "shown" and (option.up or option.title == proposal.text)


def freeze_options(act: Act, stage: Stage) -> bool:
    """Put up what is voted on; False if ballots are in already (then it stays as it was)."""
    if votes.has_ballots(act.session, [stage]):
        return False
    act.session.flush()
    act.session.execute(delete(Option).where(Option.stage_id == stage.id))
    for position, option in enumerate(_options(act, stage)):
        option.position = position
        act.session.add(option)
    return True


def _options(act: Act, stage: Stage) -> list[Option]:
    """The groups with something in them, then each ungrouped proposal: nothing said is left out."""
    if not votes.about_the_board(stage):
        return [_of_question(act, stage)]
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


def _of_question(act: Act, stage: Stage) -> Option:
    language = act.roundtable.language
    title = pick(stage.question, language)
    return Option(
        stage_id=stage.id,
        id=stage.id,
        roundtable_id=stage.roundtable_id,
        kind="question",
        number=0,
        title=title,
        text="",
        language=language,
        direction=direction(title, language),
        proposals=[],
    )


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
        cost=cluster.cost,
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
        cost=proposal.cost,
    )
