"""What a result needs to be valid: a quorum, and a majority of those voting or of those present."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

#: Percent; by custom it means more than half.
HALF: Final = 50


def thresholds_of(
    settings: Mapping[str, Any],
    *,
    present: int,
    voted: int,
    abstained: int,
    favour: Mapping[str, int],
) -> dict[str, Any]:
    """The quorum and the majority that the settings ask for, and whether they were reached.

    `favour`: people in favour by option. Who abstains is counted for the quorum, but not among
    those voting of whom a majority is asked: as councils count it.
    Returns `{"quorum": None | {percent, need, have, met}, "majority": None | {of, share, base,
    need, options: {option: {have, met}}}}`; `need` in people.
    """
    return {
        "quorum": _quorum(int(settings.get("quorum") or 0), present, voted),
        "majority": _majority(
            str(settings.get("majority") or "none"),
            int(settings.get("share") or 50),
            {"voting": voted - abstained, "present": present},
            favour,
        ),
    }


def _quorum(percent: int, present: int, voted: int) -> dict[str, Any] | None:
    if not percent:
        return None
    need = -(-present * percent // 100)
    return {"percent": percent, "need": need, "have": voted, "met": voted >= need}


def _majority(
    of: str, share: int, bases: Mapping[str, int], favour: Mapping[str, int]
) -> dict[str, Any] | None:
    """With 50 percent more than half are needed, as everywhere; with more, at least so many."""
    if of not in bases:
        return None
    base = bases[of]
    need = base // 2 + 1 if share == HALF else -(-base * share // 100)
    return {
        "of": of,
        "share": share,
        "base": base,
        "need": need,
        "options": {
            option: {"have": have, "met": bool(base) and have >= need}
            for option, have in favour.items()
        },
    }
