"""What can be wrong in a file of `sessions/`: codes, and one English sentence for each.

The sentences are for the facilitator who edits the file. They are templates, so that the edge may
translate them: `Problem.sentence(gettext)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

Translate = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802 - the marker that Babel looks for
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return message


#: The thing a problem lies in. `{name}` is its key, or its number in the file where it has none.
PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "file": N_("the file"),
        "areas": N_('the area "{name}"'),
        "areas#": N_("area number {name}"),
        "groups": N_('the group "{name}"'),
        "groups#": N_("group number {name}"),
        "tables": N_("[tables]"),
        "small_groups": N_("[small_groups]"),
        "tables#": N_("table number {name}"),
        "stages": N_('the stage "{name}"'),
        "stages#": N_("stage number {name}"),
        "chart#": N_("bar number {name} of the chart"),
        "settings": N_("the settings"),
        "people#": N_("entry number {name} of people"),
        "questions": N_("the table of questions"),
        "proposals": N_('the proposal "{name}"'),
        "proposals#": N_("proposal number {name}"),
        "clusters": N_('the cluster "{name}"'),
        "clusters#": N_("cluster number {name}"),
    }
)

TEMPLATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # What TOML itself does not allow
        "syntax": N_("this line is not TOML ({detail}); compare it with the lines around it."),
        "syntax_twice": N_("the same key or table is given twice; keep one, remove the other."),
        "syntax_open": N_("a text is not closed; end it with the quotation mark it begins with."),
        "syntax_never_closed": N_(
            "the text that begins here is never closed; end it with the marks it begins with."
        ),
        "syntax_backslash": N_(
            "there is a single backslash in a text; write it twice, or leave it out."
        ),
        "syntax_more": N_(
            'there is more after the value; keep one value in a line, and write \\" for a '
            "quotation mark within a text."
        ),
        "syntax_heading": N_(
            "the heading of a table is not closed; write it as [name] or [[name]]."
        ),
        "syntax_list": N_('a list or an inline table is not closed; end it with "]" or "}".'),
        "syntax_value": N_(
            'the value cannot be read; put texts between straight quotation marks ("), write '
            "numbers without."
        ),
        "syntax_pair": N_('this line is not a key and its value; write key = "value".'),
        "syntax_control": N_("there is an invisible control character; delete it."),
        "syntax_deep": N_("lists are nested too deeply; write them side by side."),
        "too_big": N_("the file has {length} characters; shorten it to at most {limit}."),
        # Keys
        "missing": N_('{place} has no "{key}"; add a line such as {example}.'),
        "unknown_near": N_('{place} has the unknown key "{key}"; did you mean "{near}"?'),
        "unknown": N_('{place} has the unknown key "{key}"; remove it, or use {choices}.'),
        "setting_of": N_(
            '{place} is of the kind "{kind}", which has no "{key}"; move it to a stage of the kind '
            '"{owner}" or remove it.'
        ),
        "bad_key": N_(
            '{place} has the key "{found}"; use small letters, digits and hyphens, a letter first, '
            "at most {limit} characters."
        ),
        "same_key": N_("{place} has the same key as the one in line {first}; give it another key."),
        # Types
        "not_text": N_('{place} has a "{key}" that is not a text; put it between quotation marks.'),
        "not_number": N_(
            '{place} has a "{key}" that is not a whole number; write it in digits, without '
            "quotation marks."
        ),
        "not_figure": N_(
            '{place} has a "{key}" that is not a number; write it in digits, without quotation '
            "marks, with a point for decimals."
        ),
        "not_list": N_('{place} has "{key}" not as a list of texts; write {key} = ["…", "…"].'),
        "not_table": N_('{place} has "{key}" not as a table; write [{key}] and its lines below.'),
        "not_tables": N_('{place} has "{key}" not as tables; begin each with a line [[{key}]].'),
        # Texts
        "not_localized": N_(
            '{place} has "{key}" without a language; write {key}.{language} = "…".'
        ),
        "no_main_language": N_(
            '{place} has "{key}" not in the main language "{language}"; add {key}.{language} = "…".'
        ),
        "extra_language": N_(
            '{place} has "{key}" in "{found}", which is not one of the languages; add "{found}" to '
            "languages or remove this line."
        ),
        "text_empty": N_('{place} has an empty "{key}"; write a text or remove the line.'),
        "text_too_long": N_(
            '{place} has a "{key}" of {length} characters; shorten it to at most {longest}.'
        ),
        "text_control": N_(
            '{place} has a control character in "{key}"; delete it, or type the text anew.'
        ),
        # Values
        "choice": N_('{place} has the {key} "{found}"; use {choices}.'),
        "choice_near": N_('{place} has the {key} "{found}"; did you mean "{near}"?'),
        "figure": N_("{place} has {key} = {found}; use a number from {low} to {high}."),
        "range": N_("{place} has {key} = {found}; use a whole number from {low} to {high}."),
        "minutes": N_(
            "{place} has minutes = {found}; use a whole number from {low} to {high}, or remove the "
            "line for a stage without a time limit."
        ),
        "none": N_('{place} has no "{key}"; add at least one, beginning with a line [[{key}]].'),
        "too_many": N_("{place} has {count} {key}; keep at most {limit}."),
        "too_long_list": N_(
            '{place} has {count} entries in "{key}"; keep the {limit} that matter most.'
        ),
        "empty_list": N_('{place} has an empty list "{key}"; put at least one into it.'),
        "in_list_twice": N_('{place} has "{found}" twice in "{key}"; keep one.'),
        "bad_language": N_(
            '{place} has the language "{found}"; use a code such as "en", "ro" or "pt-BR".'
        ),
        # The agenda
        "needs_propose": N_(
            '{place} has no proposals to work with; put a stage of the kind "propose" before it, '
            'or "write" and then "round", or "tables" and then "harvest".'
        ),
        "needs_group": N_(
            '{place} is about clusters that nobody makes; put a stage of the kind "group" before '
            'it, or write on = "proposals".'
        ),
        "needs_vote": N_('{place} has no vote to show; put a stage of the kind "vote" before it.'),
        "needs_tables_stage": N_(
            '{place} has nothing that tables wrote; put a stage of the kind "tables" before it.'
        ),
        "needs_tables": N_(
            "{place} seats people at tables, but the file names none; add a table [tables] with "
            "count = 4 and seats = 6, or give the size of small groups, such as size = 2."
        ),
        "needs_small_groups": N_(
            '{place} joins small groups that were never formed; put a stage of the kind "tables" '
            'with a size before it, or write seating = "draw".'
        ),
        "rotate_size": N_(
            "{place} lets people rotate between tables, but gives a size of small groups; remove "
            'the size, or write seating = "draw".'
        ),
        "size_one": N_(
            '{place} has small groups of one; write size = 2 or more, or use the kind "write" for '
            "work alone."
        ),
        "of_later": N_(
            '{place} shows the result of "{found}", which comes after it; move the vote before it, '
            "or this stage to the end."
        ),
        "of_unknown": N_(
            '{place} shows the result of "{found}", which is not a vote before it; use {choices}.'
        ),
        "unrevealed": N_(
            '{place} is a vote whose result nobody ever sees; put a stage of the kind "reveal" or '
            '"previous" after it.'
        ),
        "close_last": N_("{place} closes the roundtable but is not the last; move it to the end."),
        "setting_unused": N_(
            '{place} has a "{key}", which only the ballot "{ballot}" uses; remove the line or write '
            'ballot = "{ballot}".'
        ),
        "rule_unfit": N_(
            '{place} has the rule "{found}", which cannot count the ballot "{ballot}"; use '
            '"usual" or {choices}.'
        ),
        "seats_missing": N_(
            '{place} counts by "{found}", which must know how many options are taken up; add a '
            "line such as seats = 3."
        ),
        "sum_missing": N_(
            '{place} has the ballot "knapsack" without money to spend; add a line such as '
            "sum = 100000."
        ),
        # The demonstration
        "reference": N_('{place} names "{found}" as {key}, which is not there; use {choices}.'),
        "reference_none": N_('{place} names "{found}" as {key}, but there are none; remove it.'),
        "clustered_twice": N_(
            '{place} holds the proposal "{found}", which the cluster in line {first} holds too; '
            "remove it from one."
        ),
    }
)

_LINE = N_("{file}, line {line}: {problem}")
_OR = N_("{several} or {last}")


@dataclass(frozen=True, slots=True)
class Place:
    """What a problem lies in: `what` with its key, or with its number from 1."""

    what: str = "file"
    name: str | int = ""

    def words(self, translate: Translate) -> str:
        """The place within a sentence, such as `the stage "vote"`."""
        numbered = isinstance(self.name, int)
        template = PLACES[f"{self.what}#" if numbered else self.what]
        return translate(template).replace("{name}", str(self.name))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `params` fill the template of `code`; lines count from 1."""

    file: str
    line: int
    code: str
    place: Place = field(default_factory=Place)
    params: Mapping[str, object] = field(default_factory=dict)

    def words(self, translate: Translate = str) -> str:
        """What is wrong and how to mend it, without the line: for what was written in no file."""
        words = {key: _words(value, translate) for key, value in self.params.items()}
        words["place"] = self.place.words(translate)
        return _fill(translate(TEMPLATES[self.code]), words)

    def sentence(self, translate: Translate = str) -> str:
        """Where it is, what is wrong and how to mend it, as one sentence."""
        place = {"file": self.file, "line": str(self.line), "problem": self.words(translate)}
        return _fill(translate(_LINE), place)


class FormatError(Exception):
    """A file that cannot be used; `problems` are all that were found, in the order of the lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(problem.sentence() for problem in self.problems))


def _words(value: object, translate: Translate) -> str:
    if not isinstance(value, tuple):
        return str(value)
    *several, last = (f'"{item}"' for item in value)
    if not several:
        return last
    return _fill(translate(_OR), {"several": ", ".join(several), "last": last})


def _fill(template: str, words: Mapping[str, str]) -> str:
    """The template, filled in one pass: braces in people's words stay as they are."""
    parts = template.split("{")
    filled = parts[0]
    for part in parts[1:]:
        name, closing, rest = part.partition("}")
        filled += words[name] + rest if closing and name in words else "{" + part
    return filled
