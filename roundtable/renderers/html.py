"""A document as one HTML file that asks for nothing: no script, no font, no picture from elsewhere.

The page has its styles in it, and a policy that allows these and nothing else. Texts of people are
escaped, and freed of what would act on their surroundings (`shown`).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markupsafe import Markup

from roundtable.core.document import Cover, Document, Heading, plain
from roundtable.renderers.html_art import svg
from roundtable.renderers.html_blocks import Blocks
from roundtable.renderers.html_colours import accents
from roundtable.renderers.html_text import Writer, attr, lines, whole
from roundtable.renderers.shown import on_one_line

#: Headings to this level stand in the contents.
_CONTENTS = 3
_IMAGES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
#: Where the text begins.
_TEXT = "text"

_PAGE = Markup("""<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{about}<style>{style}</style>
</head>
<body>
<a class="skip" href="#{text}">{skip}</a>
{cover}
<div class="sheet-of-paper">
{contents}
<main id="{text}" tabindex="-1">
{blocks}
</main>
</div>
<footer>{foot}</footer>
</body>
</html>
""")


def render(document: Document) -> str:
    """The document as a page. The same document gives the same page."""
    writer = Writer(document)
    cover = _cover(writer, document.cover)
    # The way back from a source leads to the text: what stands in the contents has none.
    contents = _contents(writer)
    style = Markup(_style(document.accent))  # noqa: S704  (the house's own, and checked colours)
    return _PAGE.format(
        language=on_one_line(document.language),
        direction=document.direction,
        policy=_policy(style),
        title=on_one_line(document.title),
        about=_about(document),
        style=style,
        skip=on_one_line(document.skip),
        text=_TEXT,
        cover=cover,
        contents=contents,
        blocks=Markup("\n").join(Blocks(writer).all()),
        foot=_foot(document),
    )


@cache
def _sheet() -> str:
    return Path(__file__).with_name("html.css").read_text(encoding="utf-8")


def _style(accent: str) -> str:
    return f"{accents(accent)}{_sheet()}"


def _policy(style: str) -> str:
    """Nothing but the styles of the page, known by what they are, and pictures that stand in it."""
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{known}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _about(document: Document) -> Markup:
    """What catalogues want to know."""
    told = (
        ("author", document.author), ("description", document.subject),
        ("keywords", ", ".join(document.keywords)), ("dcterms.date", document.made),
    )  # fmt: skip
    line = Markup('<meta name="{}" content="{}">\n')
    return Markup("").join(line.format(name, on_one_line(said)) for name, said in told if said)


def _cover(writer: Writer, cover: Cover) -> Markup:
    """The banner: what this is, how far it is decided, and the people around the table."""
    parts = [
        _said("warning", cover.warning),
        Markup('<div class="front">{}{}{}</div>').format(
            _arms(cover.arms), _said("city", cover.city), _said("status", cover.status)
        ),
        Markup("<h1{}>{}</h1>").format(
            writer.tongue(whole(cover.title)), writer.spans(cover.title)
        ),
    ]
    if cover.subtitle:
        tongue = writer.tongue(whole(cover.subtitle))
        told = Markup('<p class="subtitle"{}>{}</p>')
        parts.append(told.format(tongue, writer.spans(cover.subtitle)))
    parts += [_said("people", cover.people), _said("date", cover.date)]
    picture = svg(cover.picture, cover.alternative, name="ring") if cover.picture else ""
    banner = Markup('<header class="cover"><div class="title">{}</div>{}</header>')
    return banner.format(Markup("").join(parts), picture)


def _said(name: str, text: str) -> Markup:
    return Markup('<p class="{}">{}</p>').format(name, lines(text)) if text else Markup("")


def _arms(image: bytes) -> Markup:
    """The city's arms, whose name stands beside them; nothing where they are no picture."""
    for start, kind in _IMAGES:
        if image.startswith(start):
            content = base64.b64encode(image).decode()
            return Markup('<img class="arms" alt="" src="data:{};base64,{}">').format(kind, content)
    return Markup("")


# --- contents


def _contents(writer: Writer) -> Markup:
    """The headings as nested lists of links."""
    found = [
        block
        for block in writer.document.blocks
        if isinstance(block, Heading) and block.level <= _CONTENTS
    ]
    if not found:
        return Markup("")
    nav = Markup('<nav aria-labelledby="contents"><h2 id="contents">{}</h2>\n{}</nav>')
    return nav.format(on_one_line(writer.document.contents), _listed(writer, found))


def _listed(writer: Writer, found: list[Heading]) -> Markup:
    """A list of the first heading's level, with those under each."""
    items = []
    for heading, under in _chapters(found):
        inner = _listed(writer, under) if under else Markup("")
        items.append(Markup("<li>{}{}</li>\n").format(_entry(writer, heading), inner))
    return Markup("<ol>\n{}</ol>").format(Markup("").join(items))


def _chapters(found: list[Heading]) -> Iterator[tuple[Heading, list[Heading]]]:
    starts = [at for at, heading in enumerate(found) if heading.level <= found[0].level]
    for start, end in zip(starts, [*starts[1:], len(found)], strict=True):
        yield found[start], found[start + 1 : end]


def _entry(writer: Writer, heading: Heading) -> Markup:
    number = (
        Markup('<span class="number">{}</span> ').format(on_one_line(heading.number))
        if heading.number
        else ""
    )
    words = writer.spans(heading.spans, links=False)
    return Markup("<a{}>{}{}</a>").format(attr("href", f"#{heading.anchor}"), number, words)


def _foot(document: Document) -> Markup:
    told = [on_one_line(text) for text in (document.author, plain(document.cover.title)) if text]
    back = Markup('<a href="#contents">{}</a>').format(on_one_line(document.contents))
    there = any(isinstance(block, Heading) for block in document.blocks)
    return Markup("<p>{}</p>{}").format(" · ".join(told), back if there else "")
