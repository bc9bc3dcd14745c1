"""What was said to the draft, and how each of it was answered: an annex, round after round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roundtable.core.document import Block, Cell, Column, Heading, Paragraph, Span, Spans, Table
from roundtable.core.draft_words import Wording
from roundtable.core.strategy import review
from roundtable.core.strategy.document_parts import Teller, part_anchor, plainly, said
from roundtable.core.strategy.review import Remark, Reply, Round
from roundtable.core.strategy.strategy import day_of


@dataclass(frozen=True, slots=True)
class Reviews:
    """All rounds of review, what was said in them and beside them, and the answers, each in order."""

    rounds: tuple[Round, ...] = ()
    remarks: tuple[Remark, ...] = ()
    replies: tuple[Reply, ...] = ()


def reviews(teller: Teller, found: Reviews) -> Iterator[Block]:
    """Annex D: every remark with its answer. Nothing where nothing was said."""
    _ = teller.w.gettext
    if not found.remarks:
        return
    yield Heading(1, plainly(_("What was said to the draft")), "reviews", _("Annex D"))
    left = len(review.unanswered(found.remarks, found.replies))
    n = len(found.remarks)
    counted = teller.w.ngettext("%(n)d remark was made.", "%(n)d remarks were made.", n) % {"n": n}
    open_ = teller.w.ngettext("%(n)d is not answered yet.", "%(n)d are not answered yet.", left)
    yield Paragraph(plainly(f"{counted} {open_ % {'n': left}}" if left else counted))
    for number, round_ in enumerate(found.rounds, start=1):
        if mine := tuple(r for r in found.remarks if r.round == round_.id):
            title = _("Round %(number)d of review") % {"number": number}
            yield Heading(2, plainly(title), f"review-{number}")
            days = {"first": _day(teller, round_.opens), "last": _day(teller, round_.closes)}
            yield Paragraph(plainly(_("From %(first)s to %(last)s.") % days), "small")
            yield _table(teller, mine, found, round_)
    rounds = {round_.id for round_ in found.rounds}
    if beside := tuple(r for r in found.remarks if r.round not in rounds):
        yield Heading(2, plainly(_("Said beside the rounds")), "review-beside")
        yield _table(teller, beside, found, None)


def _day(teller: Teller, written: str) -> str:
    day = day_of(written)
    return teller.w.date(day) if day else written


def _table(
    teller: Teller, remarks: tuple[Remark, ...], found: Reviews, round_: Round | None
) -> Table:
    _ = teller.w.gettext
    columns = (
        Column(_("About"), 1.0), Column(_("From"), 1.1), Column(_("What was said"), 3.4),
        Column(_("How it was answered"), 2.6),
    )  # fmt: skip
    return Table((), columns, tuple(_row(teller, r, found, round_) for r in remarks))


def _row(teller: Teller, remark: Remark, found: Reviews, round_: Round | None) -> tuple[Cell, ...]:
    reply = review.reply_to(remark.id, found.replies)
    who = ", ".join(part for part in (remark.who, _day(teller, remark.on)) if part)
    answer = review.told(reply, teller.w)
    if reply and reply.who:
        answer = (
            f"{answer} ({', '.join(part for part in (reply.who, _day(teller, reply.on)) if part)})"
        )
    return (
        Cell(about(teller, remark, round_)), Cell((said(who, ""),)),
        Cell(words_of(remark, teller.w)), Cell((said(answer, ""),)),
    )  # fmt: skip


def about(teller: Teller, remark: Remark, round_: Round | None) -> Spans:
    """A mark that leads to the part, the question that is answered, or the whole."""
    if remark.kind == "answer" and round_ and remark.question in range(len(round_.questions)):
        return (said(round_.questions[remark.question], ""),)
    if cite := teller.measures.get(remark.part):
        return (Span(cite, chip=True, to=f"#{cite}"),)
    number = teller.numbers.get(remark.part)
    if number:
        return (Span(number, chip=True, to=f"#{part_anchor(remark.part)}"),)
    return plainly(
        teller.w.gettext("A part that is gone") if remark.part else teller.w.gettext("The whole")
    )


def words_of(remark: Remark, w: Wording) -> Spans:
    """What was said: the words that it is about, what should stand there, and why."""
    spans: list[Span] = []
    if remark.quoted:
        spans += [Span(w.gettext("“%(words)s”") % {"words": remark.quoted}, soft=True), Span(" ")]
    if remark.kind == "suggestion":
        label = w.gettext("Instead:") if remark.wording else w.gettext("To be left out.")
        spans += [Span(f"{label} ", strong=True)]
        if remark.wording:
            spans += [said(remark.wording, ""), Span(" ")]
    if remark.text:
        spans.append(said(remark.text, ""))
    return tuple(spans)
