"""Every text that a script says is found where texts are collected: Babel does not see all of them.

Inside a template literal it takes the first closing brace for the end of an expression, so that a text
with values has to be made before the template.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import environment, messages

SCRIPTS = environment.ROOT / "roundtable" / "static" / "js"
CALL = re.compile(r'(?<![\w$.])(?:_|ngettext)\(\s*"((?:[^"\\]|\\.)*)"(?:,\s*"((?:[^"\\]|\\.)*)")?')


@pytest.fixture(scope="module")
def collected() -> set[str]:
    template = Path("build/scripts.pot")
    messages.extract(template)
    path = environment.ROOT / template
    try:
        with path.open("rb") as file:
            found = [message.id for message in read_po(file)]
    finally:
        path.unlink()
    return {text for each in found for text in ([each] if isinstance(each, str) else each)}


def test_texts_of_scripts_are_collected(collected: set[str]) -> None:
    lost = {
        (str(path.relative_to(SCRIPTS)), text)
        for path in SCRIPTS.rglob("*.js")
        for said in CALL.findall(path.read_text("utf-8"))
        for text in said
        if text and text.replace('\\"', '"') not in collected
    }
    assert not lost
