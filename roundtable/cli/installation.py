"""What the commands share: the installation, its errors as sentences, and how a result is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roundtable import access, logs, sources, start
from roundtable.config import Config, ConfigError
from roundtable.core import codes
from roundtable.db import Database, NewerDatabase, make_private, migrate
from roundtable.models import Roundtable

json_option: Callable[[Any], Any] = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object instead of words."
)


class Failed(click.ClickException):
    """A command that failed; the message is the sentence that people read. Exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the sentence."""
        click.echo(f"roundtable: {self.format_message()}", file=file, err=file is None)


@dataclass(frozen=True, slots=True)
class Installation:
    """The settings and the database, brought up to this version."""

    config: Config
    database: Database

    @property
    def address(self) -> str:
        """The address that people use."""
        return start.base_address(self.config)


@contextmanager
def installation(*, new: bool = False) -> Iterator[Installation]:
    """The installation that the environment names; `new`: made where there is none.

    What can go wrong with settings, folders and database becomes `Failed`.
    """
    try:
        config = Config.from_env()
        logs.configure(config)
        database = _database(config, new)
    except (ConfigError, NewerDatabase) as error:
        raise Failed(str(error)) from None
    except OSError as error:
        raise Failed(f"{error.filename}: {error.strerror}.") from None
    except DBAPIError as error:
        raise Failed(f"The database cannot be used: {error.orig}.") from None
    try:
        yield Installation(config, database)
    except DBAPIError as error:
        raise Failed(f"The database cannot be used: {error.orig}.") from None
    finally:
        database.dispose()


def _database(config: Config, new: bool) -> Database:
    path = config.sessions_dir / "roundtable.db"
    if not config.database_url:
        if not new and not path.exists():
            raise Failed(
                f"There is no database at {path}; start the server once (make run), "
                "or set SESSIONS_DIR to the folder that has it."
            )
        config.sessions_dir.mkdir(parents=True, exist_ok=True)
        make_private(path)
    sources.use_key(config.secret_key())
    database = Database(config.database)
    try:
        migrate(database)
    except BaseException:
        database.dispose()
        raise
    return database


def find(session: Session, typed: str) -> Roundtable:
    """The roundtable of a code as somebody typed it. Raises `Failed`."""
    found = access.find_roundtable(session, codes.read(typed))
    if found is None:
        raise Failed(f"There is no roundtable with the code {typed}; codes look like KLM 482.")
    return found


def tell(as_json: bool, data: dict[str, Any], words: str) -> None:
    """Print a result, for scripts or for people."""
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else words)
