"""The pipeline through which every change goes."""

from roundtable.commands.arguments import EntityId, LanguageTag, Words
from roundtable.commands.pipeline import Act, Actor, Outcome, Request, passing_fault, run
from roundtable.commands.registry import (
    DESK,
    FACILITATOR,
    HOST,
    OBSERVER,
    PARTICIPANT,
    REGISTRY,
    ROLES,
    SCREEN,
    SYSTEM,
    VISITOR,
    WRITER,
    Command,
    Result,
    command,
)

__all__ = [
    "DESK",
    "FACILITATOR",
    "HOST",
    "OBSERVER",
    "PARTICIPANT",
    "REGISTRY",
    "ROLES",
    "SCREEN",
    "SYSTEM",
    "VISITOR",
    "WRITER",
    "Act",
    "Actor",
    "Command",
    "EntityId",
    "LanguageTag",
    "Outcome",
    "Request",
    "Result",
    "Words",
    "command",
    "passing_fault",
    "run",
]
