"""``python -m roundtable.reports --out FILE``: a document from a record on stdin.

A record with a part "printable" becomes paper for the room (`reports.printables`), one with a part
"strategy" the document of a strategy, any other one the draft of a roundtable.

Progress is one JSON object a line on stdout: {"done": 3, "of": 12, "words": "Annex"}; the last one
has "file" and says which signs no font has. Exit codes: 0 made; 2 wrong arguments or record;
3 fonts missing; 4 the file can't be written. What went wrong is one line on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from roundtable.core.draft import RecordError
from roundtable.core.strategy.as_data import DataError
from roundtable.reports import printables
from roundtable.reports.fonts import FontError, Fonts
from roundtable.reports.formats import MAKERS, language_of
from roundtable.reports.wording import BabelWording

WRONG, NO_FONTS, NOT_WRITTEN = 2, 3, 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the document; returns the exit code."""
    options = _options(arguments)
    try:
        record = json.load(sys.stdin)
        if "printable" in record:
            return _printed(record, Path(options.out))
        words = BabelWording(language_of(record))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        return _failed(WRONG, f"the record can't be read: {wrong}")
    try:
        fonts = Fonts()
        content = MAKERS[options.format](record, words, fonts, _progress)
        _write(Path(options.out), content, fonts)
    except (RecordError, DataError) as wrong:
        return _failed(WRONG, f"the record can't be read: {wrong}")
    except FontError as wrong:
        return _failed(NO_FONTS, f"{wrong}")
    except OSError as wrong:
        return _failed(NOT_WRITTEN, f"{options.out} can't be written: {wrong.strerror or wrong}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m roundtable.reports", description=__doc__)
    parser.add_argument("--out", required=True, help="the file to write")
    parser.add_argument("--format", choices=list(MAKERS), default="pdf", help="its format")
    return parser.parse_args(arguments)


def _printed(record: dict[str, Any], out: Path) -> int:
    """Make paper for the room; returns the exit code. Raises as `printables.make` does."""
    try:
        fonts = Fonts()
        content = printables.make(record, BabelWording, fonts, _progress)
        _write(out, content, fonts)
    except FontError as wrong:
        return _failed(NO_FONTS, f"{wrong}")
    except OSError as wrong:
        return _failed(NOT_WRITTEN, f"{out} can't be written: {wrong.strerror or wrong}")
    return 0


def _write(out: Path, content: bytes, fonts: Fonts) -> None:
    write_whole(out, content)
    missing = [f"U+{ord(sign):04X}" for sign in sorted(fonts.missing)]
    _tell(
        done=1, of=1, words="", file=str(out), bytes=len(content), missing=missing,
        unshaped=sorted(fonts.unshaped),
    )  # fmt: skip


def write_whole(out: Path, content: bytes) -> None:
    """Write the file so that it is there whole or not at all.

    Raises:
        OSError: the folder is missing, or the disk is full.
    """
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _progress(done: int, of: int, what: str) -> None:
    _tell(done=done, of=of, words=what)


def _tell(**what: Any) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)  # noqa: T201  (the protocol with the parent)


def _failed(code: int, words: str) -> int:
    print(" ".join(words.split()), file=sys.stderr)  # noqa: T201  (the protocol with the parent)
    return code


if __name__ == "__main__":
    sys.exit(main())
