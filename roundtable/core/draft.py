"""The strategy draft as a document: what stands in it, not how it looks.

`build` makes it from the draft's record, a JSON document. Renderers such as ``roundtable.reports``
draw what comes out.
"""

from __future__ import annotations

from roundtable.core.draft_annex import annex, method
from roundtable.core.draft_counts import counts, rules
from roundtable.core.draft_dissent import dissent
from roundtable.core.draft_front import cover, differences, findings, process
from roundtable.core.draft_model import Draft, Record, RecordError
from roundtable.core.draft_parts import Parts
from roundtable.core.draft_room import decided, said, written
from roundtable.core.draft_rounds import mergings, rounds
from roundtable.core.draft_source import paragraphs
from roundtable.core.draft_words import PlainWording, Wording

__all__ = ["Draft", "PlainWording", "Record", "RecordError", "Wording", "build"]


def build(record: Record, translate: Wording | None = None) -> Draft:
    """The draft of a record. The same record and language give the same draft.

    Raises:
        RecordError: the record lacks something without which there is no draft.
    """
    try:
        return _built(Parts(record, translate or PlainWording()))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise RecordError(f"the record is not complete: {wrong!r}") from wrong


def _built(parts: Parts) -> Draft:
    return Draft(
        language=parts.language,
        subject=parts.w.gettext("Strategy draft from a roundtable"),
        demonstration=bool(parts.roundtable.get("demonstration")),
        rehearsal=bool(parts.roundtable.get("rehearsal")),
        ballot=parts.ballot,
        cover=cover(parts),
        summary=paragraphs(parts.front("summary")),
        findings=tuple(findings(parts)),
        differences=tuple(differences(parts)),
        process=process(parts),
        areas=parts.areas,
        decided=decided(parts),
        dissent=tuple(dissent(parts)),
        rounds=tuple(rounds(parts)),
        written=tuple(written(parts)),
        said=tuple(said(parts)),
        method=tuple(method(parts)),
        annex=annex(parts),
        annex_mergers=tuple(mergings(parts)),
        annex_counts=tuple(counts(parts)),
        annex_rules=tuple(rules(parts)),
        day=str(parts.roundtable.get("date") or "")[:10],
    )
