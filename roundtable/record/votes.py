"""The votes of a roundtable as documents tell them: each result, what was made of it, who held what."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roundtable.core import minority, names
from roundtable.core.text import direction, pick
from roundtable.models import Group, Option, Proposal, Result, Roundtable, Stage
from roundtable.projections import WRITER, revised, voices
from roundtable.projections.view import View
from roundtable.record.told import told_of

Data = dict[str, Any]
#: What is counted anew where options are put together.
_COUNTED = ("options", "rule", "count", "others", "left_out", "thresholds")


def votes_of(session: Session, roundtable: Roundtable, language: str) -> list[Data]:
    """Every vote and consent round whose result was revealed, in the order of the agenda.

    Each is a result as it was revealed, with `stage`, `kind`, `title`, `question`, `revised`, and
    `texts`: `{option: {label, title, text, kind, area, language, direction, proposals,
    cost}}`, the title empty where the words are not told any more; and `told` in sentences
    (`record.told`).
    """
    query = (
        select(Result, Stage)
        .join(Stage, Stage.id == Result.stage_id)
        .where(Result.roundtable_id == roundtable.id)
        .order_by(Stage.position)
    )
    return [_vote(session, r, stage, roundtable, language) for r, stage in session.execute(query)]


def _vote(
    session: Session, result: Result, stage: Stage, roundtable: Roundtable, language: str
) -> Data:
    query = select(Option).where(Option.stage_id == stage.id, Option.up).order_by(Option.position)
    withheld = _withheld(session, roundtable)
    options = list(session.scalars(query))
    words = {o.title for o in options if o.id in withheld}
    told = _without(words, revised.told(session, result))
    texts = {o.id: _text(o) | ({"title": ""} if o.id in withheld else {}) for o in options}
    for key, text in ((told["revised"] or {}).get("texts") or {}).items():
        origin = texts.get(key) or texts[text["of"][0]]
        named = {name: text[name] for name in ("label", "title", "proposals")}
        texts[key] = origin | named | {"kind": "cluster" if text["proposals"][1:] else "proposal"}
        if text["title"] != origin["title"]:
            said_in = {"language": roundtable.language, "text": ""}
            texts[key] |= said_in | {"direction": direction(text["title"], roundtable.language)}
    vote = {
        **told,
        "stage": stage.id,
        "kind": stage.kind,
        "title": pick(stage.title, language, roundtable.language),
        "question": pick(stage.question, language, roundtable.language),
        "texts": texts,
    }
    if "settings" not in told:  # counted before rules were told
        return vote
    rows = session.scalars(select(Group).where(Group.roundtable_id == roundtable.id))
    groups = {row.id: pick(row.title, language, roundtable.language) for row in rows}
    after = told_of(_after(vote), texts, language, groups) if told["revised"] else None
    return vote | {"told": told_of(vote, texts, language, groups), "told_after": after}


def _after(vote: Data) -> Data:
    """A vote as its rule counts it after what was put together or taken apart."""
    return {
        **vote,
        "revised": None,
        "settled": None,
        **{name: vote["revised"][name] for name in _COUNTED},
    }


def _withheld(session: Session, roundtable: Roundtable) -> set[str]:
    """Proposals whose words are not told (any more): on an old ballot they stand without them."""
    query = select(Proposal.id).where(
        Proposal.roundtable_id == roundtable.id, Proposal.status.in_(("hidden", "withdrawn"))
    )
    return set(session.scalars(query))


def _without(words: set[str], told: Data) -> Data:
    """A result in which what was put together later is not called by words that are not told."""

    def silent(named: Data) -> Data:
        return named | {"title": ""} if named["title"] in words else named

    if not told["revised"] or not words:
        return told
    after = told["revised"]
    steps = [
        silent(step) | {side: [silent(row) for row in step[side]] for side in ("before", "after")}
        for step in after["mergers"]
    ]
    texts = {key: silent(text) for key, text in after["texts"].items()}
    return {**told, "revised": {**after, "mergers": steps, "texts": texts}}


def _text(option: Option) -> Data:
    return {
        "label": "" if option.kind == "question" else names.citation(option.kind, option.number),
        "kind": option.kind,
        "area": option.area_id,
        "title": option.title,
        "text": option.text,
        "language": option.language,
        "direction": option.direction,
        "proposals": option.proposals,
        "cost": option.cost,
    }


def main_vote(votes: list[Data]) -> Data | None:
    """The vote by which priorities stand: the last one on what lies on the board.

    A consent round counts where there was no other vote. Its `options`, and what the rule makes of
    them, are those that stand after what was put together or taken apart.
    """
    about = [v for v in votes if any(t["kind"] != "question" for t in v["texts"].values())]
    if not about:
        return None
    last = next((v for v in reversed(about) if v["kind"] == "vote"), about[-1])
    if not last["revised"]:
        return last
    rules: dict[str, list[str]] = {}
    for step in last["revised"]["mergers"]:
        for row in step["after"]:
            rules[row["option"]] = [*rules.get(step["into"], ()), step["rule"]]
    options = [
        row | {"rules": list(dict.fromkeys(rules.get(row["option"], ())))}
        for row in last["revised"]["options"]
    ]
    told = {"told": last["told_after"]} if "told" in last else {}
    return {**last, **_after(last), **told, "revised": last["revised"], "options": options}


def concerns_of(session: Session, roundtable: Roundtable, votes: list[Data]) -> list[Data]:
    """Concerns and objections that the room may read, each with the option that it is about.

    `{id, stage, option, kind, text, language, direction, status, answer, supporters, groups, label,
    title}`; in the order of the votes, then of support. What is about an option that was put into
    another one is about that.
    """
    known = {vote["stage"]: vote for vote in votes}
    order = {stage: place for place, stage in enumerate(known)}
    rows = []
    for key, concern in voices.concerns(View(session, roundtable, WRITER), None).items():
        vote = known.get(concern["stage"])
        option = _standing(vote, concern["option"]) if vote else ""
        if vote and (text := vote["texts"].get(option)) is not None:
            about = {"id": key, "option": option, "label": text["label"], "title": text["title"]}
            rows.append({**concern, **about})
    return sorted(rows, key=lambda c: (order[c["stage"]], -c["supporters"], c["text"]))


def _standing(vote: Data, option: str) -> str:
    """The option that an option as it was put up is part of now."""
    told = vote["revised"]
    if not told or any(row["option"] == option for row in told["options"]):
        return option
    return next((key for key, text in told["texts"].items() if option in text["of"]), option)


def positions_of(votes: list[Data], concerns: list[Data]) -> list[Data]:
    """Minority positions of each vote, as `core.minority` finds them, with stage and option told."""
    return [
        {**position, "stage": vote["stage"], "label": text["label"], "title": text["title"]}
        for vote in votes
        for position in minority.positions(
            {
                **vote,
                **{name: (vote["revised"] or vote).get(name) for name in ("options", "count")},
            },
            [concern for concern in concerns if concern["stage"] == vote["stage"]],
        )
        if (text := vote["texts"].get(position["option"])) is not None
    ]
