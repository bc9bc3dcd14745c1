"""Formats: broken ones are told precisely, each with its line and its remedy."""

from __future__ import annotations

import json
import random
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roundtable.core.format_problems import PLACES, TEMPLATES, Place, Problem
from roundtable.core.formats import FormatError, parse
from roundtable.core.stages import KINDS
from roundtable.core.toml_lines import locate
from tests.factories import make_full_format

SMALL = """\
title.en = "Small"
languages = ["en", "ro"]
language = "en"

[[areas]]
key = "work"
title.en = "Work"

[[groups]]
key = "city"
title = { en = "City", ro = "Oraș" }

[[stages]]
key = "ideas"
kind = "propose"
minutes = 8
max_length = 280
title.en = "Ideas"
question.en = "What helps?"

[[stages]]
key = "sort"
kind = "group"
title.en = "Sort"
question.en = "What belongs together?"

[[stages]]
key = "vote"
kind = "vote"
ballot = "approval"
on = "clusters"
title.en = "Vote"
question.en = "What first?"

[[stages]]
key = "result"
kind = "reveal"
of = "vote"
title.en = "Result"

[[stages]]
key = "end"
kind = "close"
title.en = "Thanks"
"""

TOO_LONG = "x" * 121
SEVENTH_GROUP = "".join(f'[[groups]]\nkey = "g{n}"\ntitle.en = "G"\n' for n in range(6))
VOTE = SMALL[SMALL.index('[[stages]]\nkey = "vote"') : SMALL.index('[[stages]]\nkey = "result"')]

# what is replaced, by what, the line of the problem, its code, and words that must be in it
BROKEN = [
    ('"approval"', '"aproval"', 30, "choice_near", 'ballot "aproval"; did you mean "approval"?'),
    ("minutes = 8", "minutes = -8", 16, "minutes", "minutes = -8; use a whole number from 1 to"),
    ("minutes = 8", "minutes = 0", 16, "minutes", "remove the line for a stage without a time"),
    ("minutes = 8", 'minutes = "8"', 16, "not_number", "write it in digits, without quotation"),
    ("minutes = 8", "minutes = true", 16, "not_number", '"minutes" that is not a whole number'),
    ("minutes = 8", "minuts = 8", 16, "unknown_near", 'did you mean "minutes"?'),
    ("minutes = 8", "zzz = 8", 16, "unknown", 'unknown key "zzz"; remove it, or use "key"'),
    ("minutes = 8", "budget = 8", 16, "setting_of", 'move it to a stage of the kind "vote"'),
    ("minutes = 8", "help = [1]", 16, "not_localized", 'write help.en = "…"'),
    ("minutes = 8", 'help.ro = "Ajutor"', 16, "no_main_language", 'add help.en = "…"'),
    ("minutes = 8", "title.ro = 5", 16, "not_text", '"title.ro" that is not a text; put it be'),
    ("max_length = 280", "max_length = 9000", 17, "range", "a whole number from 40 to 1000"),
    ('title.en = "Ideas"', 'title.ro = "Idei"', 18, "no_main_language", 'add title.en = "…"'),
    ('title.en = "Ideas"', 'title = "Ideas"', 18, "not_localized", 'write title.en = "…"'),
    ('title.en = "Ideas"', 'title.en = "  "', 18, "text_empty", "write a text or remove"),
    ('"Ideas"', f'"{TOO_LONG}"', 18, "text_too_long", "121 characters; shorten it to at most 120"),
    ('"Ideas"', r'"Id\u0007eas"', 18, "text_control", "delete it, or type the text anew"),
    ('"What first?"', '{ en = "?" }', 33, "not_text", "put it between quotation marks"),
    ('question.en = "What helps?"', "", 13, "missing", 'add a line such as question.en = "…"'),
    ('kind = "propose"', 'kind = "propse"', 15, "choice_near", 'did you mean "propose"?'),
    ('kind = "propose"', "", 13, "missing", 'add a line such as kind = "propose"'),
    ('kind = "group"', 'kind = "welcome"', 31, "needs_group", 'or write on = "proposals"'),
    (
        'kind = "reveal"\nof = "vote"',
        'kind = "welcome"',
        27,
        "unrevealed",
        'kind "reveal" or "previous" after it',
    ),
    ('of = "vote"', 'of = "votes"', 38, "of_unknown", 'not a vote before it; use "vote"'),
    ('of = "vote"', 'of = "end"', 38, "of_unknown", 'of "end", which is not a vote before'),
    (VOTE, "", 27, "needs_vote", 'put a stage of the kind "vote" before it'),
    ('on = "clusters"', "budget = 3", 31, "setting_unused", 'or write ballot = "dots"'),
    ('key = "sort"', 'key = "ideas"', 22, "same_key", "in line 14; give it another key"),
    ('key = "sort"', 'key = "Sort it"', 22, "bad_key", "small letters, digits and hyphens"),
    ('key = "sort"', "", 21, "missing", 'stage number 2 has no "key"; add a line such as key'),
    ('"end"\nkind = "close"', '"end"\nkind = "welcome"\nminutes = 999', 44, "minutes", "to 480"),
    (', ro = "Oraș"', ', de = "Stadt"', 11, "extra_language", 'add "de" to languages or remove'),
    ('"ro"]', '"Romanian"]', 2, "bad_language", 'use a code such as "en", "ro"'),
    ('"ro"]', '"ro", "ro"]', 2, "in_list_twice", '"ro" twice in "languages"; keep one'),
    ('["en", "ro"]', '"en"', 2, "not_list", 'write languages = ["…", "…"]'),
    ('language = "en"', 'language = "de"', 3, "choice", 'language "de"; use "en" or "ro"'),
    ('title.en = "Small"', "", 1, "missing", 'the file has no "title"; add a line such as titl'),
    ("[[areas]]", "[[ares]]", 5, "unknown_near", 'did you mean "areas"?'),
    ("[[areas]]", "[areas]", 5, "not_tables", "begin each with a line [[areas]]"),
    ("[[areas]]", f"{SEVENTH_GROUP}[[areas]]", 27, "too_many", "7 groups; keep at most 6"),
    # What TOML itself refuses
    ('"Work"', '"Work', 7, "syntax_open", "end it with the quotation mark it begins with"),
    ('"Work"', '"""Work', 7, "syntax_never_closed", "text that begins here is never closed"),
    ('"Work"', "“Work”", 7, "syntax_value", "between straight quotation marks"),
    ('"Work"', '"The "work""', 7, "syntax_more", r"write \" for a quotation mark"),
    ('"Work"', r'"C:\work"', 7, "syntax_backslash", "write it twice"),
    ('"Work"', '"Wo\x07rk"', 7, "syntax_control", "control character; delete it"),
    ('title.en = "Work"', "Work", 7, "syntax_pair", 'write key = "value"'),
    ('title.en = "Work"', 'key = "home"', 7, "syntax_twice", "keep one, remove the other"),
    ("[[areas]]", "[[areas]", 5, "syntax_heading", "write it as [name] or [[name]]"),
    ('["en", "ro"]', '["en", "ro"', 3, "syntax_list", 'end it with "]" or "}"'),
]


def broken(text: str) -> FormatError:
    with pytest.raises(FormatError) as caught:
        parse(text, "broken.toml")
    return caught.value


@pytest.mark.parametrize(("old", "new", "line", "code", "words"), BROKEN)
def test_names_file_line_and_remedy(old: str, new: str, line: int, code: str, words: str) -> None:
    assert old in SMALL
    error = broken(SMALL.replace(old, new, 1))
    assert [(each.line, each.code) for each in error.problems] == [(line, code)]
    sentence = error.problems[0].sentence()
    assert sentence.startswith(f"broken.toml, line {line}: ")
    assert words in sentence
    assert not re.search(r"\{[a-z]+\}", sentence)
    assert sentence[-1] in ".?"


def test_sentence_of_the_brief() -> None:
    error = broken(SMALL.replace('"approval"', '"aproval"'))
    assert str(error) == (
        'broken.toml, line 30: the stage "vote" has the ballot "aproval"; did you mean "approval"?'
    )


def test_all_problems_at_once_in_the_order_of_the_lines() -> None:
    text = SMALL.replace("minutes = 8", "minutes = -8").replace('"approval"', '"aproval"')
    text = text.replace('key = "work"', 'key = "Work"').replace('"Thanks"', '""')
    assert [(each.line, each.code) for each in broken(text).problems] == [
        (6, "bad_key"),
        (16, "minutes"),
        (30, "choice_near"),
        (44, "text_empty"),
    ]


def test_close_must_come_last() -> None:
    moved = SMALL.replace(
        "[[stages]]", '[[stages]]\nkey = "x"\nkind = "close"\ntitle.en = "X"\n[[stages]]', 1
    )
    assert [(p.line, p.code) for p in broken(moved).problems] == [(13, "close_last")]


def test_without_proposals_there_is_nothing_to_group_or_vote_on() -> None:
    start, end = SMALL.index('[[stages]]\nkey = "ideas"'), SMALL.index('[[stages]]\nkey = "sort"')
    error = broken(SMALL[:start] + SMALL[end:])
    assert [(p.line, p.code) for p in error.problems] == [
        (13, "needs_propose"),
        (19, "needs_propose"),
    ]
    assert 'put a stage of the kind "propose" before it' in str(error)


def test_a_vote_is_revealed_after_it_not_before() -> None:
    second = VOTE.replace('"vote"\nkind', '"again"\nkind')
    text = SMALL.replace('of = "vote"', 'of = "again"')
    end = text.index('[[stages]]\nkey = "end"')
    error = broken(text[:end] + second + text[end:])
    assert [(p.line, p.code) for p in error.problems] == [(38, "of_later"), (41, "unrevealed")]
    assert "move the vote before it" in str(error)


def test_no_stages() -> None:
    error = broken('title.en = "T"\nlanguages = ["en"]\n')
    assert [each.code for each in error.problems] == ["none"]
    assert "beginning with a line [[stages]]" in str(error)


def test_windows_endings_and_byte_order_mark_do_not_matter() -> None:
    windows = "\ufeff" + SMALL.replace("\n", "\r\n")
    assert parse(windows, "a.toml") == parse(SMALL, "a.toml")
    assert broken(windows.replace("minutes = 8", "minutes = -8")).problems[0].line == 16


def test_defaults_of_settings() -> None:
    lean = SMALL.replace('ballot = "approval"\non = "clusters"\n', "").replace('of = "vote"\n', "")
    found = parse(lean.replace("max_length = 280\nminutes = 8\n", ""), "lean.toml")
    assert found.name == "lean"
    assert found.stage("ideas").settings == {
        "max_length": 280,
        "moderation": "open",
        "listed": [],
        "most": 60,
    }
    usual = {"ballot": "approval", "budget": 0, "on": "clusters", "concerns": "yes"}
    assert usual.items() <= found.stage("vote").settings.items()
    assert found.stage("vote").settings["rule"] == "usual"
    assert found.stage("result").settings == {"of": "vote"}
    assert found.stage("sort").minutes is None
    dots = parse(SMALL.replace('"approval"', '"dots"'), "dots.toml")
    assert dots.stage("vote").settings["budget"] == 5


def test_values_of_any_size_and_kind_are_told_shortly() -> None:
    huge = SMALL.replace("minutes = 8", "minutes = 0x" + "f" * 9000)
    assert len(str(broken(huge))) < 300
    assert len(str(broken(SMALL.replace("minutes = 8", "minutes = " + "9" * 9000)))) < 300
    assert len(str(broken(SMALL.replace('"approval"', f'"{"a" * 9000}"')))) < 300
    assert [p.code for p in broken("a = " + "[" * 50_000).problems] == ["syntax_deep"]
    for deep in ("a." * 100_000 + "b = 1", "[" + "a . " * 50_000 + "b]", '"a".' * 50_000 + "b = 1"):
        assert [p.code for p in broken(deep).problems] == ["syntax_deep"]
    assert [p.code for p in broken("#" * 300_001).problems] == ["too_big"]
    assert "{place}" in str(broken(SMALL.replace('"approval"', '"{place}"')))


def test_sentences_can_be_translated() -> None:
    problem = broken(SMALL.replace('"approval"', '"aproval"')).problems[0]
    romanian = {
        "{file}, line {line}: {problem}": "{file}, rândul {line}: {problem}",
        TEMPLATES["choice_near"]: "{place} are {key} „{found}”; ați vrut {near}?",
        PLACES["stages"]: "etapa „{name}”",
        "{several} or {last}": "{several} sau {last}",
    }
    assert problem.sentence(lambda text: romanian[text]) == (
        "broken.toml, rândul 30: etapa „vote” are ballot „aproval”; ați vrut approval?"
    )


def test_each_template_is_one_sentence_with_a_remedy() -> None:
    for code, template in TEMPLATES.items():
        assert template[-1] in ".?", code
        assert ";" in template, code
        assert Problem("f", 1, code, Place("stages", "a")).sentence().startswith("f, line 1: ")


def test_lines_of_every_way_to_write_a_key() -> None:
    text = '''# a comment with [brackets] = "x"
a.b = 1
"quoted key".'c d' = """two
lines # no comment"""
list = [ # comment ]
  "one", [2, { deep = "]" }],
  { x = 1, y.z = '}' },
]
[t.u]
v = 2021-01-02 03:04:05
[[s]]
[s.sub]
k = "\\"#"
[[s]]
[[s.n]]
k = \'\'\'x\'\'\'
[[s.n]]
'''
    lines = locate(text)
    assert lines[("a", "b")] == lines[("a",)] == 2
    assert lines[("quoted key", "c d")] == 3
    assert lines[("list",)] == 5
    assert lines[("list", 1, 1, "deep")] == 6
    assert lines[("list", 2, "y", "z")] == 7
    assert lines[("t", "u", "v")] == 10
    assert (lines[("s", 0)], lines[("s", 1)]) == (11, 14)
    assert lines[("s", 0, "sub", "k")] == 13
    assert (lines[("s", 1, "n", 0, "k")], lines[("s", 1, "n", 1)]) == (16, 17)


@given(st.integers(0, len(SMALL)), st.integers(0, 12), st.text("\"=[]{}.,#\\\n'x1-_é", max_size=6))
@example(0, 0, "")
def test_whatever_is_typed_it_parses_or_is_told(at: int, gone: int, typed: str) -> None:
    text = SMALL[:at] + typed + SMALL[at + gone :]
    try:
        json.dumps(parse(text, "typed.toml").title)
    except FormatError as error:
        problems = error.problems
    else:
        return
    assert problems
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)
    assert all(problem.sentence() for problem in problems)


def test_a_file_of_noise_is_told_and_never_breaks_the_reader() -> None:
    noise = random.Random(4)
    for _ in range(200):
        text = "".join(noise.choice("abc=[]{}\"'.\n#1\\,é ") for _ in range(60))
        with pytest.raises(FormatError):
            parse(text, "noise.toml")


def test_the_full_format_of_the_tests_has_every_kind_once() -> None:
    kinds = [stage.kind for stage in make_full_format().stages]
    assert sorted(kinds) == sorted(KINDS)
    assert kinds[0] == "welcome"
