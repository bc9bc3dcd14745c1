"""Vectors of letters, and of meanings freed of their languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.core.grouping import Vectors, centring, ngrams


def _cosine(one: str, other: str) -> float:
    rows = ngrams.vectors([one, other, "something else altogether", "nothing of the kind"])
    return float(rows[0] @ rows[1])


def test_letters_that_are_shared_make_texts_near() -> None:
    text = "More kindergarten places near the factory"
    assert _cosine(text, "kindergarten PLACES, near the factories!") > 0.6
    assert _cosine(text, "Kindergartenplätze") > _cosine(text, "Ein Nachtbus")
    assert _cosine("grădiniță", "gradinita") == pytest.approx(1)


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), max_size=6))
@settings(max_examples=50)
def test_any_texts_have_vectors(texts: list[str]) -> None:
    rows = ngrams.vectors(texts)
    assert rows.shape == (len(texts), ngrams.SIZE)
    lengths = np.linalg.norm(rows, axis=1)
    assert all(abs(length - 1) < 1e-3 or length == 0 for length in lengths)
    assert np.array_equal(rows, ngrams.vectors(texts))


class _World:
    """A space in which a language adds a shift of its own, and noise in a few directions."""

    def __init__(self) -> None:
        self._chance = np.random.default_rng(1)
        self._directions = 3 * self._chance.normal(size=(4, 256))
        self._shifts = {tag: 5 * self._chance.normal(size=256) for tag in ("aa", "bb", "cc")}

    def say(self, texts: int) -> dict[str, Vectors]:
        """The same texts in each language."""
        meanings = self._chance.normal(size=(texts, 256))
        return {
            language: (
                meanings + shift + self._chance.normal(size=(texts, 4)) @ self._directions
            ).astype(np.float32)
            for language, shift in self._shifts.items()
        }


def test_what_languages_do_is_taken_away() -> None:
    world = _World()
    known = centring.learn(world.say(60))
    rows = np.concatenate([said for tag, said in world.say(30).items() if tag != "cc"])
    raw = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    freed = centring.centred(rows, ["aa"] * 30 + ["bb"] * 30, known)
    assert _found(raw) < 0.5
    assert _found(freed) > 0.95


def _found(rows: Vectors) -> float:
    """How often the nearest text in the other language is the same one."""
    half = len(rows) // 2
    return float(((rows[:half] @ rows[half:].T).argmax(axis=1) == np.arange(half)).mean())


def test_what_was_learned_is_kept(tmp_path: Path) -> None:
    known = centring.learn(_World().say(60))
    centring.save(known, tmp_path / "known.npz")
    read = centring.load(tmp_path / "known.npz")
    assert read.rows == known.rows == {"aa": 0, "bb": 1, "cc": 2}
    assert np.allclose(read.means, known.means, atol=0.01)
    assert np.allclose(read.directions, known.directions, atol=0.001)
    assert ((read.damping >= 0) & (read.damping <= 1)).all()


def test_the_languages_that_are_known() -> None:
    known = centring.load()
    assert {"en", "ro", "de", "es", "pl", "sv", "it", "uk", "ar", "fr", "tr", "zh"} <= set(
        known.rows
    )
    assert np.array_equal(known.mean("pt-BR"), known.mean("PT"))
    assert np.allclose(known.mean("tlh"), known.means.mean(axis=0))
    assert centring.FILE.stat().st_size < 150_000


def test_nothing_and_one_text_are_centred_too() -> None:
    assert centring.centred(np.empty((0, 384), np.float32), []).shape == (0, 384)
    one = centring.centred(np.ones((1, 384), np.float32), ["xx"])
    assert np.isfinite(one).all()
