"""Simulated people: who they are, when they act in a step, what they say and how they vote.

All of it follows from a seed (the roundtable's id) and a person's number, so that a rehearsal that is
interrupted goes on with the same people, and what was done already is known by its id.
"""

from __future__ import annotations

import hashlib
import random
import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from roundtable.core.ballots import BallotType, pair_key, pair_of

MOST_PEOPLE: Final = 80
#: Letters of ids, as `roundtable.sources` has them.
_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
#: Seconds that a step lasts for simulated people where it has no time; the share of it where it has.
_UNTIMED, _SHARE = 150.0, 0.7
_SHORTEST, _LONGEST = 45.0, 900.0
#: Of how many people who could, some act: by what they do.
_LIKELY: Final[Mapping[str, float]] = {
    "agree": 0.92, "propose": 0.9, "again": 0.45, "comment": 0.5, "ask": 0.25, "vote": 0.93,
    "revote": 0.15, "worry": 0.1, "share": 0.35, "hand": 0.2, "position": 0.94, "note": 0.4,
    "table": 0.9, "feedback": 0.8,
}  # fmt: skip
#: What people do in a step of each kind.
_DO: Final[Mapping[str, tuple[str, ...]]] = {
    "welcome": ("agree",),
    "write": ("propose", "again"),
    "propose": ("propose", "again"),
    "clarify": ("ask", "hand"),
    "improve": ("comment", "ask"),
    "group": ("hand",),
    "vote": ("vote", "revote", "worry"),
    "reveal": ("worry", "share", "hand"),
    "previous": ("worry", "share", "hand"),
    "discuss": ("hand", "share"),
    "consent": ("position",),
    "tables": ("table", "note", "hand"),
    "harvest": ("hand",),
    "decide": ("hand", "share"),
    "feedback": ("feedback",),
}
#: What comes after something else that the same person does.
_AFTER: Final = {"again": "propose", "revote": "vote", "worry": "vote", "note": "table"}
#: From which liking on somebody says yes.
HALF: Final = 0.5
#: Of the options, how many somebody looks at where each is marked for itself.
LOOKED_AT: Final = 0.9
#: Words in the titles of policy areas by which they are known.
ABOUT: Final[Mapping[str, tuple[str, ...]]] = {
    "education": ("educ", "school", "școal", "scoal", "învăț", "bildung", "освіт"),
    "work": ("labour", "labor", "work", "munc", "job", "employ", "arbeit", "прац"),
}


@dataclass(frozen=True, slots=True)
class Player:
    """A simulated person. `group` counts from 0; None: they say none."""

    number: int
    group: int | None
    language: str
    #: How many before them speak the same language: who says which of the texts.
    place: int


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that somebody does `at` so many seconds into a step, at speed 1."""

    at: float
    what: str


def chance(*parts: object) -> random.Random:
    """Chance that is the same for the same parts."""
    return random.Random("/".join(map(str, parts)))  # noqa: S311 (nothing here is secret)


def key(*parts: object) -> str:
    """The id of a command that follows from `parts`: 20 characters."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return "".join(_LETTERS[byte & 31] for byte in digest[:20])


@cache
def texts() -> dict[str, dict[str, Any]]:
    """What is said, by language: see rehearsal.toml."""
    return tomllib.loads(Path(__file__).with_name("rehearsal.toml").read_text("utf-8"))


@lru_cache(maxsize=4096)
def player(seed: str, number: int, groups: int, languages: tuple[str, ...]) -> Player:
    """The person with this number. Half speak a language of the roundtable, half any other."""
    spoken = [_language(seed, n, languages) for n in range(number + 1)]
    dice = chance(seed, "person", number)
    group = dice.randrange(groups) if groups and dice.random() < 0.93 else None  # noqa: PLR2004
    return Player(number, group, spoken[-1], spoken[:-1].count(spoken[-1]))


@lru_cache(maxsize=4096)
def _language(seed: str, number: int, languages: tuple[str, ...]) -> str:
    dice = chance(seed, "language", number)
    known = [language for language in languages if language in texts()]
    return dice.choice(known if known and dice.random() < 0.5 else sorted(texts()))  # noqa: PLR2004


def seconds(minutes: int | None) -> float:
    """How long simulated people take for a step, at speed 1."""
    whole = _UNTIMED if minutes is None else minutes * 60 * _SHARE
    return min(_LONGEST, max(_SHORTEST, whole))


@lru_cache(maxsize=4096)
def cues(
    seed: str, who: Player, stage: str, kind: str, minutes: int | None, visit: int = 0
) -> list[Cue]:
    """What somebody does in a step, in the order in which they do it; another `visit`, other cues."""
    dice = chance(seed, stage, visit, who.number)
    length = seconds(minutes)
    found: dict[str, Cue] = {}
    for what in _DO.get(kind, ()):
        willing, moment = dice.random() < _LIKELY[what], dice.betavariate(1.6, 2.4)
        before = found.get(_AFTER.get(what, ""))
        if not willing or (what in ("again", "revote") and before is None):
            continue
        start = before.at if before is not None else 0.0
        found[what] = Cue(start + moment * (length - start), what)
    return sorted(found.values(), key=lambda cue: cue.at)


def about(titles: Mapping[str, str], of: str) -> bool:
    """Whether an area with these titles is what a text is about: "education", "work"."""
    said = " ".join(titles.values()).lower()
    return any(word in said for word in ABOUT.get(of, ()))


def proposal(who: Player, said: Container[str], longest: int = 280) -> tuple[str, str] | None:
    """`(about, text)` of what somebody proposes, nothing of what was `said`; None: nothing is left."""
    lists = texts()[who.language]["proposals"]
    mixed = [
        (of, said_in[place])
        for place in range(max(map(len, lists.values())))
        for of, said_in in lists.items()
        if place < len(said_in)
    ]
    start = who.place % len(mixed)
    for of, text in (*mixed[start:], *mixed[:start]):
        if len(text) <= longest and text not in said:
            return of, text
    return None


def words(who: Player, what: str, *parts: object) -> str:
    """A text of the kind `what` ("comments", "concerns", …) in the person's language.

    For the same `parts`, people say different things until all has been said.
    """
    said: list[str] = texts()[who.language][what]
    return said[(who.place + chance(what, *parts).randrange(len(said))) % len(said)]


def ballot(
    seed: str,
    who: Player,
    options: Sequence[str],
    kind: BallotType,
    costs: Mapping[str, int] | None = None,
    turn: int = 0,
) -> dict[str, int]:
    """Marks for a vote. Options have an appeal, groups have leanings, and people minds of their own."""
    dice = chance(seed, "ballot", who.number, turn, *options)
    liked = {option: _liking(seed, who, option, dice) for option in options}
    mark = _MARKS.get(kind.name, _yes)
    return mark(liked, kind, costs or {}, dice)


_Liked = dict[str, float]
_Costs = Mapping[str, int]


def _yes(liked: _Liked, kind: BallotType, _costs: _Costs, _dice: random.Random) -> dict[str, int]:
    """A yes to what somebody rather likes; to the best of it where the ballot has a limit."""
    best = sorted(liked, key=liked.__getitem__, reverse=True)
    chosen = [option for option in best if liked[option] > HALF] or best[:1]
    return dict.fromkeys(chosen[: kind.budget or None], 1)


def _dots(liked: _Liked, kind: BallotType, _costs: _Costs, dice: random.Random) -> dict[str, int]:
    marks: dict[str, int] = {}
    for _ in range(min(kind.budget, max(1, round(kind.budget * dice.uniform(0.6, 1.0))))):
        option = max(liked, key=lambda o: liked[o] - 0.25 * marks.get(o, 0) + dice.random() / 9)
        marks[option] = marks.get(option, 0) + 1
    return marks


def _opinion(
    liked: _Liked, _kind: BallotType, _costs: _Costs, dice: random.Random
) -> dict[str, int]:
    return {
        o: 1 if liking > 0.52 else -1 if liking < 0.36 else 0  # noqa: PLR2004 (about halves)
        for o, liking in liked.items()
        if dice.random() < LOOKED_AT
    }


def _levels(liked: _Liked, kind: BallotType, _costs: _Costs, dice: random.Random) -> dict[str, int]:
    """A score or a grade: the more somebody likes it, the higher."""
    return {
        option: min(kind.best, max(0, round(liking * kind.best)))
        for option, liking in liked.items()
        if dice.random() < LOOKED_AT
    }


def _places(
    liked: _Liked, _kind: BallotType, _costs: _Costs, dice: random.Random
) -> dict[str, int]:
    """An order from the best; some stop early, and now and then two share a place."""
    order = sorted(liked, key=liked.__getitem__, reverse=True)
    many = max(1, round(len(order) * dice.uniform(0.5, 1.0)))
    marks, place = {}, 1
    for option in order[:many]:
        marks[option] = place
        place += dice.random() < LOOKED_AT
    return marks


def _pairs(liked: _Liked, _kind: BallotType, _costs: _Costs, dice: random.Random) -> dict[str, int]:
    """Some of the pairs, in an order of one's own; what is liked about alike is equal."""
    pairs = [pair_key(one, other) for one, other in combinations(liked, 2)]
    dice.shuffle(pairs)
    marks = {}
    for key in pairs[: max(1, round(len(pairs) * dice.uniform(0.3, 1.0)))]:
        first, second = pair_of(key)
        apart = liked[first] - liked[second]
        marks[key] = 0 if abs(apart) < 0.02 else 1 if apart > 0 else -1  # noqa: PLR2004 (alike)
    return marks


def _spending(
    liked: _Liked, kind: BallotType, costs: _Costs, _dice: random.Random
) -> dict[str, int]:
    """What somebody likes best, while there is money for it."""
    marks, left = {}, kind.budget
    for option in sorted(liked, key=liked.__getitem__, reverse=True):
        if costs.get(option, 0) <= left:
            marks[option] = 1
            left -= costs.get(option, 0)
    return marks


_MARKS: Final = {
    "dots": _dots, "opinion": _opinion, "score": _levels, "grade": _levels,
    "ranking": _places, "pairs": _pairs, "knapsack": _spending,
}  # fmt: skip


def _liking(seed: str, who: Player, option: str, dice: random.Random) -> float:
    appeal = chance(seed, "appeal", option).uniform(0.2, 0.75)
    leaning = chance(seed, "leaning", option, who.group).uniform(-0.22, 0.22)
    return appeal + leaning + dice.uniform(-0.18, 0.18)


def position(seed: str, who: Player, option: str) -> str:
    """What somebody says in a consent round: mostly consent, now and then an objection."""
    dice = chance(seed, "position", option, who.number)
    return dice.choices(("consent", "aside", "objection"), (90, 8, 2))[0]


def feedback(who: Player, stage: str) -> dict[str, int | str]:
    """How somebody found the meeting."""
    dice = chance(stage, "feedback", who.number)
    answers: dict[str, int | str] = {
        name: dice.choices((2, 3, 4, 5), (1, 3, 6, 5))[0] for name in ("useful", "heard")
    }
    for name in ("good", "change"):
        if dice.random() < 0.6 and who.place < len(texts()[who.language][name]):  # noqa: PLR2004
            answers[name] = words(who, name, stage)
    return answers
