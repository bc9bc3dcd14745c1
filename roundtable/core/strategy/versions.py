"""Versions with names: snapshots with a hash by which anybody sees that nothing was changed since.

A snapshot is the strategy as JSON in one canonical form (keys sorted, no spaces, UTF-8), hashed with SHA-256.
What the roundtables gave is in it by the hashes of their records: the same text on other results is another
version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from roundtable.core.draft_words import Wording
from roundtable.core.errors import Refused
from roundtable.core.strategy.as_data import DataError, data_of, read
from roundtable.core.strategy.strategy import Label, Standing, Strategy, day_of

#: The shape of snapshots; another one gets another number, and this one stays readable.
SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class Version:
    """A snapshot: its name, who made it on which day (ISO 8601), the canonical JSON and its hash (hex)."""

    name: str
    who: str
    on: str
    content: str
    hash: str


def canonical(data: Any) -> str:
    """The one way in which this data is written."""
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def hash_of(content: str) -> str:
    """Its SHA-256, as 64 hexadecimal digits."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def short(written: str) -> str:
    """A hash as people compare it: its first 12 digits in groups of four."""
    return " ".join(written[n : n + 4] for n in range(0, 12, 4))


def snapshot(strategy: Strategy) -> str:
    """The strategy in its canonical form. How far it is decided is said about a snapshot, not in it."""
    rests_on: Mapping[str, str] = {
        str(record["roundtable"]["code"]): hash_of(canonical(record)) for record in strategy.records
    }
    content = data_of(replace(strategy, standing=Standing(), records=()))
    return canonical({"schema": SCHEMA, "strategy": content, "records": rests_on})


def named(strategy: Strategy, name: str, who: str, on: str) -> Version:
    """A version of the strategy as it is now."""
    content = snapshot(strategy)
    return Version(name, who, on, content, hash_of(content))


def unchanged(strategy: Strategy, version: Version) -> bool:
    """Whether the strategy is still what the version is."""
    return hash_of(snapshot(strategy)) == version.hash


def restored(version: Version, strategy: Strategy) -> Strategy:
    """The strategy with all that was written as it was in the version, on the records of now.

    Raises `Refused`: `version_damaged` where the content is not what was hashed, or cannot be read.
    """
    if hash_of(version.content) != version.hash:
        raise Refused("version_damaged", "version")
    try:
        data = json.loads(version.content)
        found = read(Strategy, data["strategy"])
    except (ValueError, KeyError, TypeError, DataError) as wrong:
        raise Refused("version_damaged", "version") from wrong
    return replace(found, records=strategy.records)


def adopted(strategy: Strategy, version: Version, label: Label, on: str, body: str) -> Strategy:
    """The version as it was frozen, with its label.

    Raises `Refused`: `version_damaged`; `not_decided` where the label says nothing is; `date_unreadable`,
    or `text_empty` where no body is named that adopted it or is advised.
    """
    if label == "draft":
        raise Refused("not_decided", "label")
    if day_of(on) is None:
        raise Refused("date_unreadable", "on", written=on[:40])
    if not body.strip():
        raise Refused("text_empty", "body")
    return replace(
        restored(version, strategy), standing=Standing(label, on, body.strip(), version.hash)
    )


def told(standing: Standing, w: Wording) -> str:
    """How far it is decided, in words for the cover."""
    day = day_of(standing.on)
    if day is None or (standing.label == "draft" and not standing.hash):
        return w.gettext("Draft")
    values = {"body": standing.body, "day": w.date(day), "hash": short(standing.hash)}
    if standing.label == "draft":
        return w.gettext("Draft of %(day)s · %(hash)s") % values
    if standing.label == "adopted":
        return w.gettext("Adopted by %(body)s on %(day)s · %(hash)s") % values
    return w.gettext("Advisory, for %(body)s, %(day)s · %(hash)s") % values
