"""The demonstration: the shipped file is good and varied, broken ones are told precisely."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from roundtable.core.demonstration import parse_demonstration
from roundtable.core.formats import FormatError, parse

SESSIONS = Path(__file__).parents[2] / "sessions"
FORMAT_TEXT = (SESSIONS / "policy-roundtable.toml").read_text(encoding="utf-8")
DEMONSTRATION_TEXT = (SESSIONS / "demonstration.toml").read_text(encoding="utf-8")


def test_romanian_has_commas_below_not_cedillas() -> None:
    assert not set("şţŞŢ") & set(DEMONSTRATION_TEXT)
    assert {"ș", "ț"} <= set(DEMONSTRATION_TEXT)


def test_demonstration() -> None:
    found_format = parse(FORMAT_TEXT, "policy-roundtable.toml")
    formats = {found_format.name: found_format}
    found = parse_demonstration(DEMONSTRATION_TEXT, "demonstration.toml", formats)
    assert (found.city, found.title["ro"]) == ("Cluj-Napoca", "Piața muncii")
    assert found.questions["propose"]["en"].startswith("What would help newcomers find work")
    assert [(each.group, each.count) for each in found.people] == [
        ("city", 14),
        ("newcomers", 10),
        ("employers", 8),
        ("schools", 6),
    ]
    languages = Counter(each.language for each in found.proposals)
    assert set(languages) == {"en", "ro", "ar", "uk", "ne", "es", "de", "pl"}
    assert min(languages.values()) >= 3
    assert len(found.proposals) >= 40
    assert len({each.text for each in found.proposals}) == len(found.proposals)
    areas = {each.key: each.area for each in found.proposals}
    assert all(areas[key] == each.area for each in found.clusters for key in each.proposals)
    assert {each.area for each in found.clusters} == {"education", "labour-market"}


def test_demonstration_by_itself_needs_no_format() -> None:
    assert parse_demonstration(DEMONSTRATION_TEXT, "d.toml").format == "policy-roundtable"


SMALL_FORMAT = """\
title.en = "Small"
languages = ["en", "ro"]

[[areas]]
key = "work"
title.en = "Work"

[[groups]]
key = "city"
title.en = "City"

[[stages]]
key = "ideas"
kind = "propose"
title.en = "Ideas"
question.en = "What helps?"
"""

SMALL_DEMONSTRATION = """\
format = "small"
city = "Cluj-Napoca"
languages = ["en", "ro"]
title.en = "Small"

[questions]
ideas.en = "What now?"

[[people]]
group = "city"
count = 3
languages = ["en", "ro", "en"]

[[proposals]]
key = "one"
text = "Open late"
language = "en"
area = "work"
group = "city"

[[proposals]]
key = "two"
text = "Deschis seara"
language = "ro"

[[clusters]]
key = "late"
title = "Late"
proposals = ["one"]

[[clusters]]
key = "later"
title = "Later"
proposals = [
    "two",
]
"""

BROKEN_DEMONSTRATION = [
    ('"small"', '"smal"', 1, "choice", 'format "smal"; use "small"'),
    ('city = "Cluj-Napoca"\n', "", 1, "missing", 'such as city = "Cluj-Napoca"'),
    ("ideas.en", "idea.en", 7, "unknown_near", 'did you mean "ideas"?'),
    ('group = "city"\nc', 'group = "town"\nc', 10, "reference", 'names "town" as group'),
    ("count = 3", "count = 0", 11, "range", "whole number from 1 to 500"),
    ("count = 3\n", "", 9, "missing", "entry number 1 of people has no"),
    ('"ro", "en"]', '"english"]', 12, "bad_language", "use a code such as"),
    ('"Open late"', '"' + "x" * 281 + '"', 16, "text_too_long", "at most 280"),
    ('"work"', '"wrok"', 18, "reference", 'as area, which is not there; use "work"'),
    ('key = "two"', 'key = "one"', 22, "same_key", "in line 15"),
    ('language = "ro"\n', "", 21, "missing", 'the proposal "two" has no "language"'),
    ('    "two",', '    "tow",', 35, "reference", 'names "tow" as proposals'),
    ('    "two",', '    "one",', 35, "clustered_twice", "the cluster in line 26 holds too"),
    ('title = "Late"', 'titel = "Late"', 28, "unknown_near", 'did you mean "title"?'),
]


@pytest.mark.parametrize(("old", "new", "line", "code", "words"), BROKEN_DEMONSTRATION)
def test_broken_demonstration(old: str, new: str, line: int, code: str, words: str) -> None:
    assert old in SMALL_DEMONSTRATION
    text = SMALL_DEMONSTRATION.replace(old, new, 1)
    with pytest.raises(FormatError) as caught:
        parse_demonstration(text, "demo.toml", {"small": parse(SMALL_FORMAT, "small.toml")})
    told = {(each.line, each.code): each.sentence() for each in caught.value.problems}
    assert (line, code) in told
    assert told[(line, code)].startswith(f"demo.toml, line {line}: ")
    assert words in told[(line, code)]
