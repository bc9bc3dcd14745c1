"""What a strategy's documents are made of: what stands now, or a version as it was frozen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from roundtable.core.strategy import review, versions
from roundtable.core.strategy.document_review import Reviews
from roundtable.core.strategy.sending import sent
from roundtable.core.strategy.strategy import Label, Standing
from roundtable.models import Remark, Reply, Round, Version
from roundtable.projections.strategy.reading import Reading, day_of
from roundtable.record.look import look_of


def content(look: Reading, version: Version | None = None) -> dict[str, Any]:
    """What the process that makes documents is given (`core.strategy.sending`).

    Of a version: the text that was frozen with how far it is decided, on the records of now, and what
    had been said to it until then. Raises `Refused` (`version_damaged`).
    """
    strategy = look.strategy()
    city = {"look": look_of(look.session, look.row.city_id)}
    if version is None:
        return sent(strategy, reviews_of(look)) | city
    frozen = versions.restored(
        versions.Version(version.name, version.who, version.on, version.content, version.hash),
        strategy,
    )
    decided = version.decided_on or version.on
    standing = Standing(cast(Label, version.label), decided, version.body, version.hash)
    return sent(replace(frozen, standing=standing), reviews_of(look, version.at)) | city


def state_of(look: Reading, version: Version | None = None) -> str:
    """Which state that is, for the name of the file: "r57", or the beginning of a version's hash."""
    return version.hash[:12] if version else f"r{look.row.rev}"


def reviews_of(look: Reading, until: int | None = None) -> Reviews:
    """What was said to the draft and answered, until a moment (milliseconds; None: all of it)."""

    def then(at: int) -> bool:
        return until is None or at <= until

    return Reviews(
        tuple(
            review.Round(row.id, row.version_id, row.opens, row.closes, tuple(row.questions))
            for row in look.rows(Round, Round.opens, Round.id)
        ),
        tuple(_remark(row) for row in look.rows(Remark, Remark.at, Remark.id) if then(row.at)),
        tuple(
            review.Reply(
                row.remark_id, cast(review.Outcome, row.outcome), row.name, day_of(row.at), row.why
            )
            for row in look.rows(Reply, Reply.at, Reply.number, Reply.id)
            if then(row.at)
        ),
    )


def _remark(row: Remark) -> review.Remark:
    return review.Remark(
        row.id, row.round_id or "", cast(review.RemarkKind, row.kind), row.name,
        cast(review.Role, row.role), day_of(row.at), row.text, row.node_id or "", row.quoted,
        row.before, row.wording, row.question,
    )  # fmt: skip
