"""What a simulated person's cue means in a room as it is now: commands with their arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import ballots, rehearsal
from roundtable.core.rehearsal import Cue, Player
from roundtable.models import (
    Area,
    Ballot,
    Concern,
    Option,
    Participant,
    Proposal,
    RoomTable,
    Roundtable,
    Seat,
    Stage,
    Turn,
)

#: Of those who vote, how many abstain.
ABSTAIN = 0.02
#: A command and its arguments.
Said = tuple[str, dict[str, Any]]


class Acting:
    """The room as one turn of a rehearsal finds it; what it needs is read once."""

    def __init__(
        self,
        session: Session,
        roundtable: Roundtable,
        stage: Stage,
        people: Mapping[str, Player],
    ) -> None:
        self._session = session
        self._people = people
        self._roundtable = roundtable
        self._stage = stage
        self._seed = roundtable.id

    def cued(self, person: str, who: Player, cue: Cue) -> list[Said]:
        """The command of a cue; none where the room gives no occasion for it."""
        return list(getattr(self, f"on_{cue.what}")(person, who))

    def by_themselves(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """What people do because of others: whoever has the word shares, what was returned is mended.

        Yields `(person, command id, command, arguments)`.
        """
        for proposal in self._proposals("returned"):
            author = str(proposal.author_id)
            text = self._another(author, proposal)
            key = rehearsal.key(self._seed, "mend", proposal.id, proposal.edited_at)
            args = {"proposal": proposal.id, "text": text, "area": proposal.area_id}
            yield author, key, "edit_proposal", args
        if self._stage.kind == "round":
            speaking = self._speaking()
            for proposal in self._proposals("kept"):
                if speaking is None or proposal.author_id == speaking:
                    key = rehearsal.key(self._seed, "share", proposal.id)
                    yield str(proposal.author_id), key, "share_proposal", {"proposal": proposal.id}
                    return

    def _proposals(self, status: str) -> list[Proposal]:
        query = select(Proposal).where(
            Proposal.roundtable_id == self._roundtable.id, Proposal.status == status
        )
        rows = self._session.scalars(query.order_by(Proposal.number))
        return [row for row in rows if row.author_id in self._people]

    def _next(self, person: str) -> tuple[str, str] | None:
        """`(about, text)` of what nobody has said yet, None where nothing is left to say."""
        found = rehearsal.proposal(self._people[person], self._said, self._longest)
        if found is not None:
            self._said.add(found[1])
        return found

    @cached_property
    def _said(self) -> set[str]:
        """All that was proposed: nobody says what another has said."""
        query = select(Proposal.text).where(Proposal.roundtable_id == self._roundtable.id)
        return set(self._session.scalars(query))

    def _speaking(self) -> str | None:
        """Who has the word; None where people speak as they like. "" where it is nobody's turn."""
        if self._stage.settings.get("turns", "strict") != "strict":
            return None
        query = select(Turn.participant_id).where(
            Turn.stage_id == self._stage.id, Turn.status == "speaking"
        )
        return self._session.scalar(query.limit(1)) or ""

    def _another(self, person: str, proposal: Proposal) -> str:
        """Other words for what was returned: they are not looked at for their sense."""
        said = self._next(person)
        other = rehearsal.words(self._people[person], "notes", proposal.id, proposal.edited_at)
        return said[1] if said is not None else other

    @property
    def _longest(self) -> int:
        return int(self._stage.settings.get("max_length", 280))

    @cached_property
    def _areas(self) -> list[Area]:
        query = select(Area).where(Area.roundtable_id == self._roundtable.id)
        return list(self._session.scalars(query.order_by(Area.position)))

    def _is_about(self, area: Area, of: str) -> bool:
        """Whether a text belongs to an area; what is about the city, to those about nothing else."""
        if of != "city":
            return rehearsal.about(area.title, of)
        return not any(rehearsal.about(area.title, other) for other in rehearsal.ABOUT)

    @cached_property
    def _shown(self) -> list[Proposal]:
        query = select(Proposal).where(
            Proposal.roundtable_id == self._roundtable.id, Proposal.status == "shown"
        )
        return list(self._session.scalars(query.order_by(Proposal.number)))

    @cached_property
    def _vote(self) -> Stage | None:
        """The vote that people look back on."""
        if of := self._stage.settings.get("of"):
            return self._session.get(Stage, str(of))
        query = select(Stage).where(
            Stage.roundtable_id == self._roundtable.id,
            Stage.kind.in_(("vote", "consent")),
            Stage.opened_at.is_not(None),
        )
        return self._session.scalars(query.order_by(Stage.opened_at.desc()).limit(1)).first()

    @cached_property
    def _concerns(self) -> list[Concern]:
        query = select(Concern).where(
            Concern.roundtable_id == self._roundtable.id, Concern.status == "open"
        )
        return list(self._session.scalars(query.order_by(Concern.created_at)))

    def _options(self, stage: Stage) -> list[str]:
        query = select(Option.id).where(Option.stage_id == stage.id, Option.up)
        return list(self._session.scalars(query.order_by(Option.position)))

    def _costs(self, stage: Stage) -> dict[str, int]:
        query = select(Option.id, Option.cost).where(Option.stage_id == stage.id, Option.up)
        return {row.id: row.cost or 0 for row in self._session.execute(query)}

    def _dice(self, who: Player, *parts: object) -> Any:
        return rehearsal.chance(self._seed, self._stage.id, who.number, *parts)

    # -- one for each kind of cue ---------------------------------------------------------------

    def on_agree(self, _person: str, _who: Player) -> Iterator[Said]:
        """Agree to how people talk here."""
        yield "agree", {}

    def on_propose(self, person: str, who: Player) -> Iterator[Said]:
        """Send an idea; one about a policy area goes there."""
        said = self._next(person)
        if said is None:
            return
        of, text = said
        fitting = [area.id for area in self._areas if self._is_about(area, of)]
        area = self._dice(who, text).choice(fitting) if fitting else None
        yield "submit_proposal", {"text": text, "area": area, "language": who.language}

    def on_again(self, person: str, who: Player) -> Iterator[Said]:
        """A second idea."""
        yield from self.on_propose(person, who)

    def on_comment(self, person: str, who: Player, what: str = "comment") -> Iterator[Said]:
        """Say something to an idea of somebody else."""
        others = [p for p in self._shown if p.author_id != person]
        if others:
            about = self._dice(who, what).choice(others)
            text = rehearsal.words(who, f"{what}s", self._stage.id)
            yield "add_comment", {"proposal": about.id, "text": text, "kind": what}

    def on_ask(self, person: str, who: Player) -> Iterator[Said]:
        """Ask what is meant."""
        yield from self.on_comment(person, who, "question")

    def on_hand(self, _person: str, _who: Player) -> Iterator[Said]:
        """Want to speak."""
        yield "raise_hand", {}

    def _vote_now(self, who: Player, turn: int) -> Iterator[Said]:
        options = self._options(self._stage)
        if not options:
            return
        if self._dice(who, "abstain", turn).random() < ABSTAIN:
            yield "cast_ballot", {"stage": self._stage.id, "marks": {}, "abstain": True}
            return
        kind = ballots.of_settings(self._stage.settings)
        costs = self._costs(self._stage)
        chosen = rehearsal.ballot(self._seed, who, options, kind, costs, turn)
        marks: dict[str, int | None] = {} if kind.name == "pairs" else dict.fromkeys(options)
        yield "cast_ballot", {"stage": self._stage.id, "marks": marks | chosen}

    def on_vote(self, _person: str, who: Player) -> Iterator[Said]:
        """Vote."""
        yield from self._vote_now(who, 0)

    def on_revote(self, _person: str, who: Player) -> Iterator[Said]:
        """Vote otherwise than before."""
        yield from self._vote_now(who, 1)

    def on_worry(self, _person: str, who: Player) -> Iterator[Said]:
        """State a concern about an option."""
        stage = self._stage if self._stage.kind == "vote" else self._vote
        options = self._options(stage) if stage is not None else []
        if stage is None or not options or stage.settings.get("concerns") == "no":
            return
        option = self._dice(who, "worry").choice(options)
        text = rehearsal.words(who, "concerns", option)
        yield "state_concern", {"stage": stage.id, "option": option, "text": text}

    def on_share(self, person: str, who: Player) -> Iterator[Said]:
        """Share somebody's concern."""
        others = [c for c in self._concerns if c.participant_id != person]
        if others:
            shared = self._dice(who, "share").choice(others)
            yield "support_concern", {"concern": shared.id, "stands": True}

    def on_position(self, person: str, who: Player) -> Iterator[Said]:
        """Take a position on each option of a consent round."""
        taken = self._session.get(Ballot, (self._stage.id, person))
        for option in self._options(self._stage):
            if taken is not None and option in taken.body:
                continue
            said = rehearsal.position(self._seed, who, option)
            args = {"stage": self._stage.id, "option": option, "position": said}
            if said == "objection":
                args["text"] = rehearsal.words(who, "concerns", option)
            yield "take_position", args

    def on_table(self, person: str, who: Player) -> Iterator[Said]:
        """Sit down somewhere."""
        if self._stage.settings.get("seating") != "choice":
            return
        query = select(RoomTable.id).where(
            RoomTable.roundtable_id == self._roundtable.id, RoomTable.status == "shown"
        )
        tables = list(self._session.scalars(query.order_by(RoomTable.position)))
        seat = self._session.get_one(Participant, person)
        if tables and seat.table_id is None:
            yield "choose_table", {"table": self._dice(who, "table").choice(tables)}

    def on_note(self, person: str, who: Player) -> Iterator[Said]:
        """Write something for the table."""
        seat = self._session.get(Seat, (self._stage.id, person))
        table = seat.table_id if seat else self._session.get_one(Participant, person).table_id
        if table is not None:
            text = rehearsal.words(who, "notes", self._stage.id)
            yield "write_minute", {"kind": "note", "text": text}

    def on_feedback(self, _person: str, who: Player) -> Iterator[Said]:
        """Say how the meeting was."""
        answers = rehearsal.feedback(who, self._stage.id)
        yield "give_feedback", {"stage": self._stage.id, "answers": answers}
