"""`roundtable export`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from roundtable import access, archive, documents, i18n, words
from roundtable.archive import ballots
from roundtable.cli.installation import Failed, installation, json_option, tell
from roundtable.core import codes
from roundtable.core.errors import Refused
from roundtable.db import make_private
from roundtable.models import Roundtable, Strategy, Version
from roundtable.projections.strategy import documents as strategy_documents
from roundtable.projections.strategy.reading import Reading
from roundtable.record import record_of
from roundtable.record.look import look_of

#: What is written of the rows themselves, not of the draft. They hold single ballots.
DATA: dict[str, Callable[[Session, Roundtable], bytes]] = {
    "json": archive.json_of,
    "polis": ballots.polis_of,
    "pb": lambda session, roundtable: ballots.pb_of(session, roundtable).encode(),
}
#: The same of a strategy: itself with its roundtables, or a folder of what each of them gives.
STRATEGY_DATA: dict[str, Callable[[Session, Strategy], bytes]] = {
    "json": archive.strategy_json_of,
    "polis": ballots.polis_of_strategy,
    "pb": ballots.pb_of_strategy,
}
ENDINGS = documents.ENDINGS | {"polis": "zip"}
STRATEGY_ENDINGS = ENDINGS | {"pb": "zip"}


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be written: what a document is made of (None: `content` is the file), and its name."""

    code: str
    name: str
    record: dict[str, Any] | None = None
    content: bytes | None = None


@click.command(
    epilog="\b\nExample:\n  roundtable export KLM482 --format pdf --output draft.pdf\n"
    "  roundtable export WRK333 --version 3f2a91 --format docx",
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
    help="The file to write. Default: named after what it shows, in this folder.",
)
@click.option("--language", help="The draft's language, such as ro. Default: the roundtable's.")
@click.option(
    "--version", help="Of a strategy: the name of a version, or the beginning of its hash."
)
@json_option
def export(
    code: str,
    kind: str,
    output: Path | None,
    language: str | None,
    version: str | None,
    as_json: bool,
) -> None:
    """Make the draft of the roundtable CODE, or the strategy CODE, as a document, or write its data.

    json is the whole of it (`roundtable restore-archive` takes it in again), a strategy's with all its
    roundtables. polis and pb are single ballots, for others to count; of a strategy, a zip file with what
    each roundtable has. Those three are personal data: only their owner may read the file. Progress goes
    to standard error. The file is there whole or not at all.
    """
    began = time.monotonic()
    with installation() as here, here.database.read() as session:
        found = _found(session, code, kind, language, version)
    target = output or Path(found.name)
    if target.is_dir():
        raise Failed(f"{target} is a folder; name a file in it.")
    try:
        if found.content is not None:
            _write(target, found.content)
        else:
            documents.make(found.record or {}, target.resolve(), kind, _progress)
    except documents.DocumentFailed as error:
        raise Failed(f"The document could not be made: {error}") from None
    except OSError as error:
        raise Failed(f"{target} can't be written: {error.strerror}.") from None
    size, seconds = target.stat().st_size, round(time.monotonic() - began, 1)
    tell(
        as_json,
        {"code": found.code, "file": str(target), "bytes": size, "seconds": seconds},
        f"{target} ({size / 1000:,.0f} kB, {seconds} s)"
        + (": keep it as personal data." if found.content is not None else ""),
    )


def _found(
    session: Session, typed: str, kind: str, language: str | None, version: str | None
) -> Found:
    """What the code is of: a roundtable or a strategy. Raises `Failed`."""
    code = codes.read(typed)
    if (roundtable := access.find_roundtable(session, code)) is not None:
        if version is not None:
            raise Failed("A roundtable has no versions; --version is for strategies.")
        return _of_roundtable(session, roundtable, kind, language)
    if (strategy := access.find_strategy(session, code)) is None:
        raise Failed(
            f"There is no roundtable with the code {typed}, nor a strategy; codes look like KLM 482."
        )
    if language is not None:
        raise Failed("A strategy is written in one language; --language is for roundtables.")
    return _of_strategy(session, strategy, kind, version)


def _of_roundtable(
    session: Session, roundtable: Roundtable, kind: str, language: str | None
) -> Found:
    record = record_of(session, roundtable, language)
    record["look"] = look_of(session, roundtable.city_id)
    ending, state = ENDINGS.get(kind, kind), f"r{roundtable.rev}"
    name = documents.file_name(record["roundtable"]["title"], roundtable.code, state, ending)
    if kind in DATA:
        return Found(
            roundtable.code, name, content=_written(lambda: DATA[kind](session, roundtable))
        )
    return Found(roundtable.code, name, record)


def _of_strategy(session: Session, strategy: Strategy, kind: str, version: str | None) -> Found:
    look = Reading(session, strategy, keeps=True)
    row = _version(look, version) if version is not None else None
    if row is not None and kind in STRATEGY_DATA:
        raise Failed(f"{kind} holds all versions and ballots; it is not made of one version.")
    ending, state = STRATEGY_ENDINGS.get(kind, kind), strategy_documents.state_of(look, row)
    name = documents.file_name(strategy.title, strategy.code, state, ending)
    if kind in STRATEGY_DATA:
        content = _written(lambda: STRATEGY_DATA[kind](session, strategy))
        return Found(strategy.code, name, content=content)
    record = _written(lambda: strategy_documents.content(look, row))
    return Found(strategy.code, name, record)


def _version(look: Reading, said: str) -> Version:
    rows: list[Version] = look.rows(Version, Version.at, Version.id)
    found = [row for row in rows if row.name == said] or [
        row for row in rows if said and row.hash.startswith(said.replace(" ", "").lower())
    ]
    if len({row.hash for row in found}) == 1:
        return found[-1]
    if found:
        raise Failed(f"Several versions are meant by {said}; write more of the hash.")
    named = ", ".join(f"{row.name} ({row.hash[:12]})" for row in rows) or "none"
    raise Failed(f"There is no version {said}; there is {named}.")


def _written(make: Callable[[], Any]) -> Any:
    try:
        return make()
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
