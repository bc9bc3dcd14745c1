"""Elements of WordprocessingML and DrawingML, written short."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from roundtable.renderers.plain import fit

Element = Any

SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def named(name: str) -> str:
    """The full name of "w:p"."""
    prefix, _, local = name.rpartition(":")
    return f"{{{SPACES[prefix]}}}{local}" if prefix else local


def element(name: str, *children: Element | None, **attributes: object) -> Element:
    """An element; attributes have its prefix ("w:val") where it is Word's own, else none.

    Children that are None are left out. `anchor_` stands for `anchor`, `r_id` for `r:id`.
    """
    made = etree.Element(named(name), nsmap=SPACES)
    own = name.startswith("w:")
    for key, value in attributes.items():
        if key == "r_id":
            made.set(named("r:id"), str(value))
        else:
            made.set(named(f"w:{key}") if own else key, fit(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def value(name: str, said: object) -> Element:
    """An element that has nothing but a value: <w:jc w:val="right"/>."""
    return element(name, val=said)


def text_parts(text: str) -> list[Element]:
    """A text as what stands in a run: words, tabs and line breaks."""
    parts: list[Element] = []
    for number, line in enumerate(fit(text).split("\n")):
        if number:
            parts.append(element("w:br"))
        for place, words in enumerate(line.split("\t")):
            if place:
                parts.append(element("w:tab"))
            if words:
                written = element("w:t")
                written.text = words
                written.set(_XML_SPACE, "preserve")
                parts.append(written)
    return parts


def field(code: str, shown: list[Element], look: Element | None = None) -> list[Element]:
    """A field as runs, with what it shows until it is updated; `look` are properties of its runs."""
    return [
        _run(look, element("w:fldChar", fldCharType="begin")),
        _run(look, _code(code)),
        _run(look, element("w:fldChar", fldCharType="separate")),
        *shown,
        _run(look, element("w:fldChar", fldCharType="end")),
    ]


def _run(look: Element | None, child: Element) -> Element:
    copy = etree.fromstring(etree.tostring(look)) if look is not None else None
    return element("w:r", copy, child)


def _code(code: str) -> Element:
    written = element("w:instrText")
    written.text = f" {code} "
    written.set(_XML_SPACE, "preserve")
    return written
