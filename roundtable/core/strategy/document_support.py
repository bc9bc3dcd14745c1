"""How far a priority was supported, group by group: a picture beside it, where groups are told.

Each bar has its figure, so that no table stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roundtable.core import charts_results
from roundtable.core.charts_results import Row
from roundtable.core.document import Figure, Span
from roundtable.core.strategy.document_parts import Teller, part_anchor
from roundtable.core.strategy.sources import Source, Votes
from roundtable.core.strategy.tree import Priority


def support(teller: Teller, priority: Priority) -> Iterator[Figure]:
    """A picture for each result that the priority came from and that groups voted on."""
    found = (teller.sources[ref] for ref in priority.sources if ref in teller.sources)
    for n, source in enumerate(found, start=1):
        if source.votes and source.votes.groups:
            yield _figure(teller, source, source.votes, f"{part_anchor(priority.id)}-support-{n}")


def _figure(teller: Teller, source: Source, votes: Votes, anchor: str) -> Figure:
    _ = teller.w.gettext
    rows = [
        Row(
            group,
            Fraction(yes, of) if of else Fraction(0),
            _("%(yes)d of %(of)d") % {"yes": yes, "of": of},
        )
        for group, yes, of in votes.groups
    ]
    caption = (Span(f"{_('Support by group')}: "), teller.own(source), Span(f" ({votes.figure})"))
    alternative = "; ".join(f"{row.title}: {row.label}" for row in rows)
    return Figure(charts_results.bars(rows, 1), alternative, caption, anchor)
