"""Codes that people read from a wall and type: three letters, three digits, nothing to mix up."""

from __future__ import annotations

import re
from collections.abc import Callable

#: No vowels (no words arise), and no letter that looks or sounds like another letter or a digit.
LETTERS = "CDFGHJKLMNPRTVWXYZ"
DIGITS = "23456789"

_CODE = re.compile(rf"[{LETTERS}]{{3}}[{DIGITS}]{{3}}")


def make(choose: Callable[[str], str]) -> str:
    """A fresh code such as "KLM482"; `choose` picks one character of a string by chance."""
    return "".join(choose(LETTERS) for _ in range(3)) + "".join(choose(DIGITS) for _ in range(3))


def read(typed: str) -> str | None:
    """What somebody typed as a code, or None: spaces, hyphens and small letters are forgiven."""
    code = re.sub(r"[\s\-._]+", "", typed[:40]).upper()
    return code if _CODE.fullmatch(code) else None


def show(code: str) -> str:
    """The code as people read it: "KLM 482"."""
    return f"{code[:3]} {code[3:]}"
