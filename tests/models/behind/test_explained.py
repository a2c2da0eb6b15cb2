"""A movement falls apart into parts that add up to it exactly, whatever the metric, months and snapshots."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from metrics.behind import split
from metrics.behind.movement import Explained, earlier_snapshots, explained
from metrics.catalogue import BY_ID, METRICS
from metrics.warehouse import Snapshot, open_current
from tests.etl.handing_in import run, write_folder
from tests.models import golden_county
from tests.models.loading import load
from tests.models.random_county import County

MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)
COUNTY, YI, YI_1 = "990001000000", "990001002000", "990001002001"

pytestmark = pytest.mark.xdist_group("golden")

LATER = {
    "会员.csv": "组织编码,报告期,会员数,撤销\nO2,2018-05,60,\nO5,2018-05,9050,\nO6,2018-05,500,是\n",
    "活动.csv": "活动编号,名称,牵头条线,区划代码,日期,参与人次\nL1,志愿日,共青团,990001001002,2018-05-04,9\n",
}


def parts(found: Explained) -> dict[str, tuple[int, float]]:
    """Kind → number of units and contribution."""
    return {row.kind: (row.unit_count, row.contribution) for row in found.contributions.itertuples()}


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The golden county, and a month later a second batch: one late row, one corrected, one withdrawn."""
    folder = tmp_path_factory.mktemp("corrected")
    golden_county.build(folder)
    later = write_folder(tmp_path_factory.mktemp("later") / "later", LATER)
    done = run("build", "--warehouse", folder, "--source", later, "--origin", "上报")
    assert done.returncode == 0, done.stdout
    return open_current(folder)


def test_members_move_by_new_closed_silent_and_growing_organisations(golden: Snapshot) -> None:
    """May 80 + 50 + 70 + 9,000 + 500 + 30 = 9,730; June 100 + 50 + 9,100 + 30 + 12 = 9,292.

    O12 is founded in June (+12), O1 and O5 grow (+20, +100), O3 last reported in June 2017 (-70), O6 is
    dissolved on 30 June (-500): -438.
    """
    found = explained(golden, "members", MAY, JUNE, COUNTY)
    assert (found.before, found.after) == (9730, 9292)
    assert parts(found) == {
        "founded": (1, 12),
        "up": (2, 120),
        "stopped": (1, -70),
        "dissolved": (1, -500),
    }
    assert list(found.units["label"].str.split(" ").str[0])[:2] == ["园区二厂工会", "园区一厂工会"]


def test_a_ratio_moves_by_numerators_and_denominators(golden: Snapshot) -> None:
    """May: O1 80/160, O3 70/100, O5 9,000/10,000, O6 500/600, O9 30/60 = 9,680/10,920.

    June: O1 100/200, O9 30/60, O12 12/20 = 142/280; O5 does not state its eligible any more.
    One more in the numerator counts (1/10,920 + 1/280)/2, one in the denominator
    -(9,680 + 142)/(2 x 10,920 x 280).
    """
    found = explained(golden, "membership_rate", MAY, JUNE, COUNTY)
    gain, cost = (1 / 10920 + 1 / 280) / 2, (9680 + 142) / (2 * 10920 * 280)
    wanted = {
        "founded": 12 * gain - 20 * cost,
        "up": 20 * gain,
        "denominator": -40 * cost,
        "stopped": -(70 + 9000) * gain + (100 + 10000) * cost,
        "dissolved": -500 * gain + 600 * cost,
    }
    assert {kind: value for kind, (_, value) in parts(found).items()} == pytest.approx(wanted)
    assert sum(wanted.values()) == pytest.approx(142 / 280 - 9680 / 10920)


def test_a_merged_village_takes_its_cells_along(golden: Snapshot) -> None:
    """乙乡: 2 of 12 cells in May; 乙二村 leaves with 4, one covered; 乙一村 gains its 妇联: 2 of 8."""
    found = explained(golden, "org_coverage", MAY, JUNE, YI)
    assert (found.before, found.after) == (2 / 12, 2 / 8)
    counted = {row.kind: (row.unit_count, row.numerator_change) for row in found.contributions.itertuples()}
    assert counted == {"region_merged": (4, -1), "up": (1, 1)}


def test_an_organisation_that_moves_with_its_village_is_not_new(golden: Snapshot) -> None:
    found = explained(golden, "organizations", MAY, JUNE, YI_1)
    assert parts(found) == {"moved_in": (1, 1)}


def test_late_corrected_and_withdrawn_rows_move_a_month_already_published(corrected: Snapshot) -> None:
    """9,730 was published for May. O2's row came late (60, not 50), O5's is now 9,050, O6's is gone."""
    ((earlier, _),) = earlier_snapshots(corrected)
    found = explained(corrected, "members", MAY, JUNE, COUNTY, earlier_id=earlier)
    assert (found.published, found.before) == (9730, 9290)
    kinds = parts(found)
    assert {kind: kinds[kind] for kind in ("late", "corrected", "withdrawn")} == {
        "late": (1, 10),
        "corrected": (1, 50),
        "withdrawn": (1, -500),
    }
    movement = [value for kind, (_, value) in kinds.items() if kind not in ("late", "corrected", "withdrawn")]
    assert sum(movement) == found.after - found.before


def test_a_late_activity_is_late_although_the_cell_is_old(corrected: Snapshot) -> None:
    ((earlier, _),) = earlier_snapshots(corrected)
    found = explained(corrected, "effective_coverage", MAY, JUNE, COUNTY, ["youth"], earlier_id=earlier)
    late = found.contributions[found.contributions["kind"] == "late"]
    assert list(late["numerator_change"]) == [1]
    assert found.before - found.published == pytest.approx(late["contribution"].sum())


def test_nothing_is_explained_where_there_is_no_number(golden: Snapshot) -> None:
    found = explained(golden, "public_reach", MAY, JUNE, COUNTY)
    assert found.before is None
    assert found.contributions.empty


def test_parts_add_up_for_every_metric_of_any_county(tmp_path: Path) -> None:
    snapshot = load(tmp_path, County(8).tables)
    regions = [code for (code,) in snapshot.rows("SELECT code FROM marts.dim_regions ORDER BY code LIMIT 2")]
    compared = 0
    for metric, region in zip(METRICS, cycle(regions), strict=False):
        found = explained(snapshot, metric.id, date(2016, 6, 1), date(2016, 9, 1), region)
        if found.before is not None and found.after is not None:
            total = found.contributions["contribution"].astype(float).sum()
            assert total == pytest.approx(found.after - found.before, rel=1e-9, abs=1e-9), metric.id
            compared += 1
    assert compared > len(METRICS) / 2


figures = some.integers(0, 1000)
sides = some.dictionaries(some.sampled_from("abcdefgh"), some.tuples(figures, figures), min_size=1)


def units(side: dict[str, tuple[int, int]]) -> pd.DataFrame:
    rows = [("organizations", unit, unit, "", None, top, low, unit) for unit, (top, low) in side.items()]
    names = ("unit_table", "unit", "label", "region_name", "line", "numerator", "denominator", "row_keys")
    return pd.DataFrame(rows, columns=list(names))


@given(sides, sides)
def test_unit_parts_of_a_sum_and_a_ratio_add_up(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]
) -> None:
    pairs = split.paired(units(before), units(after))
    tops = [sum(top for top, _ in side.values()) for side in (before, after)]
    lows = [sum(low for _, low in side.values()) for side in (before, after)]
    moved = split.contributions(BY_ID["members"], pairs)["contribution"].sum()
    assert moved == tops[1] - tops[0]
    if all(lows):
        moved = split.contributions(BY_ID["beneficiaries_per_1000"], pairs)["contribution"].sum()
        assert moved == pytest.approx(1000 * (tops[1] / lows[1] - tops[0] / lows[0]), rel=1e-9, abs=1e-6)


@given(sides, sides)
def test_causes_of_a_median_add_up(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]
) -> None:
    old, new = units(before), units(after)
    shares = split.median_shares(split.paired(old, new))
    wanted = new["numerator"].median() - old["numerator"].median()
    assert sum(shares.values()) == pytest.approx(wanted, abs=1e-6)
