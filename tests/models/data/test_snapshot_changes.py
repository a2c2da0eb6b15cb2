"""What a batch would change: rows by key, and metrics with their value before and after."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from metrics.data import history
from metrics.data.snapshot_changes import changed_rows, changed_tables, moved_metrics
from metrics.warehouse import Snapshot, draft_file, open_current, open_snapshot
from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, run, write_folder

BATCH = {
    "会员.csv": "组织编码,报告期,会员数,撤销\nU1,2018-01,101,\nU1,2018-02,7,\nU2,2018-01,,是\n",
    "组织.csv": "组织编码,名称\nU1,县总工会\nY1,共青团县委\n",
    "活动.csv": "活动编号,参与条线\nA1,妇联、共青团\n",
    "改革任务.csv": "任务编号,方案\nT1,工会\n",
    "联席会议.csv": COUNTY["联席会议.csv"],
}
CODE = "360829000000"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the small county."""
    folder = tmp_path_factory.mktemp("changes")
    publish(folder / "warehouse", write_folder(folder / "first", COUNTY))
    return folder / "warehouse"


@pytest.fixture(scope="module")
def draft(warehouse: Path) -> Snapshot:
    """A batch that adds, changes, withdraws and repeats rows, waiting to be published."""
    source = write_folder(warehouse.parent / "batch", BATCH)
    assert run("build", "--draft", "--source", source, "--warehouse", warehouse).returncode == 0
    (folder,) = (warehouse / "drafts").iterdir()
    return open_snapshot(draft_file(warehouse, folder.name))


def test_rows_are_counted_by_table(draft: Snapshot) -> None:
    counted = [tuple(row) for row in changed_tables(draft).itertuples(index=False)]
    assert counted == [
        ("组织", 0, 1, 0, 1),
        ("会员", 1, 1, 1, 0),
        ("活动", 0, 1, 0, 0),
        ("改革任务", 0, 1, 0, 0),
        ("联席会议", 0, 0, 0, 1),
    ]


def test_rows_tell_old_and_new_value_and_where_they_stand(draft: Snapshot) -> None:
    shown = changed_rows(draft)
    told = {
        (row.table_title, row.kind, row.row_key): (row.difference, row.file, row.row_number)
        for row in shown.itertuples()
    }
    assert told[("组织", "changed", "Y1")] == ("名称 团县委 → 共青团县委", "组织.csv", 3)
    assert told[("会员", "changed", "U1 2018-01")][0].startswith("会员数 ")
    assert told[("会员", "changed", "U1 2018-01")][0].endswith(" → 101")
    assert told[("会员", "added", "U1 2018-02")][1:] == ("会员.csv", 3)
    assert ("会员", "gone", "U2 2018-01") in told
    assert told[("活动", "changed", "A1")][0] == "参与条线 空 → 共青团、妇联"
    assert told[("改革任务", "changed", "T1")][0] == "方案 总方案 → 工会", "in words, not as stored"
    assert len(told) == 6


def test_metrics_that_move_come_with_before_and_after(draft: Snapshot, warehouse: Path) -> None:
    moved = moved_metrics(draft, date(2018, 1, 1), CODE)
    held = open_current(warehouse).rows(
        "SELECT sum(members) FROM raw.memberships WHERE period = '2018-01-01'"
    )
    members = moved[moved["metric_id"] == "members"].iloc[0]
    assert members["before"] == held[0][0]
    assert members["after"] == 101
    assert members["change"] == members["after"] - members["before"]
    assert "organizations" not in set(moved["metric_id"]), "what stays is not listed"
    part = moved["change"].abs() / moved[["before", "after"]].abs().max(axis=1)
    assert list(part.fillna(2)) == sorted(part.fillna(2), reverse=True)


def test_the_first_snapshot_brings_everything(warehouse: Path) -> None:
    first = open_current(warehouse)
    counted = changed_tables(first)
    assert counted["added"].sum() > 10
    assert counted[["changed", "gone", "restated"]].to_numpy().sum() == 0
    moved = moved_metrics(first, date(2018, 1, 1), CODE)
    assert moved["before"].isna().all()
    assert moved["change"].isna().all()


def test_snapshots_tell_what_each_brought_and_which_cannot_be_read(warehouse: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(warehouse, tmp_path / "warehouse"))
    publish(
        own, write_folder(tmp_path / "more", {"联席会议.csv": "会议编号,日期,名称\nM2,2018-02-05,第二次\n"})
    )
    (own / "snapshots" / "20000101T000000-x.duckdb").write_bytes(b"no database")
    ids = history.published_ids(own)
    assert ids == sorted(ids, reverse=True)
    told = history.snapshots(open_current(own), ids)
    assert list(told["is_current"]) == [True, False, False]
    assert list(told["brought"]) == ["more（上报）", "first（上报）", ""]
    assert "已损坏" in told["trouble"].iloc[2]
