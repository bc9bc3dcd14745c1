"""`roundtable export`."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from roundtable import archive, documents, i18n, words
from roundtable.archive import ballots
from roundtable.cli.installation import Failed, find, installation, json_option, tell
from roundtable.core.errors import Refused
from roundtable.db import make_private
from roundtable.models import Roundtable
from roundtable.record import record_of

#: What is written of the rows themselves, not of the draft. They hold single ballots.
DATA: dict[str, Callable[[Session, Roundtable], bytes]] = {
    "json": archive.json_of,
    "polis": ballots.polis_of,
    "pb": lambda session, roundtable: ballots.pb_of(session, roundtable).encode(),
}
ENDINGS = documents.ENDINGS | {"polis": "zip"}


@click.command(
    epilog="\b\nExample:\n  roundtable export KLM482 --format pdf --output draft.pdf",
)
@click.argument("code")
@click.option(
    "--format",
    "kind",
    type=click.Choice([*documents.FORMATS, *DATA]),
    default="pdf",
    show_default=True,
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The file to write. Default: named after the roundtable, in this folder.",
)
@click.option("--language", help="The draft's language, such as ro. Default: the roundtable's.")
@json_option
def export(code: str, kind: str, output: Path | None, language: str | None, as_json: bool) -> None:
    """Make the strategy draft of the roundtable CODE as a document, or write its data.

    json is the whole roundtable (`roundtable restore-archive` takes it in again), polis and pb are
    its single ballots, for others to count. Those three are personal data: only their owner may
    read the file. Progress goes to standard error. The file is there whole or not at all.
    """
    began = time.monotonic()
    with installation() as here, here.database.read() as session:
        found = find(session, code)
        record, rev, said = record_of(session, found, language), found.rev, found.code
        content = _content(session, found, kind) if kind in DATA else None
    target = output or Path(documents.file_name(record, rev, ENDINGS.get(kind, kind)))
    if target.is_dir():
        raise Failed(f"{target} is a folder; name a file in it.")
    try:
        if content is None:
            documents.make(record, target.resolve(), kind, _progress)
        else:
            _write(target, content)
    except documents.DocumentFailed as error:
        raise Failed(f"The document could not be made: {error}") from None
    except OSError as error:
        raise Failed(f"{target} can't be written: {error.strerror}.") from None
    size, seconds = target.stat().st_size, round(time.monotonic() - began, 1)
    tell(
        as_json,
        {"code": said, "file": str(target), "bytes": size, "seconds": seconds},
        f"{target} ({size / 1000:,.0f} kB, {seconds} s)"
        + (": keep it as personal data." if content is not None else ""),
    )


def _content(session: Session, roundtable: Roundtable, kind: str) -> bytes:
    try:
        return DATA[kind](session, roundtable)
    except Refused as refused:
        with i18n.apart(i18n.SOURCE):
            raise Failed(words.say(refused)) from None


def _write(target: Path, content: bytes) -> None:
    """The file is there whole or not at all, and its owner's only. Raises `OSError`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    begun = target.with_name(f".{target.name}.part")
    begun.unlink(missing_ok=True)
    make_private(begun)
    begun.write_bytes(content)
    begun.replace(target)


def _progress(said: dict[str, Any]) -> None:
    if said.get("words"):
        click.echo(f"{said.get('done')} of {said.get('of')}  {said['words']}", err=True)
