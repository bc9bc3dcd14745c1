"""Having a document made: a record, or a strategy, goes to a process of its own, which writes the file.

Layout is hard work for the processor; in a process of its own it takes nothing from the room.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: What a document is made as. "csv" is a folder of tables in one zip file.
FORMATS = ("pdf", "docx", "html", "md", "xlsx", "csv")
#: How the file's name ends, where it is not the format's name.
ENDINGS = {"csv": "zip"}

Progress = Callable[[dict[str, Any]], None]


class DocumentFailed(Exception):
    """The document could not be made; the message is one line, for the log and the person."""


def file_name(title: str, code: str, state: str, suffix: str) -> str:
    """A name that says what it is, and in which state: "labour-market-KLM482-r57.pdf"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"{'-'.join(filter(None, (slug[:48], code, state)))}.{suffix}"


def make(
    record: dict[str, Any],
    target: Path,
    format: str = "pdf",  # noqa: A002 (the name of the option)
    progress: Progress | None = None,
    sleep: Callable[[float], None] | None = None,
) -> None:
    """Write `record` as a document to `target`. Raises `DocumentFailed`.

    `record`: of a roundtable (`roundtable.record`), or a strategy (`core.strategy.sending.sent`).
    The child's words come by a socket, because waiting for one lets other greenlets run.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    ours, theirs = socket.socketpair()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors, ours:
        given.write(json.dumps(record).encode())
        given.seek(0)
        with theirs:
            process = subprocess.Popen(  # noqa: S603 (our own module, no shell)
                [
                    sys.executable,
                    "-m",
                    "roundtable.reports",
                    "--format",
                    format,
                    "--out",
                    str(target),
                ],
                stdin=given,
                stdout=theirs.fileno(),
                stderr=errors,
            )
        _listen(ours, progress)
        while process.poll() is None and sleep is not None:
            sleep(0.02)
        if process.wait() != 0:
            errors.seek(0)
            lines = errors.read().decode("utf-8", "replace").strip().splitlines()
            raise DocumentFailed(lines[-1] if lines else f"exit code {process.returncode}")


def _listen(ours: socket.socket, progress: Progress | None) -> None:
    with ours.makefile("r", encoding="utf-8") as lines:
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if progress is not None and isinstance(said, dict):
                progress(said)
