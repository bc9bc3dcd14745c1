"""The draft of a roundtable in each format: it opens, it tells the same, and twice the same bytes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from roundtable.documents import FORMATS
from roundtable.reports.formats import MAKERS
from tests.reports.records import Record, make_passage, make_proposal, make_record, make_vote

WORDS = "A desk where <b>diplomas</b> are checked"


@pytest.fixture(scope="module")
def record() -> Record:
    """A vote on two things that people proposed, one of them in words that look like markup."""
    return make_record(
        proposals=[make_proposal(1, WORDS), make_proposal(2)],
        passages=[make_passage("c-1", ["p1"]), make_passage("c-2", ["p2"])],
        vote=make_vote({"c-1": (11, 9, 6, 5), "c-2": (5, 2, 7, 1)}),
    )


def made(record: Record, kind: str, target: Path) -> bytes:
    """The file that the process of its own writes."""
    done = subprocess.run(
        [sys.executable, "-m", "roundtable.reports", "--format", kind, "--out", str(target)],
        input=json.dumps(record), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["file"] == str(target)
    return target.read_bytes()


def words_of_docx(content: bytes) -> str:
    found = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


def words_of_xlsx(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)


def words_of_zip(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return "\n".join(folder.read(name).decode("utf-8-sig") for name in folder.namelist())


READ: dict[str, Callable[[bytes], str]] = {
    "pdf": lambda content: "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
    ),
    "docx": words_of_docx,
    "html": lambda content: content.decode().replace("&lt;", "<").replace("&gt;", ">"),
    "md": lambda content: content.decode().replace("\\", "").replace("&lt;", "<"),
    "xlsx": words_of_xlsx,
    "csv": words_of_zip,
}


def test_each_format_that_is_on_offer_can_be_made() -> None:
    assert set(FORMATS) == set(MAKERS) == set(READ)


@pytest.mark.parametrize("kind", FORMATS)
def test_it_opens_and_tells_the_same_and_is_the_same(
    record: Record, kind: str, tmp_path: Path
) -> None:
    first = made(record, kind, tmp_path / f"first.{kind}")
    assert " ".join(READ[kind](first).split()).count("diplomas")
    assert "<b>diplomas</b>" in " ".join(READ[kind](first).split())
    assert made(record, kind, tmp_path / f"second.{kind}") == first
