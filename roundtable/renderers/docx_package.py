"""The package of a DOCX: without what python-docx's template brings along, and the same each time."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE as KIND

from roundtable.renderers.docx_styles import fonts_part
from roundtable.renderers.docx_xml import element, named

#: The earliest date that a zip can tell.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Roundtable</Application></Properties>"
)
_UNWANTED: Final = frozenset({"stylesWithEffects", "customXml", "thumbnail", "webSettings"})


def trimmed(made: Any) -> None:
    """Take out what is the template's own, and say that the file is of a Word of today."""
    for relations in (made.part.rels, made.part.package.rels):
        for number, relation in list(relations.items()):
            kind = relation.reltype.rsplit("/", 1)[1]
            if kind in _UNWANTED:
                del relations[number]
            elif relation.reltype == KIND.FONT_TABLE:
                relation.target_part._blob = fonts_part()
            elif relation.reltype == KIND.EXTENDED_PROPERTIES:
                relation.target_part._blob = _APP
    settings = made.settings.element
    for name in ("w:rsids", "w:savePreviewPicture", "w:proofState", "w:zoom"):
        for old in settings.findall(named(name)):
            settings.remove(old)
    mode = element(
        "w:compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    for old in settings.iter(named("w:compatSetting")):
        if old.get(named("w:name")) == "compatibilityMode":
            old.set(named("w:val"), mode.get(named("w:val")))


def fixed(package: bytes) -> bytes:
    """The same files with one date and in one order."""
    written = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            told = ZipInfo(each.filename, EPOCH)
            told.compress_type, told.create_system, told.external_attr = (
                ZIP_DEFLATED,
                3,
                0o600 << 16,
            )
            new.writestr(told, old.read(each))
    return written.getvalue()
