"""Roundtable: stakeholders co-design policy, live and together, and see what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roundtable.config import Config

if TYPE_CHECKING:
    from flask import Flask

    from roundtable.db import Database
    from roundtable.live.server import Live

__version__ = "0.1.0"


@dataclass(slots=True)
class Services:
    """What the parts of one process share; found at `app.extensions["roundtable"]`."""

    config: Config
    database: Database
    live: Live
    #: The address as people type it, without a scheme: "rt.city.example" or "192.168.1.20:8000".
    address_shown: str
    #: The same as a link: "http://192.168.1.20:8000".
    address: str


def create_app(config: Config | None = None, *, async_mode: str = "threading") -> Flask:
    """The application; `app.py` serves it on eventlet, tests may use threads.

    The database must be at this version (`db.migrate`). Loops are started by `live.start()`.
    """
    # Here, not above: documents are made by processes that need no server.
    from flask import Flask  # noqa: PLC0415

    from roundtable import i18n, logs, sources, start, web  # noqa: PLC0415
    from roundtable.db import Database  # noqa: PLC0415
    from roundtable.live.server import Live  # noqa: PLC0415

    config = config or Config.from_env()
    logs.configure(config)
    key = config.secret_key()
    sources.use_key(key)
    app = Flask(__name__, static_folder=None)
    app.secret_key = key
    database = Database(config.database)
    i18n.init_app(app)
    web.init_app(app, config)
    address = start.base_address(config)
    live = Live(app, config, database, async_mode)
    app.extensions["roundtable"] = Services(
        config, database, live, address.split("://", 1)[-1].rstrip("/"), address.rstrip("/")
    )
    return app
