"""`roundtable verify`: a published vote is checked by whoever wants to, with nothing but the file."""

from __future__ import annotations

from pathlib import Path

import click

from roundtable.cli.installation import Failed, json_option, tell
from roundtable.core import sealing
from roundtable.core.sealing import Document
from roundtable.core.sealing_check import (
    Finding,
    Unreadable,
    check,
    find_receipt,
    read,
    same_as_shown,
    wrong_shapes,
)
from roundtable.core.sealing_openings import check_openings

_path = click.Path(path_type=Path)


@click.command(
    epilog="\b\nExample:\n  roundtable verify vote-KLM482.json --receipt k7p2-9qxm "
    "--root 3f0c9a71d2e8b645",
)
@click.argument("file", type=_path)
@click.option("--openings", type=_path, help="The auditor's file of the same vote.")
@click.option("--receipt", help="Find this receipt, as k7p2-9qxm, and tell its hash.")
@click.option("--root", help="The root that was shown when the vote closed; 16 digits are enough.")
@click.option("--fingerprint", help="The fingerprint shown with the result; 16 digits are enough.")
@json_option
def verify(
    file: Path,
    openings: Path | None,
    receipt: str | None,
    root: str | None,
    fingerprint: str | None,
    as_json: bool,
) -> None:
    """Check the published FILE of a sealed vote and count its ballots again.

    Starts nothing and needs no installation, database or network. Whoever changes a file can make
    its hashes fit: that it is the one of the room is told by its root and its fingerprint alone.
    Exit code 1 if anything is wrong.
    """
    document, data = _read(file, sealing.PARTS)
    found = check(document, data)
    if not wrong_shapes(document):
        found += _shown(document, {"root": root, "fingerprint": fingerprint})
        if receipt is not None:
            found.append(find_receipt(document, receipt))
        if openings is not None:
            opened, raw = _read(openings, sealing.OPENINGS_PARTS)
            found += check_openings(document, opened, raw)
    bad = [each.text for each in found if not each.good]
    words = [f"{'ok   ' if each.good else 'WRONG'}  {each.text}" for each in found]
    if not bad and not (root or fingerprint):
        words.append("Now compare root and fingerprint with those that were shown in the room.")
    data_told = {"good": not bad, "checks": [{"good": f.good, "text": f.text} for f in found]}
    tell(as_json, data_told, "\n".join(words))
    if bad:
        raise Failed("1 check failed." if len(bad) == 1 else f"{len(bad)} checks failed.")


def _read(path: Path, parts: tuple[str, ...]) -> tuple[Document, bytes]:
    try:
        data = path.read_bytes()
        return read(data, parts), data
    except OSError as error:
        raise Failed(f"{path} cannot be read: {error.strerror}.") from None
    except Unreadable as error:
        raise Failed(f"{path}: {error}") from None


def _shown(document: Document, given: dict[str, str | None]) -> list[Finding]:
    return [same_as_shown(document, part, typed) for part, typed in given.items() if typed]
