"""Golden values: a tiny golden, every metric worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.catalogue import METRICS
from metrics.values.index import index_rows
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot
from tests.models.golden_county import expected, number, same

MONTHS = [date(2018, 5, 1), date(2018, 6, 1), date(2018, 7, 1)]
COUNTY = "990001000000"
MERGED = "990001002002"
NEW = "990001002003"

pytestmark = pytest.mark.xdist_group("golden")


@pytest.fixture(scope="module")
def found(golden: Snapshot) -> dict[tuple[str, ...], tuple[float | str | None, ...]]:
    return {(row[0], row[1], row[2], f"{row[3]:%Y-%m}"): row[4:] for row in value_rows(golden, MONTHS)}


@pytest.mark.parametrize(
    "row",
    expected("values.csv"),
    ids=lambda row: "-".join(
        (row["metric_id"], row["line"] or "all", row["region_code"][-6:], row["period"])
    ),
)
def test_value(row: dict[str, str], found: dict[tuple[str, ...], tuple[float | str | None, ...]]) -> None:
    key = (row["metric_id"], row["line"], row["region_code"], row["period"])
    numbers = [number(row[name]) for name in ("numerator", "denominator", "value", "target")]
    assert all(map(same, found[key], numbers)), (found[key][:4], row["arithmetic"])
    assert (found[key][5] or "") == row["light"], row["arithmetic"]


def test_every_metric_has_a_golden_value() -> None:
    assert {row["metric_id"] for row in expected("values.csv")} == {metric.id for metric in METRICS}


def test_only_regions_valid_at_the_end_of_the_month_have_rows(
    found: dict[tuple[str, ...], tuple[float | str | None, ...]],
) -> None:
    regions = {
        month: {key[2] for key in found if key[3] == month} for month in ("2018-05", "2018-06", "2018-07")
    }
    assert MERGED in regions["2018-05"] and NEW not in regions["2018-05"]
    assert MERGED not in regions["2018-06"] and NEW not in regions["2018-06"]
    assert MERGED not in regions["2018-07"] and NEW in regions["2018-07"]


def test_a_region_that_is_not_valid_has_neither_values_nor_an_index(golden: Snapshot) -> None:
    assert value_rows(golden, MONTHS[1:2], regions=[MERGED]) == []
    assert index_rows(golden, MONTHS[1], MERGED) == []
    assert index_rows(golden, MONTHS[0], MERGED) != []


def test_index(golden: Snapshot) -> None:
    wanted = expected("index.csv")
    rows = index_rows(golden, MONTHS[1], COUNTY)
    assert [row[:2] for row in rows] == [(row["region_code"], row["dimension"]) for row in wanted]
    scores = [eval(row["score"]) for row in wanted]  # noqa: S307 - our own golden file
    assert [row[2] for row in rows] == pytest.approx(scores, rel=1e-12)
    ranks = [[number(row[name]) for name in ("rank", "rank_low", "rank_high")] for row in wanted]
    assert [list(row[3:]) for row in rows] == ranks
