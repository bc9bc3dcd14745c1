"""The process that makes documents tells how far it is, and what went wrong."""

from __future__ import annotations

import io
import json
from pathlib import Path

from tests.reports.records import make_pdf, make_record


def test_progress_is_a_line_of_json_a_step(tmp_path: Path) -> None:
    out = tmp_path / "draft.pdf"
    steps = [json.loads(line) for line in io.StringIO(make_pdf(make_record(), out).stdout)]
    assert all(0 < step["done"] <= step["of"] for step in steps)
    shares = [step["done"] / step["of"] for step in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    words = [step["words"] for step in steps if step["words"]]
    once = list(dict.fromkeys(words))
    assert words == once * 2, "each part is named, and again when page numbers are known"
    assert words[0] == "Contents"
    assert steps[-1]["bytes"] == out.stat().st_size


def test_what_goes_wrong_is_one_line_and_an_exit_code(tmp_path: Path) -> None:
    bad = make_pdf({"roundtable": {"language": "en"}, "proposals": [{}]}, tmp_path / "x.pdf")
    assert bad.returncode == 2
    assert len(bad.stderr.splitlines()) == 1
    lost = make_pdf(make_record(), tmp_path / "no" / "such" / "x.pdf")
    assert lost.returncode == 4
    assert "can't be written" in lost.stderr
    assert list(tmp_path.iterdir()) == []
