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


@dataclass(frozen=True, slots=True)
class TextSetting:
    """A text in the languages of the format, at most `longest` characters; missing, it is empty."""

    name: str
    longest: int


@dataclass(frozen=True, slots=True)
class WordsSetting:
    """A list of at most `most` words or short phrases, of at most `longest` characters each."""

    name: str
    most: int = 50
    longest: int = 60


@dataclass(frozen=True, slots=True)
class ChartSetting:
    """Bars of a finding: at most `most` pairs of a label (in the format's languages) and a number.

    In the file `[[stages.chart]]` with `label.en` and `value`; as a setting
    `[{"label": {language: text}, "value": number}]`.
    """

    name: str
    most: int = 12


Setting = NumberSetting | ChoiceSetting | StageSetting | TextSetting | WordsSetting | ChartSetting


@dataclass(frozen=True, slots=True)
class StageKind:
    """What all stages of one kind have in common.

    acts: names of the commands of participants after which a person has "acted".
    screen: what the projector shows in its mode "auto": the name of a template in templates/screen.
    reads: whether phones are sent the proposals, to read or to act on.
    puts_up: whether opening it puts up options, as a vote does.
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
    reads: bool = False
    puts_up: bool = False


_MAX_LENGTH = NumberSetting("max_length", default=280, low=40, high=1000)
_BUDGET = NumberSetting("budget", default=5, low=1, high=100)
_BALLOT = ChoiceSetting("ballot", "approval", tuple(ballots.TYPES))
#: How a vote is counted, and what its result needs.
COUNTING: Final = (
    NumberSetting("limit", default=0, low=0, high=100),
    ChoiceSetting("scale", "5", ("5", "10")),
    NumberSetting("sum", default=0, low=0, high=10**9),
    TextSetting("unit", 20),
    ChoiceSetting(
        "rule",
        ballots.USUAL,
        (ballots.USUAL, *sorted({rule for rules in ballots.RULES.values() for rule in rules})),
    ),
    NumberSetting("seats", default=0, low=0, high=50),
    ChoiceSetting("ties", "leave", ("leave", "draw")),
    ChoiceSetting("order", "fixed", ("fixed", "shuffled")),
    ChoiceSetting("sealed", "no", ("no", "yes")),
    NumberSetting("quorum", default=0, low=0, high=100),
    ChoiceSetting("majority", "none", ("none", "voting", "present")),
    NumberSetting("share", default=50, low=50, high=100),
)
_ON = ChoiceSetting("on", "clusters", VOTE_ON)
_OF = StageSetting("of", of="vote")
_MODERATION = ChoiceSetting("moderation", "open", ("open", "look", "rule"))
_LISTED = WordsSetting("listed")
_MOST = NumberSetting("most", default=60, low=1, high=60)
_CONSENT_ON = ChoiceSetting("on", "clusters", (*VOTE_ON, "question"))
_CONCERNS = ChoiceSetting("concerns", "yes", ("yes", "no"))
_TURNS = ChoiceSetting("turns", "strict", ("strict", "free"))
_SECONDS = NumberSetting("seconds", default=120, low=15, high=1800)
#: How people are seated when the stage opens: as they are; where they choose; drawn; drawn so that
#: groups mix; on to tables where they meet others, hosts staying; two small groups become one.
SEATINGS: Final = ("keep", "choice", "draw", "balanced", "rotate", "join")
_SEATING = ChoiceSetting("seating", "keep", SEATINGS)
#: People in a small group without a table of its own (pairs, fours); 0: the tables of the room.
_SIZE = NumberSetting("size", default=0, low=0, high=12)


def _kind(  # noqa: PLR0913 (one for each property of a kind)
    name: str,
    screen: str,
    minutes: int | None,
    *settings: Setting,
    acts: str = "",
    timed: bool = False,
    asks: bool = False,
    reads: bool = False,
    puts_up: bool = False,
) -> StageKind:
    done = frozenset(acts.split())
    return StageKind(name, done, screen, timed, asks, minutes, settings, reads, puts_up)


_ALL = (
    _kind("welcome", "welcome", 5, TextSetting("agreement", 1200), acts="agree"),
    _kind(
        "inform", "inform", 5, TextSetting("text", 2000), TextSetting("source", 200),
        TextSetting("unit", 20), ChartSetting("chart"),
    ),
    _kind("write", "write", 5, _MAX_LENGTH, acts="submit_proposal", timed=True, asks=True),
    _kind("round", "round", 15, _TURNS, _MODERATION, _LISTED, acts="share_proposal", asks=True),
    _kind("clarify", "clarify", 10, _MODERATION, _LISTED, reads=True),
    _kind(
        "propose", "wall", 8, _MAX_LENGTH, _MODERATION, _LISTED, _MOST,
        acts="submit_proposal", timed=True, asks=True,
    ),
    _kind(
        "improve", "improve", 10, _MAX_LENGTH, _MODERATION, _LISTED,
        acts="add_comment", timed=True, asks=True, reads=True,
    ),
    _kind("group", "groups", 15, asks=True),
    _kind(
        "vote", "vote", 6, _BALLOT, _BUDGET, *COUNTING, _ON, _CONCERNS,
        acts="cast_ballot", timed=True, asks=True, reads=True, puts_up=True,
    ),
    _kind("reveal", "results", 30, _OF, reads=True),
    _kind("previous", "previous", 10, _OF, asks=True, reads=True),
    _kind("discuss", "discuss", 20, _SECONDS, asks=True, reads=True),
    _kind(
        "consent", "consent", 20, _CONSENT_ON,
        acts="take_position", timed=True, asks=True, reads=True, puts_up=True,
    ),
    _kind("tables", "tables", 20, _SEATING, _SIZE, asks=True),
    _kind("harvest", "harvest", 15, reads=True),
    _kind("break", "break", 10),
    _kind("decide", "decide", 15, reads=True),
    _kind("feedback", "feedback", 5, acts="give_feedback", timed=True),
    _kind("close", "close", None, reads=True),
)  # fmt: skip

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
