from __future__ import annotations

from collections.abc import Sequence

from roundtable.core.grouping.names import LONGEST_TITLE, Named, Said, Word, name
from roundtable.core.grouping.spelling import words


def _said(text: str, language: str = "en", lemmas: dict[str, str] | None = None) -> Said:
    forms = words(text)
    return Said(
        text, language, [Word(form, (lemmas or {}).get(form, form.lower())) for form in forms]
    )


def _names(*texts: str, language: str = "en") -> list[Named]:
    """Names of groups of two texts each."""
    said = [_said(text, language) for text in texts]
    return name([[n, n + 1] for n in range(0, len(texts), 2)], said)


def test_words_that_tell_a_group_apart_name_it() -> None:
    bus, school = _names(
        "We should have a night bus to the factory",
        "A cheaper bus for the people of the factory",
        "The school should have warm lunch",
        "Lunch for all children of the school",
    )
    assert bus.title == "Bus, factory"
    assert set(bus.why) == {"bus", "factory"}
    assert set(school.why) == {"lunch", "school"}
    assert bus.language == "en"


def test_two_words_that_stand_together_are_one_name() -> None:
    (named,) = _names("A family doctor near us", "The family doctor has no time")
    assert named.title == "Family doctor"
    (named,) = _names("Medici de familie aproape", "Mai mulți medici de familie", language="ro")
    assert named.title == "Medici de familie"
    (named,) = _names("No doctor, family comes first", "The family needs a doctor")
    assert named.title in {"Doctor, family", "Family, doctor"}


def test_words_are_counted_by_their_lemmas_and_shown_as_they_are_written() -> None:
    lemmas = {"buses": "bus", "Bus": "bus"}
    texts = [_said("Night buses", lemmas=lemmas), _said("More buses", lemmas=lemmas), _said("Bus")]
    (named,) = name([[0, 1, 2]], texts)
    assert named.why == ("buses",)


def test_a_name_is_in_the_language_of_most_texts() -> None:
    texts = [
        _said("Mehr Busse fahren nachts", "de"),
        _said("Busse zur Fabrik", "de"),
        _said("A bus"),
    ]
    (named,) = name([[0, 1, 2]], texts)
    assert (named.title, named.language) == ("Busse", "de")
    (named,) = name([[0, 1, 2]], texts, ["en"])
    assert (named.title, named.language) == ("Bus", "en")
    (named,) = name([[0, 1, 2]], texts, ["ro"])
    assert named.language == "de"


def test_a_group_of_many_languages_is_named_by_what_is_nearest_to_its_meaning() -> None:
    texts = [
        _said("Crèche avant six heures", "fr"),
        _said("Kindergartens open at six"),
        _said("Krippe", "de"),
    ]
    asked: list[tuple[str, tuple[str, ...]]] = []

    def nearness(number: int, language: str, forms: Sequence[str]) -> list[float]:
        assert number == 0
        asked.append((language, tuple(forms)))
        return [float(form.lower() in {"crèche", "kindergartens", "krippe"}) for form in forms]

    (named,) = name([[0, 1, 2]], texts, ["en"], nearness)
    assert (named.title, named.language) == ("Kindergartens", "en")
    assert named.why == ("crèche", "kindergartens", "Krippe")
    assert {language for language, _ in asked} == {"fr", "en", "de"}
    (named,) = name([[0, 1, 2]], texts, ["en"])
    assert named.why == ()


def test_where_there_are_no_words_the_text_itself_is_the_title() -> None:
    long = "我们需要更多的公共汽车" * 12
    texts = [_said(long, "zh"), _said("?!", "zh"), _said("of the", "en"), _said("to be", "en")]
    first, second = name([[0, 1], [2, 3]], texts)
    assert len(first.title) <= LONGEST_TITLE
    assert first.title.endswith("…")
    assert (second.title, second.why) == ("Of the", ())


def test_no_groups_have_no_names() -> None:
    assert name([], []) == name([], [_said("Alone")]) == []
