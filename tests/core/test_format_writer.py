"""A format that is written and read again is the same format, whatever it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.core.ballots import RULES, SEATED, USUAL
from roundtable.core.errors import Refused
from roundtable.core.format_model import SmallGroups
from roundtable.core.format_writer import write
from roundtable.core.formats import AreaSpec, Format, GroupSpec, StageSpec, TableSpec, parse
from roundtable.core.stages import (
    KINDS,
    ChartSetting,
    ChoiceSetting,
    NumberSetting,
    Setting,
    StageSetting,
    TextSetting,
    WordsSetting,
)
from roundtable.core.text import clean
from tests.factories import make_format, make_full_format

SESSIONS = Path(__file__).parents[2] / "sessions"
LANGUAGES = ("en", "ro", "pt-BR")


def texts(longest: int, lines: bool = False) -> st.SearchStrategy[str]:
    """Texts as they are once made clean."""

    def cleaned(text: str) -> str:
        try:
            once = clean(text, field="", longest=longest, lines=lines)
            return once if clean(once, field="", longest=longest, lines=lines) == once else "x"
        except Refused:
            return "x"

    kinds = st.text(max_size=longest) | st.text('"\\\n#=[a é', max_size=min(longest, 40))
    return kinds.map(cleaned)


def localized(
    longest: int, *, empty: bool = False, lines: bool = False
) -> st.SearchStrategy[dict[str, str]]:
    """A text in the main language and maybe others."""
    text = texts(longest, lines)
    full = st.fixed_dictionaries({"en": text}, optional=dict.fromkeys(LANGUAGES[1:], text))
    return st.just({}) | full if empty else full


def value(setting: Setting, votes: list[str]) -> st.SearchStrategy[Any]:
    """What a setting may be."""
    match setting:
        case NumberSetting(_, _, low, high):
            return st.integers(low, high)
        case ChoiceSetting(_, _, choices):
            return st.sampled_from(choices)
        case StageSetting():
            return st.sampled_from(votes or [""])
        case TextSetting(_, longest):
            return localized(min(longest, 60), empty=True, lines=True)
        case WordsSetting(_, _, longest):
            found = st.lists(texts(min(longest, 12)), max_size=3)
            return found.map(lambda each: list(dict.fromkeys(each)))
        case ChartSetting():
            number = st.integers(0, 10**9) | st.floats(0, 10**9)
            bar = st.fixed_dictionaries({"label": localized(20), "value": number})
            return st.lists(bar, max_size=3)


@st.composite
def formats(draw: st.DrawFn) -> Format:
    """Any agenda that can be held."""
    others = [kind for kind in KINDS if kind not in ("close", "reveal", "previous")]
    kinds = ["welcome", "propose", "group", "tables", "vote"]
    kinds += draw(st.lists(st.sampled_from(others), max_size=4))
    tables = draw(st.lists(st.builds(TableSpec, st.integers(2, 20), st.just("")), max_size=3))
    if draw(st.booleans()):
        tables = [TableSpec(each.seats, draw(texts(20))) for each in tables]
    keys = [f"s{number}" for number in range(len(kinds))]
    votes = [key for key, kind in zip(keys, kinds, strict=True) if kind == "vote"]
    stages = [
        draw(stage(key, kind, [], bool(tables), number))
        for number, (key, kind) in enumerate(zip(keys, kinds, strict=True))
    ]
    for vote in votes:
        kind = draw(st.sampled_from(("reveal", "previous")))
        stages.append(draw(stage(f"of-{vote}", kind, [vote], bool(tables), 99)))
    if draw(st.booleans()):
        stages.append(draw(stage("end", "close", [], False, 99)))
    goal = st.none() | st.integers(1, 500)
    return Format(
        name="any",
        title=draw(localized(80)),
        description=draw(localized(100, empty=True)),
        languages=LANGUAGES,
        language="en",
        areas=tuple(draw(st.lists(st.builds(AreaSpec, st.just("a"), localized(30)), max_size=1))),
        groups=tuple(
            draw(st.lists(st.builds(GroupSpec, st.just("g"), localized(30), goal), max_size=1))
        ),
        tables=tuple(tables),
        stages=tuple(stages),
        small_groups=draw(st.builds(SmallGroups, st.integers(3, 50), st.booleans())),
    )


def _countable(of: dict[str, Any]) -> dict[str, Any]:
    """Settings of a vote that fit its ballot."""
    ballot = of["ballot"]
    rules = (USUAL, *RULES[ballot])
    rule = of["rule"] if of["rule"] in rules else USUAL
    return {
        "budget": max(1, of["budget"]) if ballot == "dots" else 0,
        "limit": of["limit"] if ballot == "approval" else 0,
        "scale": of["scale"] if ballot == "score" else "5",
        "sum": max(1, of["sum"]) if ballot == "knapsack" else 0,
        "unit": of["unit"] if ballot == "knapsack" else {},
        "rule": rule,
        "seats": max(1, of["seats"]) if rule in SEATED else of["seats"],
    }


@st.composite
def stage(
    draw: st.DrawFn, key: str, kind: str, votes: list[str], has_tables: bool, number: int
) -> StageSpec:
    """A stage that its agenda allows."""
    of = {each.name: draw(value(each, votes)) for each in KINDS[kind].settings}
    if kind == "vote":
        of |= _countable(of)
    if kind == "tables":
        first = number == 3
        if of["size"] == 1 or (first and of["size"] == 0) or not has_tables:
            of["size"] = max(2, of["size"])
        if of["seating"] in ("rotate", "join") and (of["size"] or first):
            of["seating"] = "draw"
    return StageSpec(
        key=key,
        kind=kind,
        title=draw(localized(80)),
        question=draw(localized(60, empty=not KINDS[kind].asks)),
        help=draw(localized(60, empty=True)),
        minutes=draw(st.none() | st.integers(1, 480)),
        settings=of,
    )


@settings(max_examples=150, deadline=None)
@given(formats())
def test_written_and_read_again_it_is_the_same(form: Format) -> None:
    text = write(form)
    assert parse(text, "any.toml") == form
    assert write(parse(text, "any.toml")) == text


@pytest.mark.parametrize("form", [make_format(), make_format("dots"), make_full_format()])
def test_formats_of_the_tests(form: Format) -> None:
    assert parse(write(form), f"{form.name}.toml") == form


@pytest.mark.parametrize(
    "path", [p for p in SESSIONS.glob("*.toml") if p.stem != "demonstration"], ids=lambda p: p.stem
)
def test_shipped_formats(path: Path) -> None:
    form = parse(path.read_text("utf-8"), path.name)
    assert parse(write(form), path.name) == form


def test_it_is_readable() -> None:
    text = write(make_full_format(ballot="dots"))
    assert "[tables]\ncount = 4\nseats = 6\n" in text
    assert "\nbudget = 5\n" in text
    assert 'label.ro = "Se potrivește"\nvalue = 48\n' in text
    assert text.count("# People talk at tables") == 1
    assert all(len(line) <= 100 for line in text.splitlines())
