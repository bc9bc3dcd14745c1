"""What is told of a vote in sentences, made when the record is: documents are laid out without a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from roundtable import explaining, i18n
from roundtable.explaining import About

Data = dict[str, Any]
#: A title is cut to so many characters inside a sentence; the list of options has it in full.
_LONG = 64


def told_of(
    result: Mapping[str, Any],
    texts: Mapping[str, Data],
    language: str,
    groups: Mapping[str, str],
) -> Data:
    """A result in sentences of a language; `groups` are the names of stakeholder groups.

    Returns `{how, turnout, verdict, needed: [..], tie: [..], figures: {option: [figure, what follows]},
    costs: {option: what it costs},
    rule: {rule, name, words} or None, steps: [..], others: [{rule, name, words, taken: [option], tied:
    [option], differs, why: [..]}], left_out: [{rule, name, words}]}`; what is
    first is `taken` where nothing is taken up.
    """
    with i18n.apart(i18n.best(language)):
        about = replace(About.of(result, _titles(texts)), groups=groups)
        return {**_told(result, about), "costs": _costs(result, texts, about)}


def _costs(result: Mapping[str, Any], texts: Mapping[str, Data], about: About) -> Mapping[str, str]:
    """What each option costs, in a vote with money to spend; put together, it costs what was said then."""
    if result["ballot"] != "knapsack":
        return {}
    costs = {
        row["option"]: row.get("cost") or (texts.get(row["option"]) or {}).get("cost")
        for row in result["options"]
    }
    return {option: about.money(cost) for option, cost in costs.items() if cost}


def _titles(texts: Mapping[str, Data]) -> dict[str, str]:
    """What options are called in a sentence; by their label where the words are not told."""
    return {
        option: _named(str(text["title"]), str(text["label"])) for option, text in texts.items()
    }


def _named(title: str, label: str) -> str:
    if not title:
        return label or "…"
    return f"“{title if len(title) <= _LONG else title[: _LONG - 1].rstrip() + '…'}”"


def _told(result: Mapping[str, Any], about: About) -> Data:
    ballot, count = str(result["ballot"]), result.get("count")
    return {
        "how": explaining.ballot_words(result, about),
        "turnout": explaining.turnout(result),
        "verdict": explaining.verdict(result, about),
        "needed": [each.words for each in explaining.thresholds(result, about)],
        "tie": explaining.tie(result, about),
        "figures": {
            row["option"]: [figure.value, figure.small]
            for row in result["options"]
            for figure in [explaining.row_figure(result, row, about)]
        },
        "rule": _rule(str(result["rule"]), ballot) if count else None,
        "steps": explaining.sentences(count["facts"], about) if count else [],
        "others": [_other(each, result, about) for each in result.get("others") or ()],
        "left_out": [_rule(str(rule), ballot) for rule in result.get("left_out") or ()],
    }


def _rule(rule: str, ballot: str) -> Data:
    words = explaining.rule_words(rule, ballot)
    return {"rule": rule, "name": explaining.rule_name(rule, ballot), "words": words}


def _other(other: Mapping[str, Any], result: Mapping[str, Any], about: About) -> Data:
    seats = explaining.takes_up(result)
    return {
        **_rule(str(other["rule"]), str(result["ballot"])),
        "taken": other["chosen"] if seats else other["order"][0] if other["order"] else [],
        "tied": other["tied"] if seats else [],
        "differs": other["differs"],
        "why": explaining.sentences(other["why"], about),
    }
