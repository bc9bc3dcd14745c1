"""What is suggested at a board: groups with names and reasons, likely places, near duplicates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from roundtable.core.grouping import Vectors, duplicates, groups, names, places
from roundtable.meaning.lemmas import lemmas
from roundtable.meaning.texts import Text, Wish
from roundtable.meaning.vectors import Meanings, Reader

#: The share of the work that is reading the texts; the rest is looking for names.
READING = 0.8

Body = dict[str, Any]


def suggest(wish: Wish, reader: Reader, tell: Callable[[float], None]) -> Iterator[Body | None]:
    """Yields None after each piece of work, and the body of the suggestion at the end.

    `tell` is told of the share that is done, 0 to 1.
    """
    texts = wish.texts
    for done in reader.prepare([text.text for text in texts]):
        tell(READING * done / max(1, len(texts)))
        yield None
    vectors = reader.vectors([text.text for text in texts], [text.language for text in texts])
    loose = [index for index, text in enumerate(texts) if text.cluster is None]
    placed = _places(texts, vectors, loose)
    left = [index for index in loose if index not in placed]
    body: Body = {
        "by": reader.by,
        "few": False,
        "level": wish.level,
        "groups": [],
        "rest": [texts[index].id for index in left],
        "duplicates": _duplicates(texts, vectors, reader),
        "places": {
            texts[index].id: {"cluster": place.group, "sure": place.sure}
            for index, place in placed.items()
        },
    }
    if wish.level is not None:
        yield None
        body |= _groups(wish, reader, vectors, left, tell)
    yield body


def _places(texts: Sequence[Text], vectors: Vectors, loose: list[int]) -> dict[int, places.Place]:
    """A text is placed in clusters of its own policy area, and in those of none."""
    clusters: dict[str, list[int]] = {}
    areas: dict[str, set[str | None]] = {}
    for index, text in enumerate(texts):
        if text.cluster is not None:
            clusters.setdefault(text.cluster, []).append(index)
            areas.setdefault(text.cluster, set()).add(text.area)
    open_to = {
        area: {name for name, own in areas.items() if area is None or own & {area, None}}
        for area in {texts[index].area for index in loose}
    }
    allowed = {index: open_to[texts[index].area] for index in loose}
    return places.likely(vectors, loose, clusters, allowed)


def _duplicates(
    texts: Sequence[Text], vectors: Vectors, reader: Reader
) -> list[tuple[str, str, float]]:
    by_meaning = vectors if isinstance(reader, Meanings) else None
    found = duplicates.pairs([text.text for text in texts], by_meaning)
    return [(texts[one].id, texts[other].id, score) for one, other, score in found]


def _groups(
    wish: Wish,
    reader: Reader,
    vectors: Vectors,
    left: list[int],
    tell: Callable[[float], None],
) -> Body:
    """Groups within each policy area, in the order in which the areas come up."""
    assert wish.level is not None
    found: list[groups.Grouped] = []
    rest: list[int] = []
    by_area: dict[str | None, list[int]] = {}
    for index in left:
        by_area.setdefault(wish.texts[index].area, []).append(index)
    for indices in by_area.values():
        inside, alone = groups.suggest(vectors[indices], wish.level)
        found += [_of_all(group, indices) for group in inside]
        rest += [indices[index] for index in alone]
    in_few = sum(len(own) for own in by_area.values() if len(own) < groups.FEW)
    return {
        "few": in_few * 2 > len(left),
        "groups": _named(wish, reader, vectors, found, tell),
        "rest": [wish.texts[index].id for index in sorted(rest)],
    }


def _of_all(group: groups.Grouped, indices: Sequence[int]) -> groups.Grouped:
    return groups.Grouped(tuple(indices[index] for index in group.members), group.sure)


def _named(
    wish: Wish,
    reader: Reader,
    vectors: Vectors,
    found: Sequence[groups.Grouped],
    tell: Callable[[float], None],
) -> list[Body]:
    said = [
        names.Said(text.text, text.language, lemmas(text.text, text.language))
        for text in wish.texts
    ]
    members = [group.members for group in found]
    nearness = _nearness(reader, vectors, members, tell) if isinstance(reader, Meanings) else None
    named = names.name(members, said, wish.languages, nearness)
    return [
        {
            "key": _key([wish.texts[index].id for index in group.members]),
            "area": wish.texts[group.members[0]].area,
            "title": name.title,
            "language": name.language,
            "sure": group.sure,
            "why": list(name.why),
            "proposals": [wish.texts[index].id for index in group.members],
        }
        for group, name in zip(found, named, strict=True)
    ]


def _nearness(
    reader: Meanings,
    vectors: Vectors,
    members: Sequence[Sequence[int]],
    tell: Callable[[float], None],
) -> names.Nearness:
    centres = [vectors[list(group)].mean(axis=0) for group in members]

    def nearness(number: int, language: str, forms: Sequence[str]) -> list[float]:
        tell(READING + (1 - READING) * number / len(centres))
        words = reader.vectors(forms, [language] * len(forms))
        return [float(near) for near in np.asarray(words @ centres[number])]

    return nearness


def _key(ids: Sequence[str]) -> str:
    """The same for the same proposals, so that a group is known again when groups are made anew."""
    return blake2b("\n".join(sorted(ids)).encode(), digest_size=8).hexdigest()
