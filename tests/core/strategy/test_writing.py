"""Four writers, offline stretches, any edits: what was acknowledged is there, and what clashed waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.core.errors import Refused
from roundtable.core.strategy import writing as w
from roundtable.core.strategy.merging import merge
from roundtable.core.strategy.sentences import units
from roundtable.core.strategy.writing import Paragraph, Saved, Writing

BASE = "One desk opens. [[F-7]] People wait. They are told."


def started() -> Paragraph:
    return w.begin("p1", "en", Writing("w0", 1, BASE, "Ana", 0))


def test_different_sentences_are_merged() -> None:
    mine = BASE.replace("One desk", "Two desks")
    theirs = BASE.replace("They are told.", "They are told at once.")
    both = "Two desks opens. [[F-7]] People wait. They are told at once."
    assert merge(BASE, mine, theirs, "en") == both
    assert merge(BASE, mine, BASE, "en") == merge(BASE, BASE, mine, "en") == mine
    assert merge(BASE, mine, mine, "en") == mine


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (BASE.replace("wait", "hope"), BASE.replace("wait", "fear")),
        (BASE + " Mine.", BASE + " Theirs."),
        ("", BASE.replace("wait", "hope")),
        (BASE.replace("People", "New. People"), BASE.replace("People wait", "They wait")),
    ],
)
def test_the_same_place_is_for_a_person(mine: str, theirs: str) -> None:
    assert merge(BASE, mine, theirs, "en") is None
    assert merge(BASE, theirs, mine, "en") is None


sentence = st.sampled_from(["Aa. ", "Bb. ", "Cc! ", "Dd? [[F-1]] ", "Ee\n", "Ff. ", "Gg. "])
texts = st.lists(sentence, max_size=6).map("".join)


@given(texts, texts, texts)
def test_a_merge_has_all_that_either_added_and_nothing_else(
    base: str, mine: str, theirs: str
) -> None:
    merged = merge(base, mine, theirs, "en")
    assert merged == merge(base, theirs, mine, "en")
    if merged is None:
        return
    there, before = Counter(units(merged, "en")), Counter(units(base, "en"))
    added = [Counter(units(text, "en")) - before for text in (mine, theirs)]
    assert all(not new - there for new in added)
    assert not there - before - added[0] - added[1]


def test_a_lease_keeps_others_out_until_it_runs_out() -> None:
    leases = w.taken({}, "p1", "Ana", 1000)
    assert w.holder(leases, "p1", 1000 + w.LEASE - 1) == "Ana"
    with pytest.raises(Refused) as refused:
        w.taken(leases, "p1", "Ion", 2000)
    assert refused.value.params == {"who": "Ana", "until": 1000 + w.LEASE}
    leases = w.taken(leases, "p1", "Ana", 2000)
    leases = w.taken(leases, "p2", "Ion", 2000)
    assert w.released(leases, "p1", "Ion") == leases
    assert w.holder(w.released(leases, "p1", "Ana"), "p1", 2001) is None
    late = w.taken(leases, "p1", "Ion", 2000 + w.LEASE)
    assert {part: lease.who for part, lease in late.items()} == {"p1": "Ion"}


def test_two_who_were_offline_get_both_and_a_person_joins() -> None:
    paragraph, first = w.save(started(), Writing("a", 1, BASE.replace("wait", "hope"), "Ana", 1))
    assert first == Saved("saved", 2)
    late = Writing("b", 1, BASE.replace("wait", "fear"), "Ion", 2)
    paragraph, second = w.save(paragraph, late)
    assert second == Saved("aside", 2)
    (side,) = w.sides(paragraph)
    assert (side.writing, side.base, side.stands) == (late, BASE, paragraph.newest.text)
    assert w.save(paragraph, late) == (paragraph, second)
    with pytest.raises(Refused, match="id_taken"):
        w.save(paragraph, Writing("b", 1, "other", "Ion", 2))
    with pytest.raises(Refused, match="version_newer"):
        w.join(paragraph, Writing("c", 1, "x", "Ana", 3), ["b"])
    with pytest.raises(Refused, match="side_unknown"):
        w.join(paragraph, Writing("c", 2, "x", "Ana", 3), ["zz"])
    both = Writing("c", 2, BASE.replace("wait", "hope and fear"), "Ana", 3)
    paragraph, joined = w.join(paragraph, both, ["b"])
    assert joined == Saved("saved", 3)
    assert w.join(paragraph, both, ["b"]) == (paragraph, joined)
    assert w.sides(paragraph) == ()
    assert paragraph.writing("b") == late
    assert w.restored(paragraph, 1, "d", "Ana", 4).newest.text == BASE


def test_a_version_that_is_not_there_is_refused() -> None:
    for base in (0, 2, -1):
        with pytest.raises(Refused, match="version_unknown"):
            w.save(started(), Writing("a", base, "x", "Ana", 1))


@dataclass
class Writer:
    """A browser: what it began from, what it shows, and what it has sent without an answer."""

    name: str
    base: int = 1
    text: str = BASE
    waiting: list[Writing] = field(default_factory=list)
    sent: int = 0

    def queue(self) -> None:
        self.sent += 1
        self.waiting.append(Writing(f"{self.name}{self.sent}", self.base, self.text, self.name, 0))


steps = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["type", "type", "send", "send", "again", "see", "join"]),
        st.integers(0, 9),
        st.sampled_from(["Kk. ", "Ll! ", "", "Mm? [[F-1]] ", "Nn\n"]),
    ),
    max_size=60,
)


@settings(max_examples=150)
@given(steps)
def test_nothing_acknowledged_is_ever_lost(steps: list[tuple[int, str, int, str]]) -> None:
    paragraph = started()
    writers = [Writer(name) for name in "abcd"]
    acknowledged: dict[str, tuple[Writing, Saved]] = {}
    joined: set[str] = set()
    for who, verb, place, new in steps:
        writer = writers[who]
        if verb == "type":  # also offline: what it is sent with is the version it saw last
            parts = list(units(writer.text, "en"))
            at = place % (len(parts) + 1)
            writer.text = "".join([*parts[:at], new, *parts[at + place % 2 :]])
            writer.queue()
        elif verb == "send" and writer.waiting:
            one = writer.waiting.pop(0)
            paragraph, saved = w.save(paragraph, one)
            acknowledged[one.id] = (one, saved)
        elif verb == "again" and acknowledged:
            one, saved = list(acknowledged.values())[place % len(acknowledged)]
            same, answer = w.save(paragraph, one)
            assert same == paragraph
            assert one.id in joined or (answer.how == saved.how)
        elif verb == "see" and not writer.waiting:
            writer.base, writer.text = paragraph.newest.number, paragraph.newest.text
        elif verb == "join" and (waiting := w.sides(paragraph)):
            side = waiting[place % len(waiting)].writing
            text = f"{paragraph.newest.text}\n{side.text}"
            writer.sent += 1
            key = f"{writer.name}{writer.sent}"
            one = Writing(key, paragraph.newest.number, text, writer.name, 0)
            paragraph, saved = w.join(paragraph, one, [side.id])
            acknowledged[key] = (one, saved)
            joined.add(side.id)
    # Each is kept as it came, and is in exactly one of: a version, the side that waits.
    kept = {each.id: each for each in paragraph.written}
    inside = [key for version in paragraph.versions for key in version.of]
    for key, (one, saved) in acknowledged.items():
        assert kept[key] == one
        assert inside.count(key) + paragraph.aside.count(key) == 1
        assert (key in paragraph.aside) == (saved.how == "aside" and key not in joined)
        if saved.how != "aside":
            version = paragraph.versions[saved.version - 1]
            fresh = Counter(units(one.text, "en")) - Counter(
                units(paragraph.versions[one.base - 1].text, "en")
            )
            assert not fresh - Counter(units(version.text, "en"))
    assert {s.writing.id for s in w.sides(paragraph)} == set(paragraph.aside)
    assert len(kept) == len(acknowledged) + 1
