"""Ballots in words: the same on phones and console, and a word for each score."""

from __future__ import annotations

from flask import Flask

from roundtable import i18n, labels
from roundtable.core import ballots
from roundtable.explaining import names
from tests.server import ROOT

SCRIPT = (ROOT / "roundtable/static/js/console/ballots.js").read_text("utf-8")


def test_the_console_names_rules_as_results_do() -> None:
    for name, words in (*names.RULES.values(), names.SPENT):
        assert f'_("{name}")' in SCRIPT, name
        assert f'_("{words}")' in SCRIPT, words
    for ballot, rules in ballots.RULES.items():
        said = ", ".join(f'"{rule}"' for rule in rules)
        assert f"  {ballot}: [{said}]" in SCRIPT
    assert set(ballots.SEATED) == {"phragmen", "sequential_proportional", "equal_shares"}


def test_each_score_has_its_word() -> None:
    assert [word for _n, word in labels.scores(5)] == [
        "not at all", "hardly", "rather not", "rather", "very much", "fully",
    ]  # fmt: skip
    ten = [word for _n, word in labels.scores(10)]
    assert ten[0] == "not at all"
    assert ten[10] == "fully"
    assert ten.count("fully") == ten.count("not at all") == 1
    steps = [ten.index(word) for word in dict.fromkeys(ten)]
    assert steps == sorted(steps)


def test_how_a_vote_is_counted() -> None:
    app = Flask("roundtable")
    i18n.init_app(app)
    settings = {
        "ballot": "approval", "rule": "phragmen", "seats": 3, "quorum": 40,
        "majority": "present", "share": 66, "limit": 2,
    }  # fmt: skip
    with app.app_context(), i18n.speaking("en"):
        said = labels.counting(settings)
        assert said[0].startswith("Counted by: Phragmén's method. Each place")
        assert said[1:] == [
            "3 of them are taken up.",
            "It counts if at least 40 percent of those here vote.",
            "An option is accepted if at least 66 percent of those who are here are for it.",
        ]
        assert labels.counting({"majority": "voting", "share": 100})[1].endswith(
            "all who vote are for it."
        )
        assert labels.how(settings) == "Say yes to at most 2 of them."
        assert "12,000 €" in labels.how({"ballot": "knapsack", "sum": 12_000}, "€")
