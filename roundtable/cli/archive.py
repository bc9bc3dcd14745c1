"""`roundtable import-csv` and `restore-archive`: proposals of a table, a roundtable from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from roundtable import archive as archives
from roundtable import i18n, words
from roundtable.actions.strategy_setup import make_strategy_key
from roundtable.archive.proposals import known_of, take_in
from roundtable.cli.installation import Failed, find, installation, json_option, tell
from roundtable.commands import COORDINATOR
from roundtable.core import codes, proposals_csv
from roundtable.core.errors import Refused
from roundtable.core.proposals_csv import FIELDS, Found, Table, TableError
from roundtable.models import Strategy

_path = click.Path(path_type=Path)


@click.command(
    "import-csv",
    epilog="\b\nExample:\n  roundtable import-csv ideas.csv --into KLM482 --map text=Proposal --dry-run",
)
@click.argument("file", type=_path)
@click.option("--into", "code", required=True, help="The code of the roundtable.")
@click.option(
    "--map",
    "said",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=f"Which column holds what ({', '.join(FIELDS)}). Default: guessed by the names of columns.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, and change nothing.")
@json_option
def import_csv(file: Path, code: str, said: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Submit the proposals of a CSV FILE to a roundtable that collects them.

    The first line names the columns. If a row cannot be used, it is told with its line, and nothing
    is imported. The same file imported again changes nothing.
    """
    content, chosen = _read(file), _mapping(said)
    with installation() as here, here.database.write() as session:
        found = find(session, code)
        try:
            table = proposals_csv.preview(content)
            mapping = dict(table.mapping) | chosen
            rows = proposals_csv.read(content, mapping, known_of(session, found))
        except TableError as error:
            raise Failed(f"{file}: {error}") from None
        _refuse_wrong(file, rows)
        taken = None
        if not dry_run:
            try:
                taken = take_in(session, found, content, rows.proposals)
            except Refused as refused:
                raise Failed(f"{_sentence(refused)} Nothing was imported.") from None
    data = {
        "code": found.code,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "mapping": mapping,
        "proposals": len(rows.proposals),
        "imported": len(rows.proposals) if taken and not taken.again else 0,
        "again": bool(taken and taken.again),
    }
    tell(as_json, data, _words(data, table, dry_run))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Failed(f"{file} cannot be read: {error.strerror}.") from None


def _mapping(said: tuple[str, ...]) -> dict[str, str]:
    for each in said:
        if each.partition("=")[0] not in FIELDS or not each.partition("=")[2]:
            raise click.BadParameter(
                f"write FIELD=COLUMN; fields are {', '.join(FIELDS)}.", param_hint="--map"
            )
    return dict(each.split("=", 1) for each in said)


def _refuse_wrong(file: Path, rows: Found) -> None:
    if not rows.wrong:
        return
    for wrong in rows.wrong:
        click.echo(f"{file}, {wrong}", err=True)
    number = len(rows.wrong)
    raise Failed(
        f"{'1 row' if number == 1 else f'{number} rows'} cannot be used. Nothing was imported."
    )


def _sentence(refused: Refused) -> str:
    if refused.code == "not_now":
        return "The roundtable is not in a step that collects proposals; open one first."
    with i18n.apart(i18n.SOURCE):
        return words.say(refused)


def _words(data: dict[str, Any], table: Table, dry_run: bool) -> str:
    columns = ", ".join(f"{name} from “{column}”" for name, column in data["mapping"].items())
    delimiter = {"\t": "tabs"}.get(table.delimiter, f"“{table.delimiter}”")
    head = f"{table.encoding}, columns divided by {delimiter}: {columns}"
    number = data["proposals"]
    if data["again"]:
        return f"{head}\nThis file was imported before; nothing has changed."
    if dry_run:
        return f"{head}\n{number} proposals can be imported; nothing has changed."
    return f"{head}\n{number} proposals imported into {codes.show(data['code'])}"


@click.command(
    "restore-archive",
    epilog="\b\nExample:\n  roundtable restore-archive KLM482.json",
)
@click.argument("file", type=_path)
@json_option
def restore_archive(file: Path, as_json: bool) -> None:
    """Make a roundtable of an archive FILE, with a new code, or a strategy with its roundtables.

    Nobody has a key to a roundtable then: `roundtable facilitator-link` makes one. Of a strategy, the
    coordinator's link is printed; its codes and those of its roundtables stay where they are free.
    Sealed ballots cannot be opened on another installation, nor beside the roundtable that they come
    from.
    """
    content, secret = _read(file), ""
    try:
        data = archives.read(content)
        whole = data.get("format") == archives.STRATEGY_FORMAT
        with installation(new=True) as here, here.database.write() as session:
            made = (archives.load_strategy if whole else archives.load)(session, data)
            code = made.code
            if isinstance(made, Strategy):
                secret = make_strategy_key(session, COORDINATOR, made, "command line")
    except archives.ArchiveError as error:
        lines = str(error).split("\n")
        for line in lines[:-1]:
            click.echo(f"{file}: {line}", err=True)
        raise Failed(f"{file}: {lines[-1]} Nothing was restored.") from None
    was = data["strategy" if whole else "roundtable"]["code"]
    link = f"{here.address}/k/{secret}"
    tell(
        as_json,
        {"code": code, "was": was} | ({"coordinator": link} if whole else {}),
        f"{codes.show(code)}  (was {codes.show(was)})\nOpen it with: "
        + (link if whole else f"roundtable facilitator-link {code}"),
    )
