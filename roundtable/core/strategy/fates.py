"""What became of every contribution, in one of six ways, so that the city can answer each of them.

A contribution is a proposal whose words are shown, or that the room put with another one. What was
withdrawn, hidden or kept by its writer is none: there are no words to answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from roundtable.core.draft_words import Wording
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import TOLD, Source

Kind = Literal["adopted", "merged", "part", "declined", "outside", "later"]
KINDS: Final[tuple[Kind, ...]] = ("adopted", "merged", "part", "declined", "outside", "later")
#: What a fate of a kind has to name.
_IN_MEASURE: Final = frozenset({"adopted", "part"})
_WITH_WORDS: Final = frozenset({"part", "declined", "outside", "later"})
#: The longest text of a fate, in characters.
LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of `ref`. `measure` is its id, `into` another contribution.

    `text`: of "part" what was not taken up, of "declined" the reason, of "outside" in whose power it is,
    of "later" when or on what condition. `who` decided, on the day `on` (ISO 8601).
    """

    ref: Ref
    kind: Kind
    measure: str = ""
    into: Ref | None = None
    text: str = ""
    who: str = ""
    on: str = ""


Fates = Mapping[Ref, Fate]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a fate does not stand.

    `code` is "measure_unknown", "into_unknown", "into_circle" or "text_missing".
    """

    ref: Ref
    code: str


def contributions(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Of all sources what is to have a fate, in their order."""
    return tuple(s for s in sources if s.ref.kind == "proposal" and s.text and s.status in TOLD)


def standing(fates: Iterable[Fate], given: Iterable[Source]) -> dict[Ref, Fate]:
    """The fates in force, the last one of each; what the room had merged is so without further ado."""
    found = {
        s.ref: Fate(s.ref, "merged", into=s.into)
        for s in given
        if s.status == "merged" and s.into is not None
    }
    return found | {fate.ref: fate for fate in fates}


def problems(
    fates: Fates, given: Collection[Ref], measures: Collection[str]
) -> tuple[Problem, ...]:
    """What does not stand: measures that are gone, mergers that lead nowhere, reasons that are missing."""
    return tuple(
        Problem(fate.ref, code)
        for fate in fates.values()
        if (code := _wrong(fate, fates, given, measures))
    )


def _wrong(fate: Fate, fates: Fates, given: Collection[Ref], measures: Collection[str]) -> str:
    if fate.kind in _IN_MEASURE and fate.measure not in measures:
        return "measure_unknown"
    if fate.kind == "merged" and (fate.into is None or fate.into not in given):
        return "into_unknown"
    if fate.kind == "merged" and end_of(fate.ref, fates) is None:
        return "into_circle"
    if fate.kind in _WITH_WORDS and not fate.text.strip():
        return "text_missing"
    return ""


def end_of(ref: Ref, fates: Fates) -> Ref | None:
    """The contribution in which this one ends by mergers, itself where it is not merged; None in a circle."""
    seen = {ref}
    while (fate := fates.get(ref)) and fate.kind == "merged" and fate.into is not None:
        ref = fate.into
        if ref in seen:
            return None
        seen.add(ref)
    return ref


def fate_of(ref: Ref, fates: Fates) -> Fate | None:
    """The fate that counts: of what is merged, that of its end; None where it has none yet."""
    end = end_of(ref, fates)
    return fates.get(end) if end is not None else None


def without(given: Iterable[Ref], fates: Fates, wrong: Iterable[Problem] = ()) -> tuple[Ref, ...]:
    """Contributions that still have no fate, or one that does not stand, in their order.

    What is merged into one without a fate has none either.
    """
    bad = {problem.ref for problem in wrong}
    return tuple(
        ref
        for ref in given
        if ref in bad or end_of(ref, fates) in bad or fate_of(ref, fates) is None
    )


def figures(given: Iterable[Source], fates: Fates) -> dict[str, Counter[str]]:
    """Area → how many by kind of fate, "" for none yet; the area "" holds what is in none."""
    found: dict[str, Counter[str]] = {}
    for source in given:
        own = fates.get(source.ref)
        kind = own.kind if own and fate_of(source.ref, fates) else ""
        found.setdefault(source.area, Counter())[kind] += 1
    return found


def suggested(cluster: Source, measure: str, fates: Fates) -> tuple[Fate, ...]:
    """What taking a cluster into the draft suggests: "adopted in" for its proposals without a fate.

    Only a suggestion: they become fates when a person confirms them (`confirmed`).
    """
    return tuple(Fate(ref, "adopted", measure) for ref in cluster.members if ref not in fates)


def confirmed(
    suggestions: Iterable[Fate], chosen: Collection[Ref] | None, who: str, on: str
) -> tuple[Fate, ...]:
    """The suggestions that a person confirms: those `chosen`, or all at once (None)."""
    return tuple(
        Fate(s.ref, s.kind, s.measure, s.into, s.text, who, on)
        for s in suggestions
        if chosen is None or s.ref in chosen
    )


def told(ref: Ref, fates: Fates, measures: Mapping[str, str], w: Wording) -> str:
    """What became of it, in sentences; `measures`: id → "M1"."""
    fate = fates.get(ref)
    if fate is None:
        return w.gettext("Not answered yet.")
    if fate.kind != "merged":
        return _told(fate, measures, w)
    first = w.gettext("Merged into %(number)s.") % {"number": fate.into}
    end = fate_of(ref, fates)
    if end is None:
        return f"{first} {w.gettext('Not answered yet.')}"
    if end.ref != fate.into:
        first += " " + w.gettext("With that it became part of %(number)s.") % {"number": end.ref}
    return f"{first} {_told(end, measures, w)}"


def _told(fate: Fate, measures: Mapping[str, str], w: Wording) -> str:
    _ = w.gettext
    words = {
        "adopted": _("Adopted in %(measure)s."),
        "part": _("Taken up in part, in %(measure)s. Not taken up: %(text)s"),
        "declined": _("Declined. The reason: %(text)s"),
        "outside": _("Outside the city's power. It is in that of: %(text)s"),
        "later": _("For later: %(text)s"),
    }[fate.kind]
    return words % {"measure": measures.get(fate.measure, "–"), "text": fate.text}


def name_of(kind: str, w: Wording) -> str:
    """What a kind of fate is called; "" is none yet."""
    return {
        "adopted": w.gettext("Adopted"),
        "merged": w.gettext("Merged into another"),
        "part": w.gettext("Taken up in part"),
        "declined": w.gettext("Declined"),
        "outside": w.gettext("Outside the city's power"),
        "later": w.gettext("For later"),
    }.get(kind, w.gettext("Not answered yet"))


def counted(given: Iterable[Source], fates: Fates, w: Wording) -> Iterator[str]:
    """How many there are and what became of them, and whether the public answer is ready."""
    counts = sum(figures(given, fates).values(), Counter[str]())
    n = counts.total()
    made = w.ngettext("%(n)d proposal was made.", "%(n)d proposals were made.", n)
    yield made % {"n": n}
    by_kind = [
        w.gettext("%(name)s: %(n)d") % {"name": name_of(kind, w), "n": counts[kind]}
        for kind in KINDS
        if counts[kind]
    ]
    if by_kind:
        yield "; ".join(by_kind) + "."
    if not counts[""]:
        yield w.gettext("Each has its answer.")
        return
    left = w.ngettext("%(n)d has no answer yet.", "%(n)d have no answer yet.", counts[""])
    yield left % {"n": counts[""]}
