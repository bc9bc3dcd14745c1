"""What is suggested at a board: groups with names and reasons, likely places, near duplicates."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from roundtable.core.grouping import duplicates, groups, names, places
from roundtable.meaning.lemmas import lemmas
from roundtable.meaning.texts import Wish
from roundtable.meaning.vectors import Meanings, Reader

#: Shares of the work: reading the texts is done at the first, their words at the second; then names.
READING, WORDS = 0.7, 0.8

Body = dict[str, Any]
Tell = Callable[[float], object]


def suggest(wish: Wish, reader: Reader, tell: Tell) -> Iterator[Body | None]:
    """Yields None after each piece of work, and the body of the suggestion at the end.

    `tell` is told of the share that is done, 0 to 1.
    """
    yield from _read(wish, reader, tell)
    board = _Board(wish, reader, tell)
    placed = board.placed()
    left = [index for index in board.loose if index not in placed]
    body: Body = {
        "by": reader.by,
        "few": False,
        "level": wish.level,
        "groups": [],
        "rest": [wish.texts[index].id for index in left],
        "duplicates": board.alike(),
        "places": {
            wish.texts[index].id: {"cluster": place.group, "sure": place.sure}
            for index, place in placed.items()
        },
    }
    if wish.level is not None:
        said = yield from _look_up(wish, tell)
        body |= board.grouped(left, wish.level, said)
    yield body


def _read(wish: Wish, reader: Reader, tell: Tell) -> Iterator[None]:
    for done in reader.prepare([text.text for text in wish.texts]):
        tell(READING * done / max(1, len(wish.texts)))
        yield


def _look_up(wish: Wish, tell: Tell) -> Generator[None, None, list[names.Said]]:
    """The texts with their words, language by language: each has a dictionary that is opened."""
    found: dict[int, names.Said] = {}
    for index in sorted(range(len(wish.texts)), key=lambda index: wish.texts[index].language):
        text = wish.texts[index]
        found[index] = names.Said(text.text, text.language, lemmas(text.text, text.language))
        tell(READING + (WORDS - READING) * len(found) / len(wish.texts))
        yield
    return [found[index] for index in range(len(wish.texts))]


class _Board:
    """The texts of a wish, those that lie in no cluster among them, and their vectors."""

    def __init__(self, wish: Wish, reader: Reader, tell: Tell) -> None:
        self._texts, self._languages = wish.texts, wish.languages
        self._reader, self._tell = reader, tell
        self._vectors = reader.vectors(
            [text.text for text in wish.texts], [text.language for text in wish.texts]
        )
        self.loose = [index for index, text in enumerate(wish.texts) if text.cluster is None]

    def placed(self) -> dict[int, places.Place]:
        """A text is placed in clusters of its own policy area, and in those of none."""
        clusters: dict[str, list[int]] = {}
        areas: dict[str, set[str | None]] = {}
        for index, text in enumerate(self._texts):
            if text.cluster is not None:
                clusters.setdefault(text.cluster, []).append(index)
                areas.setdefault(text.cluster, set()).add(text.area)
        open_to = {
            area: {name for name, own in areas.items() if area is None or own & {area, None}}
            for area in {self._texts[index].area for index in self.loose}
        }
        allowed = {index: open_to[self._texts[index].area] for index in self.loose}
        return places.likely(
            self._vectors, self.loose, clusters, allowed, places.CERTAIN[self._reader.by]
        )

    def alike(self) -> list[tuple[str, str, float]]:
        """Pairs of ids with their score."""
        by_meaning = self._vectors if isinstance(self._reader, Meanings) else None
        found = duplicates.pairs([text.text for text in self._texts], by_meaning)
        return [(self._texts[one].id, self._texts[other].id, score) for one, other, score in found]

    def grouped(self, left: Sequence[int], level: int, said: Sequence[names.Said]) -> Body:
        """Groups within each policy area, in the order in which the areas come up."""
        found: list[groups.Grouped] = []
        rest: list[int] = []
        by_area: dict[str | None, list[int]] = {}
        for index in left:
            by_area.setdefault(self._texts[index].area, []).append(index)
        for indices in by_area.values():
            inside, alone = groups.suggest(self._vectors[indices], level)
            found += [_of_all(group, indices) for group in inside]
            rest += [indices[index] for index in alone]
        in_few = sum(len(own) for own in by_area.values() if len(own) < groups.FEW)
        return {
            "few": in_few * 2 > len(left),
            "groups": self._named(found, said),
            "rest": [self._texts[index].id for index in sorted(rest)],
        }

    def _named(
        self, found: Sequence[groups.Grouped], said: Sequence[names.Said]
    ) -> list[dict[str, Any]]:
        members = [group.members for group in found]
        named = names.name(members, said, self._languages, self._nearness(members))
        bodies = []
        for group, name in zip(found, named, strict=True):
            ids = [self._texts[index].id for index in group.members]
            bodies.append(
                {
                    "key": _key(ids),
                    "area": self._texts[group.members[0]].area,
                    "title": name.title,
                    "language": name.language,
                    "sure": group.sure,
                    "why": list(name.why),
                    "proposals": ids,
                }
            )
        return bodies

    def _nearness(self, members: Sequence[Sequence[int]]) -> names.Nearness | None:
        """How near words are to what a group means; nothing that letters could tell."""
        if not isinstance(self._reader, Meanings):
            return None
        reader = self._reader
        centres = [self._vectors[list(group)].mean(axis=0) for group in members]

        def nearness(number: int, language: str, forms: Sequence[str]) -> list[float]:
            self._tell(WORDS + (1 - WORDS) * number / len(centres))
            words = reader.vectors(forms, [language] * len(forms))
            return [float(near) for near in np.asarray(words @ centres[number])]

        return nearness


def _of_all(group: groups.Grouped, indices: Sequence[int]) -> groups.Grouped:
    return groups.Grouped(tuple(indices[index] for index in group.members), group.sure)


def _key(ids: Sequence[str]) -> str:
    """The same for the same proposals, so that a group is known again when groups are made anew."""
    return blake2b("\n".join(sorted(ids)).encode(), digest_size=8).hexdigest()
