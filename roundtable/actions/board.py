"""The board: proposals are put together, titled, merged and split. All of it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from sqlalchemy import func, select

from roundtable.actions.ballot_paper import put_up_anew, refuse_if_votes_are_in
from roundtable.actions.texts import refuse_unless
from roundtable.commands import FACILITATOR, Act, Result, Words, command
from roundtable.core.errors import Refused
from roundtable.models import Area, Cluster, Comment, Proposal

Title = Annotated[str, Words(120)]
Summary = Annotated[str, Words(600, lines=True, empty=True)]
Placed = TypeVar("Placed", Proposal, Cluster)


def _live(*clusters: Cluster | None) -> None:
    """Refuse clusters that are gone: another console may have merged or dissolved them."""
    if any(cluster is not None and cluster.status != "shown" for cluster in clusters):
        raise Refused("cluster_gone", "cluster")


#: Positions closer than this are given out anew, long before numbers run out between them.
_CLOSEST = 1e-6


def _between(before: float | None, after: float | None, count: int = 1) -> list[float]:
    """Positions for `count` things between two neighbours, None being the end. Others keep theirs."""
    if before is None:
        before = 0.0 if after is None else after - count - 1
    step = 1.0 if after is None else (after - before) / (count + 1)
    return [before + step * place for place in range(1, count + 1)]


def _insert(things: Sequence[Placed], others: Sequence[Placed], place: int) -> None:
    """Give `things` positions that put them at `place` among `others`."""
    low = others[place - 1].position if place else None
    high = others[place].position if place < len(others) else None
    for thing, position in zip(things, _between(low, high, len(things)), strict=True):
        thing.position = position
    if low is not None and high is not None and (high - low) / (len(things) + 1) < _CLOSEST:
        for number, one in enumerate([*others[:place], *things, *others[place:]], start=1):
            one.position = float(number)


def _members(act: Act, cluster: Cluster | None) -> list[Proposal]:
    """All that lie in a cluster (or in none), hidden ones too: they may be shown again."""
    query = select(Proposal).where(
        Proposal.roundtable_id == act.roundtable.id,
        Proposal.cluster_id.is_(None) if cluster is None else Proposal.cluster_id == cluster.id,
        Proposal.status != "withdrawn",
    )
    return list(act.session.scalars(query.order_by(Proposal.position, Proposal.number)))


def _refuse_unless_there(proposals: Sequence[Proposal]) -> None:
    """Refuse what does not lie on the board; what waits or was returned goes along with its group."""
    for proposal in proposals:
        refuse_unless(proposal, "shown", "hidden")


def put(
    act: Act, proposals: Sequence[Proposal], cluster: Cluster | None, before: Proposal | None
) -> None:
    """Put proposals into a cluster (or none), ahead of `before` or at the end."""
    others = [p for p in _members(act, cluster) if p not in proposals]
    place = others.index(before) if before in others else len(others)
    _insert(proposals, others, place)
    for proposal in proposals:
        proposal.cluster_id = cluster.id if cluster else None


def new_cluster(
    act: Act, area_id: str | None, title: str, after: float | None = None, *, key: str = ""
) -> Cluster:
    """A group behind all others or `after` a position; its id is `key`, else that of the command."""
    act.roundtable.last_cluster += 1
    highest = act.session.scalar(
        select(func.max(Cluster.position)).where(Cluster.roundtable_id == act.roundtable.id)
    )
    cluster = Cluster(
        id=key or act.id,
        roundtable_id=act.roundtable.id,
        number=act.roundtable.last_cluster,
        area_id=area_id,
        title=title,
        language=act.roundtable.language,
        position=_between(highest, None)[0] if after is None else after,
    )
    act.session.add(cluster)
    act.session.flush()
    return cluster


@command(FACILITATOR, undoable=True)
def create_cluster(
    act: Act, title: Title, proposals: list[Proposal], area: Area | None = None
) -> Result:
    """Make a group with a title, of the proposals named (or of none yet)."""
    refuse_if_votes_are_in(act)
    _refuse_unless_there(proposals)
    cluster = new_cluster(act, area.id if area else None, title)
    put(act, proposals, cluster, None)
    act.says(cluster=title)
    put_up_anew(act)
    return {"cluster": cluster.id, "number": cluster.number}


@command(FACILITATOR, undoable=True)
def edit_cluster(
    act: Act, cluster: Cluster, title: Title | None = None, summary: Summary | None = None
) -> Result:
    """Change a group's title or summary; what is not named stays."""
    _live(cluster)
    refuse_if_votes_are_in(act)
    act.says(cluster=cluster.title)
    cluster.title = cluster.title if title is None else title
    cluster.summary = cluster.summary if summary is None else summary
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def move_proposals(
    act: Act,
    proposals: list[Proposal],
    cluster: Cluster | None = None,
    before: Proposal | None = None,
) -> Result:
    """Move proposals into a group, or out of all groups, ahead of `before` or to the end."""
    _live(cluster)
    refuse_if_votes_are_in(act)
    _refuse_unless_there(proposals)
    put(act, proposals, cluster, before)
    names = {"proposal": proposals[0].number} if len(proposals) == 1 else {}
    act.says(count=len(proposals), **names, **({"cluster": cluster.title} if cluster else {}))
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def merge_clusters(act: Act, cluster: Cluster, into: Cluster) -> Result:
    """Put all of one group into another. The words of the proposals stay as they are."""
    _live(cluster, into)
    if cluster is into:
        raise Refused("same_cluster", "into")
    refuse_if_votes_are_in(act)
    put(act, _members(act, cluster), into, None)
    cluster.status, cluster.merged_into = "removed", into.id
    act.says(cluster=cluster.title, into=into.title)
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def split_cluster(act: Act, cluster: Cluster, proposals: list[Proposal], title: Title) -> Result:
    """Take proposals out of a group into a new one beside it."""
    _live(cluster)
    refuse_if_votes_are_in(act)
    if any(proposal.cluster_id != cluster.id for proposal in proposals) or not proposals:
        raise Refused("not_in_cluster", "proposals")
    _refuse_unless_there(proposals)
    following = act.session.scalar(
        select(func.min(Cluster.position)).where(
            Cluster.roundtable_id == act.roundtable.id,
            Cluster.position > cluster.position,
            Cluster.status == "shown",
        )
    )
    made = new_cluster(act, cluster.area_id, title, after=_between(cluster.position, following)[0])
    put(act, proposals, made, None)
    act.says(cluster=cluster.title, title=title)
    put_up_anew(act)
    return {"cluster": made.id, "number": made.number}


@command(FACILITATOR, undoable=True)
def remove_cluster(act: Act, cluster: Cluster) -> Result:
    """Dissolve a group; its proposals are ungrouped again."""
    _live(cluster)
    refuse_if_votes_are_in(act)
    put(act, _members(act, cluster), None, None)
    cluster.status = "removed"
    act.says(cluster=cluster.title)
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def move_cluster(act: Act, cluster: Cluster, before: Cluster | None = None) -> Result:
    """Put a group ahead of another one, or last."""
    _live(cluster, before)
    refuse_if_votes_are_in(act)
    query = select(Cluster).where(
        Cluster.roundtable_id == act.roundtable.id,
        Cluster.status == "shown",
        Cluster.id != cluster.id,
    )
    others = list(act.session.scalars(query.order_by(Cluster.position)))
    place = others.index(before) if before in others else len(others)
    _insert([cluster], others, place)
    if before is not None:
        cluster.area_id = before.area_id
    act.says(cluster=cluster.title)
    put_up_anew(act)
    return None


@command(FACILITATOR, undoable=True)
def merge_proposals(act: Act, proposals: list[Proposal], into: Proposal) -> Result:
    """Put proposals that say the same into one of them, before the vote. Each keeps its number.

    Their comments go with them. Undone, each stands by itself again.
    """
    if into in proposals or not proposals:
        raise Refused("same_proposal", "proposals")
    refuse_unless(into, "shown")
    for proposal in proposals:
        refuse_unless(proposal, "shown")
    refuse_if_votes_are_in(act)
    said = select(Comment).where(Comment.proposal_id.in_([one.id for one in proposals]))
    for comment in act.session.scalars(said):
        comment.proposal_id = into.id
    for proposal in proposals:
        proposal.status, proposal.merged_into = "merged", into.id
    act.says(
        proposals=[proposal.number for proposal in proposals],
        count=len(proposals),
        into=into.number,
    )
    put_up_anew(act)
    return None
