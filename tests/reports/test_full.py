"""A document of a roundtable in which everything happened."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.reports.full import make_full_record
from tests.reports.records import make_pdf, make_record

CHAPTERS = (
    "In short", "What was decided", "Who took part, and how", "Work", "Schools",
    "Concerns and minority positions", "The votes, one by one", "What the tables wrote",
    "How people found the meeting", "How this came about", "Annex A What became of each proposal",
    "Annex B What was put together after the vote",
)  # fmt: skip


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out = tmp_path_factory.mktemp("full") / "draft.pdf"
    record = make_full_record()
    record["roundtable"]["rehearsal"] = True
    done = make_pdf(record, out)
    assert (done.returncode, done.stderr) == (0, "")
    return PdfReader(out)


def test_its_chapters_are_in_the_outline(pdf: PdfReader) -> None:
    found = [str(entry["/Title"]) for entry in pdf.outline if not isinstance(entry, list)]
    assert [title for title in found if title in CHAPTERS] == list(CHAPTERS)


def test_contents_name_the_pages_on_which_chapters_begin(pdf: PdfReader) -> None:
    contents = pdf.pages[1].extract_text()
    for number, page in enumerate(pdf.pages, start=1):
        if "The votes, one by one" in page.extract_text().splitlines() and number > 2:
            assert str(number) in contents


def test_a_rehearsal_says_so_on_every_page(pdf: PdfReader) -> None:
    assert len(pdf.pages) > 10
    for page in pdf.pages:
        assert "REHEARSAL" in page.extract_text()


def test_a_real_one_says_it_nowhere(tmp_path: Path) -> None:
    assert make_pdf(make_record(), tmp_path / "real.pdf").returncode == 0
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "real.pdf").pages)
    assert "rehearsal" not in text.lower()
