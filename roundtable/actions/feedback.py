"""What people say of the meeting itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roundtable.actions.texts import stage_for
from roundtable.commands import PARTICIPANT, Act, Result, command
from roundtable.core.errors import Refused
from roundtable.core.text import clean
from roundtable.models import Answer, Stage

Mark = Annotated[int, Field(ge=1, le=5)]
Said = Annotated[str, Field(max_length=4000)]
Answers = Annotated[
    dict[Literal["useful", "heard", "good", "change"], Mark | Said | None], Field(max_length=4)
]
#: What is asked for a number; the others are asked for words.
RATED = frozenset({"useful", "heard"})
LONGEST = 600


@command(PARTICIPANT, during=("feedback",), timed=True, private=True)
def give_feedback(act: Act, stage: Stage, answers: Answers) -> Result:
    """Say what one thinks of the meeting: "useful" and "heard" from 1 to 5, "good" and "change" in words.

    What is not named stays as it was; null or an empty text takes an answer away.
    """
    if stage.id != stage_for(act, ("feedback",)).id:
        raise Refused("too_late", "stage")
    person = act.participant
    row = act.session.get(Answer, (stage.id, person.id))
    body = dict(row.body) if row else {}
    for key, value in answers.items():
        said = _answer(key, value)
        body.pop(key, None)
        if said is not None:
            body[key] = said
    if row is None:
        row = Answer(stage_id=stage.id, participant_id=person.id, roundtable_id=act.roundtable.id)
        act.session.add(row)
    row.body, row.changed_at = body, act.now
    return None


def _answer(key: str, value: int | str | None) -> int | str | None:
    if value is None:
        return None
    if isinstance(value, str) == (key in RATED):
        raise Refused("arg_wrong", "answers")
    if isinstance(value, int):
        return value
    return clean(value, field="answers", longest=LONGEST, lines=True, empty=True) or None
