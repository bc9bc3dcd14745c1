"""Minority positions: what most did not want and some did, and what somebody holds against an option.

Both are kept as records beside the majority's result. Nothing here tells more of small groups than
the result and the concerns do that it is made of (`core.disclosure`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roundtable.core.disclosure import OTHER

Data = Mapping[str, Any]

#: Where a position comes from: the figures of a vote by group, or what somebody stated.
GROUPS, CONCERN, OBJECTION = "groups", "concern", "objection"


def positions(result: Data, concerns: Iterable[Data]) -> list[dict[str, Any]]:
    """The minority positions in a result, in the order of its options; figures first, then words.

    `result`: as `core.results.result_of` gives it. `concerns`: `{"id", "option", "kind", "text",
    "language", "direction", "status", "answer", "supporters", "groups"}`; those that are open are
    positions, in the order given. Returns, by `source`:

    - "groups": `{"source", "option", "for", "of", "groups": [{"group", "for", "of"}]}`: in favour
      were `for` of the `of` people who voted, no majority, but the majority of these groups.
    - "concern", "objection": `{"source", "option", "for", "of", "concern", "text", "language",
      "direction", "supporters", "groups": [{"group", "n"}]}`.
    """
    open_ones = [one for one in concerns if one["status"] == "open"]
    found: list[dict[str, Any]] = []
    for row in result["options"]:
        favoured = {"option": row["option"], "for": row["people"], "of": result["voted"]}
        groups = favouring(result, row)
        if groups:
            found.append({"source": GROUPS, **favoured, "groups": groups})
        mine = (one for one in open_ones if one["option"] == row["option"])
        found.extend(_stated(one) | favoured for one in mine)
    return found


def favouring(result: Data, row: Data) -> list[dict[str, Any]]:
    """Groups of which most were in favour of an option that most of all voters were not in favour of.

    What was told together as "other" is no group: nobody in it can be said to hold anything. What the
    vote takes up, or puts first by comparing places, is no minority's, however few put it first.
    """
    taken = row["option"] in ((result.get("count") or {}).get("chosen") or ())
    if taken or (row["rank"] == 1 and result["ballot"] in ("ranking", "pairs")):
        return []
    if 2 * row["people"] > result["voted"] or not row["by_group"]:
        return []
    told = [
        {"group": group["group"], "for": part.get("people", part["for"]), "of": part["of"]}
        for group, part in zip(result["groups"], row["by_group"], strict=True)
        if group["group"] not in (OTHER, "")
    ]
    return [group for group in told if 2 * group["for"] > group["of"]]


def _stated(concern: Data) -> dict[str, Any]:
    named = ("text", "language", "direction", "supporters", "groups")
    return {
        "source": OBJECTION if concern["kind"] == OBJECTION else CONCERN,
        "concern": concern["id"],
        **{name: concern[name] for name in named},
    }
