"""Annex A (every proposal, and what became of it) and the chapter on the method."""

from __future__ import annotations

from collections.abc import Iterable

from roundtable.core import draft_words as say
from roundtable.core.draft_model import Annex, Note, Priority, Record, Row
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_source import proposal_cite


def annex(parts: Parts) -> Annex:
    """Every proposal in order of its number."""
    proposals = sorted(parts.proposals.values(), key=lambda p: int(p["number"]))
    rows = tuple(_row(parts, p) for p in proposals)
    return Annex(tuple(_counted(parts, rows, proposals)), rows)


def _row(parts: Parts, proposal: Record) -> Row:
    status = str(proposal.get("status") or "shown")
    # What was put with a proposal that was hidden has lost its words with it.
    shown = status == "shown" or (status == "merged" and bool(proposal.get("text")))
    priority = parts.standing.get(str(proposal["id"])) if status == "shown" else None
    quote = parts.quote(proposal)
    return Row(
        cite=proposal_cite(proposal),
        words=quote.words if shown else None,
        instead="" if shown else _instead(parts, status),
        who=quote.who if shown else "",
        figure=priority.support.figure if priority and priority.support else "",
        fate=_told(parts, proposal, priority) if shown else "",
        leads_to=priority.cite.anchor if priority else None,
    )


def _instead(parts: Parts, status: str) -> str:
    _ = parts.w.gettext
    kept_back = {
        "withdrawn": _("Withdrawn by the person who made it; the words are not printed."),
        "kept": _("Kept by the person who wrote it; not shared with the room."),
        "held": _("Not looked at before the end; the words are not printed."),
        "returned": _("Returned to the person who wrote it; not sent again."),
    }
    if status in kept_back:
        return kept_back[status]
    return parts.w.gettext("Hidden by the facilitator; the words are not printed.")


def _told(parts: Parts, proposal: Record, priority: Priority | None) -> str:
    """What became of it, and how much was said to it."""
    fate = _fate(parts, proposal, priority)
    said: Record = proposal.get("comments") or {}
    if not (n := sum(said.values())):
        return fate
    comments = parts.w.ngettext("%(n)d comment", "%(n)d comments", n) % {"n": n}
    return f"{fate}; {comments}" if priority is None else f"{comments}; {fate}"


def _fate(parts: Parts, proposal: Record, priority: Priority | None) -> str:
    _ = parts.w.gettext
    if proposal.get("status") == "merged":
        other = f"P-{int(proposal.get('into') or 0):03d}"
        return _("Said the same as %(number)s, and was put with it") % {"number": other}
    if priority is None:
        return _unvoted(parts, proposal)
    values = {"number": priority.cite.label, "place": priority.place}
    if priority.support is None:
        return _("Stands in %(number)s; not voted on yet") % values
    if priority.cite.label == proposal_cite(proposal).label:
        return _("Voted on by itself, place %(place)d") % values
    if len(priority.quotes) == 1:
        return _("Stands as %(number)s, place %(place)d") % values
    return _("Joined with others in %(number)s, place %(place)d") % values


def _unvoted(parts: Parts, proposal: Record) -> str:
    _ = parts.w.gettext
    cluster = str(proposal.get("cluster") or "")
    if parts.vote is None:
        held = _("No vote revealed yet")
        return _("In %(number)s. No vote revealed yet") % {"number": cluster} if cluster else held
    if cluster:
        return _("In %(number)s, which was not voted on") % {"number": cluster}
    return _("Not joined with others, not voted on")


def _counted(parts: Parts, rows: tuple[Row, ...], proposals: list[Record]) -> Iterable[str]:
    """How many proposals there are and what became of them, in sentences."""
    ngettext = parts.w.ngettext
    if not rows:
        yield parts.w.gettext("No proposal was made.")
        return
    made = ngettext("%(n)d proposal was made.", "%(n)d proposals were made.", len(rows))
    yield made % {"n": len(rows)}
    there = sum(1 for row in rows if row.leads_to)
    if there:
        said = ngettext(
            "%(n)d stands in this draft.", "%(n)d stand in this draft; each says where.", there
        )
        yield said % {"n": there}
    states = [str(p.get("status") or "shown") for p in proposals]
    alone = sum(1 for row, s in zip(rows, states, strict=True) if s == "shown" and not row.leads_to)
    if alone and parts.vote is not None:
        said = ngettext("%(n)d was not voted on.", "%(n)d were not voted on.", alone)
        yield said % {"n": alone}
    if hidden := states.count("hidden"):
        said = ngettext(
            "%(n)d was hidden by the facilitator.", "%(n)d were hidden by the facilitator.", hidden
        )
        yield said % {"n": hidden}
    if withdrawn := states.count("withdrawn"):
        said = ngettext(
            "%(n)d was withdrawn by the person who made it.",
            "%(n)d were withdrawn by the people who made them.",
            withdrawn,
        )
        yield said % {"n": withdrawn}


def method(parts: Parts) -> Iterable[Note]:
    """Ballot, counting, small groups, proposals, and what the result is worth."""
    _ = parts.w.gettext
    if parts.vote:
        budget = int(parts.vote.get("budget") or 0)
        question = str(parts.vote.get("question") or "")
        asked = (
            (_("The question was: “%(question)s”") % {"question": question},) if question else ()
        )
        told: Record | None = parts.vote.get("told")
        rule: Record | None = told["rule"] if told else None
        how = told["how"] if told else say.how_voted(parts.ballot, budget, parts.w)
        hidden = _("Nobody saw a result before the vote was revealed to everyone at once.")
        yield Note(_("The vote"), (*asked, how, hidden))
        counted = rule["words"] if rule else say.how_counted(parts.ballot, parts.w)
        annex = _("Annex C has every count in full, and the source of each rule.")
        yield Note(_("The order"), (counted, annex) if rule else (counted,))
    if any((vote.get("revised") or {}).get("mergers") for vote in parts.votes):
        yield Note(
            _("After the vote"),
            (
                _("Options were put together or taken apart after the result was shown."),
                _("The result as it was shown stays; annex B has the figures before and after."),
            ),
        )
    if parts.record.get("concerns") or parts.record.get("positions"):
        yield Note(
            _("Other voices"),
            (
                _("Who objected or had a concern could say so in writing; others could share it."),
                _("What most did not want, but most of a group did, is kept as its position."),
            ),
        )
    if parts.record.get("desk"):
        yield Note(
            _("On paper"),
            (
                _("Who had no phone wrote on paper; a host entered it, marked as from the desk."),
                _("A vote on paper counts as any other vote."),
            ),
        )
    yield Note(_("Small groups"), tuple(_small_groups(parts)))
    yield Note(
        _("Proposals"),
        (
            _("Proposals are printed as they were written, in the language of the person."),
            _("What was joined was joined in front of everyone; annex A shows every proposal."),
            _("A proposal that was hidden or withdrawn keeps its number; its words are left out."),
        ),
    )
    yield Note(
        _("What this is worth"),
        (
            _("This draft is advisory: it says what the people at the roundtable wanted."),
            _("The authority decides, and answers for what it does with each proposal."),
        ),
    )
    if source := str(parts.roundtable.get("source") or ""):
        yield Note(_("Source"), (source,))


def _small_groups(parts: Parts) -> Iterable[str]:
    _ = parts.w.gettext
    threshold = int((parts.vote or {}).get("threshold") or parts.threshold)
    yield (
        _("Groups of fewer than %(n)d people are never told apart: they are counted together.")
        % {"n": threshold}
    )
    yield _(
        "Groups that one vote told together stay together in the next, so that none is subtracted."
    )
    if (parts.vote or {}).get("unanimous"):
        yield _("A vote in which all of a group gave the same answer is not told by group.")
    yield _("A proposal from such a group does not name it.")
    yield _("No names were asked for, and no document says how a single person voted.")
