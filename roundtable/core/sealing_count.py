"""The result in a published vote: what of it is told there, and how it is counted again from the ballots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from roundtable.core import ballots, results
from roundtable.core.errors import Refused
from roundtable.core.sealing import Document

#: Settings that decide how a vote is cast and counted.
SETTINGS: Final = (
    "ballot", "budget", "limit", "scale", "sum", "unit", "rule", "seats", "ties", "quorum",
    "majority", "share",
)  # fmt: skip
_FIGURES: Final = ("voted", "abstained", "silent", "present", "threshold", "thresholds")
_OF_OPTION: Final = ("rank", "total", "people", "counts", "figure", "spread")
_OF_RULE: Final = ("order", "chosen", "tied")


def settings_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What a published vote says of its stage's settings."""
    return {name: settings[name] for name in SETTINGS if name in settings}


def told(body: Mapping[str, Any]) -> Document:
    """A result body (docs/protocol.md, `results`) without groups and explanations, for everyone.

    Options in one class tie; they stand in the order of their ids, so that equal results are equal.
    """
    count = body["count"] or {}
    return {
        **{name: body[name] for name in _FIGURES},
        "options": {
            row["option"]: {name: row[name] for name in _OF_OPTION if name in row}
            for row in body["options"]
        },
        **_outcome(count),
        "drawn": count.get("drawn"),
        "others": {each["rule"]: _outcome(each) for each in body["others"]},
    }


def _outcome(count: Mapping[str, Any]) -> Document:
    return {
        "order": [sorted(options) for options in count.get("order", ())],
        "chosen": sorted(count.get("chosen", ())),
        "tied": sorted(count.get("tied", ())),
    }


def recount(document: Document, cast: Sequence[Document]) -> Document:
    """The `result` that ballots give under the rule, the settings and the options of a published vote.

    May raise whatever a rule makes of settings that never were those of a vote.
    """
    marked = [ballot["marks"] for ballot in cast if ballot["marks"]]
    abstained = sum(ballot["abstains"] for ballot in cast)
    options = document["options"]
    body = results.result_of(
        results.Cast(
            settings=document["settings"],
            options=[option["id"] for option in options],
            ballots=[("", marks) for marks in marked],
            present={"": document["present"]},
            costs={option["id"]: option["cost"] for option in options if option["cost"]},
            abstained={"": abstained} if abstained else {},
            threshold=document["threshold"],
            seed=document["seed"],
        )
    )
    return told(body)


def could_be_cast(document: Document, ballot: Document) -> bool:
    """Whether a ballot keeps to the type of this vote. Raises `KeyError` or `ValueError` for no type.

    What was taken off the ballot later is gone from it, so it may be empty.
    """
    kind = ballots.of_settings(document["settings"])
    costs = {option["id"]: option["cost"] or 0 for option in document["options"]}
    marks = ballot["marks"]
    try:
        kind.check(marks, costs)
    except Refused:
        return False
    is_known = ballots.only(kind, marks, costs) == marks
    return is_known and not (ballot["abstains"] and marks)
