"""The agenda of a running roundtable as a format: the same agenda, changes in it included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roundtable.actions.copying import format_of
from roundtable.core.format_writer import write
from roundtable.core.formats import Format, parse
from tests.actors import Table
from tests.factories import make_format, make_full_format


def copied(table: Table) -> Format:
    found: Format = table.look(format_of)
    return found


def test_it_is_the_format_that_it_was_made_of(make_table: Callable[..., Table]) -> None:
    form = make_full_format(ballot="dots")
    assert copied(make_table(form)) == form
    lean = make_format()
    assert copied(make_table(lean)) == lean


def test_changes_in_the_room_are_in_it(make_table: Callable[..., Table]) -> None:
    table = make_table(make_full_format())
    facilitator = table.facilitator
    facilitator.does("remove_stage", stage=table.stage("break"))
    facilitator.does("edit_stage", stage=table.stage("propose"), question={"ro": "Ce facem?"})
    facilitator.does("add_stage", kind="vote", title={"ro": "Încă o dată"}, settings={})
    added = facilitator.does("add_stage", kind="reveal", title={"en": "And then"})
    facilitator.does("edit_stage", stage=added, settings={"of": table.stage("vote")})
    facilitator.does("set_goal", group=table.group("city"), goal=None)
    form = copied(table)
    assert [stage.key for stage in form.stages[-4:]] == ["feedback", "vote-2", "reveal-2", "close"]
    assert form.stage("reveal-2").settings["of"] == "vote"
    assert form.stage("vote-2").title == {"en": "Încă o dată", "ro": "Încă o dată"}
    assert form.stage("propose").question["ro"] == "Ce facem?"
    assert "break" not in [stage.kind for stage in form.stages]
    assert form.groups[0].goal is None


def test_written_and_read_it_is_the_same(make_table: Callable[..., Table]) -> None:
    form = copied(make_table(make_full_format()))
    assert parse(write(form), "full.toml") == form


def test_titles_that_make_no_keys(make_table: Callable[..., Table]) -> None:
    form = make_full_format()
    areas = tuple(
        replace(area, title={"en": title})
        for area, title in zip(form.areas, ("Жилье", "2 > 1"), strict=True)
    )
    groups = tuple(replace(group, title={"en": "Same"}) for group in form.groups)
    found = copied(make_table(replace(form, areas=areas, groups=groups)))
    assert [area.key for area in found.areas] == ["area", "area-2"]
    assert [group.key for group in found.groups] == ["same", "same-2", "same-3"]
