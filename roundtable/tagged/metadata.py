"""What a file says of itself: language, title, dates, and that it keeps to PDF/UA-1."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{more}<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{made}T00:00:00Z</xmp:ModifyDate>
<pdf:Producer>{creator}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


@dataclass(frozen=True, slots=True)
class About:
    """Of a document: `language` is a BCP 47 tag, `made` the day that the file is dated with."""

    title: str
    language: str
    made: date
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    creator: str = "Roundtable"


class Midnight:
    """The beginning of a day (UTC) in the form in which reportlab asks for the time of making."""

    dhh = dmm = 0
    tzname = "UTC"

    def __init__(self, day: date) -> None:
        self.t = float(day.toordinal())
        self.YMDhms = (day.year, day.month, day.day, 0, 0, 0)


def clean(text: str) -> str:
    """The text as files can hold it: control characters, halves of characters and the like are spaces."""
    kept = "".join(
        " " if unicodedata.category(c) in {"Cc", "Cs"} or c in "\ufffe\uffff" else c for c in text
    )
    return kept.strip()


def describe(pdf: Any, about: About) -> None:
    """Write into reportlab's document what it says of itself."""
    pdf._timeStamp = Midnight(about.made)
    info, catalog = pdf.info, pdf.Catalog
    info.title, info.author = clean(about.title), clean(about.author)
    info.subject, info.keywords = clean(about.subject), ", ".join(map(clean, about.keywords))
    info.creator = info.producer = clean(about.creator)
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    packet = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
        xmp(about).encode(),
        # Never compressed: what reads files without knowing PDF finds it, too.
        filters=[],
    )
    catalog.Metadata = packet


def xmp(about: About) -> str:
    """The packet of metadata (ISO 16684-1); parts that are empty are left out."""
    more = ""
    if about.author:
        more += f"<dc:creator><rdf:Seq>{_item(about.author)}</rdf:Seq></dc:creator>\n"
    if about.subject:
        words = escape(clean(about.subject))
        item = f'<rdf:li xml:lang="x-default">{words}</rdf:li>'
        more += f"<dc:description><rdf:Alt>{item}</rdf:Alt></dc:description>\n"
    if about.keywords:
        items = "".join(map(_item, about.keywords))
        more += f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>\n"
        more += f"<pdf:Keywords>{escape(', '.join(map(clean, about.keywords)))}</pdf:Keywords>\n"
    return _PACKET.format(
        title=escape(clean(about.title)),
        language=escape(clean(about.language)),
        creator=escape(clean(about.creator)),
        made=about.made.isoformat(),
        more=more,
    )


def _item(text: str) -> str:
    return f"<rdf:li>{escape(clean(text))}</rdf:li>"
