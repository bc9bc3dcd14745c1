"""The structure of a document: what each part of it is, in reading order (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Table",
    "TR", "TH", "TD", "Figure", "Caption", "Link", "Span", "BlockQuote", "TOC", "TOCI",
    "Reference", "Note",
]  # fmt: skip
#: Of which cells a header cell is the header.
Scope = Literal["Column", "Row", "Both"]
#: What stands before the items of a list.
Numbering = Literal["None", "Disc", "Decimal"]
#: Left, bottom, right, top, in points from the lower left corner of the page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a page's content: the page, counted from 0, and the number of the piece on it."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation: the page, counted from 0, its key in the parent tree, and its name in the file."""

    page: int
    key: int
    name: str


@dataclass(eq=False, slots=True)
class Element:
    """A part of a document.

    `language` is a BCP 47 tag where it differs from that of the element around it. `alternative`
    says in words what a figure shows; `actual` is the text that is meant where the glyphs stand in
    another order; `scope` is for TH, `numbering` for L, `box` for Figure.
    """

    kind: Kind
    language: str = ""
    alternative: str = ""
    actual: str = ""
    scope: Scope | None = None
    numbering: Numbering | None = None
    box: Box | None = None
    kids: list[Element | Marked | Annotated] = field(default_factory=list)

    def add(
        self,
        kind: Kind,
        *,
        language: str = "",
        alternative: str = "",
        actual: str = "",
        scope: Scope | None = None,
        numbering: Numbering | None = None,
    ) -> Element:
        """A new element at the end of this one."""
        made = Element(kind, language, alternative, actual, scope, numbering)
        self.kids.append(made)
        return made

    @property
    def empty(self) -> bool:
        """Whether nothing of it stands on any page. A cell never is: it holds its place in the row."""
        if self.kind in ("TH", "TD"):
            return False
        return all(isinstance(kid, Element) and kid.empty for kid in self.kids)
