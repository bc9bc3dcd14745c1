"""What `tomllib` says of a broken file, as a line and a code that has a plain sentence."""

from __future__ import annotations

import re
from typing import Final

from roundtable.core.toml_lines import last_key

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

# By the beginning of the message; the first that fits.
_CODES: Final = (
    ("Cannot overwrite", "syntax_twice"),
    ("Cannot declare", "syntax_twice"),
    ("Cannot mutate", "syntax_twice"),
    ("Duplicate inline table key", "syntax_twice"),
    ("Illegal character '\\n'", "syntax_open"),
    ("Found invalid character '\\n'", "syntax_open"),
    ("Unterminated string", "syntax_never_closed"),
    ('Expected "', "syntax_never_closed"),
    ("Unescaped '\\'", "syntax_backslash"),
    ("Illegal character", "syntax_control"),
    ("Found invalid character", "syntax_control"),
    ("Unclosed", "syntax_list"),
    ("Invalid value", "syntax_value"),
    ("Expected newline or end of document", "syntax_more"),
    ("Expected ']", "syntax_heading"),
    ("Expected '='", "syntax_pair"),
    ("Invalid statement", "syntax_pair"),
    ("Invalid initial character for a key", "syntax_pair"),
)


def explain(message: str, text: str) -> tuple[int, str, str]:
    """The line, the code of the problem, and tomllib's own words without the place."""
    at = _AT_LINE.search(message)
    detail = message[: at.start()] if at else message
    code = next((code for start, code in _CODES if detail.startswith(start)), "syntax")
    if code == "syntax_never_closed":
        return last_key(text), code, detail  # where it begins helps, the end of the file does not
    last = len(text.rstrip().split("\n"))
    return int(at.group(1)) if at and at.group(1) else last, code, detail
