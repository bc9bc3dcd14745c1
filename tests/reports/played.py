"""Records of votes by any ballot: counted and told as the product does, without a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roundtable.core.mergers import Choice, Merger, begin
from roundtable.core.results import Cast, result_of, settings_of
from roundtable.core.revising import revised
from roundtable.record import votes
from roundtable.record.told import told_of
from tests.reports.records import GROUPS, Record, make_passage, make_proposal, make_record

Marks = Mapping[str, int]


def make_played(
    settings: Record,
    cast: Sequence[tuple[str, Marks]],
    options: Sequence[str] = ("c-1", "c-2", "c-3"),
    merged: bool = False,
    language: str = "en",
    **more: Any,
) -> Record:
    """The record of one vote; with `merged` the second option was put into the first afterwards."""
    texts = {
        option: {
            "label": option.upper(), "title": f"Title of {option}", "text": "", "kind": "cluster",
            "area": "a1", "language": "en", "direction": "ltr", "proposals": [f"p{n}"],
            "cost": more.get("costs", {}).get(option),
        }
        for n, option in enumerate(options, start=1)
    }  # fmt: skip
    present = {group: sum(g == group for g, _ in cast) for group, *_ in GROUPS}
    body = result_of(
        Cast(settings=settings, options=[*options], ballots=cast, present=present, **more)
    )
    after = None
    if merged:
        choices = [
            Choice(o, t["label"], t["title"], tuple(t["proposals"])) for o, t in texts.items()
        ]
        standing = begin(settings_of(body), choices, cast, more.get("costs"))
        step = Merger("m1", "merge", "once", options[0], (options[1],))
        after = revised(body, standing, [step])
    vote: Record = {
        **body, "settled": None, "revised": after, "stage": "s1", "kind": "vote", "title": "The vote",
        "question": "What first?", "texts": texts,
    }  # fmt: skip
    vote["told"] = told_of(vote, texts, language, {})
    vote["told_after"] = after and told_of(vote | after | {"revised": None}, texts, language, {})
    main = votes.main_vote([vote])
    assert main is not None
    passages = [
        make_passage(row["option"], texts[row["option"]]["proposals"]) for row in main["options"]
    ]
    proposals = [make_proposal(n) for n in range(1, len(options) + 1)]
    return make_record(vote=main, votes=[vote], passages=passages, proposals=proposals)
