"""The commands there are: each one function, with who may use it, when, and if it can be undone.

A command acts on a roundtable or on a strategy; each has a registry of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from roundtable.commands.arguments import Arguments

Result = dict[str, Any] | None
Function = TypeVar("Function", bound=Callable[..., Result])

VISITOR, PARTICIPANT, FACILITATOR, HOST, WRITER, OBSERVER, SCREEN = (
    "visitor",
    "participant",
    "facilitator",
    "host",
    "writer",
    "observer",
    "screen",
)
SYSTEM = "system"
COORDINATOR, PARTNER = "coordinator", "partner"
ROLES = (VISITOR, PARTICIPANT, FACILITATOR, HOST, WRITER, OBSERVER, SCREEN)
#: Who acts on a strategy: who reads and says something to it, who writes it, who also makes links.
STRATEGY_ROLES = (PARTNER, WRITER, COORDINATOR)
#: What a request acts on.
ROUNDTABLE, STRATEGY = "roundtable", "strategy"
#: Who may do for somebody without a phone what participants do for themselves.
DESK = frozenset({FACILITATOR, HOST})


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `during` are the stage kinds in which it is accepted (None: in all).

    `timed`: refused once the stage's time is up. `undoable`: its changes are kept for undo.
    `private`: its arguments are what a person wrote or voted, and are not repeated in the log.
    `closed`: also accepted when the roundtable has ended.
    """

    name: str
    function: Callable[..., Result]
    arguments: Arguments
    roles: frozenset[str]
    during: frozenset[str] | None
    timed: bool
    undoable: bool
    private: bool
    closed: bool
    doc: str


#: Commands on a roundtable, and those on a strategy.
REGISTRY: dict[str, Command] = {}
STRATEGIES: dict[str, Command] = {}


def command(
    *roles: str,
    during: tuple[str, ...] | None = None,
    timed: bool = False,
    undoable: bool = False,
    private: bool = False,
    closed: bool = False,
) -> Callable[[Function], Function]:
    """Register a function as the command of its name. Without a role it cannot be registered."""
    stages = None if during is None else frozenset(during)
    return _registering(REGISTRY, roles, stages, timed, undoable, private, closed)


def strategy_command(
    *roles: str, undoable: bool = False, private: bool = False, closed: bool = False
) -> Callable[[Function], Function]:
    """As `command`, for a command on a strategy; `closed`: also once it was put away."""
    return _registering(STRATEGIES, roles, None, False, undoable, private, closed)


def _registering(
    registry: dict[str, Command],
    roles: tuple[str, ...],
    during: frozenset[str] | None,
    timed: bool,
    undoable: bool,
    private: bool,
    closed: bool,
) -> Callable[[Function], Function]:
    if not roles:
        raise TypeError("a command needs at least one role")
    owner = "roundtable_id" if registry is REGISTRY else "strategy_id"

    def register(function: Function) -> Function:
        name = function.__name__
        if name in registry:
            raise TypeError(f"there are two commands {name}")
        doc = (function.__doc__ or "").strip()
        if not doc:
            raise TypeError(f"the command {name} has no docstring")
        registry[name] = Command(
            name,
            function,
            Arguments(function, owner),
            frozenset(roles),
            during,
            timed,
            undoable,
            private,
            closed,
            doc,
        )
        return function

    return register
