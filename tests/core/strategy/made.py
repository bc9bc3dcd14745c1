"""Two roundtables for a strategy: one in which everything happened, and a small one."""

from __future__ import annotations

from typing import Any

from roundtable.core.draft_words import PlainWording
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source, sources_of
from tests.reports.full import make_full_record
from tests.reports.records import make_proposal, make_record

W = PlainWording()
ONE, TWO = "KLM482", "RTV935"


def other_record() -> dict[str, Any]:
    """A roundtable without a vote that is told, with two proposals."""
    record = make_record(proposals=[make_proposal(1, "Un birou, o listă"), make_proposal(2)])
    record["roundtable"] |= {"code": TWO, "title": "Education"}
    return record


def ref(label: str, code: str = ONE) -> Ref:
    return Ref(code, label)


def known() -> dict[Ref, Source]:
    """Everything that can be cited of both."""
    both = (*sources_of(make_full_record(), W), *sources_of(other_record(), W))
    return {source.ref: source for source in both}
