"""A strategy on its way to the process that makes its documents: JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from roundtable.core.strategy.as_data import DataError, data_of, read
from roundtable.core.strategy.document_review import Reviews
from roundtable.core.strategy.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Sent:
    """All that a strategy's documents are made of."""

    strategy: Strategy
    reviews: Reviews


def sent(strategy: Strategy, reviews: Reviews | None = None) -> dict[str, Any]:
    """What `received` reads: the strategy by its types, and the records of its roundtables as they are."""
    return {
        "strategy": data_of(replace(strategy, records=())),
        "records": list(strategy.records),
        "reviews": data_of(reviews or Reviews()),
    }


def received(data: Mapping[str, Any]) -> Sent:
    """The strategy in it. Raises `DataError`."""
    records = data.get("records", [])
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        raise DataError("records is not a list of objects")
    strategy = replace(read(Strategy, data["strategy"]), records=tuple(records))
    return Sent(strategy, read(Reviews, data.get("reviews", data_of(Reviews()))))
