"""A format as the text of its TOML file: the same text for the same format, with notes for people.

What is written here and parsed again is the same format: `parse(write(form), name) == form`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from types import MappingProxyType
from typing import Any, Final

from roundtable.core.format_model import Format, GroupSpec, SmallGroups, StageSpec, TableSpec
from roundtable.core.format_reader import Localized
from roundtable.core.stages import COUNTING, ChoiceSetting, NumberSetting

_HEAD: Final = """\
# A line that begins with "#" is a note for you. Roundtable does not read it.
# Texts stand between quotation marks, numbers without. title.en is the title in English.
# If something is wrong, Roundtable says in which line, and what to write instead.
"""

#: What happens in a stage of each kind; told where a kind occurs first.
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "welcome": "People arrive; with an agreement, they say on their phones that they keep to it.",
        "inform": "Something to know: a text, and the bars of a chart.",
        "write": "Everyone writes in silence; nobody else sees it yet.",
        "round": "One after the other says what they wrote, and it goes up on the wall.",
        "clarify": "People ask about what is on the wall; nothing is judged yet.",
        "propose": "Everyone sends proposals; they appear on the wall.",
        "improve": "People comment on proposals, and their authors make them better.",
        "group": "Proposals that belong together are put together.",
        "vote": "Everyone votes; nobody sees a result yet.",
        "reveal": "The result of a vote is shown and talked about.",
        "previous": "The result of a vote is given back, before the room votes again.",
        "discuss": "People talk; whoever wants to speak raises a hand on the phone.",
        "consent": "Can everyone live with it? Who cannot says why.",
        "tables": "People talk at tables, or in small groups.",
        "harvest": "What the tables wrote is brought together.",
        "break": "A break.",
        "decide": "What is decided is written down, and who does what until when.",
        "feedback": "How was the meeting? Answers are counted, names are not asked.",
        "close": "The end.",
    }
)

#: What may be written as the value of a setting.
_SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ballot": '"approval": yes to as many as you like (or to at most `limit`). "dots": a few dots '
        'to place (budget). "opinion": agree, disagree or pass. "score": 0 to 5 or 10 (scale). '
        '"grade": six grades in words. "ranking": an order. "pairs": which of these two? '
        '"knapsack": what the money is enough for (sum, unit).',
        "rule": 'What counts; "usual" is the rule that fits the ballot best. It is told before voting.',
        "seats": "How many options are taken up; without it there is only an order.",
        "ties": '"leave": the room decides about a tie. "draw": drawn by a seed known before the vote.',
        "order": '"shuffled": each person has the options in an order of their own.',
        "sealed": '"yes": ballots are encrypted until the close, and the count can be verified.',
        "quorum": "How many percent of those present must vote.",
        "majority": 'Whether an option needs a `share` in percent of those "voting" or "present"; '
        "50 is more than half, else at least so many.",
        "on": 'What it is about: "clusters" (what was grouped), "proposals", and in a consent round '
        'also "question".',
        "concerns": 'Whether voters can say what worries them: "yes" or "no".',
        "moderation": '"open": shown at once. "look": shown once somebody has looked at it. '
        '"rule": looked at first where it holds a link, a number to call, shouting or a listed word.',
        "turns": '"strict": one after the other. "free": whoever is ready.',
        "seating": '"keep", "choice" (people choose), "draw", "balanced" (groups mix), "rotate" '
        '(on to others, hosts stay) or "join" (two small groups become one).',
        "size": "People in a small group; 0: the tables of the room.",
        "max_length": "Characters of one text, from 40 to 1000.",
        "most": "Proposals that one person may send.",
        "seconds": "Speaking time.",
        "of": "The key of the vote.",
    }
)

#: Settings of a vote that most votes do not use: as they are then, they are not written.
_SELDOM: Final[Mapping[str, object]] = MappingProxyType(
    {"budget": 0}
    | {
        each.name: each.default
        for each in COUNTING
        if isinstance(each, (NumberSetting, ChoiceSetting))
    }
)

_RUN_OF_QUOTES = re.compile(r'"{2,}|"$')


def write(form: Format) -> str:
    """The text of the file `form.name` + ".toml"."""
    return "\n".join([*_head(form), *_parts(form), *_stages(form)]) + "\n"


def _head(form: Format) -> Iterator[str]:
    yield _HEAD
    yield from _localized("title", form.title, form)
    yield from _localized("description", form.description, form)
    yield f"languages = {_list(list(form.languages))}"
    yield f"language = {_text(form.language)}"
    if form.small_groups != SmallGroups():
        yield from ("", "[small_groups]", f"threshold = {form.small_groups.threshold}")
        yield f'unanimous = "{"withheld" if form.small_groups.unanimous else "shown"}"'


def _parts(form: Format) -> Iterator[str]:
    for area in form.areas:
        yield from ("", "[[areas]]", f"key = {_text(area.key)}")
        yield from _localized("title", area.title, form)
    for number, group in enumerate(form.groups):
        yield from _group(group, form, number == 0)
    yield from _tables(form.tables)


def _group(group: GroupSpec, form: Format, first: bool) -> Iterator[str]:
    yield from ("", "[[groups]]", f"key = {_text(group.key)}")
    yield from _localized("title", group.title, form)
    if group.goal is not None:
        if first:
            yield "# How many people of this group are wished for."
        yield f"goal = {group.goal}"


def _tables(tables: tuple[TableSpec, ...]) -> Iterator[str]:
    if tables and len(set(tables)) == 1 and not tables[0].title:
        yield from ("", "[tables]", f"count = {len(tables)}", f"seats = {tables[0].seats}")
        return
    for table in tables:
        yield from ("", "[[tables]]", f"seats = {table.seats}")
        if table.title:
            yield f"title = {_text(table.title)}"


def _stages(form: Format) -> Iterator[str]:
    told: set[str] = set()
    for stage in form.stages:
        yield from ("", "", "[[stages]]", f"key = {_text(stage.key)}")
        if stage.kind not in told:
            yield f"# {_KINDS[stage.kind]}"
            told.add(stage.kind)
        yield f"kind = {_text(stage.kind)}"
        if stage.minutes is not None:
            yield f"minutes = {stage.minutes}"
        for key in ("title", "question", "help"):
            yield from _localized(key, getattr(stage, key), form)
        yield from _settings(stage, form, told)


def _settings(stage: StageSpec, form: Format, told: set[str]) -> Iterator[str]:
    """Plain settings first: what stands below the bars of a chart would belong to the last bar."""
    for name, value in stage.settings.items():
        seldom = name in _SELDOM and value == _SELDOM[name]
        if name in _SETTINGS and name not in told and value not in ("", []) and not seldom:
            yield from wrap(_SETTINGS[name], 98, initial_indent="# ", subsequent_indent="# ")
            told.add(name)
        if isinstance(value, dict):
            yield from _localized(name, value, form)
        elif seldom:
            continue  # a vote is read more easily without what it does not use
        elif value not in ("", []) and name != "chart":
            yield f"{name} = {_value(value)}"
    for bar in stage.settings.get("chart", []):
        yield "[[stages.chart]]"
        yield from _localized("label", bar["label"], form)
        yield f"value = {bar['value']!r}"


def _localized(key: str, texts: Localized, form: Format) -> Iterator[str]:
    for language in form.languages:
        if language in texts:
            yield f"{key}.{language} = {_text(texts[language])}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return _list(value)
    return _text(value) if isinstance(value, str) else str(value)


def _list(items: list[str]) -> str:
    return f"[{', '.join(_text(item) for item in items)}]"


def _text(text: str) -> str:
    """A TOML string; with line breaks one of several lines, to be read as it will be shown."""
    safe = text.replace("\\", "\\\\")
    if "\n" in text:
        kept = _RUN_OF_QUOTES.sub(lambda run: run.group().replace('"', '\\"'), safe)
        return f'"""\n{kept}"""'
    return '"' + safe.replace('"', '\\"') + '"'
