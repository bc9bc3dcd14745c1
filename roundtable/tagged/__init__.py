"""Tagged PDF (PDF/UA-1, ISO 14289-1) on reportlab. docs/tagged-pdf.md tells how it is used.

What a page shows is drawn on a `TaggedCanvas`; what it is, is told by a tree of `Element`s. The
package depends on reportlab and on nothing else.
"""

from roundtable.tagged.canvas import TagError, TaggedCanvas
from roundtable.tagged.element import Element, Kind, Scope
from roundtable.tagged.metadata import About

__all__ = ["About", "Element", "Kind", "Scope", "TagError", "TaggedCanvas"]
