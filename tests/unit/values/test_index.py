"""The index and its rank robustness, on scores whose answer can be worked out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.values.index import WEIGHED, Rank, index_of, robust_ranks

FIRST, SECOND, THIRD = WEIGHED[:3]
scores_of_a_place = st.dictionaries(st.sampled_from([*WEIGHED, "数据"]), st.floats(0, 1), max_size=8)


def test_equal_weights_by_default_over_the_dimensions_that_have_a_score() -> None:
    assert index_of({FIRST: 0.5, SECOND: 1.0}) == pytest.approx(75)
    assert index_of({FIRST: 0.5}) == pytest.approx(50)
    assert index_of({}) is None


def test_data_is_shown_and_not_weighed() -> None:
    assert index_of({FIRST: 0.5, "数据": 1.0}) == pytest.approx(50)
    assert index_of({"数据": 1.0}) is None
    assert robust_ranks({"a": {"数据": 1.0}}) == {}


def test_chosen_weights() -> None:
    assert index_of({FIRST: 0.0, SECOND: 1.0}, {FIRST: 1, SECOND: 3}) == pytest.approx(75)
    assert index_of({FIRST: 0.4, SECOND: 1.0}, {FIRST: 1}) == pytest.approx(40)
    assert index_of({FIRST: 0.4}, {SECOND: 1}) is None


def test_a_place_that_is_better_everywhere_keeps_its_rank() -> None:
    scores = {"low": {FIRST: 0.1, SECOND: 0.2}, "high": {FIRST: 0.3, SECOND: 0.4}}
    assert robust_ranks(scores) == {"low": Rank(2, 2, 2), "high": Rank(1, 1, 1)}


def test_places_that_change_places_with_the_weights_share_an_interval() -> None:
    scores = {"a": {FIRST: 1.0, SECOND: 0.0}, "b": {FIRST: 0.0, SECOND: 0.9}}
    assert robust_ranks(scores) == {"a": Rank(1, 1, 2), "b": Rank(2, 1, 2)}


def test_equal_places_share_the_better_rank() -> None:
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in the last digit and are the same."""
    scores = {
        "a": {FIRST: 0.1, SECOND: 0.2, THIRD: 0.3},
        "b": {FIRST: 0.3, SECOND: 0.2, THIRD: 0.1},
        "c": {FIRST: 0.0, SECOND: 0.0, THIRD: 0.0},
    }
    ranks = robust_ranks(scores)
    assert [ranks[code].rank for code in "abc"] == [1, 1, 3]


def test_a_place_without_any_score_is_not_ranked() -> None:
    assert robust_ranks({"a": {FIRST: 0.5}, "b": {}}) == {"a": Rank(1, 1, 1)}


def test_the_interval_as_the_definition_has_it() -> None:
    """The same words in plain loops: Dirichlet over all scored dimensions, then over a child's own."""
    draw = np.random.default_rng(7)
    scores = {
        str(code): {name: float(draw.random()) for name in WEIGHED[:5] if draw.random() < 0.7}
        for code in range(9)
    }
    scores = {code: by_name for code, by_name in scores.items() if by_name}
    names = [name for name in WEIGHED if any(name in by_name for by_name in scores.values())]
    ranks: dict[str, list[int]] = {code: [] for code in scores}
    for weights in np.random.default_rng(0).dirichlet(np.ones(len(names)), size=1000):
        index = {}
        for code, by_name in scores.items():
            own = [
                (weight, by_name[name])
                for weight, name in zip(weights, names, strict=True)
                if name in by_name
            ]
            index[code] = sum(weight * score for weight, score in own) / sum(weight for weight, _ in own)
        for code, value in index.items():
            ranks[code].append(1 + sum(other > value + 1e-12 for other in index.values()))
    found = robust_ranks(scores)
    for code, seen in ranks.items():
        ordered = sorted(seen)
        assert (found[code].low, found[code].high) == (ordered[49], ordered[949])


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from("abcdef"), scores_of_a_place, max_size=6))
def test_ranks_lie_within_the_number_of_ranked_places(scores: dict[str, dict[str, float]]) -> None:
    ranks = robust_ranks(scores)
    assert ranks.keys() == {code for code, by_name in scores.items() if index_of(by_name) is not None}
    for rank in ranks.values():
        assert 1 <= rank.low <= rank.high <= len(ranks)
        assert 1 <= rank.rank <= len(ranks)
    assert not ranks or min(rank.rank for rank in ranks.values()) == 1
