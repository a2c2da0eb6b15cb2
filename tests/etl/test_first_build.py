"""The demonstration is built in an empty warehouse, and never over one that holds anything."""

import json
import os
import shutil
from pathlib import Path

import pytest

from etl.first_build import demo_allowed, demo_misfit
from etl.warehouse import Warehouse
from metrics.warehouse import is_new
from tests.etl.handing_in import contents, run, write_folder
from ui.shell import first_build

REGIONS = {"行政区划.csv": "区划代码,名称,级别,类型\n990001,金县,县,县\n"}


def without_pointer(warehouse: Path) -> None:
    """The pointer was lost, as when a folder is copied by hand."""
    (warehouse / "current.json").unlink()


def without_snapshots(warehouse: Path) -> None:
    """Only the batches were copied."""
    without_pointer(warehouse)
    shutil.rmtree(warehouse / "snapshots")
    (warehouse / "snapshots").mkdir()


@pytest.mark.parametrize("lose", [without_pointer, without_snapshots])
def test_what_a_warehouse_holds_is_never_covered(lose, warehouse: Path) -> None:
    lose(warehouse)
    before = contents(warehouse)
    assert run("build", "--if-new", "--warehouse", warehouse).returncode == 0
    refused = run("build", "--warehouse", warehouse)
    assert refused.returncode in (2, 3)
    assert "快照" in refused.stderr
    assert contents(warehouse) == before


def test_another_batch_does_not_cover_it_either_and_the_named_command_restores(
    warehouse: Path, tmp_path: Path
) -> None:
    pointer = (warehouse / "current.json").read_text(encoding="utf-8")
    without_pointer(warehouse)
    refused = run("build", "--source", write_folder(tmp_path / "b", REGIONS), "--warehouse", warehouse)
    assert refused.returncode == 3
    assert "python -m etl rollback" in refused.stderr
    snapshot = json.loads(pointer)["snapshot"]
    assert snapshot in run("snapshots", "--warehouse", warehouse).stdout
    assert run("rollback", snapshot, "--warehouse", warehouse).returncode == 0
    assert json.loads((warehouse / "current.json").read_text(encoding="utf-8"))["snapshot"] == snapshot


def test_batches_without_a_snapshot_can_be_handed_in_again(warehouse: Path) -> None:
    without_snapshots(warehouse)
    (batch,) = (path for path in (warehouse / "batches").iterdir() if path.is_dir())
    done = run("build", "--source", batch, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr


def test_demonstration_can_be_forbidden(tmp_path: Path) -> None:
    forbidden = os.environ | {"QUNTUAN_DEMO": "no"}
    assert run("build", "--if-new", "--warehouse", tmp_path / "w", env=forbidden).returncode == 0
    assert not (tmp_path / "w" / "current.json").exists()


@pytest.mark.parametrize("said", ["", "yes", "1", "no", "NO", "0", "False", "off", "maybe"])
def test_page_and_build_agree_on_what_forbids_it(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUNTUAN_DEMO", said)
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(tmp_path))
    assert first_build.needed() == demo_allowed()


@pytest.mark.parametrize("folder", ["snapshots", "batches", "drafts"])
def test_page_and_build_agree_on_what_is_new(folder: str, tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / ".DS_Store").touch()
    assert warehouse.is_new() and is_new(tmp_path), "what a file manager leaves is no data"
    assert warehouse.current_id() is None
    assert demo_misfit(warehouse) is None
    (tmp_path / folder / "20180701T090000").touch()
    assert not warehouse.is_new() and not is_new(tmp_path)
    if folder != "snapshots":  # there the pointer is missed
        assert str(tmp_path / folder) in str(demo_misfit(warehouse))
