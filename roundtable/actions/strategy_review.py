"""What partners and experts say to a strategy, and how it is answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy import func, select

from roundtable.actions import strategy_keeping as keeping
from roundtable.actions.strategy_setup import Day
from roundtable.commands import (
    COORDINATOR,
    PARTNER,
    WRITER,
    Result,
    StrategyAct,
    Words,
    strategy_command,
)
from roundtable.core.errors import Refused
from roundtable.core.strategy import review
from roundtable.core.strategy.strategy import day_of as read_day
from roundtable.core.text import clean
from roundtable.models import Node, Remark, Reply, Round, Version
from roundtable.projections.strategy.reading import day_of

Said = Annotated[str, Words(review.LONGEST, lines=True)]
MaySay = Annotated[str, Words(review.LONGEST, lines=True, empty=True)]
#: Words of the draft, letter by letter as they stand there.
Quoted = Annotated[str, Field(max_length=review.LONGEST)]
Before = Annotated[int, Field(ge=0, le=100_000)]
MOST_QUESTIONS = 40
#: How many remarks one link may leave: more than anybody reads, less than harms.
MOST_REMARKS = 2000


@strategy_command(PARTNER, WRITER, COORDINATOR)
def comment(
    act: StrategyAct,
    text: Said,
    node: Node | None = None,
    quoted: Quoted = "",
    before: Before = 0,
    round: Round | None = None,  # noqa: A002 (its name on the wire)
) -> Result:
    """Say something to a part of the draft or to all of it, in a round of review or beside them.

    `quoted` are the very words that it is about, `before` how many characters stand before them.
    """
    new = _remark(act, "comment", round, node, text=text, quoted=quoted, before=before)
    return _said(act, round, new)


@strategy_command(PARTNER, WRITER, COORDINATOR)
def suggest(
    act: StrategyAct,
    node: Node,
    quoted: Annotated[str, Field(min_length=1, max_length=review.LONGEST)],
    wording: MaySay,
    text: MaySay = "",
    before: Before = 0,
    round: Round | None = None,  # noqa: A002 (its name on the wire)
) -> Result:
    """Suggest another wording for `quoted` words of a passage; `text` says why."""
    if node.kind != "passage":
        raise Refused("does_not_fit", "node")
    new = _remark(
        act, "suggestion", round, node, text=text, quoted=quoted, before=before, wording=wording
    )
    return _said(act, round, new)


@strategy_command(PARTNER, WRITER, COORDINATOR)
def state_opinion(
    act: StrategyAct,
    round: Round,  # noqa: A002 (its name on the wire)
    text: Said,
    question: Annotated[int, Field(ge=-1, le=MOST_QUESTIONS)] = -1,
) -> Result:
    """State an opinion on the whole draft in a round of review, or answer one of its questions (from 0)."""
    kind: review.RemarkKind = "opinion" if question < 0 else "answer"
    return _said(act, round, _remark(act, kind, round, None, text=text, question=question))


def _remark(  # noqa: PLR0913 (what the kinds of remarks say)
    act: StrategyAct,
    kind: review.RemarkKind,
    round_: Round | None,
    node: Node | None,
    *,
    text: str = "",
    quoted: str = "",
    before: int = 0,
    wording: str = "",
    question: int = -1,
) -> review.Remark:
    role: review.Role = "partner" if act.actor.role == PARTNER else "writer"
    return review.Remark(
        act.id, round_.id if round_ else "", kind, act.actor.id, role, day_of(act.now), text,
        node.id if node else "", quoted, before, wording, question,
    )  # fmt: skip


def _said(act: StrategyAct, round_: Round | None, new: review.Remark) -> Result:
    if round_ is not None:
        if round_.status != "open":
            raise Refused("round_closed", "round", closes=round_.closes)
        review.said(_round(round_), (), new)
    mine = select(func.count()).where(
        Remark.strategy_id == act.strategy.id, Remark.who == act.actor.id
    )
    if (act.session.scalar(mine) or 0) >= MOST_REMARKS:
        raise Refused("too_many_comments", most=MOST_REMARKS)
    act.session.add(
        Remark(
            id=new.id,
            strategy_id=act.strategy.id,
            round_id=new.round or None,
            node_id=new.part or None,
            kind=new.kind,
            who=new.who,
            name=act.name,
            role=new.role,
            at=act.now,
            text=new.text,
            # Compared letter by letter, so it is not tidied; but no control character is kept.
            quoted=_letters(new.quoted),
            before=new.before,
            wording=new.wording,
            question=new.question,
        )
    )
    return {"remark": act.id}


def _letters(quoted: str) -> str:
    if quoted:
        clean(quoted, field="quoted", longest=review.LONGEST, lines=True, empty=True)
    return quoted


def _round(row: Round) -> review.Round:
    return review.Round(row.id, row.version_id, row.opens, row.closes, tuple(row.questions))


@strategy_command(WRITER, COORDINATOR)
def answer(
    act: StrategyAct,
    remark: Remark,
    outcome: Literal["taken", "part", "not"],
    why: MaySay = "",
    apply: bool = False,
) -> Result:
    """Answer a remark: taken, taken in part, or not; `why` has to be said where it is not wholly taken.

    `apply` puts the wording of a suggestion that is taken in the place of the quoted words; refused
    with `words_gone` where they stand there no more. An earlier answer is kept, the last one counts.
    """
    given = review.Remark(
        remark.id, "", "suggestion" if remark.kind == "suggestion" else "comment", remark.who,
        "partner", "", part=remark.node_id or "", quoted=remark.quoted, before=remark.before,
        wording=remark.wording,
    )  # fmt: skip
    review.answered((given,), (), review.Reply(remark.id, outcome, act.name, "", why))
    if apply:
        node = act.session.get(Node, remark.node_id) if remark.node_id else None
        if outcome != "taken" or node is None or node.status != "shown":
            raise Refused("nothing_quoted", "apply")
        text = clean(
            review.applied(given, str(node.body.get("text", ""))),
            field="apply",
            longest=keeping.LONGEST["text"],
            lines=True,
            empty=True,
        )
        keeping.keep(act, node, node.version, {"text": text})
    last = select(func.count()).where(Reply.remark_id == remark.id)
    act.session.add(
        Reply(
            id=act.id,
            strategy_id=act.strategy.id,
            remark_id=remark.id,
            number=(act.session.scalar(last) or 0) + 1,
            outcome=outcome,
            name=act.name,
            at=act.now,
            why=why,
        )
    )
    return None


@strategy_command(WRITER, COORDINATOR)
def open_review(
    act: StrategyAct,
    version: Version,
    closes: Day,
    questions: list[Annotated[str, Field(max_length=1000)]],
) -> Result:
    """Open a round of review of a version until a day (which belongs to it), with questions."""
    if len(questions) > MOST_QUESTIONS:
        raise Refused("too_many", "questions", most=MOST_QUESTIONS)
    today = day_of(act.now)
    if read_day(closes) is None or closes < today:
        raise Refused("date_unreadable", "closes", written=closes)
    act.session.add(
        Round(
            id=act.id,
            strategy_id=act.strategy.id,
            version_id=version.id,
            opens=today,
            closes=closes,
            questions=[clean(one, field="questions", longest=1000) for one in questions],
            status="open",
        )
    )
    return {"round": act.id}


@strategy_command(WRITER, COORDINATOR)
def close_review(act: StrategyAct, round: Round) -> Result:  # noqa: A002 (its name on the wire)
    """Close a round of review before its last day. What was said stays, and can be answered."""
    if round.status == "closed":
        raise Refused("no_change", "round")
    round.status = "closed"
    return None
