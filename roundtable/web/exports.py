"""Made documents, to those who run the roundtable or write the draft."""

from __future__ import annotations

from flask import Blueprint, abort, send_from_directory
from flask.typing import ResponseReturnValue

from roundtable.commands import PARTNER, WRITER
from roundtable.models import Export, StrategyExport, Version
from roundtable.web import strategy as strategies
from roundtable.web.requests import entitled, services

blueprint = Blueprint("exports", __name__)


@blueprint.get("/r/<code>/exports/<export_id>")
def download(code: str, export_id: str) -> ResponseReturnValue:
    """The file of one export."""
    with services().database.read() as session:
        roundtable, _actor = entitled(session, code, WRITER)
        export = session.get(Export, export_id[:20])
    if export is None or export.roundtable_id != roundtable.id or not export.file:
        abort(404)
    return _file(export.file)


@blueprint.get("/s/<code>/exports/<export_id>")
def download_strategy(code: str, export_id: str) -> ResponseReturnValue:
    """The file of one export of a strategy; for partners, only those of what was adopted."""
    with services().database.read() as session:
        strategy, actor = strategies.entitled(session, code)
        export = session.get(StrategyExport, export_id[:20])
        version = session.get(Version, export.version_id) if export and export.version_id else None
    if export is None or export.strategy_id != strategy.id or not export.file:
        abort(404)
    if actor.role == PARTNER and (version is None or version.label != "adopted"):
        abort(404)
    return _file(export.file)


def _file(name: str) -> ResponseReturnValue:
    folder = services().config.exports_dir.resolve()
    return send_from_directory(folder, name, as_attachment=False, download_name=name)
