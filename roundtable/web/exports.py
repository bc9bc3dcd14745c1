"""Made documents, to those who run the roundtable or write the draft."""

from __future__ import annotations

from flask import Blueprint, abort, send_from_directory
from flask.typing import ResponseReturnValue

from roundtable.commands import WRITER
from roundtable.models import Export
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
    folder = services().config.exports_dir.resolve()
    return send_from_directory(folder, export.file, as_attachment=False, download_name=export.file)
