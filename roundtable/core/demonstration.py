"""The seeded demonstration: a TOML file of invented people, proposals and clusters for a format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from roundtable.core.format_reader import Localized, Table, read, read_languages
from roundtable.core.formats import MAX_QUESTION, MAX_TITLE, Format

MAX_PEOPLE: Final = 500  # in one entry
MAX_ENTRIES: Final = 40
MAX_PROPOSALS: Final = 500
MAX_CLUSTERS: Final = 60
MAX_TEXT: Final = 1000  # characters; the format's own limit may be lower
MAX_SUMMARY: Final = 600
MAX_CITY: Final = 120

_TOP = ("format", "city", "title", "languages", "language")
_LISTS = ("questions", "people", "proposals", "clusters")


@dataclass(frozen=True, slots=True)
class People:
    """`count` people of one group (its key; None: no group said), taking `languages` in turn."""

    group: str | None
    count: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalSeed:
    """An invented proposal. `area` and `group` are keys of the format, None where open."""

    key: str
    text: str
    language: str
    area: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class ClusterSeed:
    """A suggested cluster; `proposals` are keys in the order in which they lie."""

    key: str
    title: str
    summary: str
    language: str
    area: str | None
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What a demonstration adds to a format.

    questions: by the key of the stage, what is asked instead.
    """

    format: str
    city: str
    title: Localized
    languages: tuple[str, ...]
    language: str
    questions: Mapping[str, Localized]
    people: tuple[People, ...]
    proposals: tuple[ProposalSeed, ...]
    clusters: tuple[ClusterSeed, ...]


@dataclass(frozen=True, slots=True)
class _Allowed:
    """The keys of the format that a demonstration may name; None while the format is not known."""

    stages: tuple[str, ...] | None = None
    areas: tuple[str, ...] | None = None
    groups: tuple[str, ...] | None = None
    longest: int = MAX_TEXT


def parse_demonstration(
    text: str, name: str, formats: Mapping[str, Format] | None = None
) -> Demonstration:
    """The demonstration in `text`, the content of the file `name`.

    With `formats` (by name), what it says of its format is held against that format too; without,
    only the file by itself. Raises `FormatError` with every problem found.
    """
    top = read(text, name)
    read_languages(top)
    format_name = top.text("format", MAX_TITLE, example='format = "policy-roundtable"')
    if formats is not None and format_name:
        top.choice("format", sorted(formats) or ("policy-roundtable",))
    allowed = _allowed((formats or {}).get(format_name))
    proposals = _proposals(top, allowed)
    result = Demonstration(
        format=format_name,
        city=top.text("city", MAX_CITY, example='city = "Cluj-Napoca"'),
        title=top.localized("title", MAX_TITLE),
        languages=top.report.languages,
        language=top.report.language,
        questions=_questions(top, allowed),
        people=_people(top, allowed),
        proposals=proposals,
        clusters=_clusters(top, allowed, proposals),
    )
    top.only((*_TOP, *_LISTS))
    top.report.finish()
    return result


def _allowed(format_: Format | None) -> _Allowed:
    if format_ is None:
        return _Allowed()
    lengths = [stage.settings.get("max_length") for stage in format_.stages]
    return _Allowed(
        stages=tuple(stage.key for stage in format_.stages),
        areas=tuple(area.key for area in format_.areas),
        groups=tuple(group.key for group in format_.groups),
        longest=min((each for each in lengths if isinstance(each, int)), default=MAX_TEXT),
    )


def _questions(top: Table, allowed: _Allowed) -> dict[str, Localized]:
    found = top.table("questions")
    if found is None:
        return {}
    if allowed.stages is not None:
        found.only(allowed.stages)
    return {key: found.localized(key, MAX_QUESTION) for key in found.data}


def _people(top: Table, allowed: _Allowed) -> tuple[People, ...]:
    people = []
    for table in top.tables("people", MAX_ENTRIES):
        if "count" not in table.data:
            table.note("missing", key="count", example="count = 10")
        count = table.whole("count", 1, MAX_PEOPLE)
        languages = table.languages("languages", once=False)
        people.append(People(_named(table, "group", allowed.groups), count or 1, languages))
        table.only(("group", "count", "languages"))
    return tuple(people)


def _proposals(top: Table, allowed: _Allowed) -> tuple[ProposalSeed, ...]:
    taken: dict[str, int] = {}
    proposals = []
    for table in top.tables("proposals", MAX_PROPOSALS):
        seed = ProposalSeed(
            key=table.own_key(taken),
            text=table.text("text", allowed.longest, example='text = "…"'),
            language=table.language("language"),
            area=_named(table, "area", allowed.areas),
            group=_named(table, "group", allowed.groups),
        )
        proposals.append(seed)
        table.only(("key", "text", "language", "area", "group"))
    return tuple(proposals)


def _clusters(
    top: Table, allowed: _Allowed, proposals: Iterable[ProposalSeed]
) -> tuple[ClusterSeed, ...]:
    taken: dict[str, int] = {}
    homes: dict[str, int] = {}
    keys = tuple(seed.key for seed in proposals if seed.key)
    clusters = []
    for table in top.tables("clusters", MAX_CLUSTERS):
        seed = ClusterSeed(
            key=table.own_key(taken),
            title=table.text("title", MAX_TITLE, example='title = "…"'),
            summary=table.text("summary", MAX_SUMMARY),
            language=table.language("language", top.report.language),
            area=_named(table, "area", allowed.areas),
            proposals=_members(table, keys, homes),
        )
        clusters.append(seed)
        table.only(("key", "title", "summary", "language", "area", "proposals"))
    return tuple(clusters)


def _members(table: Table, keys: tuple[str, ...], homes: dict[str, int]) -> tuple[str, ...]:
    """The proposals of a cluster; `homes` is the line of the cluster that has each one already."""
    members = table.strings("proposals", 'proposals = ["…"]')
    for member in members:
        index = table.data["proposals"].index(member)
        if member not in keys:
            table.refer("proposals", member, keys, index)
        elif member in homes:
            table.note("clustered_twice", "proposals", index, found=member, first=homes[member])
        homes.setdefault(member, table.line())
    return tuple(members)


def _named(table: Table, key: str, allowed: tuple[str, ...] | None) -> str | None:
    """The key of an area or a group; None if there is no such line."""
    value = table.text(key, MAX_TITLE)
    if value and allowed is not None and value not in allowed:
        table.refer(key, value, allowed)
    return value or None
