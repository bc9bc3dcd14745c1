"""Sentences as the workspace draws them are those that the figures count."""

from __future__ import annotations

from pathlib import Path

from tests.factories import make_database
from tests.strategies import Desk


def test_a_passage_says_where_its_sentences_stand(tmp_path: Path) -> None:
    """In characters, a chip as one; tests/js/strategy-draft.test.js cuts the same text there."""
    desk = Desk(make_database(tmp_path))
    text = "Häuser 🏠 for all. [[KLM482:P-014]] More."
    node = desk.do(desk.ana, "add_node", kind="passage", text=text)["node"]
    seen = desk.sees()
    assert seen["nodes"][node]["sentences"] == [[0, 20], [20, 25]]
    assert seen["figures"]["now"]["bare"] == {node: [0, 1]}
    desk.do(desk.ana, "write", node=node, base=1, text="… [[KLM482:P-014]]\nYes. —\nNo.")
    assert seen["nodes"][node] != desk.sees()["nodes"][node]
    assert len(desk.sees()["nodes"][node]["sentences"]) == len(
        desk.sees()["figures"]["now"]["bare"][node]
    )
