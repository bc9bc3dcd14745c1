"""The draft of a strategy: parts come, move and go; they are written by several people at once."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue
from sqlalchemy import select

from roundtable.actions import strategy_keeping as keeping
from roundtable.commands import (
    COORDINATOR,
    SYSTEM,
    WRITER,
    LanguageTag,
    Result,
    StrategyAct,
    Words,
    strategy_command,
)
from roundtable.core import text as texts
from roundtable.core.errors import Refused
from roundtable.core.strategy import measures, refs, writing
from roundtable.core.strategy.fates import suggested
from roundtable.core.strategy.passages import Chip, text_of
from roundtable.core.strategy.sources import Source
from roundtable.core.strategy.tree import LONGEST
from roundtable.models import Lease, Node, Writing
from roundtable.projections.strategy.reading import Reading, body_of, measure_of

Kind = Literal["chapter", "priority", "passage", "measure"]
Place = Annotated[int, Field(ge=0, le=100_000)]
Number = Annotated[int, Field(ge=1)]
RefText = Annotated[str, Field(max_length=80)]
Text = Annotated[str, Words(LONGEST, lines=True, empty=True)]
#: What may stand in what.
_FITS = {
    "": ("passage", "chapter"),
    "chapter": ("passage", "priority"),
    "priority": ("passage", "measure"),
}
#: The field of a part that `write` writes.
_WRITTEN = {"chapter": "title", "priority": "title", "passage": "text"}
MOST_NODES = 4000
MOST_SOURCES = 400


@strategy_command(WRITER, COORDINATOR, undoable=True)
def add_node(
    act: StrategyAct,
    kind: Kind,
    into: Node | None = None,
    place: Place = 0,
    text: Text = "",
    area: Annotated[str, Words(120, empty=True)] = "",
    language: LanguageTag | None = None,
) -> Result:
    """Add a part to the draft as the `place`th (from 0) of its sort in `into`.

    `text` is the title of a chapter, priority or measure, and the text of a passage. Passages stand in
    the draft, in chapters and in priorities, priorities in chapters, measures in priorities.
    """
    node = _new(act, kind, into, place, text, language or act.strategy.language)
    if kind == "chapter":
        node.body = node.body | {"area": area}
    keeping.begin(act, node, act.id)
    return {"node": node.id}


def _new(
    act: StrategyAct, kind: str, into: Node | None, place: int, text: str, language: str
) -> Node:
    count = select(Node.id).where(Node.strategy_id == act.strategy.id)
    if len(act.session.scalars(count).all()) >= MOST_NODES:
        raise Refused("too_many", "into", most=MOST_NODES)
    node = Node(
        id=act.id,
        strategy_id=act.strategy.id,
        parent_id=into.id if into else None,
        kind=kind,
        position=_position(act, kind, into, place, ""),
        language=language,
        body={},
        sources=[],
        findings=[],
        covers=False,
        status="shown",
    )
    node.body = _body(node, text)
    if kind == "measure":
        act.strategy.last_measure += 1
        node.number = act.strategy.last_measure
        node.body = body_of(measures.checked(measure_of(node, node.body)))
    return node


def _body(node: Node, text: str) -> dict[str, Any]:
    """What `write` makes of a text. Raises `Refused` where it does not fit the kind of part."""
    if node.kind == "passage":
        return {"text": text}
    longest = measures.LONGEST["title"] if node.kind == "measure" else 200
    return {"title": texts.clean(text, field="text", longest=longest)}


def _position(act: StrategyAct, kind: str, into: Node | None, place: int, but: str) -> float:
    """The number between those of its neighbours."""
    if into is not None and into.status != "shown":
        raise Refused("node_gone", "into")
    if kind not in _FITS.get(into.kind if into else "", ()):
        raise Refused("does_not_fit", "into")
    sort = ("passage", "measure") if into is not None and into.kind == "priority" else (kind,)
    parent = Node.parent_id == into.id if into else Node.parent_id.is_(None)
    query = (
        select(Node.position)
        .where(
            Node.strategy_id == act.strategy.id,
            parent,
            Node.kind.in_(sort),
            Node.status == "shown",
            Node.id != but,
        )
        .order_by(Node.position, Node.id)
    )
    there = list(act.session.scalars(query))
    if place >= len(there):
        return (there[-1] if there else 0.0) + 1.0
    before = there[place - 1] if place else there[0] - 2.0
    return (before + there[place]) / 2


@strategy_command(WRITER, COORDINATOR, undoable=True)
def take_in(
    act: StrategyAct,
    ref: RefText,
    kind: Literal["priority", "passage", "measure"],
    into: Node | None = None,
    place: Place = 0,
) -> Result:
    """Take a result of a roundtable into the draft: it becomes a part with its sources attached.

    `ref` names a cluster, proposal, vote or any other result ("KLM482:C-2"). The answer names the
    `node`, and in `suggested` the proposals of a cluster that have no fate yet: they could be adopted.
    """
    look = Reading(act.session, act.strategy, keeps=False)
    source = _known(look, [ref])[0]
    limit = {"measure": measures.LONGEST["title"], "priority": 200, "passage": LONGEST - 200}[kind]
    words = source.text or source.cite
    words = words if len(words) <= limit else words[: limit - 1] + "…"
    text = text_of((f"{words} ", Chip(source.ref))) if kind == "passage" else words
    language = source.language if source.language != "und" else act.strategy.language
    node = _new(act, kind, into, place, text, language)
    attached = [source.ref, *([source.about] if source.about else []), *source.members]
    node.sources = [str(one) for one in dict.fromkeys(attached)]
    keeping.begin(act, node, act.id)
    act.says(cite=source.cite)
    set_already = {fate.ref: fate for fate in look.fates()}
    waiting = suggested(source, node.id, set_already) if kind == "measure" else ()
    return {"node": node.id, "suggested": [str(fate.ref) for fate in waiting]}


def _known(look: Reading, written: list[str]) -> list[Source]:
    """The sources that are named so. Raises `Refused`: `source_unknown`."""
    known = look.known()
    found: list[Source] = []
    for one in written:
        ref = refs.read(one)
        if ref is None or ref not in known:
            raise Refused("source_unknown", "ref")
        found.append(known[ref])
    return found


@strategy_command(WRITER, COORDINATOR, undoable=True)
def move_node(act: StrategyAct, node: Node, into: Node | None = None, place: Place = 0) -> Result:
    """Move a part with all that stands in it; `place` is counted without it."""
    _there(node)
    node.position = _position(act, node.kind, into, place, node.id)
    node.parent_id = into.id if into else None
    return None


@strategy_command(WRITER, COORDINATOR, undoable=True)
def remove_node(act: StrategyAct, node: Node) -> Result:
    """Take a part out of the draft, with all that stands in it. It is kept and can be restored."""
    _there(node)
    node.status = "removed"
    act.says(kind=node.kind)
    return None


@strategy_command(WRITER, COORDINATOR, undoable=True)
def restore_node(act: StrategyAct, node: Node) -> Result:
    """Put a part back that was removed. Refused with `node_gone` where what it stood in is gone."""
    if node.status == "shown":
        raise Refused("no_change", "node")
    parent = act.session.get(Node, node.parent_id) if node.parent_id else None
    if parent is not None and parent.status != "shown":
        raise Refused("node_gone", "node")
    node.status = "shown"
    return None


def _there(node: Node) -> None:
    if node.status != "shown":
        raise Refused("node_gone", "node")


@strategy_command(WRITER, COORDINATOR, private=True)
def write(act: StrategyAct, node: Node, base: Number, text: Text) -> Result:
    """Write a passage's text, or the title of a chapter or priority; `base`: the version it began from.

    Always kept. The answer says `how`: "saved"; "merged" with what others wrote meanwhile; or "aside",
    beside what stands until a person joins both (`join_sides`). `version` is the one that stands.
    """
    return keeping.keep(act, node, base, _written(node, text))


def _written(node: Node, text: str) -> dict[str, Any]:
    if node.kind not in _WRITTEN:
        raise Refused("does_not_fit", "node")
    return _body(node, text)


@strategy_command(WRITER, COORDINATOR, private=True)
def set_measure(act: StrategyAct, node: Node, base: Number, fields: dict[str, JsonValue]) -> Result:
    """Write fields of a measure; those that are not named stay. Kept and answered as `write`.

    Texts: title, objective, description, responsible, partners, assumptions, risks, evidence.
    `timeline`: `{"first", "last"}`, each a day, a month, a quarter as "2027-Q2" or a year. `budget`:
    `{"amount", "currency", "source"}`. `indicators`: list of `{"name", "baseline", "target", "unit",
    "source"}`. No field has to be said.
    """
    return keeping.keep(act, node, base, _fields(node, fields))


_PARTS = {
    "timeline": {"first", "last"},
    "budget": {"amount", "currency", "source"},
    "indicators": {"name", "baseline", "target", "unit", "source"},
}


def _fields(node: Node, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields clean, as they are kept. Raises `Refused`."""
    if node.kind != "measure":
        raise Refused("does_not_fit", "node")
    for name, value in fields.items():
        given = value if name == "indicators" and isinstance(value, list) else [value]
        if name in _PARTS:
            fits = all(
                isinstance(one, dict)
                and one.keys() <= _PARTS[name]
                and all(isinstance(each, str) for each in one.values())
                for one in given
            )
            if not fits or (name == "indicators") is not isinstance(value, list):
                raise Refused("arg_wrong", name)
        elif name not in measures.LONGEST or name not in node.body or not isinstance(value, str):
            raise Refused("arg_wrong", "fields")
    for one in fields.get("indicators", ()):
        one.setdefault("name", "")
    whole = measure_of(node, node.body | fields)
    clean = body_of(measures.checked(whole))
    return {name: clean[name] for name in fields}


@strategy_command(WRITER, COORDINATOR, private=True)
def join_sides(
    act: StrategyAct,
    node: Node,
    base: Number,
    joined: list[Writing],
    text: Text | None = None,
    fields: dict[str, JsonValue] | None = None,
) -> Result:
    """Make one text of what stands and of the writings `joined`, which wait no more; they are kept.

    `text` as in `write`, or `fields` as in `set_measure`. Refused with `version_newer` where `base` is
    not the version that stands.
    """
    _there(node)
    body = _fields(node, fields or {}) if node.kind == "measure" else _written(node, text or "")
    return keeping.join(act, node, base, body, joined)


@strategy_command(WRITER, COORDINATOR, undoable=True)
def set_sources(
    act: StrategyAct, node: Node, sources: list[RefText], covers: bool = False
) -> Result:
    """Say what a part rests on as a whole. `covers`: each of a passage's sentences rests on it."""
    _there(node)
    if len(sources) > MOST_SOURCES:
        raise Refused("too_many", "sources", most=MOST_SOURCES)
    new = [one for one in dict.fromkeys(sources) if one not in node.sources]
    _known(Reading(act.session, act.strategy, keeps=False), new)
    node.sources, node.covers = list(dict.fromkeys(sources)), covers and node.kind == "passage"
    return None


@strategy_command(WRITER, COORDINATOR)
def hold(act: StrategyAct, node: Node) -> Result:
    """Say that one types in a part, so that others wait; said again while one types.

    It ends by itself 30 seconds after the last time. Refused with `part_taken` while somebody else has it.
    """
    _there(node)
    row = act.session.get(Lease, node.id)
    held = {node.id: writing.Lease(row.who, row.until)} if row else {}
    mine = writing.taken(held, node.id, act.actor.id, act.now)[node.id]
    values = {"who": act.actor.id, "name": act.name, "until": mine.until}
    if row is None:
        act.session.add(Lease(node_id=node.id, strategy_id=act.strategy.id, **values))
    else:
        row.who, row.name, row.until = act.actor.id, act.name, mine.until
    return {"until": mine.until}


@strategy_command(WRITER, COORDINATOR)
def release(act: StrategyAct, node: Node) -> Result:
    """Say that one types there no more. What somebody else holds stays theirs."""
    row = act.session.get(Lease, node.id)
    if row is not None and row.who == act.actor.id:
        row.until = 0
    return None


@strategy_command(SYSTEM, closed=True)
def end_leases(act: StrategyAct, who: str = "") -> Result:
    """End the leases of somebody whose connection is gone, or (without `who`) those that ran out."""
    query = select(Lease).where(Lease.strategy_id == act.strategy.id, Lease.until > 0)
    query = query.where(Lease.who == who) if who else query.where(Lease.until <= act.now)
    rows = list(act.session.scalars(query))
    if not rows:
        raise Refused("no_change")
    for row in rows:
        row.until = 0
    return None


@strategy_command(SYSTEM, closed=True)
def note_results(act: StrategyAct) -> Result:
    """Note that roundtables of the strategy went on, so that what they gave is read anew."""
    act.everything_changed = True
    return None
