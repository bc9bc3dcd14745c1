"""What the draft's record says: every look-up into it, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from roundtable.core import disclosure
from roundtable.core.draft_model import Cite, Quote, Record, RecordError, Share, Words
from roundtable.core.draft_words import Wording

_SHAPES = 6


class Source:
    """A record, and the language in which the draft is written."""

    def __init__(self, record: Any, words: Wording) -> None:
        if not isinstance(record, Mapping) or not isinstance(record.get("roundtable"), Mapping):
            raise RecordError("the record has no roundtable")
        self.record: Record = record
        self.w = words
        self.roundtable: Record = record["roundtable"]
        self.vote: Record | None = record.get("vote")
        #: Every vote that was revealed, in order.
        self.votes: tuple[Record, ...] = tuple(record.get("votes") or ())
        #: Groups of fewer people than this are not told apart.
        self.threshold = int(record.get("threshold") or disclosure.THRESHOLD)
        self.language = str(self.roundtable.get("language") or words.language)
        self.ballot = str((self.vote or {}).get("ballot") or "")
        self.groups = {str(g["id"]): g for g in record.get("groups") or ()}
        self.proposals = {str(p["id"]): p for p in record.get("proposals") or ()}

    def front(self, field: str) -> str:
        """What the writer wrote on the front: title, subtitle or summary."""
        return str((self.record.get("draft") or {}).get(field) or "").strip()

    def name(self, group: Any) -> str:
        """The name of a group; of the pool of small ones; of those who said none."""
        if group in self.groups:
            return str(self.groups[group].get("title") or "")
        if group == disclosure.OTHER:
            return self.w.gettext("Other groups together")
        return self.w.gettext("No group said")

    def mark(self, group: Any) -> int:
        """Colour and shape of a group: 1 to 6, or 0 where it is none."""
        position = int(self.groups.get(group, {}).get("position") or 0)
        return position if 1 <= position <= _SHAPES else 0

    def who(self, proposal: Record) -> str:
        """Whose words: the group, or why it isn't named."""
        if proposal.get("withheld"):
            return self.w.gettext("small group")
        group = proposal.get("group")
        return self.name(group) if group in self.groups else ""

    @cached_property
    def day(self) -> str:
        """The day of the roundtable in words; as it is where it is no date."""
        written = str(self.roundtable.get("date") or "")
        try:
            return self.w.date(date.fromisoformat(written[:10]))
        except ValueError:
            return written

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """Who took part by group, as far as that may be told."""
        if self.told:
            return tuple(
                Share(
                    self.name(g["group"]), self.mark(g["group"]), g["present"], g["voted"],
                    self._goal(g["group"]),
                )
                for _, g in self.told
            )  # fmt: skip
        present = int(self.record.get("present") or 0)
        voted = int(self.vote.get("voted") or 0) if self.vote else None
        sizes = {gid: int(g.get("present") or 0) for gid, g in self.groups.items()}
        sizes[""] = int(self.record.get("no_group") or 0)
        counts = disclosure.pooled(sizes, disclosure.pools(sizes, self.threshold))
        if self.vote or len(counts) < 2:  # noqa: PLR2004  (a single group tells nothing)
            mark = 0 if self.groups else 1
            return (Share(self.w.gettext("Everyone"), mark, present, voted),) if present else ()
        return tuple(
            Share(self.name(g), self.mark(g), n, None, self._goal(g)) for g, n in counts.items()
        )

    def _goal(self, group: Any) -> str:
        """How many of a group were wished for, in words."""
        goal = int(self.groups.get(group, {}).get("goal") or 0)
        values = {"group": self.name(group), "n": goal}
        return self.w.gettext("%(group)s %(n)d") % values if goal else ""

    def title_of(self, text: Record) -> Words:
        """The title of an option as it was put up, or why it is not printed."""
        if not text.get("title"):
            return Words(self.w.gettext("Hidden by the facilitator; the words are not printed."))
        return Words(
            str(text["title"]),
            str(text.get("language") or "und"),
            str(text.get("direction") or "ltr"),
        )

    @cached_property
    def told(self) -> tuple[tuple[int, Record], ...]:
        """The groups that the vote tells apart, in the order of their marks, with their index."""
        groups = enumerate((self.vote or {}).get("groups") or ())
        return tuple(sorted(groups, key=lambda pair: self.mark(pair[1]["group"]) or _SHAPES + 1))

    def quote(self, proposal: Record) -> Quote:
        """A proposal in its own words."""
        words = Words(
            str(proposal.get("text") or "").strip(),
            str(proposal.get("language") or "und"),
            str(proposal.get("direction") or "ltr"),
        )
        return Quote(proposal_cite(proposal), words, self.who(proposal))


def proposal_cite(proposal: Record) -> Cite:
    """The citation of a proposal: "P-014"."""
    label = f"P-{int(proposal['number']):03d}"
    return Cite(label, label)


def option_label(passage: Record) -> str:
    """The label of an option, which is its anchor too: "C-2", or "P-014" for a single proposal."""
    return str(passage.get("number") or passage["option"])


def option_anchor(passage: Record) -> str:
    """Where an option stands in the draft; the anchor "P-014" itself is the line in annex A."""
    return anchor_of(option_label(passage))


def anchor_of(label: str) -> str:
    """Where the option with this label stands in the draft, if it does."""
    return f"at-{label}"


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of what somebody wrote: lines, without the empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
