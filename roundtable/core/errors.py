"""What is refused, as one type with a code; prose is made at the edge (`roundtable.words`)."""

from __future__ import annotations

#: Refusals that pass by themselves: whoever sent the command keeps it and sends the same again.
PASSING = frozenset({"too_fast", "busy", "storage_full", "restarting"})


class Refused(Exception):
    """A command that was not carried out. Nothing has changed.

    `code` names the reason, `field` the argument it lies in, `params` fill the message's places.
    """

    def __init__(self, code: str, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    @property
    def passing(self) -> bool:
        """True where the same command may succeed later without a change."""
        return self.code in PASSING
