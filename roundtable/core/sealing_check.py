"""Checking a published vote: is the file as it was made, and do its ballots give its result?

Each check is a sentence, good or bad; a bad one names the part, the ballot or the receipt that is wrong.
Nothing here needs a database or trusts the installation that made the file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from roundtable.core import ballots, sealing, sealing_count
from roundtable.core.errors import Refused
from roundtable.core.sealing import Document

#: Digits that a fingerprint or a root must be given with, so that it is hard to meet by chance.
FEWEST_DIGITS: Final = 16
_SAID: Final = 40


class Unreadable(Exception):
    """A file that is no published vote; the message is a sentence that says where it goes wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: `good`, in a sentence."""

    good: bool
    text: str


def read(data: bytes, order: tuple[str, ...] = sealing.PARTS) -> Document:
    """A file's parts, as they stand in it. Raises `Unreadable`; what the parts hold is not checked."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{_line_of(data, error.start)} is not UTF-8.") from None
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction
        )
    except json.JSONDecodeError as error:
        at = len(text[: error.pos].encode())
        raise Unreadable(f"{_line_of(data, at)} is not JSON: {error.msg}.") from None
    except (ValueError, RecursionError) as error:
        why = error.args[0] if isinstance(error, _Wrong) else "it holds what no such file holds"
        raise Unreadable(f"The file is not a published vote: {why}.") from None
    if not isinstance(found, dict):
        raise Unreadable("The file is not a published vote: it is not a JSON object.")
    if missing := [part for part in order if part not in found]:
        raise Unreadable(f"The part {_said(missing[0])} is missing.")
    if unknown := [part for part in found if part not in order]:
        raise Unreadable(f"The part {_said(unknown[0])} does not belong into such a file.")
    if found["version"] != sealing.VERSION or isinstance(found["version"], bool):
        raise Unreadable(
            f'The part "version" is {_said(found["version"])}; this program reads {sealing.VERSION}.'
        )
    return found


class _Wrong(ValueError):
    """What JSON allows and a published file never holds."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise _Wrong(f"it says {_said(twice)} twice in one place")
    return found


def _no_fraction(number: str) -> Any:
    raise _Wrong(f"it holds the number {number[:_SAID]}")


def _line_of(data: bytes, at: int) -> str:
    """Where a byte is: its line, and the last part that begins before its end."""
    before = data[:at]
    parts = re.findall(rb'^ "([a-z]+)"', before + data[at:].partition(b"\n")[0], re.MULTILINE)
    within = f' (after the part "{parts[-1].decode()}" begins)' if parts else ""
    return f"Line {before.count(10) + 1} of the file{within}"


def _said(value: object) -> str:
    """A value of the file as it can be printed anywhere, and not too much of it."""
    text = json.dumps(value)
    return text if len(text) <= _SAID else f"{text[: _SAID - 1]}…"


def check(document: Document, data: bytes) -> list[Finding]:
    """Everything that the file itself can tell; `data` is the file as it was read."""
    if shape := wrong_shapes(document):
        return [Finding(False, text) for text in shape]
    found = [*_unchanged(document, data), *_list(document)]
    if document["ballots"] is None:
        found.append(Finding(True, _not_told(document)))
    else:
        found += [*_number(document), *counted(document, document["ballots"])]
    return found


def _not_told(document: Document) -> str:
    return (
        f"The ballots are not published, as fewer than {document['threshold']} people voted; "
        "so the result cannot be counted again from this file."
    )


# --- shapes ----------------------------------------------------------------------------------


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10**12


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def is_hex(digits: int) -> Callable[[object], bool]:
    """Whether something is so many hexadecimal digits, in small letters."""
    return lambda value: (
        isinstance(value, str) and bool(re.fullmatch(f"[0-9a-f]{{{digits}}}", value))
    )


def _is_rows(value: object) -> bool:
    return isinstance(value, list)


def is_marks(value: object) -> bool:
    """Whether something is marks: whole numbers by keys."""
    return isinstance(value, dict) and all(
        isinstance(mark, int) and not isinstance(mark, bool) and abs(mark) <= ballots.LAST
        for mark in value.values()
    )


Shape = Mapping[str, Callable[[Any], bool]]
_CHECK: Final = is_hex(32)
_HASH: Final = is_hex(64)
IS_RECEIPT: Final = re.compile("[0-9a-z]{4}-[0-9a-z]{4}")
_PARTS: Final[Shape] = {
    "about": _is_text, "version": _is_number, "code": _is_text, "stage": _is_text,
    "title": _is_text, "question": _is_text, "settings": _is_object, "rule": _is_text,
    "seed": _is_text, "present": _is_number, "threshold": _is_number,
    "options": _is_rows, "count": _is_number, "list": _is_rows, "root": _HASH,
    "ballots": lambda value: value is None or _is_rows(value), "result": _is_object,
    "checks": lambda value: isinstance(value, dict)
    and set(value) == set(sealing.CHECKED) and all(map(_HASH, value.values())),
    "fingerprint": _HASH,
}  # fmt: skip
_ROWS: Final[Mapping[str, Shape]] = {
    "options": {
        "id": _is_text, "label": _is_text, "check": _CHECK,
        "title": lambda value: value is None or _is_text(value),
        "cost": lambda value: value is None or _is_number(value),
    },
    "list": {"receipt": _is_text, "hash": _HASH, "check": _CHECK},
    "ballots": {"abstains": lambda value: isinstance(value, bool), "marks": is_marks, "check": _CHECK},
}  # fmt: skip


def wrong_shapes(document: Document) -> list[str]:
    """Parts and rows that hold what they never can."""
    wrong = [
        f'The part "{part}" cannot be what it is: {_said(document[part])}.'
        for part, fits in _PARTS.items()
        if not fits(document[part])
    ]
    if wrong:
        return wrong
    for part, shape in _ROWS.items():
        for number, row in enumerate(document[part] or ()):
            if why := wrong_row(row, shape):
                wrong.append(f"{_name(part, number, row)}: {why}")
    return wrong


def wrong_row(row: object, shape: Shape) -> str | None:
    """What is wrong with a row, None if nothing is."""
    if not isinstance(row, dict):
        return f"it cannot be {_said(row)}."
    if odd := sorted(row.keys() ^ shape.keys()):
        there = "does not belong there" if odd[0] in row else "is missing"
        return f"{_said(odd[0])} {there}."
    for name, fits in shape.items():
        if not fits(row[name]):
            return f'its "{name}" cannot be {_said(row[name])}.'
    return None


def _name(part: str, number: int, row: object) -> str:
    """What a row is called in a sentence."""
    named = row if isinstance(row, dict) else {}
    if part == "list":
        return f"Entry {number + 1} of the list (receipt {_said(named.get('receipt'))})"
    if part == "options":
        return f"Option {number + 1} ({_said(named.get('label'))})"
    return f"Ballot {number + 1}"


# --- unchanged -------------------------------------------------------------------------------


def _unchanged(document: Document, data: bytes) -> list[Finding]:
    """Whether every part is as its hash says, and every byte as it was written."""
    wrong = []
    for part in sealing.CHECKED:
        rows = (document[part] or ()) if part in sealing.ROWS else ()
        changed = [n for n, row in enumerate(rows) if _is_changed(part, row)]
        wrong += [f"{_name(part, n, rows[n])} was changed." for n in changed]
        if not changed and (
            sealing.check_of_part(part, document[part]) != document["checks"][part]
        ):
            wrong.append(f'The part "{part}", or its hash in "checks", was changed.')
    if sealing.digest(document["checks"]) != document["fingerprint"]:
        wrong.append('The part "checks" and the part "fingerprint" do not belong together.')
    if not wrong and (line := first_difference(document, data)):
        wrong.append(f"{line} was written otherwise than it was published.")
    if wrong:
        return [Finding(False, text) for text in wrong]
    withheld = [option["label"] for option in document["options"] if option["title"] is None]
    whole = f"The file is as it was made; its fingerprint is {document['fingerprint']}."
    return [Finding(True, whole), *(_withheld(label) for label in withheld)]


def _withheld(label: str) -> Finding:
    return Finding(True, f"The words of option {_said(label)} were withheld afterwards.")


def _is_changed(part: str, row: Document) -> bool:
    """Whether a row is not as its check says; words that were withheld cannot be checked."""
    if part == "options" and row["title"] is None:
        return False
    return bool(sealing.check_of(row) != row["check"])


def first_difference(document: Document, data: bytes) -> str | None:
    """The first line that is not written as such a file is, None where all are."""
    made = sealing.dump(document).encode("utf-8", "surrogatepass")
    if made == data:
        return None
    at = next((n for n, (a, b) in enumerate(zip(made, data, strict=False)) if a != b), None)
    return _line_of(data, min(len(made), len(data)) if at is None else at)


def _list(document: Document) -> list[Finding]:
    """Whether the list gives the root, in its order, each receipt once."""
    rows = document["list"]
    receipts = [row["receipt"] for row in rows]
    wrong = [
        f'Receipt "{receipt}" stands {times} times in the list.'
        for receipt, times in Counter(receipts).items()
        if times > 1
    ]
    if receipts != sorted(receipts):
        wrong.append("The list is not in the order of its receipts.")
    if len(rows) != document["count"]:
        wrong.append(f"The list has {len(rows)} receipts; the count says {document['count']}.")
    if sealing.root_of((row["receipt"], row["hash"]) for row in rows) != document["root"]:
        wrong.append('The list does not give the root that stands in the part "root".')
    if wrong:
        return [Finding(False, text) for text in wrong]
    return [
        Finding(
            True,
            f"The list holds {number_of(len(rows), 'receipt')}, each once; its root is {document['root']}.",
        )
    ]


def number_of(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# --- ballots and result ----------------------------------------------------------------------


def _number(document: Document) -> list[Finding]:
    """Whether there are as many ballots as receipts, in an order that tells nothing."""
    rows = document["ballots"]
    wrong = []
    if len(rows) != document["count"]:
        wrong.append(
            f"There are {number_of(len(rows), 'ballot')} for {number_of(document['count'], 'receipt')}."
        )
    contents = [sealing.canonical(sealing.choice(r["marks"], abstains=r["abstains"])) for r in rows]
    if contents != sorted(contents):
        wrong.append("The ballots are not in the order of what they hold.")
    if wrong:
        return [Finding(False, text) for text in wrong]
    return [Finding(True, f"{number_of(len(rows), 'ballot')}: as many as there are receipts.")]


#: What counting raises where settings or options were made up.
_UNCOUNTABLE: Final = (
    ArithmeticError, AttributeError, LookupError, RecursionError, Refused, TypeError, ValueError,
)  # fmt: skip


def counted(document: Document, cast: list[Document]) -> list[Finding]:
    """Whether all ballots can be cast in this vote, and give the result that was published."""
    try:
        if document["rule"] != ballots.rule_of(document["settings"]):
            return [
                Finding(False, 'The part "rule" is not the rule that the part "settings" names.')
            ]
        wrong = [
            f"Ballot {number + 1} could not be cast in this vote."
            for number, ballot in enumerate(cast)
            if not sealing_count.could_be_cast(document, ballot)
        ]
        if wrong:
            return [Finding(False, text) for text in wrong]
        again = sealing_count.recount(document, cast)
    except _UNCOUNTABLE:
        return [Finding(False, "The ballots cannot be counted with the settings in the file.")]
    if differs := _differences(document["result"], again):
        return [Finding(False, f"Counted again, {each}.") for each in differs]
    how = f'Counted again by the rule "{document["rule"]}", {number_of(len(cast), "ballot")}'
    return [Finding(True, f"{how} give the result that was published.")]


def _differences(told: Document, again: Document) -> list[str]:
    """What of a result is told otherwise than it is counted, named by where it stands."""
    return [
        f"{where} is {_said(now)}, while the file says {_said(then)}"
        for where, then, now in _apart('the part "result"', told, again)
    ]


def _apart(where: str, told: Any, again: Any) -> list[tuple[str, Any, Any]]:
    if isinstance(told, dict) and isinstance(again, dict):
        return [
            each
            for name in sorted(told.keys() | again.keys())
            for each in _apart(f"{where}, {_said(name)}", told.get(name), again.get(name))
        ]
    same = sealing.canonical(told) == sealing.canonical(again)
    return [] if same else [(where, told, again)]


# --- what only somebody else knows -----------------------------------------------------------


def same_as_shown(document: Document, part: str, typed: str) -> Finding:
    """Whether a fingerprint or a root is the one that somebody wrote down, whole or its first digits."""
    given = "".join(typed.lower().split())
    if len(given) < FEWEST_DIGITS or not is_hex(len(given))(given):
        return Finding(
            False,
            f"The {part} to compare with must be at least {FEWEST_DIGITS} digits, 0 to 9 and a to f.",
        )
    if not document[part].startswith(given):
        return Finding(False, f"The {part} is another one: this file's is {document[part]}.")
    return Finding(True, f"The {part} is the one that you wrote down.")


def find_receipt(document: Document, typed: str) -> Finding:
    """The hash of a receipt, to compare with the one that the phone showed."""
    receipt = sealing.read_receipt(typed)
    for row in document["list"]:
        if row["receipt"] == receipt:
            return Finding(True, f"Receipt {receipt} is in the list, with the hash {row['hash']}.")
    return Finding(False, f"Receipt {_said(receipt)} is not in the list.")
