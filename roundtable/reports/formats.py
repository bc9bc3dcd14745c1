"""A roundtable's record, or a strategy, as a file of each format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from roundtable.core.document import Document, Paragraph, Span
from roundtable.core.draft import build
from roundtable.core.draft_document import document_of
from roundtable.core.sheets import Book, sheets_of
from roundtable.core.strategy import document as strategy_document
from roundtable.core.strategy.sending import received
from roundtable.core.strategy.sheets import sheets_of as strategy_sheets_of
from roundtable.renderers import csv, docx, html, markdown, xlsx
from roundtable.renderers.look import dressed
from roundtable.reports import document_pdf
from roundtable.reports.fonts import Fonts
from roundtable.reports.wording import BabelWording

#: A roundtable's record, or a strategy as `core.strategy.sending` sends it.
Record = dict[str, Any]
#: Called with how much is done, of how much, and what is being made now.
Told = Callable[[int, int, str], None]


def language_of(record: Record) -> str:
    """The language of its documents. Raises as looking into what is no record does."""
    head = record["strategy"] if "strategy" in record else record["roundtable"]
    return str(head.get("language") or "en")


def _document(record: Record, words: BabelWording) -> Document:
    if "strategy" in record:
        found = received(record)
        made = strategy_document.document_of(found.strategy, words, found.reviews)
    else:
        made = document_of(build(record, words), words)
    return dressed(made, record.get("look"))


def _pdf(record: Record, words: BabelWording, fonts: Fonts, tell: Told) -> bytes:
    """Made once more with a line about it at the end where the fonts lack a sign."""
    document = _document(record, words)
    made = document_pdf.make(document, fonts, tell)
    if not fonts.missing:
        return made
    lacking = words.gettext(
        "Signs that the fonts of this document lack stand as their English name in brackets."
    )
    note = Paragraph((Span(lacking),), "small")
    return document_pdf.make(replace(document, blocks=(*document.blocks, note)), fonts)


def _book(record: Record, words: BabelWording) -> Book:
    if "strategy" in record:
        found = received(record)
        return strategy_sheets_of(found.strategy, words, found.reviews)
    return sheets_of(record, words)


#: Format → what makes it; the first two need the fonts and time, the others are text or tables.
MAKERS: dict[str, Callable[[Record, BabelWording, Fonts, Told], bytes]] = {
    "pdf": _pdf,
    "docx": lambda record, words, _fonts, _tell: docx.render(_document(record, words)),
    "html": lambda record, words, _fonts, _tell: html.render(_document(record, words)).encode(),
    "md": lambda record, words, _fonts, _tell: markdown.render(_document(record, words)).encode(),
    "xlsx": lambda record, words, _fonts, _tell: xlsx.render(_book(record, words)),
    "csv": lambda record, words, _fonts, _tell: csv.render(_book(record, words)),
}
