"""What a citation points to: stable for good, and short enough to stand in a text.

A reference names the roundtable by its code and the thing there by a label: "KLM482:P-014". What the
strategy itself keeps, its findings, has no code: "F-7". Labels begin with the letter of their kind:

- "F-7" a finding of the review, by number;
- "P-014", "C-2" a proposal, a cluster, as they are cited everywhere (`core.names`);
- "V-stage/C-2" what a vote (the id of its stage) gave an option, by the option's citation;
- "O-id" a concern or an objection, by its id;
- "D-stage/C-2" the position of groups in a vote that most did not share;
- "N-4" a note, by its number in the order of writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: The kind of a thing by the letter of its label.
KINDS: Final = {
    "F": "finding",
    "P": "proposal",
    "C": "cluster",
    "V": "vote",
    "O": "concern",
    "D": "position",
    "N": "note",
}

_WORD = "[A-Za-z0-9]{1,32}"
#: A reference as it is written, without its brackets.
PATTERN: Final = rf"(?:[A-Z]{{3}}[0-9]{{3}}:)?[{''.join(KINDS)}]-{_WORD}(?:/[PCQ](?:-{_WORD})?)?"
_REF = re.compile(PATTERN)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing that can be cited: `roundtable` is a code, empty where it is the strategy's own."""

    roundtable: str
    label: str

    @property
    def kind(self) -> str:
        """What it is (`KINDS`)."""
        return KINDS[self.label[0]]

    @property
    def anchor(self) -> str:
        """Its place in a document: letters, digits and hyphens."""
        return str(self).replace(":", "-").replace("/", "-")

    def __str__(self) -> str:
        return f"{self.roundtable}:{self.label}" if self.roundtable else self.label


def read(written: str) -> Ref | None:
    """The reference that is written so, or None."""
    if not _REF.fullmatch(written):
        return None
    roundtable, _, label = written.rpartition(":")
    return Ref(roundtable, label)
