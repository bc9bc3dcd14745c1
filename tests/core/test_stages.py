"""Kinds of stages, and timers that neither lose nor give away time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.stages import (
    GRACE_MS,
    KINDS,
    MAX_MINUTES,
    ChoiceSetting,
    NumberSetting,
    StageKind,
    StageSetting,
    Timer,
    extend,
    is_late,
    left,
    pause,
    resume,
    start,
)

moments = st.integers(min_value=0, max_value=4_102_444_800_000)
minutes = st.integers(min_value=1, max_value=480)
spans = st.integers(min_value=0, max_value=40_000_000)
seconds = st.integers(min_value=-30_000, max_value=30_000)


def test_all_kinds_in_the_order_of_a_roundtable() -> None:
    assert " ".join(KINDS) == (
        "welcome inform write round clarify propose improve group vote reveal previous discuss "
        "consent tables harvest break decide feedback close"
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_kind_is_consistent(kind: StageKind) -> None:
    assert kind.acts or not kind.timed  # lateness matters only where people act
    assert kind.default_minutes is None or 1 <= kind.default_minutes <= MAX_MINUTES
    assert len({setting.name for setting in kind.settings}) == len(kind.settings)
    for setting in kind.settings:
        if isinstance(setting, NumberSetting):
            assert setting.low <= setting.default <= setting.high
        if isinstance(setting, ChoiceSetting):
            assert setting.default in setting.choices
        if isinstance(setting, StageSetting):
            assert setting.of in KINDS


def test_what_counts_as_acted() -> None:
    acts = {name: " ".join(kind.acts) for name, kind in KINDS.items() if kind.acts}
    assert acts == {
        "welcome": "agree",
        "write": "submit_proposal",
        "round": "share_proposal",
        "propose": "submit_proposal",
        "improve": "add_comment",
        "vote": "cast_ballot",
        "consent": "take_position",
        "feedback": "give_feedback",
    }


def test_what_puts_up_options_is_timed_and_asks() -> None:
    assert [kind.name for kind in KINDS.values() if kind.puts_up] == ["vote", "consent"]
    assert all(kind.timed and kind.asks for kind in KINDS.values() if kind.puts_up)


def test_timer_runs_or_is_paused_never_both() -> None:
    with pytest.raises(ValueError, match="not both"):
        Timer(ends_at=1, remaining=1)


def test_late_begins_after_the_grace() -> None:
    timer = start(1_000, 1)
    assert timer == Timer(ends_at=61_000)
    assert not is_late(timer, 61_000 + GRACE_MS)
    assert is_late(timer, 61_001 + GRACE_MS)
    assert is_late(timer, 61_001, grace_ms=0)


def test_extending_a_timer_that_is_up_counts_from_now() -> None:
    assert extend(Timer(ends_at=1_000), 50_000, 60) == Timer(ends_at=110_000)


def test_shortening_never_ends_before_now() -> None:
    assert extend(Timer(ends_at=60_000), 50_000, -60) == Timer(ends_at=50_000)
    assert extend(Timer(remaining=10_000), 50_000, -60) == Timer(remaining=0)


def test_a_timer_that_is_up_cannot_be_paused_open() -> None:
    up = Timer(ends_at=1_000)
    assert pause(up, 9_000) == up
    assert is_late(pause(up, 9_000), 9_000)


@given(moments, spans)
def test_without_minutes_never_late(now: int, span: int) -> None:
    timer = start(now, None)
    assert pause(timer, now) == resume(timer, now) == extend(timer, now, 60) == timer
    assert not is_late(timer, now + span)
    assert left(timer, now) is None


@given(moments, minutes, st.lists(st.tuples(spans, spans), max_size=8))
def test_pausing_and_resuming_loses_no_time(
    now: int, length: int, steps: list[tuple[int, int]]
) -> None:
    timer = start(now, length)
    total = length * 60_000
    ran = 0
    for runs, rests in steps:
        now += runs
        ran += runs
        timer = pause(timer, now)
        paused = timer.remaining is not None
        assert left(timer, now) == max(0, total - ran)
        now += rests
        assert not (paused and is_late(timer, now))
        ran += 0 if paused else rests  # what is up cannot be paused
        timer = resume(timer, now)
    assert left(timer, now) == max(0, total - ran)


@given(moments, minutes, spans, seconds)
def test_extending_gives_what_it_says(now: int, length: int, passed: int, more: int) -> None:
    timer = start(now, length)
    now += passed
    before = left(timer, now)
    longer = extend(timer, now, more)
    assert before is not None
    assert longer.ends_at is not None
    assert longer.ends_at >= now
    assert left(longer, now) == max(0, before + more * 1000)
    assert not is_late(longer, longer.ends_at + GRACE_MS)
    assert is_late(longer, longer.ends_at + GRACE_MS + 1)


@given(moments, minutes, spans, seconds)
def test_extending_while_paused_is_extending_while_running(
    now: int, length: int, passed: int, more: int
) -> None:
    timer = start(now, length)
    now += passed
    assert left(extend(pause(timer, now), now, more), now) == left(extend(timer, now, more), now)


@given(moments, minutes, spans, spans)
def test_pausing_or_resuming_twice_changes_nothing(
    now: int, length: int, passed: int, rest: int
) -> None:
    once = pause(start(now, length), now + passed)
    assert pause(once, now + passed + rest) == once
    again = resume(once, now + passed + rest)
    assert resume(again, now + passed + rest + 1) == again
