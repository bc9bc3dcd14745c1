"""What becomes of contributions, what is joined across rooms, what dissent leaves the draft."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import func, select

from roundtable import sources
from roundtable.actions.strategy_draft import RefText, _known
from roundtable.commands import (
    COORDINATOR,
    WRITER,
    LanguageTag,
    Result,
    StrategyAct,
    Words,
    strategy_command,
)
from roundtable.core.errors import Refused
from roundtable.core.strategy import dissent, fates, joining
from roundtable.models import Decision, Fate, Join, Node
from roundtable.projections.strategy.reading import Reading, day_of

Reason = Annotated[str, Words(fates.LONGEST, lines=True, empty=True)]
Who = Annotated[str, Words(80, empty=True)]


@strategy_command(WRITER, COORDINATOR, undoable=True)
def set_fate(
    act: StrategyAct,
    refs: list[RefText],
    kind: fates.Kind,
    measure: Node | None = None,
    into: RefText | None = None,
    text: Reason = "",
) -> Result:
    """Say what became of contributions, of all in `refs` the same.

    "adopted" and "part" name a `measure`, "merged" the contribution `into` which it goes. `text` says
    what was not taken up ("part"), the reason ("declined"), in whose power it is ("outside"), or when
    ("later"). Refused with `measure_unknown`, `into_unknown`, `into_circle` or `text_missing`.
    """
    look = Reading(act.session, act.strategy, keeps=False)
    given = fates.contributions(look.known().values())
    known = {source.ref for source in given}
    named = [source.ref for source in _known(look, refs)]
    if not named or not set(named) <= known:
        raise Refused("source_unknown", "refs")
    target = _known(look, [into])[0].ref if into else None
    new = tuple(
        fates.Fate(
            ref, kind, measure.id if measure else "", target, text, act.name, day_of(act.now)
        )
        for ref in named
    )
    draft = look.draft()
    there = {p.id for c in draft.chapters for q in c.priorities for p in q.parts}
    after = fates.standing((*look.fates(), *new), given)
    for problem in fates.problems(after, known, there):
        if problem.ref in named:
            raise Refused(problem.code, "refs")
    _replace(act, [str(ref) for ref in named])
    for fate in new:
        act.session.add(
            Fate(
                id=sources.new_id(),
                strategy_id=act.strategy.id,
                ref=str(fate.ref),
                kind=fate.kind,
                measure_id=fate.measure or None,
                into=str(fate.into) if fate.into else None,
                text=fate.text,
                who=fate.who,
                on=fate.on,
                status="stands",
            )
        )
    act.says(n=len(new), kind=kind)
    return None


@strategy_command(WRITER, COORDINATOR, undoable=True)
def clear_fate(act: StrategyAct, refs: list[RefText]) -> Result:
    """Take back what was said to have become of contributions."""
    if not _replace(act, refs):
        raise Refused("no_change", "refs")
    act.says(n=len(refs))
    return None


def _replace(act: StrategyAct, refs: list[str]) -> int:
    query = select(Fate).where(
        Fate.strategy_id == act.strategy.id, Fate.ref.in_(refs), Fate.status == "stands"
    )
    rows = list(act.session.scalars(query))
    for row in rows:
        row.status = "replaced"
    return len(rows)


@strategy_command(WRITER, COORDINATOR, undoable=True)
def join_results(
    act: StrategyAct,
    members: list[RefText],
    title: Annotated[str, Words(200)],
    language: LanguageTag | None = None,
) -> Result:
    """Join proposals and clusters of different roundtables that say the same, visibly, under a title.

    Their figures are never added up. Refused with `not_joinable`, `one_room` or `join_twice`.
    """
    look = Reading(act.session, act.strategy, keeps=False)
    refs = tuple(source.ref for source in _known(look, members))
    new = joining.Join(
        act.id, refs, title, language or act.strategy.language, act.name, day_of(act.now)
    )
    made = joining.joined(look.joins(), new, look.known())[-1]
    act.session.add(
        Join(
            id=made.id,
            strategy_id=act.strategy.id,
            members=[str(ref) for ref in made.members],
            title=made.title,
            language=made.language,
            who=made.who,
            on=made.on,
            apart_by="",
            apart_on="",
            status="stands",
        )
    )
    act.says(title=title)
    return {"join": act.id}


@strategy_command(WRITER, COORDINATOR, undoable=True)
def unjoin_results(act: StrategyAct, join: Join) -> Result:
    """Take apart what was joined; that it was joined, and who took it apart, stays to be seen."""
    look = Reading(act.session, act.strategy, keeps=False)
    joining.apart(look.joins(), join.id, act.name, day_of(act.now))
    join.apart_by, join.apart_on = act.name, day_of(act.now)
    return None


@strategy_command(WRITER, COORDINATOR)
def decide_dissent(
    act: StrategyAct,
    ref: RefText,
    out: bool,
    why: Annotated[str, Words(dissent.LONGEST, lines=True)],
    who: Who = "",
) -> Result:
    """Decide that an objection, a concern or a minority position leaves the draft, or comes back.

    `who` decided (default: how the writer's link is called), and `why`. The decision stays for good.
    """
    look = Reading(act.session, act.strategy, keeps=False)
    source = _known(look, [ref])[0]
    new = dissent.Decision(source.ref, out, who or act.name or act.actor.role, day_of(act.now), why)
    made = look.decisions()
    dissent.decided(look.known().values(), made, new)
    last = select(func.max(Decision.number)).where(Decision.strategy_id == act.strategy.id)
    act.session.add(
        Decision(
            id=act.id,
            strategy_id=act.strategy.id,
            number=(act.session.scalar(last) or 0) + 1,
            ref=ref,
            out=out,
            who=new.who,
            on=new.on,
            why=why,
        )
    )
    return None
