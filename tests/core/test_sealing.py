"""A sealed vote's file: what it tells, and that whatever is changed in it is found and named."""

from __future__ import annotations

import copy
import json
import random
import re
from typing import Any

import pytest

from roundtable.core import ballots, sealing, sealing_check
from roundtable.core.sealing import Document, Sealed
from roundtable.core.sealing_openings import check_openings
from tests.core.sealed_vote import OPTIONS, STAGE, forged, vote, write


def verify(data: bytes) -> list[str]:
    """What is wrong with a file: nothing, or sentences."""
    try:
        document = sealing_check.read(data)
    except sealing_check.Unreadable as error:
        return [str(error)]
    return [each.text for each in sealing_check.check(document, data) if not each.good]


@pytest.fixture(scope="module")
def made() -> tuple[Document, list[Sealed]]:
    return vote()


@pytest.fixture
def document(made: tuple[Document, list[Sealed]]) -> Document:
    return copy.deepcopy(made[0])


def test_a_whole_file_is_good_in_every_check(document: Document) -> None:
    data = write(document)
    told = sealing_check.check(sealing_check.read(data), data)
    assert all(each.good for each in told), told
    assert len(told) == 4
    assert document["fingerprint"] in told[0].text
    assert document["root"] in told[1].text
    assert 'by the rule "schulze", 12 ballots give the result' in told[3].text


def test_a_published_file_can_be_checked_by_later_versions(document: Document) -> None:
    """It is made anew for each download: what is written in it changes only with its version."""
    assert sealing.VERSION == 1
    fingerprint = "2d8e2be70224880d23dcf09188169bab35fa8d390840710a1486e82890ccd40a"
    assert document["fingerprint"] == fingerprint


def test_no_ballot_can_be_linked_to_a_receipt(made: tuple[Document, list[Sealed]]) -> None:
    """The same choices under other receipts, nonces and orders: the ballots stand as they stood."""
    document, sealed = made
    text = write(document).decode()
    assert not any(each.nonce.hex() in text for each in sealed)
    swapped = [
        Sealed(a.receipt, a.hash, a.nonce, b.chosen)
        for a, b in zip(sealed, reversed(sealed), strict=True)
    ]
    random.Random(3).shuffle(swapped)
    again = sealing.published(document, swapped, told=True)
    assert write(again) == write(document)


def test_a_bit_changed_anywhere_is_found_and_the_place_is_named(document: Document) -> None:
    """Every byte of the file, one of its bits at a time, each bit as often as any other."""
    data = write(document)
    lines = data.decode().split("\n")
    quiet = []
    for at in range(0, len(data), 3):
        changed = bytearray(data)
        changed[at] ^= 1 << at % 8
        found = verify(bytes(changed))
        line = data[:at].count(b"\n")
        if not found or not any(_names(each, lines, line) for each in found):
            quiet.append((at, line, found))
    assert not quiet, quiet[:5]


def _names(sentence: str, lines: list[str], line: int) -> bool:
    """Whether a sentence says where a change in this line is: its part, its row, or the line itself."""
    within = next((n for n in range(line, 0, -1) if lines[n].startswith(' "')), 0)
    name = lines[within].split('"')[1] if within else ""
    row = line - within
    named = {
        "list": f"Entry {row} of the list (",
        "ballots": f"Ballot {row}",
        "options": f"Option {row} (",
    }.get(name, f'"{name}"')
    said = re.match(f"{re.escape(named)}(?![0-9])", sentence)
    return bool(said) or any(each in sentence for each in (f'"{name}"', f"Line {line + 1} "))


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a document that holds no others."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[Any, ...]] = []
    for key, each in items:
        inner = isinstance(each, dict | list) and each
        found += _paths(each, (*path, key)) if inner else [(*path, key)]
    return found


def _mutated(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    return "x" if value is None else [value]


def test_every_field_that_is_changed_is_named(document: Document) -> None:
    for path in _paths(document):
        changed = copy.deepcopy(document)
        holder = changed
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = _mutated(holder[path[-1]])
        found = " ".join(verify(write(changed)))
        names = {
            "list": f"Entry {path[1] + 1} of the list" if path[0] == "list" else "",
            "ballots": f"Ballot {path[1] + 1}" if path[0] == "ballots" else "",
            "options": f"Option {path[1] + 1}" if path[0] == "options" else "",
        }
        assert names.get(path[0], f'"{path[0]}"') in found, (path, found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["list"].pop(2), "The list has 11 receipts; the count says 12."),
        (lambda d: d["list"].reverse(), "not in the order of its receipts"),
        (lambda d: d["list"].append(d["list"][-1]), "stands 2 times in the list"),
        (lambda d: d["ballots"].pop(), "There are 11 ballots for 12 receipts."),
        (lambda d: d["ballots"].reverse(), "not in the order of what they hold"),
        (lambda d: d["ballots"][4].update(marks={OPTIONS[0]: 4000}), "Ballot 5: its"),
        (lambda d: d["ballots"][4].update(marks={OPTIONS[0]: -1}), "Ballot 5 could not be cast"),
        (lambda d: d["ballots"][4].update(marks={"e" * 20: 1}), "Ballot 5 could not be cast"),
        (lambda d: d["settings"].update(seats=1), '"chosen" is'),
        (lambda d: d.update(rule="", settings={"ballot": "cards"}), "cannot be counted"),
        (lambda d: d["settings"].update(quorum="x"), "cannot be counted"),
        (lambda d: d.update(rule="borda"), 'is not the rule that the part "settings" names'),
        (lambda d: d["result"].update(voted=13), '"voted" is 12, while the file says 13'),
        (lambda d: d["result"].pop("order"), '"order" is'),
        (lambda d: d["result"]["order"].reverse(), '"order" is'),
        (lambda d: d["options"].pop(), "could not be cast"),
    ],
)
def test_a_forgery_whose_hashes_fit_is_found_by_counting(
    document: Document, change: Any, words: str
) -> None:
    change(document)
    found = verify(write(forged(document)))
    assert any(words in each for each in found), found


def test_a_ballot_exchanged_with_fitting_hashes_is_told_by_the_result(document: Document) -> None:
    """All ballots made the same: number and hashes fit, only the count does not."""
    document["ballots"] = [{"abstains": False, "marks": {OPTIONS[3]: 1}} for _ in range(12)]
    assert any("Counted again" in each for each in verify(write(forged(document))))


def test_who_forges_all_of_it_is_found_by_what_was_written_down(document: Document) -> None:
    root, fingerprint = document["root"], document["fingerprint"]
    document["title"] = "Another vote"
    document["list"][0]["hash"] = "0" * 64
    other = forged(document)
    assert verify(write(other)) == []
    for part, value in (("root", root), ("fingerprint", fingerprint)):
        assert not sealing_check.same_as_shown(other, part, value).good
        assert not sealing_check.same_as_shown(other, part, value[:15]).good
        assert sealing_check.same_as_shown(other, part, f" {other[part][:16].upper()} ").good


def test_a_list_under_the_root_that_was_shown_of_another_one_is_found(document: Document) -> None:
    """All other hashes fit: whoever compares the root alone must not be deceived."""
    shown = document["root"]
    document["list"][0]["hash"] = "0" * 64
    found = verify(write(forged(document, root=shown)))
    assert found == ['The list does not give the root that stands in the part "root".']


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Line 1 of the file is not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"{}", 'The part "about" is missing'),
        (b"[" * 100_000, "it holds what no such file holds"),
        (b'{"a": 1e999}', "it holds the number 1e999"),
        (b'{"a": NaN}', "it holds the number NaN"),
        (b'{"a": ' + b"9" * 5000 + b"}", "it holds what no such file holds"),
        (b'{"a": 1, "a": 2}', 'it says "a" twice'),
    ],
)
def test_a_broken_file_is_told_in_one_sentence(data: bytes, words: str) -> None:
    (found,) = verify(data)
    assert words in found


def test_any_json_in_the_place_of_any_part_is_told(document: Document) -> None:
    odd: list[Any] = [None, True, -1, "x", "\ud800", [], [1], [[]], [{}], {}, {"x": 1}, 10**30]
    for part in sealing.PARTS:
        for value in odd:
            text = json.dumps({**document, part: value}, indent=1)
            assert verify(text.encode()), (part, value)


def test_a_file_written_anew_is_told(document: Document) -> None:
    told = verify(write(document).replace(b"\n", b"\r\n"))
    assert told == ["Line 1 of the file was written otherwise than it was published."]


def test_a_receipt_finds_its_hash_however_it_is_typed(made: tuple[Document, list[Sealed]]) -> None:
    document, sealed = made
    one = sealed[5]
    typed = f" {one.receipt[:4].upper()} {one.receipt[5:]}"
    found = sealing_check.find_receipt(document, typed)
    assert found.good
    assert one.hash in found.text
    assert not sealing_check.find_receipt(document, "zzzz-zzzz").good


def test_words_withheld_later_change_nothing_else(document: Document) -> None:
    document["options"][1]["title"] = None
    data = write(document)
    told = sealing_check.check(sealing_check.read(data), data)
    assert all(each.good for each in told)
    assert 'The words of option "P-002" were withheld afterwards.' in [each.text for each in told]


def test_few_ballots_are_not_published() -> None:
    document, sealed = vote(4)
    assert document["ballots"] is None
    assert document["count"] == 4
    data = write(document)
    told = sealing_check.check(document, data)
    assert all(each.good for each in told)
    assert "fewer than 5 people voted" in told[-1].text
    opened = sealing.openings("KLM482", STAGE, document["root"], sealed)
    told = check_openings(document, opened, sealing.dump(opened).encode())
    assert all(each.good for each in told)
    assert "4 ballots give the result" in told[-1].text


# --- openings --------------------------------------------------------------------------------


def audit(document: Document, opened: Document) -> list[str]:
    data = sealing.dump(opened).encode()
    told = check_openings(document, opened, data)
    return [each.text for each in told if not each.good]


def test_openings_show_that_list_and_ballots_are_the_same(
    made: tuple[Document, list[Sealed]],
) -> None:
    document, sealed = made
    opened = sealing.openings("KLM482", STAGE, document["root"], sealed)
    assert audit(document, opened) == []
    for path in _paths(opened):
        if path[0] == "version":
            continue  # told when the file is read
        changed = copy.deepcopy(opened)
        holder = changed
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = _mutated(holder[path[-1]])
        found = " ".join(audit(document, changed))
        named = opened["openings"][path[1]]["receipt"] if path[0] == "openings" else path[0]
        assert named in found, (path, found)


def test_a_ballot_that_was_exchanged_is_found_by_the_openings(
    made: tuple[Document, list[Sealed]],
) -> None:
    document, sealed = copy.deepcopy(made)
    opened = sealing.openings("KLM482", STAGE, document["root"], sealed)
    document["ballots"][0]["marks"] = {OPTIONS[2]: 1}
    assert audit(document, opened) == [
        "The ballots that were sealed are not the ballots that are published."
    ]


# --- sealing ---------------------------------------------------------------------------------


def test_all_ballots_take_the_same_room() -> None:
    keys = [f"{n:020}" for n in range(40)]
    most = sealing.choice(dict.fromkeys(keys, 1000))
    room = sealing.room_for(40, pairs=False)
    assert len(sealing.padded(most, room)) == len(sealing.padded(sealing.choice({}), room)) == room
    pairs = [ballots.pair_key(a, b) for n, a in enumerate(keys) for b in keys[n + 1 :]]
    answered = sealing.choice(dict.fromkeys(pairs, -1))
    room = sealing.room_for(40, pairs=True)
    assert sealing.unpadded(sealing.padded(answered, room)) == answered
    with pytest.raises(ValueError, match="longer"):
        sealing.padded(answered, 256)


def test_a_commitment_binds_to_vote_nonce_marks_and_abstention() -> None:
    nonce, marks = b"n" * 32, {"a": 1}
    all_of_them = {
        sealing.commitment("one", nonce, sealing.choice(marks)),
        sealing.commitment("two", nonce, sealing.choice(marks)),
        sealing.commitment("one", b"m" * 32, sealing.choice(marks)),
        sealing.commitment("one", nonce, sealing.choice({"a": 2})),
        sealing.commitment("one", nonce, sealing.choice({})),
        sealing.commitment("one", nonce, sealing.choice({}, abstains=True)),
    }
    assert len(all_of_them) == 6
