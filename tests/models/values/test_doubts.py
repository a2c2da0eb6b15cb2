"""Shares above 100 % that cannot be: never praised or carried on, and always with the rows behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from metrics import places, quality
from metrics.catalogue import BY_ID, METRICS
from metrics.overview import concerns, since_meeting
from metrics.overview.concerns import Question
from metrics.values import bounds, changes, control_limits, doubts, pace, values
from metrics.values.doubts import DOUBT
from metrics.warehouse import Snapshot
from tests.models.loading import load
from tests.models.random_county import County

SEEDS = (11, 12, 13, 14)
MONTH, BEFORE = date(2016, 9, 1), date(2016, 8, 1)
SHARES = [metric.id for metric in METRICS if metric.percent]


@pytest.fixture(scope="module", params=SEEDS)
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A random county whose every metric has a target, so that every value has a light."""
    county = County(request.param)
    county.tables["targets"] = [
        {"metric_id": name, "line": None, "region_code": None, "year": MONTH.year, "target": 0.5}
        for name in SHARES
    ]
    return load(tmp_path_factory.mktemp("doubts"), county.tables)


@pytest.fixture(scope="module")
def doubted(snapshot: Snapshot) -> pd.DataFrame:
    """Every share of the month that lies above 1, wherever and of whichever line."""
    found = values.values(snapshot, [MONTH], metrics=SHARES)
    above = found[
        found["value"].gt(1 + 1e-9) & ~found["metric_id"].map(lambda one: BY_ID[one].may_exceed_one)
    ]
    assert len(above), "the draw has no case"
    return above


def test_they_come_from_rows_that_a_rule_finds(snapshot: Snapshot, doubted: pd.DataFrame) -> None:
    for row in doubted.itertuples():
        rule = BY_ID[row.metric_id].doubts
        lines = [row.line] if row.line else []
        assert len(quality.suspects(snapshot, MONTH, row.region_code, lines, only=[rule])), row


def test_the_definitions_keep_their_light_and_pages_tell_a_doubt(
    snapshot: Snapshot, doubted: pd.DataFrame
) -> None:
    assert set(doubted["light"]) == {"green"}
    assert set(doubted["attainment"]) == {1.0}
    for (line, region), rows in doubted.groupby(["line", "region_code"]):
        told = changes.course(
            snapshot, list(rows["metric_id"]), MONTH, region, [line] if line else [], months=1
        )
        assert set(told["light"]) == {DOUBT}
        assert list(told["value"]) == pytest.approx(list(rows.sort_values("metric_id")["value"]))


def test_no_pace_and_no_end_of_year_is_told(snapshot: Snapshot, doubted: pd.DataFrame) -> None:
    for row in doubted.itertuples():
        lines = [row.line] if row.line else []
        (one,) = pace.required(snapshot, [row.metric_id], MONTH, row.region_code, lines).itertuples()
        assert one.state == "doubtful"
        assert pd.isna([one.achieved, one.needed, one.projected, one.reached_on]).all()
        assert BY_ID[row.metric_id].excess in one.reason


def test_bounds_promise_no_light_beyond_all(snapshot: Snapshot, doubted: pd.DataFrame) -> None:
    for row in doubted[doubted["metric_id"].isin(list(bounds.MISSING))].itertuples():
        lines = [row.line] if row.line else []
        (one,) = bounds.bounds(snapshot, [row.metric_id], MONTH, row.region_code, lines).itertuples()
        for end, light in ((one.low, one.low_light), (one.high, one.high_light)):
            assert (light == DOUBT) == BY_ID[row.metric_id].doubtful(end)
        assert one.light == one.high_light == DOUBT


def test_nothing_got_better_by_it(snapshot: Snapshot, doubted: pd.DataFrame) -> None:
    for (line, region), rows in doubted.groupby(["line", "region_code"]):
        moved = since_meeting.movements(snapshot, MONTH, region, BEFORE, [line] if line else [])
        own = moved[moved["metric_id"].isin(rows["metric_id"])]
        assert not own[["better", "turned"]].any(axis=None)


def test_it_is_among_what_needs_attention(snapshot: Snapshot, doubted: pd.DataFrame) -> None:
    for region, rows in doubted.groupby("region_code"):
        found = concerns.doubtful_metrics(Question(snapshot, MONTH, region, (), 0.0, MONTH))
        told = set(zip(found["metric_id"], found["line"], strict=True))
        assert told == set(zip(rows["metric_id"], rows["line"], strict=True))
        assert all(BY_ID[row.metric_id].doubts == row.doubts for row in found.itertuples())


def test_places_below_are_told_apart_too(snapshot: Snapshot, doubted: pd.DataFrame) -> None:
    top = places.top(snapshot, MONTH)
    for (metric, line), rows in doubted.groupby(["metric_id", "line"]):
        below = control_limits.by_place(snapshot, metric, MONTH, top, [line] if line else [])
        above = below["region_code"].isin(rows["region_code"])
        assert list(below["light"] == DOUBT) == list(above)


def test_an_index_says_what_of_it_is_doubtful(snapshot: Snapshot, doubted: pd.DataFrame) -> None:
    whole = doubted[doubted["line"] == ""]
    for region in doubted["region_code"].unique():
        own = set(whole.loc[whole["region_code"] == region, "metric_id"])
        assert set(doubts.scored(snapshot, MONTH, region)) == own


def test_several_lines_together_can_be_doubtful_without_a_target(tmp_path: Path) -> None:
    town = "990001001000"
    tables = {
        "regions": [
            {"code": "990001000000", "name": "县", "level": "county"},
            {"code": town, "name": "乡", "level": "township", "parent_code": "990001000000", "kind": "乡"},
        ],
        "organizations": [
            {"org_id": line, "name": line, "line": line, "region_code": town, "setting": "企业",
             "founded_on": date(2010, 1, 1)}
            for line in ("union", "youth")
        ],
        "memberships": [
            {"org_id": line, "period": MONTH, "members": 300, "eligible": 200} for line in ("union", "youth")
        ],
    }  # fmt: skip
    snapshot = load(tmp_path, tables)
    (one,) = changes.course(snapshot, ["membership_rate"], MONTH, town, ["union", "youth"]).itertuples()
    assert (one.value, one.light) == (1.5, DOUBT)


def test_a_rule_is_named_by_every_metric_that_its_rows_can_exceed() -> None:
    rules = {rule.id for rule in quality.rules()}
    assert {metric.doubts for metric in METRICS} - {""} <= rules
    assert all(not (metric.doubts and metric.may_exceed_one) for metric in METRICS)
    assert all(metric.percent for metric in METRICS if metric.doubts or metric.may_exceed_one)
