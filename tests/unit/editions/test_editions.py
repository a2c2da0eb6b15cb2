"""Sealed editions: what is sealed is what was computed, and nothing changes it unnoticed."""

import dataclasses
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import retention
from etl.warehouse import Warehouse
from metrics import catalogue
from metrics.values import values
from metrics.warehouse import Snapshot, open_current, open_snapshot
from metrics.warehouse_error import WarehouseError
from reports.__main__ import DIFFERENT, DONE, UNREADABLE, USAGE, main
from reports.editions import comparing, contents, definitions, opening, sealing, shelf
from reports.editions.edition import Edition, EditionError, packed, unpacked

PROJECT = Path(__file__).resolve().parents[3]
MEETING, EARLIER = "meet-10", "meet-08"


@pytest.fixture(scope="module")
def warehouse(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of its own, with two editions."""
    folder = tmp_path_factory.mktemp("editions") / "warehouse"
    shutil.copytree(demo_warehouse, folder)
    for meeting in (EARLIER, MEETING):
        sealing.seal(open_current(folder), meeting)
    return folder


@pytest.fixture
def snapshot(warehouse: Path) -> Snapshot:
    return open_current(warehouse)


@pytest.fixture
def edition(warehouse: Path) -> Edition:
    return shelf.read(warehouse, "安福2018-06-01")


def test_sealed_numbers_are_those_of_the_command_line(warehouse: Path, edition: Edition) -> None:
    command = [sys.executable, "-m", "metrics", "values", "--warehouse", str(warehouse)]
    told = subprocess.run(
        [*command, "--period", "2018-06"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    sealed = edition.parts[contents.VALUES].splitlines()
    assert [sealed[0], *(line for line in sealed if ",2018-06," in line)] == told.splitlines()


def test_an_edition_answers_what_its_snapshot_answers(snapshot: Snapshot, edition: Edition) -> None:
    shown = opening.opened(snapshot, edition)
    asked = [
        {"periods": [edition.period]},
        {"periods": [edition.period], "levels": ["township"], "lines": ["", "youth"]},
        {"periods": sealing.places.periods(snapshot), "regions": [edition.region], "lines": ["women"]},
    ]
    for question in asked:
        assert values.value_rows(shown, **question) == values.value_rows(snapshot, **question)
        assert values.values(shown, **question).equals(values.values(snapshot, **question))
    assert shown.sealed is not None and not shown.sealed.computed


def test_a_changed_definition_leaves_the_edition_as_it_was_and_is_told(
    snapshot: Snapshot, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    metric = catalogue.METRICS[0]
    question = {"periods": [edition.period], "metrics": [metric.id], "regions": [edition.region]}
    sealed = values.value_rows(opening.opened(snapshot, edition), **question)
    other = dataclasses.replace(metric, rows=metric.rows + " LIMIT 1", spans="")
    now = (other, *catalogue.METRICS[1:])
    monkeypatch.setattr(values, "BY_ID", {each.id: each for each in now})
    assert values.value_rows(snapshot, **question) != sealed
    assert values.value_rows(opening.opened(snapshot, edition), **question) == sealed
    assert definitions.changed(edition.definitions, definitions.in_force(now)) == {metric.id: "算法已改"}
    assert not definitions.changed(edition.definitions)


@given(data=st.data())
def test_whatever_byte_is_changed_is_noticed(data: st.DataObject) -> None:
    parts = {"about.json": '{"number": "安福2018-06-01", "snapshot": "a"}', "values.csv": "a,b\n1,2\n" * 9}
    content = bytearray(packed(Edition(parts)))
    assert unpacked(bytes(content), "whole").parts == parts
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(EditionError):
        unpacked(bytes(content), "changed")


def _put(folder: Path, parts: dict[str, str], found: "multiprocessing.Queue[str]") -> None:
    def finish(number: str) -> Edition:
        about = json.loads(parts["about.json"]) | {"number": number}
        return Edition({"about.json": json.dumps(about, ensure_ascii=False)})

    found.put(shelf.put(folder, "安福2018-05", finish).number)


def test_two_who_seal_at_once_get_two_numbers(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "a.duckdb").touch()
    found: multiprocessing.Queue[str] = multiprocessing.get_context("fork").Queue()
    parts = {"about.json": '{"snapshot": "a"}'}
    start = multiprocessing.get_context("fork").Process
    at_work = [start(target=_put, args=(tmp_path, parts, found)) for _ in range(6)]
    for each in at_work:
        each.start()
    numbers = {found.get(timeout=60) for _ in at_work}
    for each in at_work:
        each.join()
    assert numbers == {f"安福2018-05-{serial:02}" for serial in range(1, 7)}
    assert {path.stat().st_mode & 0o777 for path in shelf.files(tmp_path)} == {0o600}


def test_retention_leaves_what_an_edition_pins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNTUAN_KEEP_SNAPSHOTS", "2")
    folder = Warehouse(tmp_path)
    pinning = Edition({"about.json": '{"number": "安福2018-06-01", "snapshot": "s01"}'})
    for number in range(22):
        folder.snapshot_path(f"s{number:02}").touch()
        folder.point_to(f"s{number:02}")
        if number == 1:
            shelf.put(tmp_path, "安福2018-06", lambda _: pinning)
        retention.tidy(folder)
    assert [path.stem for path in folder.published()] == ["s01", "s20", "s21"]
    shelf.files(tmp_path)[0].write_bytes(b"?")
    folder.snapshot_path("s22").touch()
    retention.tidy(folder)
    assert len(folder.published()) == 4


def test_a_snapshot_that_is_gone_is_told_and_the_numbers_stay(
    warehouse: Path, snapshot: Snapshot, edition: Edition, tmp_path: Path
) -> None:
    folder = tmp_path / "w"
    shutil.copytree(warehouse, folder)
    own = open_snapshot(snapshot.path)
    moved = dataclasses.replace(own, path=folder / "snapshots" / "other.duckdb")
    path = folder / "snapshots" / f"{edition.snapshot_id}.duckdb"
    assert sealing.snapshot_state(folder, edition) == ""
    with path.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"????")
    assert "不一致" in sealing.snapshot_state(folder, edition)
    path.unlink()
    assert "不在了" in sealing.snapshot_state(folder, edition)
    with pytest.raises(WarehouseError, match="封存的数字仍在"):
        opening.opened(moved, edition)
    assert main(["verify", edition.number, "--warehouse", str(folder)]) == DONE


@pytest.mark.parametrize(
    "number", ["../x", "/etc/passwd", "安福2018-06-01/..", "", "安福2018-06", "a\0b", "."]
)
def test_what_is_no_number_is_refused(warehouse: Path, number: str) -> None:
    with pytest.raises(EditionError, match="不是会议版编号"):
        shelf.read(warehouse, number)


def test_the_command_line_says_how_it_ended(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--warehouse", str(warehouse)]
    assert main(["editions", *where]) == DONE
    assert capsys.readouterr().out.count("安福县") == 2
    assert main(["seal", "--meeting", "none", *where]) == USAGE
    assert main(["seal", "--meeting", MEETING, "--region", "1", *where]) == USAGE
    assert main(["seal", "--meeting", MEETING, "--period", "2031-01", *where]) == USAGE
    assert main(["compare", "安福2018-04-09", *where]) == USAGE
    assert main(["editions", "--warehouse", str(tmp_path / "none")]) == UNREADABLE
    foreign = tmp_path / "x.edition"
    foreign.write_bytes(os.urandom(99))
    assert main(["verify", str(foreign), *where]) == DIFFERENT
    assert main(["compare", "安福2018-06-01", *where]) == DONE
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("【")]
    # Nothing has changed; what was decided and is not done still comes before the next meeting.
    assert told and all(line.startswith("【议定】仍未办成") for line in told)


def test_what_changed_is_told_from_the_sealed_numbers(warehouse: Path, edition: Edition) -> None:
    before = shelf.read(warehouse, "安福2018-04-01")
    told = comparing.compare(before, edition)
    assert [comparing.KINDS.index(each.kind) for each in told] == sorted(
        comparing.KINDS.index(each.kind) for each in told
    )
    turned = {each.way["metric"] for each in told if each.kind == "亮灯"}
    lights = [
        {row["metric_id"]: row["light"] for row in own.rows_of(contents.VALUES, f",,{own.region},{month},")}
        for own, month in ((before, "2018-04"), (edition, "2018-06"))
    ]
    both = {metric for metric in lights[0] if lights[0][metric] and lights[1][metric]}
    assert turned == {metric for metric in both if lights[0][metric] != lights[1][metric]} != set()
