from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.core.moderation import RULES, folded, held_for

QUIET = (
    "More trees on every street.",
    "Mai mulți copaci pe străzi.Nu doar în centru",
    "Între 2024-2026, buget de 1.250.000 lei pe an",
    "100 000 000 de lei pentru 2027",
    "Open from 08:00 to 16:30, also on 24.12.2026",
    "UBB, ANAF and the IJE should share one form",
    "مكان واحد نسأل فيه عن العمل والسكن والأوراق",
    "एक डेस्क जहाँ सब पूछ सकें",
    "市役所に一つの窓口を",
    "OK!",
    "Why? Really?! Yes!!",
    "e.g. a class, i.e. a room",
    "Node.js course",
    "Bănci în parc.De ce nu?",
    "3.5 hours a week",
)


@pytest.mark.parametrize("text", QUIET)
def test_what_people_say_is_not_held(text: str) -> None:
    assert held_for(text, "rule") is None
    assert held_for(text, "look") == "look"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("See https://example.com/x", "link"),
        ("See HTTP://EXAMPLE.COM", "link"),
        ("www.example.test has it", "link"),
        ("as on primariaclujnapoca.ro today", "link"),
        ("bit.ly/3xYz", "link"),
        ("primăria-cluj.ro", "link"),
        ("мэрия.рф", "link"),
        ("PRIMARIA.RO", "link"),
        ("ANA@EXAMPLE.COM", "contact"),
        ("ｗｗｗ．example．ｃｏｍ", "link"),
        ("write to ana@example.com", "contact"),
        ("ana.pop@mail.primaria.ro", "contact"),
        ("ana (at) example (punct) ro", "contact"),
        ("ana[at]example.ro", "contact"),
        ("call 0722 123 456", "contact"),
        ("call 0722.123.456!", "contact"),
        ("+40 264 596-030", "contact"),
        ("(0264) 596 030 at noon", "contact"),
        ("اتصل على ٠٧٢٢١٢٣٤٥٦", "contact"),
        ("WE WANT TREES NOW", "shouting"),
        ("VREM COPACI ACUM pe străzi", "shouting"),
        ("ДЕРЕВА НА КОЖНІЙ ВУЛИЦІ", "shouting"),
        ("Trees now!!!!", "shouting"),
        ("¿¿¿Por qué????", "shouting"),
    ],
)
def test_each_rule_finds_its_own(text: str, rule: str) -> None:
    assert held_for(text, "rule") == rule
    assert held_for(text, "look") == rule
    assert held_for(text, "open") is None
    assert rule in RULES


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("prost", "Ce PROST e drumul"),
        ("țărănesc", "un drum TARANESC"),
        ("taranesc", "un drum ţărănesc"),
        ("coș*", "Coșurile de gunoi"),
        ("două vorbe", "spun DOUA   vorbe"),
        ("weiß", "das WEISS ich"),
        ("łódź", "Lodz"),
        ("đak", "Dak u školi"),
        ("كِتَاب", "كتاب هنا"),
        ("شيء", "شيء ما"),
        ("窓口", "市役所に窓口を"),
        ("prost", "pro\u00adst"),
        ("prost", "p\u200brost"),
        ("Ιδέα", "ΙΔΕΑ"),
        ("кот*", "Котики"),
    ],
)
def test_a_listed_word_is_found_in_any_spelling(listed: str, text: str) -> None:
    assert held_for(text, "rule", [listed]) == "listed"


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("prost", "prostie"),
        ("art", "start the party"),
        ("", "anything"),
        (" * ", "anything"),
        ("a.b", "axb"),
        ("c++", "c is fine"),
        ("кот", "скоти"),
    ],
)
def test_a_part_of_another_word_is_not_found(listed: str, text: str) -> None:
    assert held_for(text, "rule", [listed]) is None


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=5))
def test_any_text_and_any_list(text: str, listed: list[str]) -> None:
    assert held_for(text, "open", listed) is None
    assert held_for(text, "look", listed) in RULES
    assert held_for(text, "rule", listed) in (*RULES[:-1], None)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_folding_twice_is_folding(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_long_texts_are_quick() -> None:
    for text in ("a@" * 500, "0 " * 500, "a.b." * 250, "((at)" * 200, "x" * 1000, "0-" * 500):
        held_for(text, "rule", ["a" * 60, "b c " * 10])
