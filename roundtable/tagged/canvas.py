"""A reportlab canvas that is told what it draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from roundtable.tagged.element import Annotated, Box, Element, Marked
from roundtable.tagged.metadata import About, clean, describe
from roundtable.tagged.tree import write

#: What is no part of the content: headers and page numbers, lines, backgrounds.
Artifact = Literal["Pagination", "Layout", "Background"]

#: Operators that draw nothing: a piece of content with only these in it is none.
_STATE = re.compile(r"(?:^|\s)(?:q|Q|cm|rg|RG|g|G|k|K|cs|CS|sc|SC|w|J|j|M|d|gs)$")
_FONT = re.compile(r"^BT \S+ \S+ Tf \S+ TL ET$")


class TagError(RuntimeError):
    """The canvas is used in a way from which no sound file can come."""


class TaggedCanvas(Canvas):
    """Draws pages whose content is marked as part of an element, or as an artifact.

    The tree under `root` is the reading order; it may be built before drawing or meanwhile. The same
    calls give the same bytes: dates are those of `about`.
    """

    # Reportlab's own, of which its published types say nothing.
    _code: list[str]
    _doc: Any
    _absRect: Any  # noqa: N815
    _bookmarkReference: Any  # noqa: N815
    _addAnnotation: Any  # noqa: N815

    def __init__(self, *args: Any, root: Element, about: About, **options: Any) -> None:
        options |= {"invariant": 1, "pdfVersion": (1, 7), "lang": about.language}
        super().__init__(*args, **options)
        self.root, self.about = root, about
        self._stack: list[Element | Artifact] = []
        self._begun = -1
        self._pieces: list[Element] = []
        self._page_references: list[Any] = []
        self._parents: dict[int, list[Element] | Element] = {}
        self._links = 0

    # --- marks

    @contextmanager
    def mark(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to the element. Marks may be nested; the inner one counts."""
        self._enter(element)
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def artifact(self, kind: Artifact = "Layout") -> Iterator[None]:
        """What is drawn inside is no content, and passed over by those who are read to."""
        self._enter(kind)
        try:
            yield
        finally:
            self._leave()

    def _enter(self, what: Element | Artifact) -> None:
        self._end()
        self._stack.append(what)
        self._begin()

    def _leave(self) -> None:
        self._end()
        self._stack.pop()
        self._begin()

    def _begin(self) -> None:
        """Open a piece for what is on top of the stack: pieces never lie inside one another."""
        if not self._stack:
            return
        top = self._stack[-1]
        self._begun = len(self._code)
        if isinstance(top, Element):
            number = len(self._pieces)
            self._pieces.append(top)
            top.kids.append(Marked(len(self._page_references), number))
            self._code.append(f"/{top.kind} <</MCID {number}>> BDC")
        else:
            kind = "" if top == "Background" else f"<</Type /{top}>>"
            self._code.append(f"/Artifact {kind} BDC" if kind else "/Artifact BMC")

    def _end(self) -> None:
        """Close the open piece, or take it back if nothing was drawn in it."""
        if not self._stack:
            return
        drawn = self._code[self._begun + 1 :]
        if any(not _STATE.search(code) and not _FONT.match(code) for code in drawn):
            self._code.append("EMC")
            return
        del self._code[self._begun]
        top = self._stack[-1]
        if isinstance(top, Element):
            self._pieces.pop()
            top.kids.remove(Marked(len(self._page_references), len(self._pieces)))

    # --- what elements need from the page

    def frame(self, element: Element, box: Box) -> None:
        """Tell where a figure stands: left, bottom, right, top in the present coordinates."""
        element.box = self._absRect(box, relative=1)

    def link(self, element: Element, to: str, box: Box, words: str) -> None:
        """Make the box lead to "#anchor" in the document, or else to an address.

        `element` is the Link that it belongs to, `words` say where it leads.
        """
        key, name = self._key(), f"link-{self._links}"
        self._links += 1
        made = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(edge, 3) for edge in self._absRect(box, relative=1)]),
                "Border": PDFArray([0, 0, 0]),
                "F": 4,
                "Contents": PDFString(clean(words)),
                "StructParent": key,
            }
        )
        if to.startswith("#"):
            made["Dest"] = self._bookmarkReference(to[1:])
        else:
            made["A"] = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(_address(to))})
        self._addAnnotation(made, name=name)
        self._parents[key] = element
        element.kids.append(Annotated(len(self._page_references), key, name))

    def addOutlineEntry(  # noqa: N802  (reportlab's name)
        self, title: str, key: str, level: int = 0, closed: bool | None = None
    ) -> None:
        """As reportlab's, with a title that may hold anything."""
        super().addOutlineEntry(clean(title), key, level, closed)

    # --- pages and the file

    def showPage(self) -> None:  # noqa: N802  (reportlab's name)
        """End the page.

        Raises:
            TagError: a mark is still open.
        """
        if self._stack:
            raise TagError(f"a page ends inside {self._stack[-1]}")
        self._page_references.append(self._doc.thisPageRef())
        pieces, self._pieces = self._pieces, []
        super().showPage()
        page: Any = self._doc.idToObject[self._page_references[-1].name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = PDFName("S")
        if pieces:
            page.StructParents = self._key()
            self._parents[page.StructParents] = pieces
        # The name of a file in its trailer comes from its content, so that no two share it.
        self._doc.updateSignature("\n".join(map(str, page.stream or ())))

    def save(self) -> None:
        """Write the tree and the file."""
        if self._code:
            self.showPage()
        describe(self._doc, self.about)
        self.setViewerPreference("DisplayDocTitle", "true")
        write(self._doc, self.root, self._page_references, self._parents)
        super().save()

    def _key(self) -> int:
        return len(self._parents)


def _address(to: str) -> str:
    """The address in the letters that addresses have; the rest as percent signs (RFC 3986)."""
    kept = "!#$%&'()*+,-./:;=?@[]_~"
    return "".join(
        c if c.isascii() and (c.isalnum() or c in kept) else _escaped(c) for c in clean(to)
    )


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
