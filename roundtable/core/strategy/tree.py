"""The draft as an ordered tree: chapters (areas) → priorities → passages and measures.

Each part has an id that stays when it is moved. A tree is never changed: functions give another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from roundtable.core.errors import Refused
from roundtable.core.strategy.measures import Measure
from roundtable.core.strategy.passages import cited, pieces_of, unknown
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sentences import Sentence, sentences_of

#: The longest text of a passage, in characters: some three pages.
LONGEST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with chips (`core.strategy.passages`).

    `sources` are attached to it as a whole; they cover its sentences only where `covers` says so.
    """

    id: str
    text: str
    language: str
    sources: tuple[Ref, ...] = ()
    covers: bool = False


@dataclass(frozen=True, slots=True)
class Priority:
    """What matters in an area, with its passages and measures in order; `sources`: what it came from."""

    id: str
    title: str
    language: str
    parts: tuple[Passage | Measure, ...] = ()
    sources: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """An area: first passages that lead in, then priorities. `area` is its name in the filters."""

    id: str
    title: str
    language: str
    area: str = ""
    lead: tuple[Passage, ...] = ()
    priorities: tuple[Priority, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole text: the summary, then chapters."""

    summary: tuple[Passage, ...] = ()
    chapters: tuple[Chapter, ...] = ()


Part = Passage | Measure | Priority | Chapter
_Named = TypeVar("_Named", bound=Part)


def walk(draft: Draft) -> Iterator[tuple[str, Part]]:
    """Every part in reading order, with the id of the one it stands in: "" for the draft itself."""
    yield from (("", passage) for passage in draft.summary)
    for chapter in draft.chapters:
        yield "", chapter
        yield from ((chapter.id, passage) for passage in chapter.lead)
        for priority in chapter.priorities:
            yield chapter.id, priority
            yield from ((priority.id, part) for part in priority.parts)


def part_of(draft: Draft, part: str) -> Part:
    """The part with this id. Raises `Refused`: `part_unknown`."""
    for _, found in walk(draft):
        if found.id == part:
            return found
    raise Refused("part_unknown", "part", part=part[:40])


def passages(draft: Draft) -> tuple[Passage, ...]:
    """All passages in reading order."""
    return tuple(part for _, part in walk(draft) if isinstance(part, Passage))


def measures(draft: Draft) -> tuple[Measure, ...]:
    """All measures in reading order."""
    return tuple(part for _, part in walk(draft) if isinstance(part, Measure))


def next_number(draft: Draft, gone: Collection[int] = ()) -> int:
    """The number of the next measure: one that none has, nor had (`gone`): citations stay true."""
    return max((*(m.number for m in measures(draft)), *gone, 0)) + 1


def replaced(draft: Draft, part: Part) -> Draft:
    """The draft with `part` in the place of the one with its id. Raises `Refused`: `part_unknown`."""
    if type(part_of(draft, part.id)) is not type(part):
        raise Refused("part_unknown", "part", part=part.id[:40])
    return _mapped(draft, part.id, (part,))


def removed(draft: Draft, part: str) -> Draft:
    """The draft without it and all that stands in it. Raises `Refused`: `part_unknown`."""
    part_of(draft, part)
    return _mapped(draft, part, ())


def inserted(draft: Draft, part: Part, into: str, place: int) -> Draft:
    """The draft with a new part as the `place`th (from 0) in `into`, among those of its sort.

    Passages stand in the draft's summary (""), in a chapter's lead or in a priority, measures in a
    priority, priorities in a chapter, chapters in the draft. Raises `Refused`: `part_unknown`,
    `part_twice`, `does_not_fit`.
    """
    if any(found.id == part.id for _, found in walk(draft)):
        raise Refused("part_twice", "part", part=part.id[:40])
    place = max(0, place)
    if not into:
        if isinstance(part, Passage):
            return replace(draft, summary=_at(draft.summary, part, place))
        if isinstance(part, Chapter):
            return replace(draft, chapters=_at(draft.chapters, part, place))
        raise Refused("does_not_fit", "into")
    whole = part_of(draft, into)
    if isinstance(whole, Chapter) and isinstance(part, Passage):
        return replaced(draft, replace(whole, lead=_at(whole.lead, part, place)))
    if isinstance(whole, Chapter) and isinstance(part, Priority):
        return replaced(draft, replace(whole, priorities=_at(whole.priorities, part, place)))
    if isinstance(whole, Priority) and isinstance(part, Passage | Measure):
        return replaced(draft, replace(whole, parts=_at(whole.parts, part, place)))
    raise Refused("does_not_fit", "into")


def moved(draft: Draft, part: str, into: str, place: int) -> Draft:
    """The draft with the part elsewhere: `place` is counted without it. Raises as `inserted` does."""
    return inserted(removed(draft, part), part_of(draft, part), into, place)


def _at(parts: Sequence[_Named], part: _Named, place: int) -> tuple[_Named, ...]:
    return (*parts[:place], part, *parts[place:])


def _mapped(draft: Draft, part: str, by: tuple[Part, ...]) -> Draft:
    """The draft with `by` in the place of a part; the caller sees to it that it fits."""

    def over(parts: Sequence[_Named]) -> tuple[_Named, ...]:
        return tuple(
            new  # type: ignore[misc]
            for each in parts
            for new in (by if each.id == part else (each,))
        )

    chapters = [
        replace(
            chapter,
            lead=over(chapter.lead),
            priorities=tuple(replace(p, parts=over(p.parts)) for p in over(chapter.priorities)),
        )
        for chapter in over(draft.chapters)
    ]
    return Draft(over(draft.summary), tuple(chapters))


@dataclass(frozen=True, slots=True)
class Rests:
    """How the draft rests on its sources: all sentences, and those on nothing as `(passage, index)`."""

    sentences: int
    bare: tuple[tuple[str, int], ...]
    unknown: tuple[tuple[str, Ref], ...]


def sentences(passage: Passage, known: Collection[Ref] | None = None) -> tuple[Sentence, ...]:
    """The sentences of a passage that say something, with what they rest on."""
    covering = passage.sources if passage.covers else ()
    found = sentences_of(passage.text, passage.language, known, covering)
    return tuple(sentence for sentence in found if sentence.says)


def rests(draft: Draft, known: Collection[Ref]) -> Rests:
    """What of the draft rests on nothing, where it stands, and which citations lead nowhere."""
    count, bare, lost = 0, [], []
    for passage in passages(draft):
        found = sentences(passage, known)
        count += len(found)
        bare += [(passage.id, n) for n, sentence in enumerate(found) if sentence.bare]
        lost += [(passage.id, ref) for ref in unknown(pieces_of(passage.text), known)]
        lost += [(passage.id, ref) for ref in passage.sources if ref not in known]
    return Rests(count, tuple(bare), tuple(lost))


def uses(draft: Draft) -> dict[Ref, tuple[str, ...]]:
    """Everything that is cited → the ids of the parts that rest on it, in reading order."""
    found: dict[Ref, list[str]] = {}
    for _, part in walk(draft):
        for ref in _of(part):
            found.setdefault(ref, []).append(part.id)
    return {ref: tuple(parts) for ref, parts in found.items()}


def _of(part: Part) -> tuple[Ref, ...]:
    if isinstance(part, Passage):
        refs = (*cited(pieces_of(part.text)), *part.sources)
    elif isinstance(part, Measure):
        refs = (*part.sources, *part.findings)
    else:
        refs = part.sources if isinstance(part, Priority) else ()
    return tuple(dict.fromkeys(refs))
