"""Every text that is extracted now is in each catalogue: whole, in its own language, same places."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from roundtable import aliases, i18n
from tools import messages

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
#: Read the same in both languages.
SAME = {
    "%(got)s, %(people)s.",
    "%(option)s (%(n)s)",
    "Cost",
    "[small_groups]",
    "%(bird)s %(number)s",
    "%(body)s, %(day)s",
    "%(group)s %(n)d",
    "%(n)s min",
    "%(title)s: %(groups)s.",
    "%(name)s: %(n)d",
    "%(source)s: %(figure)s",
    "%(what)s: %(text)s",
    "+1 min",
    "19 mm",
    "3/4 inch",
    "Alt N, Alt Q",
    "Ctrl Z, Ctrl Shift Z",
    "Enter",
    "Esc",
    "Expert",
    "Export",
    "Facilitator",
    "Feedback",
    "Format",
    "Indicator",
    "PDF",
    "Participant",
    "Text",
    "[tables]",
    "feedback",
    "text",
}
ENGLISH = re.compile(
    r"\b(the|and|of|with|this|that|your|you|is|was|not|have|has|for|from|which|group|draft)\b",
    re.IGNORECASE,
)
#: Words of a format file stay as they are typed there, and so do names of keys on a keyboard.
QUOTED = re.compile(r'"[^"]*"|\[\[?[^\]]*\]\]?|\{\w+\}|%\(\w+\)[sd]')


def forms(message: Message) -> list[str]:
    """The translation, in all its forms."""
    text = message.string
    return list(text) if isinstance(text, list | tuple) else [text or ""]


def ids(message: Message) -> list[str]:
    """The English text: one, or singular and plural."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the code says today."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    messages.extract(template)
    with template.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def romanian() -> Catalog:
    """The committed catalogue."""
    return messages.catalogue("ro")


def test_all_texts_are_translated(extracted: Catalog, romanian: Catalog) -> None:
    missing = []
    for wanted in extracted:
        if not wanted.id:
            continue
        found = romanian.get(wanted.id, wanted.context)
        if found is None or ids(found) != ids(wanted) or not messages.done(found):
            missing.append(wanted.id)
    assert missing == [], "run `make messages`, then translate"


def test_no_text_is_left_over(extracted: Catalog, romanian: Catalog) -> None:
    left = [m.id for m in romanian if m.id and extracted.get(m.id, m.context) is None]
    assert left == [], "run `make messages`"


def test_macros_and_scripts_are_read(extracted: Catalog) -> None:
    files = {name for message in extracted for name, _line in message.locations}
    for part in ("templates/_macros/", "static/js/console/", "core/format_problems", "aliases"):
        assert any(part in name for name in files), part
    assert not any("vendor" in name for name in files)


def test_places_are_the_same(romanian: Catalog) -> None:
    wrong = []
    for message in romanian:
        if not message.id:
            continue
        allowed = [Counter(PLACES.findall(text)) for text in ids(message)]
        for number, form in enumerate(forms(message)):
            # Only the form for one may leave the number out, as the English one does.
            may_be = allowed if len(forms(message)) > 1 and number == 0 else allowed[-1:]
            if Counter(PLACES.findall(form)) not in may_be:
                wrong.append((message.id, form))
    assert wrong == []


def test_plurals_have_all_three_forms(romanian: Catalog) -> None:
    assert romanian.num_plurals == 3
    plurals = [message for message in romanian if not isinstance(message.id, str)]
    assert plurals
    assert [m.id for m in plurals if len(forms(m)) != 3 or not all(forms(m))] == []


def test_from_twenty_on_de_comes_between_number_and_noun(romanian: Catalog) -> None:
    few_is_enough = re.compile(
        r"%\(\w+\)[sd] (?!de |aici|găsite|selectate|se |are |nu |au |o |din |dintre |spun |așteaptă|"
        r"împreună)\w+"
    )
    wrong = []
    for message in romanian:
        if isinstance(message.id, str):
            continue
        _one, few, many = forms(message)
        if few == many and few_is_enough.search(many):
            wrong.append(many)
    assert wrong == []


def test_letters_have_a_comma_below(romanian: Catalog) -> None:
    assert [f for m in romanian for f in forms(m) if set(f) & set("şţŞŢãÃ")] == []


def test_quotation_marks_are_romanian(romanian: Catalog) -> None:
    """Low at the beginning, high at the end; straight ones only for what is typed in a file."""
    assert [f for m in romanian for f in forms(m) if "“" in f or f.count("„") != f.count("”")] == []


def test_nothing_is_left_in_english(romanian: Catalog) -> None:
    left = []
    for message in romanian:
        if not message.id or message.id in SAME:
            continue
        left += [
            form
            for number, form in enumerate(forms(message))
            if form == ids(message)[min(number, len(ids(message)) - 1)]
            or ENGLISH.search(QUOTED.sub("", form))
        ]
    assert left == []


def test_sentences_end_alike(romanian: Catalog) -> None:
    """A question stays one; what goes on, or ends with a stop, does so in translation."""
    ends = ("?", "…", ":", ".")
    wrong = []
    for message in romanian:
        if not message.id:
            continue
        wrong += [
            form
            for form in forms(message)
            for end in ends
            if ids(message)[-1].endswith(end) != form.endswith(end)
        ]
    assert wrong == []


def test_each_bird_has_a_name_of_its_own(romanian: Catalog) -> None:
    names = [forms(m)[0] for m in romanian if any("aliases" in name for name, _l in m.locations)]
    assert len(names) == len(set(names)) == len(aliases.NAMES) + 1


def test_scripts_get_their_texts_and_no_others(romanian: Catalog) -> None:
    sent = i18n.script_messages("ro")
    assert sent[""] == {"language": "ro"}
    assert sent["%(num)s proposal"] == [
        "%(num)s propunere",
        "%(num)s propuneri",
        "%(num)s de propuneri",
    ]
    in_scripts = {
        ids(m)[0] for m in romanian if any(name.endswith(".js") for name, _line in m.locations)
    }
    assert set(sent) - {""} == in_scripts
    assert "There is no roundtable with this code." not in sent
    assert i18n.script_messages("ro") is sent
    assert i18n.script_messages("en") == {"": {"language": "en"}}


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [(("ro",), "ro"), (("ro-MD",), "ro"), (("de", "ro"), "ro"), ((None, "xx"), "en"), ((), "en")],
)
def test_the_best_language_is_the_first_that_is_spoken(
    wanted: tuple[str | None, ...], spoken: str
) -> None:
    assert i18n.best(*wanted) == spoken


def test_languages_go_by_their_own_names() -> None:
    assert i18n.interface_languages() == {"en": "English", "ro": "română"}


def test_a_catalogue_is_where_it_is_looked_for() -> None:
    assert messages.po_of("ro") == Path(i18n.TRANSLATIONS) / "ro" / "LC_MESSAGES" / "messages.po"
