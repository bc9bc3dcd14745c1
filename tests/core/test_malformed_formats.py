"""Thirty malformed formats, thirty messages: each names the place, what is wrong, and the remedy."""

from __future__ import annotations

import pytest

from roundtable.core.format_problems import PLACES, TEMPLATES
from roundtable.core.formats import FormatError, parse

GOOD = """\
title.en = "Our evening"
languages = ["en", "ro"]
language = "en"

[[groups]]
key = "city"
title.en = "City"
goal = 8

[tables]
count = 4
seats = 6

[[stages]]
key = "welcome"
kind = "welcome"
title.en = "Welcome"
agreement.en = "We listen."

[[stages]]
key = "finding"
kind = "inform"
title.en = "A finding"
source.en = "Survey"
[[stages.chart]]
label.en = "Yes"
value = 48.5
[[stages.chart]]
label.en = "No"
value = 51

[[stages]]
key = "ideas"
kind = "propose"
minutes = 8
moderation = "rule"
listed = ["rubbish", "nonsense"]
title.en = "Ideas"
question.en = "What helps?"

[[stages]]
key = "cafe"
kind = "tables"
seating = "rotate"
title.en = "Tables"
question.en = "What would it take?"

[[stages]]
key = "harvest"
kind = "harvest"
title.en = "Harvest"

[[stages]]
key = "round-1"
kind = "vote"
ballot = "opinion"
on = "proposals"
title.en = "First vote"
question.en = "Do you agree?"

[[stages]]
key = "between"
kind = "previous"
of = "round-1"
title.en = "What we said"
question.en = "Why?"

[[stages]]
key = "consent"
kind = "consent"
on = "proposals"
title.en = "Consent"
question.en = "Safe enough to try?"

[[stages]]
key = "end"
kind = "close"
title.en = "Thanks"
"""

MANY_WORDS = ", ".join(f'"w{number}"' for number in range(51))
THIRTEEN_BARS = '[[stages.chart]]\nlabel.en = "Bar"\nvalue = 1\n' * 11

# what is replaced, by what, the line of the problem, and the message after "evening.toml, line N: "
MALFORMED = [
    (
        'kind = "harvest"',
        'kind = "harvset"',
        50,
        'the stage "harvest" has the kind "harvset"; did you mean "harvest"?',
    ),
    (
        'kind = "inform"',
        'kind = "dance"',
        22,
        (
            'the stage "finding" has the kind "dance"; use "welcome", "inform", "write", "round", '
            '"clarify", "propose", "improve", "group", "vote", "reveal", "previous", "discuss", '
            '"consent", "tables", "harvest", "break", "decide", "feedback" or "close".'
        ),
    ),
    (
        'moderation = "rule"',
        'moderation = "strict"',
        36,
        'the stage "ideas" has the moderation "strict"; use "open", "look" or "rule".',
    ),
    (
        'moderation = "rule"',
        'moderatoin = "rule"',
        36,
        'the stage "ideas" has the unknown key "moderatoin"; did you mean "moderation"?',
    ),
    (
        'seating = "rotate"',
        "seating = true",
        44,
        'the stage "cafe" has a "seating" that is not a text; put it between quotation marks.',
    ),
    (
        'seating = "rotate"',
        'seating = "rotate"\nsize = 4',
        45,
        (
            'the stage "cafe" lets people rotate between tables, but gives a size of small groups; '
            'remove the size, or write seating = "draw".'
        ),
    ),
    (
        'seating = "rotate"',
        'seating = "draw"\nsize = 1',
        45,
        (
            'the stage "cafe" has small groups of one; write size = 2 or more, or use the kind '
            '"write" for work alone.'
        ),
    ),
    (
        'seating = "rotate"',
        'seating = "join"\nsize = 4',
        44,
        (
            'the stage "cafe" joins small groups that were never formed; put a stage of the kind '
            '"tables" with a size before it, or write seating = "draw".'
        ),
    ),
    (
        "[tables]\ncount = 4\nseats = 6\n",
        "",
        41,
        (
            'the stage "cafe" seats people at tables, but the file names none; add a table [tables] '
            "with count = 4 and seats = 6, or give the size of small groups, such as size = 2."
        ),
    ),
    (
        "count = 4",
        "count = 400",
        11,
        "[tables] has count = 400; use a whole number from 1 to 60.",
    ),
    (
        "seats = 6",
        "",
        10,
        '[tables] has no "seats"; add a line such as seats = 6.',
    ),
    (
        "[tables]\ncount = 4",
        "[[tables]]\nseat = 4",
        11,
        'table number 1 has the unknown key "seat"; did you mean "seats"?',
    ),
    (
        "goal = 8",
        "goal = 0",
        8,
        'the group "city" has goal = 0; use a whole number from 1 to 500.',
    ),
    (
        "goal = 8",
        'goal = "eight"',
        8,
        (
            'the group "city" has a "goal" that is not a whole number; write it in digits, without '
            "quotation marks."
        ),
    ),
    (
        "value = 48.5",
        'value = "48,5"',
        27,
        (
            'bar number 1 of the chart has a "value" that is not a number; write it in digits, '
            "without quotation marks, with a point for decimals."
        ),
    ),
    (
        "value = 51",
        "value = -51",
        30,
        "bar number 2 of the chart has value = -51; use a number from 0 to 1000000000.",
    ),
    (
        "value = 51",
        "",
        28,
        'bar number 2 of the chart has no "value"; add a line such as value = 67.',
    ),
    (
        'label.en = "No"',
        'label = "No"',
        29,
        'bar number 2 of the chart has "label" without a language; write label.en = "…".',
    ),
    (
        "[[stages.chart]]",
        f"{THIRTEEN_BARS}[[stages.chart]]",
        61,
        'the stage "finding" has 13 entries in "chart"; keep the 12 that matter most.',
    ),
    (
        '"rubbish", "nonsense"',
        MANY_WORDS,
        37,
        'the stage "ideas" has 51 entries in "listed"; keep the 50 that matter most.',
    ),
    (
        '"rubbish", "nonsense"',
        '"rubbish", 7',
        37,
        'the stage "ideas" has "listed" not as a list of texts; write listed = ["…", "…"].',
    ),
    (
        'agreement.en = "We listen."',
        'agreement.ro = "Ascultăm."',
        18,
        (
            'the stage "welcome" has "agreement" not in the main language "en"; add agreement.en = '
            '"…".'
        ),
    ),
    (
        'agreement.en = "We listen."',
        'agreement.en = "We listen."\nagreement.de = "Wir hören zu."',
        19,
        (
            'the stage "welcome" has "agreement" in "de", which is not one of the languages; add '
            '"de" to languages or remove this line.'
        ),
    ),
    (
        'source.en = "Survey"',
        f'source.en = "{"x" * 201}"',
        24,
        'the stage "finding" has a "source.en" of 201 characters; shorten it to at most 200.',
    ),
    (
        'source.en = "Survey"',
        'agreement.en = "We listen."',
        24,
        (
            'the stage "finding" is of the kind "inform", which has no "agreement"; move it to a '
            'stage of the kind "welcome" or remove it.'
        ),
    ),
    (
        'kind = "previous"\nof = "round-1"',
        'kind = "break"',
        53,
        (
            'the stage "round-1" is a vote whose result nobody ever sees; put a stage of the kind '
            '"reveal" or "previous" after it.'
        ),
    ),
    (
        'of = "round-1"',
        'of = "consent"',
        64,
        (
            'the stage "between" shows the result of "consent", which is not a vote before it; use '
            '"round-1".'
        ),
    ),
    (
        'kind = "consent"\non = "proposals"',
        'kind = "consent"',
        68,
        (
            'the stage "consent" is about clusters that nobody makes; put a stage of the kind '
            '"group" before it, or write on = "proposals".'
        ),
    ),
    (
        'kind = "tables"\nseating = "rotate"',
        'kind = "discuss"',
        47,
        (
            'the stage "harvest" has nothing that tables wrote; put a stage of the kind "tables" '
            "before it."
        ),
    ),
    (
        'key = "harvest"',
        'key = "cafe"',
        49,
        'the stage "cafe" has the same key as the one in line 42; give it another key.',
    ),
    (
        'title.en = "Harvest"',
        'title.en = "Harvest',
        51,
        "a text is not closed; end it with the quotation mark it begins with.",
    ),
    (
        "[[stages]]",
        "[[stages]",
        14,
        "the heading of a table is not closed; write it as [name] or [[name]].",
    ),
]


def problems(text: str) -> FormatError:
    with pytest.raises(FormatError) as caught:
        parse(text, "evening.toml")
    return caught.value


def test_without_a_fault_it_is_good() -> None:
    assert len(parse(GOOD, "evening.toml").stages) == 9


@pytest.mark.parametrize(("old", "new", "line", "message"), MALFORMED)
def test_the_message_names_place_and_remedy(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    error = problems(GOOD.replace(old, new, 1))
    assert str(error) == f"evening.toml, line {line}: {message}"


def test_there_are_thirty_and_each_message_is_another() -> None:
    assert len({message for *_, message in MALFORMED}) == len(MALFORMED) >= 30


def test_too_many_stages_groups_and_tables() -> None:
    stage = '[[stages]]\nkey = "b{}"\nkind = "break"\ntitle.en = "B"\n'
    end = GOOD.index('[[stages]]\nkey = "end"')
    long = GOOD[:end] + "".join(stage.format(n) for n in range(32)) + GOOD[end:]
    assert "has 41 stages; keep at most 40" in str(problems(long))
    tables = GOOD.replace("[tables]\ncount = 4\nseats = 6\n", "[[tables]]\nseats = 4\n" * 61)
    assert "has 61 tables; keep at most 60" in str(problems(tables))


def test_a_vote_that_comes_later_is_no_vote_before() -> None:
    start, end = (
        GOOD.index('[[stages]]\nkey = "between"'),
        GOOD.index('[[stages]]\nkey = "consent"'),
    )
    vote = GOOD.index('[[stages]]\nkey = "round-1"')
    moved = GOOD[:vote] + GOOD[start:end] + GOOD[vote:start] + GOOD[end:]
    found = [(each.line, each.code) for each in problems(moved).problems]
    assert [code for _, code in found] == ["needs_vote", "unrevealed"]


def test_every_sentence_there_is_says_what_to_do() -> None:
    for code, template in TEMPLATES.items():
        assert template.endswith((".", "?")), code
        assert ";" in template, code
    assert all(place for place in PLACES.values())
