"""The kinds of stages that a roundtable is made of, and the arithmetic of their timers.

Every time here is in milliseconds since 1970 UTC, or a length in milliseconds. The caller says what
time it is: this module has no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from roundtable.core import ballots

MINUTE_MS: Final = 60_000
GRACE_MS: Final = 2_000
MAX_MINUTES: Final = 480

# What the options of a vote are made of.
VOTE_ON: Final = ("clusters", "proposals")


@dataclass(frozen=True, slots=True)
class NumberSetting:
    """A whole number from `low` to `high`; without a line in the file it is `default`."""

    name: str
    default: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ChoiceSetting:
    """One word out of `choices`; without a line in the file it is `default`."""

    name: str
    default: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageSetting:
    """The key of an earlier stage of the kind `of`; without a line, the nearest such stage."""

    name: str
    of: str


Setting = NumberSetting | ChoiceSetting | StageSetting


@dataclass(frozen=True, slots=True)
class StageKind:
    """What all stages of one kind have in common.

    acts: names of the commands of participants after which a person has "acted".
    screen: what the projector shows in its mode "auto": "wall", "groups", "results", or "auto" for
        the stage's own page with nothing that people wrote.
    timed: whether acts that come after the end are refused. Other stages may count down too.
    asks: whether the stage needs a question.
    default_minutes: what a new stage of this kind begins with; None means without a timer.
    """

    name: str
    acts: frozenset[str]
    screen: str
    timed: bool
    asks: bool
    default_minutes: int | None
    settings: tuple[Setting, ...] = ()


_MAX_LENGTH = NumberSetting("max_length", default=280, low=40, high=1000)
_BUDGET = NumberSetting("budget", default=5, low=1, high=100)
_BALLOT = ChoiceSetting("ballot", "approval", tuple(ballots.TYPES))
_ON = ChoiceSetting("on", "clusters", VOTE_ON)
_OF = StageSetting("of", of="vote")
_NO_ACTS: frozenset[str] = frozenset()

_ALL = (
    StageKind("welcome", _NO_ACTS, "auto", timed=False, asks=False, default_minutes=5),
    StageKind("propose", frozenset({"submit_proposal"}), "wall", True, True, 8, (_MAX_LENGTH,)),
    StageKind("group", _NO_ACTS, "groups", timed=False, asks=True, default_minutes=15),
    StageKind("vote", frozenset({"cast_ballot"}), "groups", True, True, 6, (_BALLOT, _BUDGET, _ON)),
    StageKind("reveal", _NO_ACTS, "results", False, False, 30, (_OF,)),
    StageKind("close", _NO_ACTS, "auto", timed=False, asks=False, default_minutes=None),
)

KINDS: Final[Mapping[str, StageKind]] = MappingProxyType({kind.name: kind for kind in _ALL})


@dataclass(frozen=True, slots=True)
class Timer:
    """The time of one stage: running (`ends_at`), paused (`remaining`), or none (both None).

    ends_at: milliseconds since 1970 UTC; may lie in the past, then the time is up.
    remaining: milliseconds left when it was paused, 0 or more.
    """

    ends_at: int | None = None
    remaining: int | None = None

    def __post_init__(self) -> None:
        if self.ends_at is not None and self.remaining is not None:
            raise ValueError("a timer runs or is paused, not both")


def start(now: int, minutes: int | None) -> Timer:
    """A timer that begins at `now`; without minutes a stage has no timer."""
    return Timer() if minutes is None else Timer(ends_at=now + minutes * MINUTE_MS)


def pause(timer: Timer, now: int) -> Timer:
    """Stop the countdown. A timer that is up stays up: a pause must not let late acts in."""
    if timer.ends_at is None or timer.ends_at <= now:
        return timer
    return Timer(remaining=timer.ends_at - now)


def resume(timer: Timer, now: int) -> Timer:
    """Go on counting with what was left. Only a paused timer changes."""
    return timer if timer.remaining is None else Timer(ends_at=now + timer.remaining)


def extend(timer: Timer, now: int, seconds: int) -> Timer:
    """Give `seconds` more (fewer when negative); a timer that is up counts from `now`.

    The end never comes to lie before `now`, what remains never below 0. No timer stays no timer.
    """
    if timer.remaining is not None:
        return Timer(remaining=max(0, timer.remaining + seconds * 1000))
    if timer.ends_at is None:
        return timer
    return Timer(ends_at=max(now, max(now, timer.ends_at) + seconds * 1000))


def left(timer: Timer, now: int) -> int | None:
    """Milliseconds left, 0 when the time is up, None without a timer."""
    if timer.remaining is not None:
        return timer.remaining
    return None if timer.ends_at is None else max(0, timer.ends_at - now)


def is_late(timer: Timer, received_at: int, grace_ms: int = GRACE_MS) -> bool:
    """Whether an act that arrived at `received_at` is too late; never while paused or untimed."""
    return timer.ends_at is not None and received_at > timer.ends_at + grace_ms
