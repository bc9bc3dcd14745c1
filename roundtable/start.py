"""What happens before the server serves: folders, schema, demonstration; and the words of welcome."""

from __future__ import annotations

from typing import TextIO

import segno
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from roundtable import access, demonstration, network, sources
from roundtable.actions.setup import make_key
from roundtable.config import Config
from roundtable.core import codes
from roundtable.core.formats import FormatError
from roundtable.db import Database, NewerDatabase, make_private, migrate
from roundtable.models import Roundtable


class StartError(Exception):
    """The server cannot start; the message says what to do."""


def prepare(config: Config) -> None:
    """Make folders and secret, bring the database up to date, seed the demonstration once.

    Raises `StartError`.
    """
    try:
        config.sessions_dir.mkdir(parents=True, exist_ok=True)
        config.exports_dir.mkdir(parents=True, exist_ok=True)
        sources.use_key(config.secret_key())
    except OSError as error:
        raise StartError(f"{error.filename or config.sessions_dir}: {error.strerror}.") from None
    database = Database(config.database)
    try:
        _protect(database, config)
        migrate(database)
        _seed_once(database, config)
    except NewerDatabase as error:
        raise StartError(str(error)) from None
    except FormatError as error:
        raise StartError(f"The demonstration cannot be read.\n{error}") from None
    except DBAPIError as error:
        raise StartError(f"The database cannot be used: {error.orig}") from None
    finally:
        database.dispose()


def _protect(database: Database, config: Config) -> None:
    """The embedded database is readable by its owner only, from its first byte."""
    path = config.sessions_dir / "roundtable.db"
    if database.is_sqlite and not config.database_url:
        make_private(path)


def _seed_once(database: Database, config: Config) -> None:
    if not (config.sessions_dir / "demonstration.toml").exists():
        return
    with database.write() as session:
        if session.scalar(select(Roundtable.id).limit(1)) is None:
            demonstration.seed(session, config.sessions_dir)


def base_address(config: Config) -> str:
    """The address that people use: PUBLIC_URL, else this machine's in the local network."""
    return (config.public_url or f"http://{network.local_address()}:{config.port}").rstrip("/")


def welcome(config: Config, out: TextIO) -> None:
    """Print where phones and the facilitator go. The facilitator's link works once."""
    address = base_address(config)
    database = Database(config.database)
    try:
        with database.write() as session:
            secret = make_key(session, access.HOUSE, None, once=True)
            query = select(Roundtable).where(Roundtable.status == "open")
            newest = session.scalars(query.order_by(Roundtable.created_at.desc())).first()
            code = newest.code if newest else None
    finally:
        database.dispose()
    join = f"{address}/r/{code}" if code else address
    print(file=out)
    segno.make(join).terminal(out, compact=True)
    print(f"\n  Phones        {join}", file=out)
    if code:
        print(f"  Code          {codes.show(code)}", file=out)
    print(f"  Facilitator   {address}/k/{secret}   (works once)", file=out)
    print(f"  On this machine  http://127.0.0.1:{config.port}\n", file=out, flush=True)
