"""Whatever is refused is refused in a sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from roundtable import actions, words  # noqa: F401 (actions registers the commands)
from roundtable.commands import REGISTRY, STRATEGIES

PACKAGE = Path(words.__file__).parent


def raised() -> Iterator[tuple[str, str]]:
    """Every code that is written down as the first argument of `Refused`, and where."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "Refused" and node.args:
                for code in _texts(node.args[0]):
                    yield code, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _texts(argument: ast.expr) -> Iterator[str]:
    """The texts that an argument may be: itself, or either branch of a condition."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _texts(argument.body)
        yield from _texts(argument.orelse)
    elif isinstance(argument, ast.JoinedStr):  # `commands.arguments`: a row that is not here
        yield from rows_not_here()


def rows_not_here() -> set[str]:
    """The codes for ids of rows that do not exist, of all arguments of all commands."""
    return {
        f"{parameter.row.__name__.lower()}_unknown"
        for command in (*REGISTRY.values(), *STRATEGIES.values())
        for parameter in command.arguments.parameters
        if parameter.row is not None
    }


def test_every_code_has_its_sentence() -> None:
    found = list(raised())
    assert len(found) > 30
    assert [(code, where) for code, where in found if code not in words.MESSAGES] == []


def test_no_sentence_is_for_a_code_that_nobody_uses() -> None:
    texts = {
        node.value
        for path in PACKAGE.rglob("*.py")
        if path.name != "words.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(words.MESSAGES) - texts - rows_not_here()) == []
