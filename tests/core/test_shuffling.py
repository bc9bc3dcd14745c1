"""An order of one's own: always the same, the same as the script's, and not the same for everybody."""

from __future__ import annotations

from collections import Counter

from roundtable.core.shuffling import mixed, own_order, own_pairs


def test_as_the_script_has_it() -> None:
    # tests/js/order.test.js has the same
    assert mixed("hello") == 2290972270
    assert own_order("p1s1", "abcd") == ["b", "a", "d", "c"]
    assert own_pairs("p1s1", "abc") == [
        ("b-c", ("b", "c")),
        ("a-c", ("c", "a")),
        ("a-b", ("b", "a")),
    ]
    assert own_pairs("p1s1", "cab") == own_pairs("p1s1", "abc")


def test_each_is_first_about_as_often() -> None:
    firsts = Counter(own_order(f"person{n}", "abcde")[0] for n in range(2000))
    assert all(340 < firsts[option] < 460 for option in "abcde")
    sides = Counter(own_pairs(f"person{n}", "ab")[0][1][0] for n in range(2000))
    assert 900 < sides["a"] < 1100
