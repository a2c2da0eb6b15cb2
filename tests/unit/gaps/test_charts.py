"""Charts of 缺口分析 are valid plotly, and silence looks neither like nought nor like coverage."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.figures import checked
from ui.gaps import charts, reach_charts
from ui.theme import DARK, LIGHT, Palette

CELLS = pd.DataFrame(
    {
        "region_code": ["a", "a", "b", "b"],
        "line": ["union", "women"] * 2,
        "expected": 4,
        "gaps": [0, 1, 2, 0],
        "unreported": [0, 0, 2, 0],
        "effective_pct": [1.0, 0.75, 0.0, 1.0],
        "covered_pct": [1.0, 1.0, 0.5, 1.0],
        "silent": [False, False, True, False],
    }
)
PLACES = pd.DataFrame(
    {"name": ["甲", "乙"], "covered_pct": [0.9, 0.7], "effective_pct": [0.6, 0.0], "silent": [False, True]}
)
MOVES = pd.DataFrame({"name": ["甲", "乙"], "closed": [3, 0], "opened": [0, 2]})
WAYS = pd.DataFrame({"name": ["甲", "乙"], "mean_way": [3.25, None], "before": [4.0, None]})
SHARES = pd.DataFrame({"name": ["甲", "乙"], "before_pct": [0.2, None], "after_pct": [0.6, None]})
CURVE = pd.DataFrame({"people_pct": [0.0, 0.5, 1.0], "way_pct": [0.0, 0.2, 1.0]})
STEPS = pd.DataFrame({"count": [0, 1, 2], "people": [10.0, 15.0, 18.0], "more": [None, 5.0, 3.0]})

DRAWN = {
    "matrix": lambda colours: charts.matrix(CELLS, colours, {"a": "甲", "b": "乙"}),
    "dumbbells": lambda colours: charts.dumbbells(PLACES, colours),
    "moves": lambda colours: charts.moves(MOVES, colours),
    "ways": lambda colours: reach_charts.township_ways(WAYS, "公里", colours),
    "before and after": lambda colours: reach_charts.before_after(SHARES, colours),
    "lorenz": lambda colours: reach_charts.lorenz(CURVE, colours),
    "marginal": lambda colours: reach_charts.marginal(STEPS, (2, 17.0), colours),
}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_is_valid_plotly(name: str, colours: Palette) -> None:
    checked(DRAWN[name](colours))


def test_a_cell_without_reports_is_grey_and_says_so() -> None:
    known, silent = DRAWN["matrix"](LIGHT).data
    assert list(known["z"]) == [[1.0, 0.75], [None, 1.0]]
    assert list(silent["z"]) == [[None, None], [0.0, None]]
    assert {colour for _, colour in silent["colorscale"]} == {LIGHT.verdicts["未报"]}
    assert "未报 2（可能漏报，有效覆盖暂不能判断）" in silent["customdata"][1][0]
    told = {(note["x"], note["y"]): note["text"] for note in DRAWN["matrix"](LIGHT).layout["annotations"]}
    assert told[("工会", "乙")] == "2 ?2"
    assert told[("工会", "甲")] == "✓"
    phone = charts.matrix(CELLS, LIGHT, {"a": "甲", "b": "乙"}, phone=True)
    assert [note["text"] for note in phone.layout["annotations"]] == ["✓", "1", "?", "✓"]


def test_a_place_without_reports_has_no_dot_of_what_works() -> None:
    effective, covered = DRAWN["dumbbells"](LIGHT).data
    assert list(effective["text"]) == ["60%", ""]
    assert list(covered["text"]) == ["90%", "70%"]
    (note,) = DRAWN["dumbbells"](LIGHT).layout["annotations"]
    assert (note["y"], note["text"]) == ("乙", "? 未报")


def test_a_way_that_nobody_knows_is_a_dash() -> None:
    assert list(DRAWN["ways"](LIGHT).data[-1]["text"]) == ["3.2", "—"]
