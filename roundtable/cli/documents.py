"""`roundtable export`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from roundtable import documents
from roundtable.cli.installation import Failed, find, installation, json_option, tell
from roundtable.record import record_of


@click.command(
    epilog="\b\nExample:\n  roundtable export KLM482 --format pdf --output draft.pdf",
)
@click.argument("code")
@click.option(
    "--format", "kind", type=click.Choice(documents.FORMATS), default="pdf", show_default=True
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
    """Make the strategy draft of the roundtable CODE as a document.

    Progress goes to standard error. The file is there whole or not at all.
    """
    with installation() as here, here.database.read() as session:
        found = find(session, code)
        record, rev = record_of(session, found, language), found.rev
    target = output or Path(documents.file_name(record, rev, kind))
    began = time.monotonic()
    _make(record, target, kind)
    size, seconds = target.stat().st_size, round(time.monotonic() - began, 1)
    tell(
        as_json,
        {
            "code": record["roundtable"]["code"],
            "file": str(target),
            "bytes": size,
            "seconds": seconds,
        },
        f"{target} ({size / 1000:,.0f} kB, {seconds} s)",
    )


def _make(record: dict[str, Any], target: Path, kind: str) -> None:
    if target.is_dir():
        raise Failed(f"{target} is a folder; name a file in it.")
    try:
        documents.make(record, target.resolve(), kind, _progress)
    except documents.DocumentFailed as error:
        raise Failed(f"The document could not be made: {error}") from None
    except OSError as error:
        raise Failed(f"{target} can't be written: {error.strerror}.") from None


def _progress(said: dict[str, Any]) -> None:
    if said.get("words"):
        click.echo(f"{said.get('done')} of {said.get('of')}  {said['words']}", err=True)
