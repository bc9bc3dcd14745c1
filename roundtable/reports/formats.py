"""A roundtable's record as a file of each format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roundtable.core.document import Document
from roundtable.core.draft import build
from roundtable.core.draft_document import document_of
from roundtable.core.sheets import sheets_of
from roundtable.renderers import csv, docx, html, markdown, xlsx
from roundtable.reports import pdf
from roundtable.reports.fonts import Fonts
from roundtable.reports.wording import BabelWording

Record = dict[str, Any]
#: Called with how much is done, of how much, and what is being made now.
Told = Callable[[int, int, str], None]


def _document(record: Record, words: BabelWording) -> Document:
    return document_of(build(record, words), words)


def _pdf(record: Record, words: BabelWording, fonts: Fonts, tell: Told) -> bytes:
    return pdf.make(build(record, words), words, fonts, tell)


#: Format → what makes it; the first two need the fonts and time, the others are text or tables.
MAKERS: dict[str, Callable[[Record, BabelWording, Fonts, Told], bytes]] = {
    "pdf": _pdf,
    "docx": lambda record, words, _fonts, _tell: docx.render(_document(record, words)),
    "html": lambda record, words, _fonts, _tell: html.render(_document(record, words)).encode(),
    "md": lambda record, words, _fonts, _tell: markdown.render(_document(record, words)).encode(),
    "xlsx": lambda record, words, _fonts, _tell: xlsx.render(sheets_of(record, words)),
    "csv": lambda record, words, _fonts, _tell: csv.render(sheets_of(record, words)),
}
