"""Profiles as short text: "A>B=C*12, C>A" for rankings; ballots of golden files for places and grades."""

from __future__ import annotations

from roundtable.core.rules import RULES
from roundtable.core.rules.base import Outcome, Profile


def ranked(text: str, options: str = "") -> Profile:
    votes = []
    for each in text.split(","):
        ranking, _, people = each.strip().partition("*")
        classes = [one.split("=") for one in ranking.split(">")]
        marks = {option: n for n, one in enumerate(classes, start=1) for option in one}
        votes.append((marks, int(people or 1)))
    names = sorted(options or {option for marks, _ in votes for option in marks})
    return Profile(tuple(names), tuple(votes))


def digits(text: str, blank: int = 0) -> Profile:
    """One digit for each option a, b, c …; `blank` stands for no mark."""
    votes = []
    for each in text.split():
        figures, _, people = each.partition("*")
        marks = {"abcdef"[n]: int(figure) for n, figure in enumerate(figures)}
        kept = {option: mark for option, mark in marks.items() if mark != blank}
        votes.append((kept, int(people or 1)))
    options = "abcdef"[: len(text.split(maxsplit=1)[0].partition("*")[0])]
    return Profile(tuple(options), tuple(votes), best=0)


def order(rule: str, profile: Profile) -> str:
    return written(RULES[rule].count(profile))


def written(outcome: Outcome) -> str:
    return ">".join("".join(sorted(options)) for options in outcome.order)
