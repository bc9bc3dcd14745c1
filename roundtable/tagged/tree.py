"""Writes the tree of elements into the file, and from each piece of a page the way back to its element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from roundtable.tagged.element import Annotated, Element, Marked
from roundtable.tagged.metadata import clean

#: A key of the parent tree → the elements of a page's pieces, or the element of an annotation.
Parents = Mapping[int, "Sequence[Element] | Element"]


def write(pdf: Any, root: Element, pages: Sequence[Any], parents: Parents) -> None:
    """Make the structure tree of reportlab's document `pdf`; `pages` are references to its pages."""
    _Writer(pdf, pages).write(root, parents)


class _Writer:
    def __init__(self, pdf: Any, pages: Sequence[Any]) -> None:
        self._pdf, self._pages = pdf, pages
        self._made: dict[Element, Any] = {}
        self._notes: list[tuple[str, Any]] = []

    def write(self, root: Element, parents: Parents) -> None:
        top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = self._pdf.Reference(top, "StructTreeRoot")
        top["K"] = PDFArray([self._element(root, reference)])
        numbers: list[Any] = []
        for key in sorted(parents):
            found = parents[key]
            to = self._made[found] if isinstance(found, Element) else self._row(found)
            numbers += [key, to]
        numbered = PDFDictionary({"Nums": PDFArray(numbers)})
        top["ParentTree"] = self._pdf.Reference(numbered)
        top["ParentTreeNextKey"] = max(parents, default=-1) + 1
        if self._notes:
            names = [part for name, note in self._notes for part in (PDFString(name), note)]
            limits = PDFArray([PDFString(self._notes[0][0]), PDFString(self._notes[-1][0])])
            leaf = PDFDictionary({"Names": PDFArray(names), "Limits": limits})
            top["IDTree"] = self._pdf.Reference(
                PDFDictionary({"Kids": PDFArray([self._pdf.Reference(leaf)])})
            )
        self._pdf.Catalog.StructTreeRoot = top

    def _row(self, elements: Sequence[Element]) -> Any:
        return self._pdf.Reference(PDFArray([self._made[element] for element in elements]))

    def _element(self, element: Element, parent: Any) -> Any:
        made = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.kind)})
        reference = self._pdf.Reference(made)
        self._made[element] = reference
        made["P"] = parent
        for key, text in (
            ("Lang", element.language),
            ("Alt", element.alternative),
            ("ActualText", element.actual),
        ):
            if text:
                made[key] = PDFString(clean(text))
        if attributes := _attributes(element):
            made["A"] = attributes
        if element.kind == "Note":
            name = f"note-{len(self._notes) + 1:06d}"
            self._notes.append((name, reference))
            made["ID"] = PDFString(name)
        self._fill(made, element, reference)
        return reference

    def _fill(self, made: Any, element: Element, reference: Any) -> None:
        """Its kids: elements, pieces of pages, annotations."""
        home = next((kid.page for kid in element.kids if isinstance(kid, Marked)), None)
        if home is not None:
            made["Pg"] = self._pages[home]
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, Marked):
                kids.append(kid.number if kid.page == home else self._elsewhere(kid))
            elif isinstance(kid, Annotated):
                kids.append(self._annotation(kid))
            elif not kid.empty:
                kids.append(self._element(kid, reference))
        made["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)

    def _elsewhere(self, piece: Marked) -> Any:
        page = self._pages[piece.page]
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": piece.number})

    def _annotation(self, found: Annotated) -> Any:
        return PDFDictionary(
            {
                "Type": PDFName("OBJR"),
                "Pg": self._pages[found.page],
                "Obj": self._pdf.refAnnotation(found.name),
            }
        )


def _attributes(element: Element) -> Any:
    if element.kind == "TH" and element.scope:
        return PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)})
    if element.kind == "L" and element.numbering:
        return PDFDictionary({"O": PDFName("List"), "ListNumbering": PDFName(element.numbering)})
    if element.kind == "Figure" and element.box:
        box = PDFArray([round(edge, 2) for edge in element.box])
        return PDFDictionary({"O": PDFName("Layout"), "BBox": box, "Placement": PDFName("Block")})
    return None
