"""How each part of the strategy draft is made from the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from roundtable.core import draft_words as say
from roundtable.core.charts import Answers
from roundtable.core.draft_model import (
    Area,
    Cite,
    Priority,
    Record,
    Support,
    Words,
)
from roundtable.core.draft_source import Source, option_anchor, option_label
from roundtable.core.draft_words import GroupAnswers

_SHOWN = "shown"


class Parts(Source):
    """Areas, priorities and votes of a record."""

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The policy areas in order; what belongs to none comes last."""
        known = [(str(a["id"]), str(a.get("title") or "")) for a in self.record.get("areas") or ()]
        ids = {aid for aid, _ in known}
        rest = self.w.gettext("Across the areas") if known else self.w.gettext("Priorities")
        made = [self._area(aid, title, {aid}) for aid, title in known]
        last = self._area("", rest, {None, "", *self._area_ids() - ids})
        return (*made, last) if last.priorities or last.loose else tuple(made)

    def _area_ids(self) -> set[Any]:
        both = (*(self.record.get("passages") or ()), *self.proposals.values())
        return {thing.get("area") for thing in both}

    def _area(self, aid: str, title: str, ids: set[Any]) -> Area:
        passages = [p for p in self.record.get("passages") or () if p.get("area") in ids]
        passages.sort(key=self._rank)
        made = tuple(self._priority(p, passages) for p in passages)
        loose = tuple(
            self.quote(p)
            for p in self.proposals.values()
            if p.get("area") in ids and p.get("status") == _SHOWN and str(p["id"]) not in self.taken
        )
        return Area(f"area-{aid or 'none'}", title, self._headline(made), made, loose)

    def _headline(self, priorities: tuple[Priority, ...]) -> str:
        first = [p for p in priorities if p.place == 1]
        if not first or not first[0].support:
            return ""
        if len(first) > 1:
            same = self.w.ngettext(
                "%(n)d option shares the first place.",
                "%(n)d options share the first place.",
                len(first),
            )
            return same % {"n": len(first)}
        values = {"title": first[0].title.text.rstrip(" ."), "n": first[0].support.figure}
        if self.ballot in say.PLACED:
            return self.w.gettext("First in this area: %(title)s.") % values
        if values["n"] == "1" and self.ballot != "dots":
            return self.w.gettext("Wanted most, by one person: %(title)s.") % values
        return {
            "dots": self.w.gettext("Most dots, %(n)s: %(title)s."),
            "opinion": self.w.gettext("Most agreement, %(n)s people: %(title)s."),
            "consent": self.w.gettext("Most consent, %(n)s people: %(title)s."),
        }.get(self.ballot, self.w.gettext("Wanted most, by %(n)s people: %(title)s.")) % values

    def _priority(self, passage: Record, fellows: list[Record]) -> Priority:
        rank = self._rank(passage)
        better = sum(1 for p in fellows if self._rank(p) < rank)
        same = sum(1 for p in fellows if self._rank(p) == rank)
        ids = [str(i) for i in passage.get("proposals") or ()]
        members = [self.proposals[i] for i in ids if i in self.proposals]
        shown = [p for p in members if p.get("status") == _SHOWN]
        support = self._support(passage)
        gap, figures = say.contrast(support.groups if support else (), self.ballot, self.w)
        title, text, detailed = self._passage_words(passage, shown)
        return Priority(
            cite=Cite(option_label(passage), option_anchor(passage)),
            place=better + 1 if self.vote else 0,
            shared=same > 1 and self.vote is not None,
            title=title,
            text=text,
            support=support,
            contrast=figures if gap >= say.WIDE_GAP else (),
            quotes=tuple(self.quote(p) for p in shown),
            withheld=self._withheld(len(members) - len(shown)),
            detailed=detailed or bool(self._rules(passage)),
            remark=self._remark(passage),
            held=self._held(passage),
        )

    def _passage_words(self, passage: Record, shown: list[Record]) -> tuple[Words, Words, bool]:
        """Title, text, and whether it has more to tell than the proposal itself says."""
        language = str(passage.get("language") or "und")
        title, text = str(passage.get("title") or ""), str(passage.get("text") or "")
        if passage.get("kind") != "proposal" or not shown:
            named = title or self.w.gettext("Untitled")
            return Words(named, language), Words(text, language), True
        own = self.quote(shown[0]).words
        written = text if text.strip() != own.text.strip() else ""
        unlike = bool(title) and title.strip() != own.text.strip() and not _starts(own.text, title)
        if not written and not unlike:
            return own, Words(""), False
        return Words(title or own.text, language), Words(written, language), True

    def _rules(self, passage: Record) -> list[str]:
        """The rules by which it was put together or taken apart after the vote."""
        return list(self.results.get(str(passage["option"]), {}).get("rules") or ())

    def _remark(self, passage: Record) -> str:
        rules = self._rules(passage)
        if not rules:
            return ""
        if rules == ["inherit"]:
            return self.w.gettext("Taken apart after the vote; annex B tells how.")
        return self.w.gettext("Put together after the vote; annex B shows the figures before.")

    def _held(self, passage: Record) -> str:
        """How much is held against it, in words; empty where nothing is."""
        about = (str(passage["option"]), (self.vote or {}).get("stage"))
        concerns = sum(
            (c["option"], c["stage"]) == about for c in self.record.get("concerns") or ()
        )
        positions = sum(
            (p["option"], p["stage"]) == about and p["source"] == "groups"
            for p in self.record.get("positions") or ()
        )
        said = self.w.ngettext(
            "%(n)d concern or position", "%(n)d concerns and positions", concerns + positions
        )
        return said % {"n": concerns + positions} if concerns + positions else ""

    def _withheld(self, n: int) -> str:
        if n <= 0:
            return ""
        message = self.w.ngettext(
            "%(n)d more proposal belonged here; it was withdrawn or hidden.",
            "%(n)d more proposals belonged here; they were withdrawn or hidden.",
            n,
        )
        return message % {"n": n}

    @cached_property
    def taken(self) -> frozenset[str]:
        """Ids of the proposals that stand in some option."""
        passages = self.record.get("passages") or ()
        return frozenset(str(i) for p in passages for i in p.get("proposals") or ())

    @cached_property
    def standing(self) -> dict[str, Priority]:
        """The priority in which each proposal stands, by the proposal's id."""
        by_anchor = {p.cite.anchor: p for area in self.areas for p in area.priorities}
        return {
            str(i): by_anchor[option_anchor(passage)]
            for passage in self.record.get("passages") or ()
            for i in passage.get("proposals") or ()
        }

    # --- votes

    @cached_property
    def results(self) -> dict[str, Record]:
        """Results by option."""
        return {str(o["option"]): o for o in (self.vote or {}).get("options") or ()}

    def _rank(self, passage: Record) -> tuple[int, int]:
        """By what options stand: their place in the vote, and where none is told their figure."""
        row = self.results.get(str(passage["option"]), {})
        if self.vote is None or "told" not in self.vote:
            return 0, -int(row.get("total") or 0)
        return int(row.get("rank") or len(self.results) + 1), 0

    def figure_of(self, vote: Record, row: Record) -> tuple[str, str]:
        """The figure of an option that fits the ballot and the rule, and what stands small after it."""
        figures: Record = (vote.get("told") or {}).get("figures") or {}
        told = figures.get(str(row["option"]))
        if told:
            return str(told[0]), str(told[1])
        if vote["ballot"] in say.PLACED:
            return self.w.gettext("Place %(n)d") % {"n": row["rank"]}, ""
        return str(row["total"]), ""

    @cached_property
    def dots_given(self) -> int:
        """All the dots that were placed, before anything was put together or taken apart."""
        stage = (self.vote or {}).get("stage")
        cast: Record = next((v for v in self.votes if v["stage"] == stage), self.vote or {})
        return sum(int(o.get("total") or 0) for o in cast.get("options") or ())

    def _support(self, passage: Record) -> Support | None:
        result = self.results.get(str(passage["option"]))
        if self.vote is None or result is None:
            return None
        voted = int(self.vote.get("voted") or 0)
        counts = {**(result.get("counts") or {}), "people": int(result.get("people") or 0)}
        groups = tuple(self._group_answers(result))
        whole = self._answers(0 if self.groups else 1, counts, voted)
        of = self._answered(counts, voted)
        twice = "sum" in self._rules(passage) and self.ballot != "dots"
        plain = self.ballot == "dots" or twice
        beside = "" if plain else self.w.gettext("of %(n)d") % {"n": of}
        figure, small = str(result.get("total", counts.get("for", 0))), ""
        if self.ballot in say.PLACED:
            figure, small = self.figure_of(self.vote, result)
        counted = say.support(self.ballot, counts, voted, self.dots_given, self.w)
        sentence = (
            say.added_up(self.ballot, counts.get("for", 0), self.w) if twice else counted,
            "" if twice else say.across_groups(groups, self.ballot, self.w),
        )
        return Support(
            ballot=self.ballot,
            figure=figure,
            beside=small if self.ballot in say.PLACED else beside,
            detail=say.detail(self.ballot, counts, self.w),
            answers=tuple(g.answers for g in groups) or (whole,),
            groups=groups,
            sentence=" ".join(s for s in sentence if s),
        )

    def _group_answers(self, result: Record) -> Iterable[GroupAnswers]:
        by_group = result.get("by_group") or ()
        for index, group in self.told if by_group else ():
            counts = by_group[index]
            of = self._answered(counts, int(counts.get("of") or 0))
            answers = self._answers(self.mark(group["group"]), counts, of)
            figure = say.figure(self.ballot, counts, of, self.w)
            yield GroupAnswers(self.name(group["group"]), answers, of, figure)

    def _answered(self, counts: Mapping[str, int], voted: int) -> int:
        """Of how many a figure is: in an opinion ballot, of those who came to this option."""
        if self.ballot not in say.MARKED:
            return voted
        return sum(int(counts.get(answer) or 0) for answer in ("for", "against", "pass"))

    def _answers(self, mark: int, counts: Mapping[str, int], of: int) -> Answers:
        yes, no, passed = counts.get("for", 0), counts.get("against", 0), counts.get("pass", 0)
        if self.ballot == "dots":
            return Answers(mark, yes)
        if self.ballot in say.PLACED:
            people = counts.get("people", 0)
            return Answers(mark, people, silent=max(0, of - people))
        if self.ballot in say.MARKED:
            return Answers(mark, yes, no, passed)
        return Answers(mark, yes, silent=max(0, of - yes))


def _starts(text: str, title: str) -> bool:
    """Whether the title is but the beginning of the text, cut with or without dots."""
    return text.strip().startswith(title.strip().rstrip("….").rstrip())
