"""The part of docs/protocol.md that the registry itself knows: `python -m roundtable.protocol FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from roundtable import actions  # noqa: F401 (registers the commands)
from roundtable.commands import REGISTRY, ROLES, STRATEGIES, STRATEGY_ROLES, SYSTEM, Command
from roundtable.core.errors import PASSING
from roundtable.words import MESSAGES

_ENDED = ("also when the roundtable has ended", "also when the strategy was put away")
BEGIN, END = "<!-- from the registry: begin -->", "<!-- from the registry: end -->"


def described() -> str:
    """Commands with roles, stages and arguments, and all errors, as Markdown."""
    told = [c for c in REGISTRY.values() if c.roles != {SYSTEM}]
    by_role = sorted(told, key=lambda c: (min(ROLES.index(r) for r in c.roles), c.name))
    return "\n".join([*(_command(c) for c in by_role), *_strategies(), _errors()])


def _strategies() -> list[str]:
    """The commands on a strategy."""
    told = sorted((c for c in STRATEGIES.values() if c.roles != {SYSTEM}), key=lambda c: c.name)
    return [
        "## Commands on a strategy",
        "",
        'For sockets that connected with `{"strategy": CODE, "role": …}`.',
        "",
        *(_command(c) for c in told),
    ]


def _command(command: Command) -> str:
    on_strategy = STRATEGIES.get(command.name) is command
    known = STRATEGY_ROLES if on_strategy else ROLES
    roles = ", ".join(role for role in known if role in command.roles)
    stages = ", ".join(sorted(command.during)) if command.during else "any"
    notes = [
        "refused once the stage's time is up" if command.timed else "",
        "can be undone" if command.undoable else "",
        _ENDED[on_strategy] if command.closed else "",
    ]
    lines = [
        f"### `{command.name}`",
        "",
        " ".join(line.strip() for line in command.doc.splitlines()).replace("  ", "\n\n"),
        "",
        (f"Roles: {roles}." if on_strategy else f"Roles: {roles}. Stages: {stages}.")
        + "".join(f" {n[0].upper()}{n[1:]}." for n in notes if n),
        "",
    ]
    if command.arguments.parameters:
        lines += ["| argument | | shape |", "|---|---|---|"]
        for p in command.arguments.parameters:
            must = "required" if p.required else "optional"
            lines.append(f"| `{p.name}` | {must} | {p.shape} |")
        lines.append("")
    return "\n".join(lines)


def _errors() -> str:
    lines = ["## Errors", "", "| code | retry | in words |", "|---|---|---|"]
    for code, words in sorted(MESSAGES.items()):
        said = str(words._args[0]) if hasattr(words, "_args") else str(words)
        lines.append(f"| `{code}` | {'yes' if code in PASSING else 'no'} | {said} |")
    return "\n".join([*lines, ""])


def renewed(page: str) -> str:
    """The page with the part between the markers made anew."""
    head, rest = page.split(BEGIN)
    return f"{head}{BEGIN}\n\n{described()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(renewed(target.read_text("utf-8")), "utf-8")
