"""Minority positions, concerns and objections: in the draft by themselves, out of it only by a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from roundtable.core.draft_words import Wording
from roundtable.core.errors import Refused
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source

#: The longest reason, in characters.
LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Decision:
    """That something leaves the draft, or comes back: who decided, on which day (ISO 8601), and why."""

    ref: Ref
    out: bool
    who: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Something held against the majority, and every decision on it in order; the last one counts."""

    source: Source
    decisions: tuple[Decision, ...]

    @property
    def inside(self) -> bool:
        """Whether it stands in the draft."""
        return not (self.decisions and self.decisions[-1].out)


def voices(sources: Iterable[Source], decisions: Iterable[Decision]) -> tuple[Voice, ...]:
    """All that is held, in the order of the sources, whether it stands in the draft or not."""
    made = tuple(decisions)
    return tuple(
        Voice(s, tuple(d for d in made if d.ref == s.ref))
        for s in sources
        if s.ref.kind in ("concern", "position")
    )


def decided(
    sources: Iterable[Source], decisions: Sequence[Decision], new: Decision
) -> tuple[Decision, ...]:
    """The decisions with a new one; none is ever taken off the list.

    Raises `Refused`: `voice_unknown`, `text_empty` where nobody, no day or no reason is given, `no_change`.
    """
    voice = next((v for v in voices(sources, decisions) if v.source.ref == new.ref), None)
    if voice is None:
        raise Refused("voice_unknown", "ref")
    for field in ("who", "on", "why"):
        if not getattr(new, field).strip():
            raise Refused("text_empty", field)
    if voice.inside != new.out:
        raise Refused("no_change", "ref")
    return (*decisions, new)


def told(decision: Decision, w: Wording) -> str:
    """A decision in a sentence."""
    said = (
        w.gettext("Left out on %(day)s by %(who)s. The reason: %(why)s")
        if decision.out
        else w.gettext("Taken in again on %(day)s by %(who)s. The reason: %(why)s")
    )
    return said % {"day": decision.on, "who": decision.who, "why": decision.why}
