"""The formats that are shipped: each is complete in two languages, and true to its method."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from roundtable.core.formats import Format, parse
from roundtable.core.stages import KINDS

SESSIONS = Path(__file__).parents[2] / "sessions"
SHIPPED = (
    "policy-roundtable",
    "nominal-group",
    "one-two-four-all",
    "world-cafe",
    "affinity-mapping",
    "consent-decision",
    "delphi",
    "evaluation-meeting",
)


@cache
def text_of(name: str) -> str:
    return (SESSIONS / f"{name}.toml").read_text("utf-8")


def shipped(name: str) -> Format:
    return parse(text_of(name), f"{name}.toml")


def texts(value: Any) -> list[dict[str, str]]:
    """All texts in languages within the settings of a stage."""
    if isinstance(value, list):
        return [found for each in value for found in texts(each)]
    if not isinstance(value, dict):
        return []
    if all(isinstance(each, str) for each in value.values()):
        return [value] if value else []
    return [found for each in value.values() for found in texts(each)]


def stages(name: str) -> list[tuple[str, int | None]]:
    return [(stage.kind, stage.minutes) for stage in shipped(name).stages]


@pytest.mark.parametrize("name", SHIPPED)
def test_complete_in_both_languages(name: str) -> None:
    form = shipped(name)
    found = [form.title, form.description]
    found += [area.title for area in form.areas] + [group.title for group in form.groups]
    for stage in form.stages:
        found += [stage.title, *([stage.question] if KINDS[stage.kind].asks else [])]
        found += [text for text in (stage.question, stage.help) if text]
        found += texts(list(stage.settings.values()))
    assert all(set(text) == {"en", "ro"} for text in found)
    assert not set("şţŞŢ") & set(text_of(name))
    assert {"ș", "ț"} <= set(text_of(name))


@pytest.mark.parametrize("name", SHIPPED)
def test_it_begins_with_a_welcome_teaches_and_ends(name: str) -> None:
    form = shipped(name)
    assert [form.stages[0].kind, form.stages[-1].kind] == ["welcome", "close"]
    assert all(stage.minutes for stage in form.stages[:-1])
    assert 10 <= form.minutes <= 180
    comments = [line for line in text_of(name).splitlines() if line.startswith("# ")]
    assert len(comments) >= 10
    assert all(len(line) <= 100 for line in comments)


def test_no_other_formats_lie_there_and_every_kind_is_used() -> None:
    lying = {path.stem for path in SESSIONS.glob("*.toml")} - {"demonstration"}
    assert set(SHIPPED) <= lying
    used = {stage.kind for name in SHIPPED for stage in shipped(name).stages}
    assert used == set(KINDS)


def test_policy_roundtable_in_three_parts() -> None:
    form = shipped("policy-roundtable")
    assert [area.key for area in form.areas] == ["education", "labour-market"]
    assert [kind for kind, _ in stages("policy-roundtable")] == (
        ["welcome", "inform", "propose", "group", "vote", "reveal", "decide", "feedback", "close"]
    )
    assert form.stages[0].settings["agreement"]["en"]
    assert len(form.stage("finding").settings["chart"]) == 4


def test_nominal_group_writes_five_minutes_goes_round_clarifies_and_ranks_alone() -> None:
    found = stages("nominal-group")
    assert [kind for kind, _ in found] == [
        "welcome",
        "write",
        "round",
        "clarify",
        "vote",
        "reveal",
        "close",
    ]
    assert found[1] == ("write", 5)
    assert shipped("nominal-group").stage("round").settings["turns"] == "strict"
    vote = shipped("nominal-group").stage("vote").settings
    assert (vote["ballot"], vote["rule"]) == ("ranking", "borda")


def test_one_two_four_all_takes_one_two_four_and_five_minutes() -> None:
    assert stages("one-two-four-all")[1:5] == [
        ("write", 1),
        ("tables", 2),
        ("tables", 4),
        ("propose", 5),
    ]
    pairs, fours = (shipped("one-two-four-all").stage(key) for key in ("pairs", "fours"))
    assert pairs.settings == {"seating": "draw", "size": 2}
    assert fours.settings == {"seating": "join", "size": 4}


def test_world_cafe_has_four_tables_of_six_three_rounds_and_a_harvest() -> None:
    form = shipped("world-cafe")
    assert [table.seats for table in form.tables] == [6, 6, 6, 6]
    rounds = [stage for stage in form.stages if stage.kind == "tables"]
    assert len(rounds) == 3
    assert all(20 <= (stage.minutes or 0) <= 30 for stage in rounds)
    assert {stage.settings["seating"] for stage in rounds} == {"rotate"}
    kinds = [stage.kind for stage in form.stages]
    assert kinds.index("harvest") > kinds.index("tables")


def test_affinity_mapping_takes_an_hour_and_a_half_at_most() -> None:
    assert shipped("affinity-mapping").minutes <= 90
    assert "parking lot" in shipped("affinity-mapping").stages[0].help["en"]


def test_a_consent_decision_goes_from_proposal_to_decision() -> None:
    assert [kind for kind, _ in stages("consent-decision")][2:10] == (
        ["propose", "clarify", "round", "improve", "consent", "discuss", "consent", "decide"]
    )


def test_delphi_has_three_rounds_with_feedback_between_them() -> None:
    form = shipped("delphi")
    kinds = [stage.kind for stage in form.stages]
    assert kinds[2:8] == ["vote", "previous", "vote", "previous", "vote", "reveal"]
    votes = [stage.key for stage in form.stages if stage.kind == "vote"]
    shown = [stage.settings["of"] for stage in form.stages if "of" in stage.settings]
    assert shown == votes
    assert all(form.stage(vote).settings["ballot"] == "opinion" for vote in votes)


def test_an_evaluation_looks_at_figures_and_decides() -> None:
    kinds = [kind for kind, _ in stages("evaluation-meeting")]
    assert kinds.index("inform") < kinds.index("propose") < kinds.index("decide")
    consent = shipped("evaluation-meeting").stage("consent")
    assert consent.settings["on"] == "question"
