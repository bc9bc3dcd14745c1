"""`roundtable import-polis`: a Polis export becomes a roundtable, by the commands of a room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable import actions, i18n, sources  # noqa: F401 (actions registers the commands)
from roundtable.actions.setup import create_roundtable
from roundtable.cli.installation import Failed, installation, json_option, tell
from roundtable.commands import FACILITATOR, PARTICIPANT, VISITOR, Actor, Outcome, Request, run
from roundtable.core import codes, polis
from roundtable.core.formats import Format, StageSpec
from roundtable.core.polis import Conversation
from roundtable.core.polis_files import PolisError
from roundtable.models import Ballot, Participant, Roundtable, Stage

IMPORTS = Actor(FACILITATOR, "import")
ATTRIBUTION = (
    "Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed "
    "under CC BY 4.0 with Attribution to The Computational Democracy Project."
)
#: The column that holds it is as long.
LONGEST_SOURCE = 300

source_option = click.option(
    "--source",
    help="Where the data comes from, as it stands in the draft. Default: Polis's attribution.",
)
language_option = click.option(
    "--language",
    type=click.Choice(sorted(i18n.interface_languages())),
    default=i18n.SOURCE,
    show_default=True,
    help="The roundtable's and its draft's language. Statements keep theirs.",
)
city_option = click.option(
    "--city", default="Polis", show_default=True, help="The city that the draft names on its cover."
)


def read_folder(folder: Path) -> Conversation:
    """The export in a folder. Raises `Failed` with file, line and remedy."""
    if not folder.is_dir():
        raise Failed(f"{folder} is no folder; name the one with {' and '.join(polis.NEEDED)}.")
    try:
        found = {name: folder / name for name in polis.FILES if (folder / name).exists()}
        return polis.parse({name: path.read_bytes() for name, path in found.items()})
    except PolisError as error:
        raise Failed(f"{folder}: {error}") from None
    except OSError as error:
        raise Failed(f"{error.filename} can't be read: {error.strerror}.") from None


def source_of(conversation: Conversation, said: str | None) -> str:
    """The attribution; with the conversation's own address where there is room."""
    source = said if said is not None else f"{ATTRIBUTION} {conversation.url} {_days(conversation)}"
    if len(source) > LONGEST_SOURCE:
        raise click.BadParameter(f"at most {LONGEST_SOURCE} characters fit.", param_hint="--source")
    return source


def _days(conversation: Conversation) -> str:
    """When the votes were given; the roundtable itself is dated by the first day."""
    times = (conversation.votes[0].at, conversation.votes[-1].at)
    first, last = (datetime.fromtimestamp(at / 1000, UTC).date().isoformat() for at in times)
    return f"Votes of {first}." if first == last else f"Votes from {first} to {last}."


@dataclass(frozen=True, slots=True)
class Labels:
    """What an export does not say of itself: `name` stands in where it has no topic."""

    name: str
    city: str
    language: str
    source: str


@dataclass(slots=True)
class Imported:
    """A roundtable made of an export: who and what is which row."""

    roundtable: Roundtable
    stages: dict[str, Stage]
    people: dict[int, str] = field(default_factory=dict)
    proposals: dict[int, str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)

    def matrix(self, session: Session) -> polis.Matrix:
        """The ballots in the database, in the numbers of the export."""
        voters = {key: number for number, key in self.people.items()}
        statements = {key: number for number, key in self.proposals.items()}
        query = select(Ballot.participant_id, Ballot.body).where(
            Ballot.stage_id == self.stages["vote"].id,
            Ballot.participant_id.in_(select(Participant.id)),
        )
        return {
            (voters[person], statements[option]): mark
            for person, body in session.execute(query)
            for option, mark in body.items()
        }


class Importer:
    """Plays an export into one session, in one transaction that the caller commits."""

    def __init__(self, session: Session, conversation: Conversation) -> None:
        self.session = session
        self.conversation = conversation

    def statements(self, labels: Labels, *, hide: Iterable[int]) -> Imported:
        """Make the roundtable: people join, statements are submitted, `hide` hidden; vote opened."""
        form = format_of(self.conversation, labels)
        city, source, day = labels.city, labels.source, self.conversation.votes[0].at
        roundtable = create_roundtable(self.session, form, city=city, source=source, created_at=day)
        rows = self.session.scalars(select(Stage).where(Stage.roundtable_id == roundtable.id))
        made = Imported(roundtable, {stage.kind: stage for stage in rows})
        self._join(made, labels.language)
        self._submit(made)
        made.hidden = list(hide)
        self.facilitate(
            made,
            [
                ("hide_proposal", {"proposal": made.proposals[n], "reason": REASON})
                for n in made.hidden
            ],
        )
        self.facilitate(made, [("open_stage", {"stage": made.stages["vote"].id})])
        return made

    def link(self, made: Imported, label: str) -> str:
        """A facilitator's link to the roundtable; returns its secret."""
        outcome = self.facilitate(made, [("create_link", {"role": FACILITATOR, "label": label})])[0]
        assert outcome.result is not None
        return sources.secret_for(outcome.result["link"])

    def _join(self, made: Imported, language: str) -> None:
        numbers = sorted({*self.conversation.voters, *self.conversation.authors})
        joins = [(Actor(VISITOR, "import"), "join", {"language": language}) for _ in numbers]
        for number, outcome in zip(numbers, self._do(made, joins), strict=True):
            assert outcome.result is not None
            made.people[number] = outcome.result["participant"]

    def _submit(self, made: Imported) -> None:
        """Statements in the order of their ids, so that numbers follow them; then who only wrote leaves."""
        statements = self.conversation.statements
        said = [
            (Actor(PARTICIPANT, made.people[s.author]), "submit_proposal", {"text": s.text})
            for s in statements
        ]
        requests = self._requests(made, said)
        self._run(requests)
        made.proposals = {s.id: r.id for s, r in zip(statements, requests, strict=True)}
        only_wrote = sorted(set(self.conversation.authors) - set(self.conversation.voters))
        self._do(made, [(Actor(PARTICIPANT, made.people[n]), "leave", {}) for n in only_wrote])

    def ballots(self, made: Imported) -> int:
        """Cast each voter's last votes on what is up; returns the number of marks."""
        marks: dict[int, dict[str, int]] = defaultdict(dict)
        for (voter, statement), mark in self.conversation.matrix().items():
            if statement not in made.hidden:
                marks[voter][made.proposals[statement]] = mark
        stage = made.stages["vote"].id
        acts = [
            (Actor(PARTICIPANT, made.people[v]), "cast_ballot", {"stage": stage, "marks": m})
            for v, m in marks.items()
        ]
        self._do(made, acts)
        return sum(map(len, marks.values()))

    def facilitate(
        self, made: Imported, acts: Iterable[tuple[str, dict[str, Any]]]
    ) -> list[Outcome]:
        """Carry out commands as the facilitator."""
        return self._do(made, [(IMPORTS, command, args) for command, args in acts])

    def _do(
        self, made: Imported, acts: Iterable[tuple[Actor, str, dict[str, Any]]]
    ) -> list[Outcome]:
        return self._run(self._requests(made, acts))

    def _requests(
        self, made: Imported, acts: Iterable[tuple[Actor, str, dict[str, Any]]]
    ) -> list[Request]:
        key = made.roundtable.id
        return [
            Request(key, actor, sources.new_id(), command, args) for actor, command, args in acts
        ]

    def _run(self, requests: Sequence[Request]) -> list[Outcome]:
        outcomes = run(self.session, requests)
        for request, outcome in zip(requests, outcomes, strict=True):
            if outcome.refused is not None:
                raise Failed(
                    f"{request.command} was refused: {outcome.refused.code}. Nothing was imported."
                )
        return outcomes


REASON = "Rejected by the conversation's moderators."


TITLES = {
    "propose": {"en": "Statements", "ro": "Afirmații"},
    "vote": {"en": "Vote", "ro": "Vot"},
    "reveal": {"en": "Result", "ro": "Rezultat"},
    "close": {"en": "Thank you", "ro": "Vă mulțumim"},
}


def format_of(conversation: Conversation, labels: Labels) -> Format:
    """A session of four stages for the conversation; none of them has a time limit."""
    language, topic = labels.language, conversation.topic or labels.name
    longest = max(280, *(len(statement.text) for statement in conversation.statements))

    def stage(kind: str, question: str, **settings: int | str) -> StageSpec:
        texts = {language: question} if question else {}
        return StageSpec(kind, kind, TITLES[kind], texts, {}, None, settings)

    return Format(
        name="polis",
        title={language: topic},
        description={language: conversation.description},
        languages=(language,),
        language=language,
        areas=(),
        groups=(),
        tables=(),
        stages=(
            stage("propose", conversation.description or topic, max_length=longest),
            stage("vote", topic, ballot="opinion", budget=0, on="proposals"),
            stage("reveal", topic, of="vote"),
            stage("close", ""),
        ),
    )


@click.command(
    "import-polis",
    epilog="\b\nExample:\n  roundtable import-polis downloads/london.youth.policing",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@source_option
@city_option
@language_option
@json_option
def import_polis(folder: Path, source: str | None, city: str, language: str, as_json: bool) -> None:
    """Make a roundtable of a conversation that was exported from Polis.

    DIR has comments.csv and votes.csv, and may have summary.csv. Statements become proposals with
    numbers in the order of their ids; those that moderators rejected are hidden, and votes on them
    left out. Each voter's last vote counts. The vote is closed and its result revealed.
    """
    conversation = read_folder(folder)
    labels = Labels(folder.resolve().name, city, language, source_of(conversation, source))
    rejected = [s.id for s in conversation.statements if s.rejected]
    with installation(new=True) as here, here.database.write() as session:
        importer = Importer(session, conversation)
        made = importer.statements(labels, hide=rejected)
        marks = importer.ballots(made)
        importer.facilitate(made, [("open_stage", {"stage": made.stages["reveal"].id})])
        importer.facilitate(made, [("reveal_results", {"stage": made.stages["vote"].id})])
        code = made.roundtable.code
    figures = {
        "statements": len(conversation.statements),
        "hidden": len(rejected),
        "voters": len(conversation.voters),
        "votes": marks,
        "left_out": len(conversation.matrix()) - marks,
    }
    tell(
        as_json,
        {"code": code, "title": conversation.topic, "source": labels.source, **figures},
        f"{codes.show(code)}  {conversation.topic}\n"
        f"{figures['statements']} statements ({len(rejected)} rejected and hidden), "
        f"{figures['voters']} voters, {marks:,} votes"
        + (
            f", {figures['left_out']} on rejected statements left out"
            if figures["left_out"]
            else ""
        ),
    )
