"""Scripts and stylesheets go out without their comments, and otherwise as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roundtable.web.assets import STATIC, lightened


def test_comments_of_their_own_lines_stay_behind() -> None:
    text = (
        "// What this is.\n/**\n * @param {string} a\n */\nexport const a = 1; // and why\n"
        '  // inside\n  const url = "http://x"; /* b */\n/** one */ const c = 2;\n'
    )
    assert lightened(text, ".js") == (
        'export const a = 1; // and why\n  const url = "http://x"; /* b */\n/** one */ const c = 2;\n'
    )
    assert (
        lightened("/* all */\n:root {\n  --a: 1; /* b */\n}\n", ".css")
        == "\n:root {\n--a: 1; \n}\n"
    )


@pytest.mark.parametrize("path", sorted(STATIC.glob("js/**/*.js")), ids=lambda path: path.name)
def test_code_is_left_as_it_is(path: Path) -> None:
    """Every line of code is there, in its order; what is gone is comment."""
    source = path.read_text("utf-8")
    light = lightened(source, ".js").splitlines()
    lines = iter(source.splitlines())
    assert all(line in lines for line in light)
    gone = len(source.splitlines()) - len(light)
    comments = re.findall(r"^\s*(?://|/\*|\*)", source, re.MULTILINE)
    assert gone <= len(comments)
