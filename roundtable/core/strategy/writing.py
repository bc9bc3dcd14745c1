"""Writing together: who is typing where, and texts of which none is lost.

Two things, kept apart. A *lease* says that somebody types in a paragraph now, so that others wait; it is a
courtesy and runs out by itself. What a text becomes never depends on it: who was offline had
none, and writes all the same. Each text that comes in is kept for good as it came (`Paragraph.written`),
and either becomes the newest version, by itself or merged, or lies aside until a person joins it.

A paragraph that is taken out of the draft has the text "": who changed it meanwhile is put aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from roundtable.core.errors import Refused
from roundtable.core.strategy.merging import merge

#: A lease lasts so long after the last key, in milliseconds.
LEASE: Final = 30_000


@dataclass(frozen=True, slots=True)
class Lease:
    """`who` types in a paragraph; others may take it at `until` (milliseconds)."""

    who: str
    until: int


Leases = Mapping[str, Lease]


def holder(leases: Leases, part: str, now: int) -> str | None:
    """Who has the paragraph now."""
    lease = leases.get(part)
    return lease.who if lease and now < lease.until else None


def taken(leases: Leases, part: str, who: str, now: int) -> dict[str, Lease]:
    """The leases after `who` took the paragraph, or typed on in it; those that ran out are gone.

    Raises `Refused`: `part_taken` with `who` has it and `until`.
    """
    other = holder(leases, part, now)
    if other not in (None, who):
        raise Refused("part_taken", "part", who=other, until=leases[part].until)
    there = {key: lease for key, lease in leases.items() if now < lease.until}
    return there | {part: Lease(who, now + LEASE)}


def released(leases: Leases, part: str, who: str) -> dict[str, Lease]:
    """The leases after `who` left the paragraph; that of somebody else stays."""
    return {key: lease for key, lease in leases.items() if key != part or lease.who != who}


@dataclass(frozen=True, slots=True)
class Writing:
    """A text as somebody sent it. `id` is made by the writer's browser; `base`: the version it began from."""

    id: str
    base: int
    text: str
    who: str
    at: int


@dataclass(frozen=True, slots=True)
class Version:
    """A text of the paragraph, counted from 1; `of`: the writings that came in with it."""

    number: int
    text: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with everything that was ever written in it, in order; `aside`: what waits to be joined."""

    id: str
    language: str
    written: tuple[Writing, ...]
    versions: tuple[Version, ...]
    aside: tuple[str, ...] = ()

    @property
    def newest(self) -> Version:
        """The version that stands."""
        return self.versions[-1]

    def writing(self, key: str) -> Writing | None:
        """The writing with this id."""
        return next((each for each in self.written if each.id == key), None)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a writing, and the version that stands after it.

    "saved": it is that version. "merged": it is in it, with what others wrote. "aside": it waits.
    """

    how: Literal["saved", "merged", "aside"]
    version: int


@dataclass(frozen=True, slots=True)
class Side:
    """Something that waits to be joined: what it began from, what it is, and what stands."""

    writing: Writing
    base: str
    stands: str


def begin(part: str, language: str, writing: Writing) -> Paragraph:
    """A new paragraph."""
    return Paragraph(part, language, (writing,), (Version(1, writing.text, (writing.id,)),))


def save(paragraph: Paragraph, writing: Writing) -> tuple[Paragraph, Saved]:
    """The paragraph after a writing, and what to acknowledge. Sent again, it changes nothing.

    Raises `Refused`: `version_unknown`, or `id_taken` where another text came with this id.
    """
    if earlier := paragraph.writing(writing.id):
        if (earlier.text, earlier.base) != (writing.text, writing.base):
            raise Refused("id_taken", "id")
        return paragraph, _answer(paragraph, earlier)
    base = _text(paragraph, writing.base)
    written = (*paragraph.written, writing)
    newest = paragraph.newest
    text = merge(base, writing.text, newest.text, paragraph.language)
    if text is None:
        aside = (*paragraph.aside, writing.id)
        return replace(paragraph, written=written, aside=aside), Saved("aside", newest.number)
    version = Version(newest.number + 1, text, (writing.id,))
    after = replace(paragraph, written=written, versions=(*paragraph.versions, version))
    return after, Saved("saved" if text == writing.text else "merged", version.number)


def _answer(paragraph: Paragraph, writing: Writing) -> Saved:
    for version in paragraph.versions:
        if writing.id in version.of:
            return Saved("saved" if version.text == writing.text else "merged", version.number)
    return Saved("aside", paragraph.newest.number)


def _text(paragraph: Paragraph, number: int) -> str:
    if not 1 <= number <= paragraph.newest.number:
        raise Refused("version_unknown", "base")
    return paragraph.versions[number - 1].text


def sides(paragraph: Paragraph) -> tuple[Side, ...]:
    """What waits to be joined, the oldest first."""
    waiting = (paragraph.writing(key) for key in paragraph.aside)
    return tuple(
        Side(each, _text(paragraph, each.base), paragraph.newest.text) for each in waiting if each
    )


def join(paragraph: Paragraph, writing: Writing, joined: Sequence[str]) -> tuple[Paragraph, Saved]:
    """The paragraph after a person made one text of what stands and of the writings `joined`.

    Those no longer wait; they stay in `written`. Raises `Refused`: `side_unknown`; `version_newer`
    where the person did not see what stands now; or as `save`.
    """
    if paragraph.writing(writing.id):
        return save(paragraph, writing)
    if not joined or not set(joined) <= set(paragraph.aside):
        raise Refused("side_unknown", "joined")
    _text(paragraph, writing.base)
    if writing.base != paragraph.newest.number:
        raise Refused("version_newer", "base", version=paragraph.newest.number)
    version = Version(paragraph.newest.number + 1, writing.text, (writing.id, *joined))
    after = replace(
        paragraph,
        written=(*paragraph.written, writing),
        versions=(*paragraph.versions, version),
        aside=tuple(key for key in paragraph.aside if key not in joined),
    )
    return after, Saved("saved", version.number)


def restored(paragraph: Paragraph, number: int, key: str, who: str, at: int) -> Paragraph:
    """The paragraph with the text of an earlier version as its newest one. Raises `Refused` as `save`."""
    text = _text(paragraph, number)
    return save(paragraph, Writing(key, paragraph.newest.number, text, who, at))[0]
