"""docs/protocol.md says what the program does."""

import ast
import re
from pathlib import Path

from roundtable import projections, protocol
from roundtable.commands import REGISTRY, SYSTEM
from roundtable.words import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "protocol.md").read_text("utf-8")


def test_commands_arguments_and_errors_are_those_of_the_registry() -> None:
    assert protocol.renewed(PAGE) == PAGE, "run: python -m roundtable.protocol docs/protocol.md"


def test_every_command_for_people_is_described() -> None:
    for command in REGISTRY.values():
        assert (f"### `{command.name}`" in PAGE) is (command.roles != {SYSTEM})


def test_every_event_on_the_wire_is_described() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "roundtable/live").glob("*.py"))
    sent = set(re.findall(r"(?:send_one|broadcast)\([^,]+(?:\([^)]*\))?, \"(\w+)\"", sources))
    assert {"hello", "snapshot", "frame", "view", "me", "presence", "progress", "bye"} <= sent
    assert not {event for event in sent if f"| `{event}` |" not in PAGE}


def test_every_collection_and_its_audiences_are_described() -> None:
    table = PAGE.split("| collection |")[1].split("\n\n")[0]
    for name in projections.COLLECTIONS:
        assert f"`{name}`" in table


def test_every_refusal_has_words() -> None:
    codes = {
        node.args[0].value
        for path in (ROOT / "roundtable").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and node.args
        if isinstance(node.args[0], ast.Constant)
    }
    assert not codes - MESSAGES.keys()


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    config = (ROOT / "roundtable" / "config.py").read_text("utf-8")
    for name in re.findall(r"^    \"(\w+)\": \w+,$", config, re.MULTILINE):
        assert f"`{name.upper()}`" in readme
