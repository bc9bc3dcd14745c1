"""Elements of WordprocessingML and DrawingML, written short."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml.parser import oxml_parser

from roundtable.renderers.shown import shown

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


def element(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """An element; attributes have its prefix ("w:val") where it is Word's own, else none.

    Children that are None are left out; `r_id` stands for `r:id`.
    """
    made = oxml_parser.makeelement(named(name), nsmap=SPACES)
    own = name.startswith("w:")
    for key, value in attributes.items():
        if key == "r_id":
            made.set(named("r:id"), str(value))
        else:
            made.set(named(f"w:{key}") if own else key, shown(str(value)))
    for child in children:
        if child is not None:
            # What stood elsewhere would be taken from there, silently.
            assert child.getparent() is None, child.tag
            made.append(child)
    return made


def value(name: str, said: object) -> Element:
    """An element that has nothing but a value: <w:jc w:val="right"/>."""
    return element(name, val=said)


def text_parts(text: str) -> list[Element]:
    """A text as what stands in a run: words and line breaks."""
    parts: list[Element] = []
    for number, line in enumerate(shown(text).split("\n")):
        if number:
            parts.append(element("w:br"))
        if line:
            parts.append(_kept("w:t", line))
    return parts


def field(code: str, until: list[Element], *, stale: bool = False) -> list[Element]:
    """A field as runs, with what it shows until it is updated; a `stale` one is as Word opens the file."""
    old = {"dirty": 1} if stale else {}
    return [
        element("w:r", element("w:fldChar", fldCharType="begin", **old)),
        element("w:r", _code(code)),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        *until,
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]


def _code(code: str) -> Element:
    return _kept("w:instrText", f" {code} ")


def _kept(name: str, text: str) -> Element:
    """Text with its spaces at both ends."""
    written = element(name)
    written.text = text
    written.set(_XML_SPACE, "preserve")
    return written
