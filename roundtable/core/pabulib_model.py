"""An election as the Pabulib format has it: projects that cost something, a budget, and single ballots.

Source of the format: Faliszewski, Flis, Peters, Pierczyński, Skowron, Stolicki, Szufa and Talmon,
Participatory Budgeting: Data, Tools, and Analysis (IJCAI 2023); pabulib.org/format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from roundtable.core.rules.base import Marks, Profile

#: What a vote may be, and the ballot of ours that has the same marks.
TYPES: Final[Mapping[str, str]] = {
    "approval": "approval",
    "cumulative": "dots",
    "scoring": "score",
    "ordinal": "ranking",
}
MONEY: Final = "knapsack"


class ElectionError(Exception):
    """A file that cannot be used; the message names the line and the remedy."""

    def __init__(self, line: int | None, sentence: str) -> None:
        super().__init__(sentence if line is None else f"line {line}: {sentence}")


@dataclass(frozen=True, slots=True)
class Project:
    """What may be chosen; `cost` in whole units of money, 1 where nothing was said of costs."""

    id: str
    cost: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Election:
    """One vote with its single ballots.

    vote_type: a key of `TYPES`.
    budget: what may be spent.
    ballots: marks by the id of the project, as `core.ballots` has them: 1 for yes, dots, points, places.
    most: of an approval how many may be marked (0: no limit), of dots how many there are, of a score
        the highest.
    ballot: the ballot of the roundtable that it comes from, "" where it comes from elsewhere.
    seats: how many options that vote took up, where it had no costs (0: an order was asked for).
    rule: by what it was counted; description, unit, code: what it was, in which city.
    """

    vote_type: str
    budget: int
    projects: tuple[Project, ...]
    ballots: tuple[Marks, ...]
    most: int = 0
    ballot: str = ""
    seats: int = 0
    rule: str = ""
    description: str = ""
    unit: str = ""
    code: str = ""

    @property
    def costs(self) -> dict[str, int]:
        """What each project costs."""
        return {project.id: project.cost for project in self.projects}

    @property
    def about_money(self) -> bool:
        """Whether costs and budget decide: always, but where a roundtable's vote had none."""
        return self.ballot in ("", MONEY)

    def settings(self) -> dict[str, Any]:
        """The settings of a vote with these ballots, as `core.ballots.of_settings` takes them."""
        ballot = self.ballot or TYPES[self.vote_type]
        if ballot == MONEY:
            return {"ballot": ballot, "sum": self.budget}
        name = {"approval": "limit", "dots": "budget", "score": "scale"}.get(ballot)
        return {"ballot": ballot, "seats": self.seats} | ({name: self.most} if name else {})

    def profile(self) -> Profile:
        """The ballots as rules count them, equal ones together; empty ones are not counted."""
        equal = Counter(tuple(sorted(marks.items())) for marks in self.ballots if marks)
        money = self.about_money and self.vote_type == "approval"
        return Profile(
            options=tuple(project.id for project in self.projects),
            votes=tuple((dict(marks), weight) for marks, weight in sorted(equal.items())),
            costs=self.costs if money else {},
            limit=self.budget if money else 0,
            best=self._best() if self.vote_type == "scoring" else 0,
        )

    def _best(self) -> int:
        """The highest score; files from elsewhere need not say it."""
        return self.most or max((m for marks in self.ballots for m in marks.values()), default=0)
