"""What partners and experts say to a version, who cannot edit it, and how each of it was answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from roundtable.core.draft_words import Wording
from roundtable.core.errors import Refused
from roundtable.core.strategy.strategy import day_of

Role = Literal["writer", "partner", "expert"]
#: A comment; another wording for words of a passage; an answer to a question of the round; a statement
#: of opinion on the whole.
RemarkKind = Literal["comment", "suggestion", "answer", "opinion"]
Outcome = Literal["taken", "part", "not"]
#: The longest remark and the longest answer, in characters.
LONGEST: Final = 6000


@dataclass(frozen=True, slots=True)
class Round:
    """A round of review of a frozen version: its days (ISO 8601, the deadline among them) and questions."""

    id: str
    version: str
    opens: str
    closes: str
    questions: tuple[str, ...] = ()

    def open_on(self, day: str) -> bool:
        """Whether one can say something on that day (ISO 8601)."""
        first, last, now = day_of(self.opens), day_of(self.closes), day_of(day)
        return bool(first and last and now and first <= now <= last)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said. `part`: the passage it is about, empty for the whole draft.

    `quoted` are the very words that it is about and `before` how many characters stand before them,
    `wording` what should stand there instead. `question`: the place of the question it answers, from 0.
    """

    id: str
    round: str
    kind: RemarkKind
    who: str
    role: Role
    on: str
    text: str = ""
    part: str = ""
    quoted: str = ""
    before: int = 0
    wording: str = ""
    question: int = -1


@dataclass(frozen=True, slots=True)
class Reply:
    """How the writers answered a remark; `why` has to be said where it is not wholly taken."""

    remark: str
    outcome: Outcome
    who: str
    on: str
    why: str = ""


def may_edit(role: Role) -> bool:
    """Whether somebody in this role may change the draft; all may say something to it."""
    return role == "writer"


def said(round_: Round, remarks: Sequence[Remark], new: Remark) -> tuple[Remark, ...]:
    """The remarks with a new one.

    Raises `Refused`: `round_unknown`, `round_closed`, `remark_twice`, `question_unknown`, `text_empty`
    (nothing said or suggested), `text_too_long`, `nothing_quoted` for a suggestion without a passage.
    """
    if new.round != round_.id:
        raise Refused("round_unknown", "round")
    if not round_.open_on(new.on):
        raise Refused("round_closed", "round", closes=round_.closes)
    if any(remark.id == new.id for remark in remarks):
        raise Refused("remark_twice", "id")
    if new.kind == "answer" and not 0 <= new.question < len(round_.questions):
        raise Refused("question_unknown", "question")
    if new.kind == "suggestion" and not (new.part and new.quoted):
        raise Refused("nothing_quoted", "quoted")
    if new.kind != "suggestion" and not new.text.strip():
        raise Refused("text_empty", "text")
    if max(len(new.text), len(new.wording), len(new.quoted)) > LONGEST:
        raise Refused("text_too_long", "text", longest=LONGEST)
    return (*remarks, new)


def answered(remarks: Iterable[Remark], replies: Sequence[Reply], new: Reply) -> tuple[Reply, ...]:
    """The replies with a new one; an earlier one to the same remark stays, the last one counts.

    Raises `Refused`: `remark_unknown`, or `text_empty` where the reason is missing.
    """
    if not any(remark.id == new.remark for remark in remarks):
        raise Refused("remark_unknown", "remark")
    if new.outcome != "taken" and not new.why.strip():
        raise Refused("text_empty", "why")
    return (*replies, new)


def reply_to(remark: str, replies: Sequence[Reply]) -> Reply | None:
    """The reply that counts."""
    return next((reply for reply in reversed(replies) if reply.remark == remark), None)


def unanswered(
    remarks: Iterable[Remark], replies: Sequence[Reply], among: Collection[str] = ()
) -> tuple[Remark, ...]:
    """Remarks without a reply, in their order; of the rounds in `among` only, where it names some."""
    return tuple(
        r for r in remarks if not reply_to(r.id, replies) and (not among or r.round in among)
    )


def place_of(remark: Remark, text: str) -> int | None:
    """Where the quoted words stand in the passage as it is now, in characters; None where they are gone.

    Where they stand several times, the place that is nearest to where they were.
    """
    if not remark.quoted:
        return None
    places = []
    at = text.find(remark.quoted)
    while at >= 0:
        places.append(at)
        at = text.find(remark.quoted, at + 1)
    return min(places, key=lambda place: (abs(place - remark.before), place)) if places else None


def applied(remark: Remark, text: str) -> str:
    """The passage's text with the suggested wording in place of the quoted words.

    Raises `Refused`: `nothing_quoted`; `words_gone` where they are not there any more.
    """
    if remark.kind != "suggestion" or not remark.quoted:
        raise Refused("nothing_quoted", "quoted")
    place = place_of(remark, text)
    if place is None:
        raise Refused("words_gone", "quoted")
    return text[:place] + remark.wording + text[place + len(remark.quoted) :]


def told(reply: Reply | None, w: Wording) -> str:
    """How a remark was answered, in a sentence."""
    if reply is None:
        return w.gettext("Not answered yet.")
    words = {
        "taken": w.gettext("Taken."),
        "part": w.gettext("Taken in part."),
        "not": w.gettext("Not taken."),
    }[reply.outcome]
    return f"{words} {reply.why.strip()}".strip()
