"""The styles of a DOCX: Word's own names where it has them, so that its tools find headings and lists.

Sizes are in half points, spaces in twips (a twentieth of a point).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from docx.opc.oxml import serialize_part_xml

from roundtable.renderers.colours import INK, LINE, SOFT, WARNING, accent_of, mixed, readable
from roundtable.renderers.docx_xml import Element, element, named, value

#: Where they are missing, `FALLBACKS` says what looks most alike; all have Latin and Cyrillic letters.
FONT, SCRIPTS_FONT = "Calibri", "Arial"
FALLBACKS: Final = {FONT: "Carlito", SCRIPTS_FONT: "Liberation Sans"}
_PANOSE: Final = {FONT: "020F0502020204030204", SCRIPTS_FONT: "020B0604020202020204"}


def fill_styles(styles: Element, accent: str, language: str) -> None:
    """Replace all styles by the document's own."""
    for child in list(styles):
        styles.remove(child)
    strong, pale = readable(accent), mixed(accent, 0.1)
    styles.append(_defaults(language))
    styles.extend(_paragraphs(strong))
    styles.extend(_boxes(accent, pale))
    styles.extend(_characters(strong, pale))
    styles.extend(_tables(strong, pale))


def fonts_part() -> bytes:
    """The table of fonts: what kind each is, and what may stand for it."""
    table = element(
        "w:fonts",
        *(
            element(
                "w:font",
                value("w:altName", FALLBACKS[name]),
                value("w:panose1", _PANOSE[name]),
                value("w:family", "swiss"),
                value("w:pitch", "variable"),
                name=name,
            )
            for name in (FONT, SCRIPTS_FONT)
        ),
    )
    return serialize_part_xml(table)


def fill_numbering(numbering: Element) -> None:
    """The two lists: 1 has bullets, 2 has numbers; each ordered list restarts its own (`docx_text`)."""
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(_list(0, "bullet", "•", "ListBullet"))
    numbering.append(_list(1, "decimal", "%1.", "ListNumber"))
    for number in (1, 2):
        chosen = value("w:abstractNumId", number - 1)
        numbering.append(element("w:num", chosen, numId=number))


def _list(number: int, form: str, mark: str, style: str) -> Element:
    return element(
        "w:abstractNum",
        value("w:multiLevelType", "singleLevel"),
        element(
            "w:lvl",
            value("w:start", 1),
            value("w:numFmt", form),
            value("w:pStyle", style),
            value("w:lvlText", mark),
            value("w:lvlJc", "left"),
            element("w:pPr", element("w:ind", left=397, hanging=397)),
            ilvl=0,
        ),
        abstractNumId=number,
    )


def _defaults(language: str) -> Element:
    letters = element(
        "w:rPr",
        element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=SCRIPTS_FONT),
        value("w:color", INK[1:]),
        value("w:sz", 22),
        value("w:szCs", 22),
        element("w:lang", val=language, eastAsia=language, bidi=language),
    )
    spaces = element("w:pPr", element("w:spacing", before=0, after=140, line=288, lineRule="auto"))
    return element(
        "w:docDefaults", element("w:rPrDefault", letters), element("w:pPrDefault", spaces)
    )


def _style(  # noqa: PLR0913 (one for each property of a style)
    kind: str,
    name: str,
    paragraph: tuple[Element, ...] = (),
    letters: tuple[Element, ...] = (),
    *,
    based: str = "",
    follows: str = "",
    default: bool = False,
    more: tuple[Element, ...] = (),
) -> Element:
    made = element(
        "w:style",
        value("w:name", name),
        value("w:basedOn", based) if based else None,
        value("w:next", follows) if follows else None,
        element("w:qFormat"),
        element("w:pPr", *paragraph) if paragraph else None,
        element("w:rPr", *letters) if letters else None,
        *more,
        type=kind,
        styleId=style_id(name),
    )
    if default:
        made.set(named("w:default"), "1")
    if name not in _WORDS_OWN:
        made.set(named("w:customStyle"), "1")
    return made


_WORDS_OWN: Final = frozenset(
    {
        "Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4",
        "List Bullet", "List Number", "caption", "Quote", "TOC Heading", "toc 1", "toc 2", "toc 3",
        "header", "footer", "Hyperlink", "Strong", "Default Paragraph Font", "Normal Table",
    }
)  # fmt: skip


def style_id(name: str) -> str:
    """The id under which paragraphs name a style: "heading 1" is "Heading1"."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def _spaced(before: int, after: int, line: int = 288) -> Element:
    return element("w:spacing", before=before, after=after, line=line, lineRule="auto")


def _letters(size: int, colour: str = "", *, bold: bool = False) -> tuple[Element, ...]:
    weight = (element("w:b"), element("w:bCs")) if bold else ()
    shade = (value("w:color", colour[1:]),) if colour else ()
    return (*weight, *shade, value("w:sz", size), value("w:szCs", size))


def _kept() -> tuple[Element, ...]:
    """In one piece, and on the page of what follows; made anew, as an element stands in one place."""
    return element("w:keepNext"), element("w:keepLines")


def _paragraphs(strong: str) -> list[Element]:
    made = [
        _style("paragraph", "Normal", default=True),
        _style(
            "paragraph", "Title", (_spaced(480, 160, 240),), _letters(68, bold=True), based="Normal"
        ),
        _style("paragraph", "Subtitle", (_spaced(0, 240),), _letters(30, SOFT), based="Normal"),
    ]
    sizes = ((40, 480, 180), (30, 360, 120), (25, 280, 80), (22, 220, 60))
    for level, (size, before, after) in enumerate(sizes, 1):
        outline = value("w:outlineLvl", level - 1)
        paragraph = (*_kept(), _spaced(before, after, 252), outline)
        colour = strong if level == 4 else ""  # noqa: PLR2004  (the smallest stands out by colour)
        letters = _letters(size, colour, bold=True)
        made.append(
            _style(
                "paragraph",
                f"heading {level}",
                paragraph,
                letters,
                based="Normal",
                follows="Normal",
            )
        )
    for name, number in (("List Bullet", 1), ("List Number", 2)):
        counted = element("w:numPr", value("w:numId", number))
        close = element("w:contextualSpacing")
        made.append(_style("paragraph", name, (counted, close), based="Normal"))
    below = element("w:pBdr", edge("bottom", LINE, 4, 4))
    made += [
        _style("paragraph", "caption", (_spaced(120, 100, 252),), _letters(19, SOFT), based="Normal"),
        _style("paragraph", "Lead", (_spaced(0, 200, 312),), _letters(26), based="Normal"),
        _style("paragraph", "Small", (_spaced(0, 100, 264),), _letters(18, SOFT), based="Normal"),
        _style(
            "paragraph", "Eyebrow", (element("w:keepNext"), _spaced(360, 40)),
            _letters(19, strong, bold=True), based="Normal",
        ),
        _style("paragraph", "Quote Source", (_spaced(0, 200), element("w:ind", left=340)),
               _letters(18, SOFT), based="Normal"),
        _style("paragraph", "Sheet Title", (*_kept(), _spaced(280, 100, 252)),
               _letters(26, bold=True), based="Normal"),
        _style("paragraph", "Table Text", (_spaced(40, 40, 259),), _letters(19), based="Normal"),
        _style("paragraph", "After Table", (_spaced(0, 120, 240),), _letters(8), based="Normal"),
        _style("paragraph", "Picture", (element("w:keepNext"), _spaced(160, 60, 240)), based="Normal"),
        _style("paragraph", "Drawn", (_spaced(0, 0, 240),), based="Normal"),
        _style("paragraph", "TOC Heading", (*_kept(), _spaced(0, 200, 252)), _letters(40, bold=True),
               based="Normal"),
        _style("paragraph", "header", (below, _spaced(0, 0)), _letters(17, SOFT), based="Normal"),
        _style("paragraph", "footer", (_spaced(0, 0),), _letters(17, SOFT), based="Normal"),
        _style("paragraph", "Cover Text", (_spaced(0, 80),), _letters(24, SOFT), based="Normal"),
        _style("paragraph", "Cover City", (_spaced(0, 480),), _letters(26, strong, bold=True),
               based="Normal"),
    ]  # fmt: skip
    for level in (1, 2, 3):
        tabs = element("w:tabs", element("w:tab", val="right", pos=9184))
        inward = element("w:ind", left=(level - 1) * 340, right=567)
        spaces = _spaced(120 if level == 1 else 0, 40, 252)
        letters = _letters(22 if level == 1 else 20, bold=level == 1)
        made.append(
            _style("paragraph", f"toc {level}", (tabs, spaces, inward), letters, based="Normal")
        )
    return made


#: Styles with an edge where reading begins, and its colour by the accent.
EDGED: Final[Mapping[str, Callable[[str], str]]] = {
    "Quote": accent_of,
    "Status": accent_of,
    "Warning": lambda _accent: WARNING,
}


def edge(side: str, colour: str, size: int = 24, space: int = 10) -> Element:
    """A line at a side; `size` in eighths of a point, `space` in points."""
    return element(f"w:{side}", val="single", sz=size, space=space, color=colour[1:])


def _boxes(accent: str, pale: str) -> list[Element]:
    """What has an edge or a ground of its own."""
    warned = mixed(WARNING, 0.1)
    return [
        _style(
            "paragraph", "Quote",
            (element("w:pBdr", edge("left", accent)), _spaced(80, 120), element("w:ind", left=340)),
            based="Normal",
        ),
        _style(
            "paragraph", "Warning",
            (element("w:pBdr", edge("left", WARNING)),
             element("w:shd", val="clear", color="auto", fill=warned[1:]),
             _spaced(120, 200), element("w:ind", left=240)),
            _letters(22, WARNING, bold=True), based="Normal",
        ),
        _style(
            "paragraph", "Status",
            (element("w:pBdr", edge("left", accent)),
             element("w:shd", val="clear", color="auto", fill=pale[1:]),
             _spaced(240, 240), element("w:ind", left=240)),
            _letters(26, bold=True), based="Normal",
        ),
    ]  # fmt: skip


def _characters(strong: str, pale: str) -> list[Element]:
    line = value("w:u", "single")
    ground = element("w:shd", val="clear", color="auto", fill=pale[1:])
    return [
        _style("character", "Default Paragraph Font", default=True),
        _style("character", "Strong", (), (element("w:b"), element("w:bCs"))),
        _style("character", "Soft", (), (value("w:color", SOFT[1:]),)),
        _style("character", "Hyperlink", (), (value("w:color", strong[1:]), line)),
        _style(
            "character", "Chip", (),
            (*_letters(17, strong, bold=True), ground),
        ),
    ]  # fmt: skip


def _tables(strong: str, pale: str) -> list[Element]:
    margins = element(
        "w:tblCellMar",
        *(
            element(f"w:{side}", w=wide, type="dxa")
            for side, wide in (("top", 28), ("left", 85), ("bottom", 28), ("right", 85))
        ),
    )
    lines = element("w:tblBorders", edge("top", strong, 8, 0), edge("bottom", strong, 8, 0),
                    edge("insideH", LINE, 4, 0))  # fmt: skip
    head = element(
        "w:tblStylePr",
        element("w:rPr", element("w:b"), element("w:bCs")),
        element(
            "w:tcPr",
            element("w:tcBorders", edge("bottom", strong, 8, 0)),
            element("w:shd", val="clear", color="auto", fill=pale[1:]),
            value("w:vAlign", "bottom"),
        ),
        type="firstRow",
    )
    first = element(
        "w:tblStylePr", element("w:rPr", element("w:b"), element("w:bCs")), type="firstCol"
    )
    plain = element("w:tblPr", element("w:tblInd", w=0, type="dxa"))
    ruled = element("w:tblPr", lines, margins)
    return [
        _style("table", "Normal Table", default=True, more=(plain,)),
        _style("table", "Ruled Table", based="NormalTable", more=(ruled, head, first)),
    ]
