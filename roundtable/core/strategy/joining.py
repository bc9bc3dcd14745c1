"""Proposals and clusters of different roundtables that say the same, joined visibly and reversibly.

Support is shown for each room and never added up. Rooms vote with different ballots on different
questions among different options; somebody may have been in both; and a sum would let the room with more
chairs decide what a city wants. "31 of 38 here, 12 of 20 there" is what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from roundtable.core.draft_words import Wording
from roundtable.core.errors import Refused
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source, Votes


@dataclass(frozen=True, slots=True)
class Join:
    """Things that say the same, under a title. `who` joined them on the day `on` (ISO 8601).

    One that was taken apart stays, with who did that and when: nothing happens unseen.
    """

    id: str
    members: tuple[Ref, ...]
    title: str
    language: str
    who: str
    on: str
    apart_by: str = ""
    apart_on: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken apart."""
        return not self.apart_on


def joined(joins: Sequence[Join], join: Join, known: Mapping[Ref, Source]) -> tuple[Join, ...]:
    """The joins with a new one.

    Raises `Refused`: `source_unknown`, `join_twice` (its id, or a member that stands in another),
    `not_joinable` (neither proposal nor cluster), `one_room` (what one room holds is put together there,
    where it voted).
    """
    members = set(join.members)
    if any(ref not in known for ref in members):
        raise Refused("source_unknown", "members")
    if any(ref.kind not in ("proposal", "cluster") for ref in members):
        raise Refused("not_joinable", "members")
    if len({ref.roundtable for ref in members}) < 2:  # noqa: PLR2004  (a join is of two rooms)
        raise Refused("one_room", "members")
    taken = {ref for other in joins if other.stands for ref in other.members}
    if members & taken or any(other.id == join.id for other in joins):
        raise Refused("join_twice", "members")
    return (*joins, replace(join, members=tuple(sorted(members))))


def apart(joins: Sequence[Join], key: str, who: str, on: str) -> tuple[Join, ...]:
    """The joins after one was taken apart. Raises `Refused`: `join_unknown`."""
    if not any(join.id == key and join.stands for join in joins):
        raise Refused("join_unknown", "join")
    return tuple(
        replace(join, apart_by=who, apart_on=on) if join.id == key else join for join in joins
    )


def others(ref: Ref, joins: Iterable[Join]) -> tuple[Ref, ...]:
    """What says the same as `ref` elsewhere."""
    return tuple(
        other for join in joins if join.stands and ref in join.members for other in join.members
        if other != ref
    )  # fmt: skip


def support(join: Join, known: Mapping[Ref, Source]) -> tuple[tuple[Ref, Votes | None], ...]:
    """How each member was voted on in its room; None where it was not."""
    return tuple((ref, known[ref].votes if ref in known else None) for ref in join.members)


def told(join: Join, known: Mapping[Ref, Source], w: Wording) -> str:
    """How each room saw it, in sentences."""
    said = [
        w.gettext("%(source)s: %(figure)s")
        % {"source": ref, "figure": votes.figure if votes else w.gettext("not voted on")}
        for ref, votes in support(join, known)
    ]
    rooms = w.gettext("Each room by itself: %(support)s.") % {"support": w.listed(said)}
    return f"{rooms} {w.gettext('Figures of different rooms are not added up.')}"
