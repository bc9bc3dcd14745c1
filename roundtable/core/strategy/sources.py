"""What a roundtable gives a strategy to rest on: its record, thing by thing, each under its reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from roundtable.core import draft_words as say
from roundtable.core.draft_source import Source as Look
from roundtable.core.draft_words import Wording
from roundtable.core.strategy.refs import Ref

Record = Mapping[str, Any]
#: Proposals of which the words are told, by their status: not what was hidden, withdrawn or kept.
TOLD: Final = ("shown", "merged")


@dataclass(frozen=True, slots=True)
class Votes:
    """How many of those who could were for it, in all and by group as far as that is told."""

    yes: int
    of: int
    ballot: str
    figure: str
    groups: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be cited. `cite` is what its chip shows ("P-014", "31 of 38").

    `status`: of a proposal, as in the record. `into`: of one that said the same, the one it is put
    with. `about`: what a vote, an objection or a position is about. `members`: a cluster's proposals.
    `detail`: of an objection or a position in sentences who holds it, and what was answered; of a vote
    its title.
    """

    ref: Ref
    cite: str
    text: str
    language: str = "und"
    direction: str = "ltr"
    area: str = ""
    group: str = ""
    status: str = "shown"
    votes: Votes | None = None
    members: tuple[Ref, ...] = ()
    into: Ref | None = None
    about: Ref | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of the review, by number: what was found, its figure if it has one, and where it is from."""

    number: int
    text: str
    language: str
    area: str = ""
    figure: str = ""
    source: str = ""

    @property
    def ref(self) -> Ref:
        """Its citation."""
        return Ref("", f"F-{self.number}")


def finding_source(finding: Finding, w: Wording) -> Source:
    """A finding as something to cite."""
    cite = w.gettext("Finding %(number)d") % {"number": finding.number}
    return Source(finding.ref, cite, finding.text, finding.language, area=finding.area)


def sources_of(record: Record, w: Wording) -> tuple[Source, ...]:
    """All that can be cited of a roundtable: proposals, clusters, votes, concerns, positions, notes.

    `record`: as `roundtable.record` makes it. Raises `RecordError` where it has no roundtable.
    """
    reader = _Reader(Look(record, w))
    return (
        *reader.proposals(),
        *reader.clusters(),
        *reader.votes(),
        *reader.concerns(),
        *reader.positions(),
        *reader.notes(),
    )


class _Reader:
    def __init__(self, look: Look) -> None:
        self.look, self.w, self.record = look, look.w, look.record
        self.code = str(look.roundtable["code"])
        self.areas = {str(a["id"]): str(a["title"]) for a in self.record.get("areas") or ()}
        self.latest = {v.about: v.votes for v in self.votes() if v.about}

    def ref(self, label: str) -> Ref:
        return Ref(self.code, label)

    def of(self, proposals: Iterable[Any]) -> tuple[Ref, ...]:
        """Proposals by their ids."""
        known = self.look.proposals
        return tuple(
            self.ref(f"P-{int(known[str(p)]['number']):03d}") for p in proposals if str(p) in known
        )

    def area(self, thing: Record) -> str:
        return self.areas.get(str(thing.get("area") or ""), "")

    def proposals(self) -> Iterator[Source]:
        for row in self.record.get("proposals") or ():
            quote = self.look.quote(row)
            ref, into = self.ref(quote.cite.label), row.get("into")
            status = str(row.get("status") or "shown")
            yield Source(
                ref, quote.cite.label, quote.words.text if status in TOLD else "",
                quote.words.language, quote.words.direction,
                self.area(row), quote.who, status, self.latest.get(ref),
                into=self.ref(f"P-{int(into):03d}") if into else None,
            )  # fmt: skip

    def clusters(self) -> Iterator[Source]:
        for row in self.record.get("passages") or ():
            if row["kind"] != "cluster":
                continue
            ref = self.ref(str(row["number"]))
            words = self.look.title_of(row)
            yield Source(
                ref, ref.label, words.text, words.language, words.direction, self.area(row),
                votes=self.latest.get(ref), members=self.of(row.get("proposals") or ()),
            )  # fmt: skip

    def votes(self) -> Iterator[Source]:
        for vote in self.look.votes:
            for row in (vote.get("revised") or vote)["options"]:
                text = vote["texts"].get(row["option"])
                if text is None:
                    continue
                label = str(text["label"])
                told = self._votes(vote, row)
                words = self.look.title_of(text)
                yield Source(
                    self.ref(f"V-{vote['stage']}/{label or 'Q'}"), told.figure, words.text,
                    words.language, words.direction, self.area(text), votes=told,
                    about=self.ref(label) if label else None, detail=str(vote.get("title") or ""),
                )  # fmt: skip

    def _votes(self, vote: Record, row: Record) -> Votes:
        counts, voted = row["counts"], int(vote["voted"])
        ballot = str(vote.get("ballot") or "")
        of = voted
        if ballot in say.MARKED:
            of = sum(int(counts.get(name, 0)) for name in ("for", "against", "pass"))
        groups = tuple(
            (self.look.name(group["group"]), int(part.get("people", part["for"])), int(part["of"]))
            for group, part in zip(
                vote.get("groups") or (), row.get("by_group") or (), strict=False
            )
        )
        yes = int(row.get("people", counts.get("for", 0)))
        return Votes(yes, of, ballot, say.figure(ballot, counts, voted, self.w), groups)

    def concerns(self) -> Iterator[Source]:
        _ = self.w.gettext
        for row in self.record.get("concerns") or ():
            name = _("Objection") if row["kind"] == "objection" else _("Concern")
            label = str(row.get("label") or "")
            yield Source(
                self.ref(f"O-{row['id']}"), f"{name} {label}".strip(), str(row["text"]),
                str(row["language"]), str(row["direction"]), about=self.ref(label) if label else None,
                detail=self._held(row),
            )  # fmt: skip

    def _held(self, concern: Record) -> str:
        n, answer = int(concern.get("supporters") or 0), str(concern.get("answer") or "").strip()
        shared = self.w.ngettext("Shared by %(n)d person.", "Shared by %(n)d people.", n) % {"n": n}
        said = shared if n > 1 else self.w.gettext("Stated by one person.")
        answered = self.w.gettext("The answer was: %(answer)s") % {"answer": answer}
        return f"{said} {answered}" if answer else said

    def positions(self) -> Iterator[Source]:
        """Those that figures by group tell; what somebody stated is a concern."""
        for row in self.record.get("positions") or ():
            if row["source"] != "groups":
                continue
            label = str(row.get("label") or "")
            groups = tuple(
                (self.look.name(g["group"]), int(g["for"]), int(g["of"])) for g in row["groups"]
            )
            yes, of = int(row["for"]), int(row["of"])
            named = [
                self.w.gettext("%(group)s %(yes)d of %(of)d") % {"group": g, "yes": y, "of": o}
                for g, y, o in groups
            ]
            detail = self.w.gettext(
                "In all, %(yes)d of %(of)d were in favour; a majority was for it among: %(groups)s."
            ) % {"yes": yes, "of": of, "groups": self.w.listed(named)}
            figure = self.w.gettext("%(yes)d of %(of)d") % {"yes": yes, "of": of}
            yield Source(
                self.ref(f"D-{row['stage']}/{label or 'Q'}"),
                f"{self.w.gettext('Minority position')} {label}".strip(),
                str(row.get("title") or ""), about=self.ref(label) if label else None,
                votes=Votes(yes, of, "", figure, groups), detail=detail,
            )  # fmt: skip

    def notes(self) -> Iterator[Source]:
        notes = (row for row in self.record.get("minutes") or () if row["kind"] == "note")
        for row in notes:
            number = int(row["number"])
            cite = self.w.gettext("Note %(number)d") % {"number": number}
            text, language = str(row["text"]), str(row["language"])
            yield Source(self.ref(f"N-{number}"), cite, text, language, str(row["direction"]))
