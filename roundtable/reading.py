"""Small questions that templates ask of what they are given: a person's own things, texts, bars, order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from roundtable.core import minority, shuffling
from roundtable.core.charts import Count
from roundtable.projections import Data, Entities, State

Item = tuple[str, Data]

#: Groups of which most wanted what the room as a whole did not.
favouring = minority.favouring


class Own:
    """A participant's own things (`me`), asked by short words that the page's script knows as well.

    `own("agreed")`, `own("!hand")`, `own("hand.status=speaking")`: whether it is so. Without `me`,
    which is how regions are made that go to everybody, nothing is anybody's own. What the words may
    name is told by `view`; `ownView` of static/js/phone/overlay.js is the same in the browser.
    """

    def __init__(self, me: Mapping[str, Any] | None) -> None:
        self._view = view(me) if me else {}

    def __call__(self, wish: str) -> bool:
        """Whether the wish holds."""
        if wish.startswith("!"):
            return not self(wish[1:])
        path, equals, wanted = wish.partition("=")
        value = self.value(path)
        if isinstance(value, bool) or not equals:
            return bool(value) and not equals
        return value is not None and str(value) == wanted

    def value(self, path: str) -> Any:
        """What stands at the end of a path such as "hand.place", or None."""
        value: Any = self._view
        for name in path.split("."):
            if not isinstance(value, Mapping):
                return None
            value = value.get(name)
        return value


def view(me: Mapping[str, Any]) -> dict[str, Any]:
    """A person's own things by what a template asks for.

    agreed, table, place, hosts, acted, hand; proposal and comment by id; concern by stage and option;
    support by concern; mark by stage and option; feedback and receipt by stage.
    """
    concerns: dict[str, dict[str, Any]] = {}
    for concern in me.get("concerns", ()):
        if concern["status"] != "withdrawn":
            concerns.setdefault(concern["stage"], {})[concern["option"]] = concern
    plain = ("agreed", "table", "place", "hosts", "acted", "hand", "group", "feedback")
    return {name: me.get(name) for name in plain} | {
        "proposal": {each["id"]: each for each in me.get("proposals", ())},
        "comment": {
            each["id"]: each for each in me.get("comments", ()) if each["status"] != "withdrawn"
        },
        "concern": concerns,
        "support": dict.fromkeys(me.get("supports", ()), True),
        "mark": me.get("ballots", {}),
        "receipt": me.get("receipts", {}),
    }


def prose(text: str) -> list[tuple[str, list[str]]]:
    """A text as paragraphs ("p") and lists ("ul": lines that begin with a dash or a dot)."""
    blocks: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        words = line.strip()
        kind = "ul" if words[:2] in ("- ", "* ", "• ", "– ") else "p"
        if not words:
            continue
        if kind == "ul" and blocks and blocks[-1][0] == "ul":
            blocks[-1][1].append(words[2:].strip())
        else:
            blocks.append((kind, [words[2:].strip() if kind == "ul" else words]))
    return blocks


def bars(chart: Sequence[Mapping[str, Any]], whole: float = 0) -> list[dict[str, Any]]:
    """The bars of a chart: label, value, and where each lies as `x` and `width`, in percent.

    Bars begin at zero, wherever it lies between the lowest and the highest value; a bar that reaches
    the end stands for the highest value, or for `whole` if that is more.
    """
    values = [float(bar["value"]) for bar in chart]
    low, high = min([0.0, *values]), max([0.0, whole, *values])
    span = (high - low) or 1.0
    return [
        {
            "label": bar["label"],
            "value": bar["value"],
            "x": round(100 * (min(0.0, value) - low) / span, 2),
            "width": round(100 * abs(value) / span, 2),
        }
        for bar, value in zip(chart, values, strict=True)
    ]


def ordered(entities: Entities) -> list[Item]:
    """Things by their position."""
    return sorted(entities.items(), key=lambda item: item[1]["position"])


def voices(state: State, area: str | None = None) -> list[Item]:
    """Proposals to be read: what is looked at now, then what is pinned, then by number."""
    roundtable = next(iter(state["roundtable"].values()))
    light = roundtable.get("spotlight")

    def place(item: Item) -> tuple[bool, bool, int]:
        key, proposal = item
        return key != light, not proposal.get("pinned"), proposal["number"]

    return sorted(
        (item for item in state["proposals"].items() if area in (None, item[1]["area"])), key=place
    )


def newest(state: State, area: str | None = None) -> list[Item]:
    """Proposals for the wall: what is pinned first, then the newest."""
    return sorted(
        (item for item in state["proposals"].items() if area in (None, item[1]["area"])),
        key=lambda item: (not item[1].get("pinned"), -item[1]["number"]),
    )


def by_area(state: State, items: Iterable[Item]) -> list[tuple[Data | None, list[Item]]]:
    """Items with the area that they are about; where there is but one area, all of them without it."""
    items = list(items)
    if len(state["areas"]) < 2:  # noqa: PLR2004 (one area needs no heading)
        return [(None, items)] if items else []
    parts = [
        (area, [item for item in items if item[1].get("area") == key])
        for key, area in ordered(state["areas"])
    ]
    rest = [item for item in items if item[1].get("area") not in state["areas"]]
    return [(area, here) for area, here in [*parts, (None, rest)] if here]


def own_order(
    parts: list[tuple[Data | None, list[Item]]], seed: str
) -> list[tuple[Data | None, list[Item]]]:
    """The parts of a ballot, in each of them the options in an order of one's own; "" leaves them."""
    if not seed:
        return parts
    return [
        (area, [(key, dict(here)[key]) for key in shuffling.own_order(seed, dict(here))])
        for area, here in parts
    ]


#: Pairs that a page without scripts asks about at once.
_PAIRS_AT_ONCE = 4


def own_pairs(
    options: Sequence[Item], seed: str, mine: Mapping[str, int]
) -> list[tuple[str, tuple[str, str]]]:
    """Pairs for a page without scripts: the next that were not answered, then those that were."""
    pairs = shuffling.own_pairs(seed, [key for key, _option in options])
    fresh = [pair for pair in pairs if pair[0] not in mine]
    return fresh[:_PAIRS_AT_ONCE] + [pair for pair in pairs if pair[0] in mine]


def spent(marks: Mapping[str, int], options: Sequence[Item]) -> int:
    """What the marked options cost together."""
    return sum(option.get("cost") or 0 for key, option in options if key in marks)


def turns(state: State, stage: str) -> tuple[Item | None, list[Item]]:
    """Who speaks in a stage (or nobody), and who waits, in order."""
    here = [item for item in state["queue"].items() if item[1]["stage"] == stage]
    speaking = [item for item in here if item[1]["status"] == "speaking"]
    waiting = [item for item in here if item[1]["status"] == "waiting"]
    waiting.sort(key=lambda item: item[1]["position"])
    return (speaking[0] if speaking else None), waiting


def said_to(state: State, proposal: str, kind: str | None = None) -> list[Item]:
    """Comments on a proposal, the oldest first; only those of a kind, if one is named."""
    found = [
        item
        for item in state["comments"].items()
        if item[1]["proposal"] == proposal and kind in (None, item[1]["kind"])
    ]
    return sorted(found, key=lambda item: item[1]["created"])


def concerns(state: State, stage: str | None, option: str | None = None) -> list[Item]:
    """Concerns about a vote's options (or one of them): objections first, then by how many share them."""
    found = [
        item
        for item in state["concerns"].items()
        if item[1]["stage"] == stage and option in (None, item[1]["option"])
    ]
    return sorted(found, key=lambda i: (i[1]["kind"] != "objection", -i[1]["supporters"], i[0]))


def minutes(state: State, *kinds: str, table: str | None = None) -> list[Item]:
    """What was written down of these kinds (at one table), the oldest first."""
    found = [
        item
        for item in state["minutes"].items()
        if item[1]["kind"] in kinds and table in (None, item[1]["table"])
    ]
    return sorted(found, key=lambda item: item[1]["created"])


def thing(state: State, key: str | None) -> Data | None:
    """The proposal, group or option of an id, with `text` as what to read first; None if not seen."""
    if key is None:
        return None
    if key in state["proposals"]:
        return state["proposals"][key] | {"kind": "proposal", "title": ""}
    if key in state.get("clusters", {}):
        cluster = state["clusters"][key]
        return cluster | {"kind": "cluster", "text": cluster.get("summary", "")}
    return state["options"].get(key)


def tables(state: State) -> list[Item]:
    """The tables by their number; what is told of the whole room is not one of them."""
    return ordered({key: table for key, table in state["tables"].items() if key != "now"})


def chosen(state: State, result: Data) -> list[Item]:
    """The options of a result, in its order."""
    return [(row["option"], state["options"][row["option"]]) for row in result["options"]]


def standing(state: State, result: Data) -> tuple[Data, Entities]:
    """A result as it stands after what was put together later, and what its options are called."""
    revised = result.get("revised")
    if not revised:
        return result, state["options"]
    named = {
        key: state["options"].get(key, state["options"].get(text["of"][0], {}))
        | {"title": text["title"]}
        for key, text in revised["texts"].items()
    }
    anew = ("options", "rule", "count", "others", "left_out", "thresholds")
    now = {name: revised[name] for name in anew if name in revised} | {"settled": None}
    return result | now, state["options"] | named


def talked(state: State, area: str | None = None) -> list[Item]:
    """Proposals for the screen while they are talked about: those with something said to them first."""
    said = {comment["proposal"] for comment in state["comments"].values()}
    return sorted(voices(state, area), key=lambda item: item[0] not in said)


def around(state: State, table: Data) -> list[Count]:
    """The seats of a table for a ring: people by group, then what is free."""
    counts = []
    for group, people in table["groups"].items():
        place = int(state["groups"][group]["position"]) if group in state["groups"] else 0
        counts.append(Count(place, people, people))
    counts.sort(key=lambda count: count.group or 99)
    free = table["seats"] - table["people"]
    return [*counts, Count(0, free, 0)] if free > 0 else counts
