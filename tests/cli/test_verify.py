"""`roundtable verify`: what it says of good files, changed ones, and files that are none."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roundtable.cli import main
from roundtable.core import sealing
from tests.core.sealed_vote import STAGE, forged, vote, write

DOCUMENT, SEALED = vote()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vote.json"
    path.write_bytes(write(DOCUMENT))
    return path


@pytest.fixture
def openings(tmp_path: Path) -> Path:
    path = tmp_path / "openings.json"
    opened = sealing.openings("KLM482", STAGE, DOCUMENT["root"], SEALED)
    path.write_text(sealing.dump(opened), "utf-8")
    return path


def verify(*arguments: str | Path, code: int = 0) -> Result:
    """The command, without an installation: no variable of one is set, and it opens no database."""
    done = CliRunner().invoke(
        main, ["verify", *map(str, arguments)], env={"SESSIONS_DIR": "/nowhere"}
    )
    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def test_a_good_file_is_good_in_every_sentence(file: Path) -> None:
    lines = verify(file).output.splitlines()
    assert [line[:5] for line in lines] == ["ok   "] * 4 + ["Now c"]


def test_what_was_written_down_is_compared(file: Path, openings: Path) -> None:
    told = verify(
        file, "--openings", openings, "--receipt", SEALED[0].receipt.upper(),
        "--root", DOCUMENT["root"][:20], "--fingerprint", DOCUMENT["fingerprint"], "--json",
    )  # fmt: skip
    data = json.loads(told.output)
    assert data["good"] is True
    words = " ".join(each["text"] for each in data["checks"])
    assert SEALED[0].hash in words
    assert "The root is the one that you wrote down." in words
    assert "The fingerprint is the one that you wrote down." in words
    assert "The ballots that were sealed are the ballots that are published." in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--receipt", "zzzz-zzzz"], 'Receipt "zzzz-zzzz" is not in the list.'),
        (["--root", "0" * 64], "The root is another one"),
        (["--fingerprint", "not hex at all, this"], "must be at least 16 digits"),
    ],
)
def test_what_does_not_fit_ends_with_exit_code_1(
    file: Path, arguments: list[str], words: str
) -> None:
    told = verify(file, *arguments, code=1)
    assert words in told.stdout
    assert told.stderr == "roundtable: 1 check failed.\n"


def test_a_forgery_is_told_by_its_fingerprint_alone(file: Path) -> None:
    other: dict[str, Any] = copy.deepcopy(DOCUMENT)
    other["question"] = "Another question?"
    file.write_bytes(write(forged(other)))
    verify(file)
    told = verify(file, "--fingerprint", DOCUMENT["fingerprint"], code=1)
    assert "The fingerprint is another one" in told.stdout


def test_a_changed_bit_is_named(file: Path) -> None:
    data = file.read_bytes()
    at = data.index(DOCUMENT["list"][3]["hash"].encode())
    file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    receipt = DOCUMENT["list"][3]["receipt"]
    told = verify(file, code=1)
    assert f'WRONG  Entry 4 of the list (receipt "{receipt}")' in told.stdout


@pytest.mark.parametrize("data", [b"", b"\xff", b"{}", b"[]", b"{", b"\x00" * 50, b"[" * 200_000])
def test_a_broken_file_is_one_sentence(file: Path, openings: Path, data: bytes) -> None:
    openings.write_bytes(data)
    assert verify(file, "--openings", openings, code=1).stderr.count("\n") == 1
    file.write_bytes(data)
    told = verify(file, code=1)
    assert told.stdout == ""
    assert told.stderr.startswith("roundtable: ")
    assert told.stderr.count("\n") == 1


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        assert "cannot be read" in verify(path, code=1).stderr
