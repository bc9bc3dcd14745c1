"""Pages and forms. Everything that changes a roundtable goes through the same pipeline as the sockets."""

from __future__ import annotations

from flask import Flask

from roundtable.config import Config
from roundtable.web import (
    assets,
    counted,
    errors,
    exports,
    formats,
    house,
    house_city,
    house_csv,
    house_strategies,
    keys,
    merging,
    pages,
    printables,
    sealed,
    security,
    similar,
    staff,
    strategy,
    strategy_reads,
)


def init_app(app: Flask, config: Config) -> None:
    """Register blueprints, static files, security and error pages."""
    security.init_app(app, config)
    assets.init_app(app, config)
    errors.init_app(app)
    for module in (
        pages, staff, counted, keys, house, house_strategies, house_city, house_csv, formats, merging,
        exports, printables, sealed, similar, strategy,
        strategy_reads,
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
