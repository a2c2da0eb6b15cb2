"""A build that is killed, runs out of disk or meets another leaves the published snapshot as it was."""

import random
import shutil
import signal
import time
from itertools import count
from pathlib import Path

import pytest

from etl.retention import VARIABLE
from etl.warehouse import Warehouse
from tests.etl import killing
from tests.etl.handing_in import contents, publish, query, write_folder

COUNT = "SELECT count(*), sum(members) FROM raw.memberships"
# A batch that a killed build has kept is not copied again by one of the same second, hence "rename": 2.
STEPS_AT_LEAST = {"progress": 20, "copy": 2, "rename": 2, "sync": 4, "publish": 1, "pointer": 1}


@pytest.fixture
def arguments(warehouse: Path, tmp_path: Path) -> list[str]:
    """A build that adds an organisation and its members."""
    files = {
        "组织.csv": "组织编码,名称,条线,区划代码,类别,成立日期\nU3,企业工会,工会,360829,企业,2001-05-01\n",
        "会员.csv": "组织编码,报告期,会员数\nU3,2018-05,7\n",
    }
    source = write_folder(tmp_path / "more", files)
    return ["build", "--source", str(source), "--warehouse", str(warehouse)]


def leftovers(warehouse: Path) -> list[Path]:
    return list(warehouse.rglob(".unfinished-*"))


def assert_intact(warehouse: Path, before: dict[str, bytes]) -> None:
    """Everything published is still there to the byte; the pointer may have moved to a whole snapshot."""
    after = contents(warehouse)
    moved = after["current.json"] != before["current.json"]
    assert {name: after[name] for name in before if not (moved and name == "current.json")} == {
        name: content for name, content in before.items() if not (moved and name == "current.json")
    }
    assert query(warehouse, COUNT) == ([(3, 157)] if moved else [(2, 150)])


@pytest.mark.parametrize("step", killing.STEPS)
def test_killed_at_every_step_the_snapshot_stays_and_the_next_build_works(
    step: str, warehouse: Path, tmp_path: Path, arguments: list[str]
) -> None:
    before = contents(warehouse)
    for at in count(1):
        process = killing.start(tmp_path / "output", arguments, killing.die_at, step, at)
        process.join(60)
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL, (tmp_path / "output").read_text(encoding="utf-8")
        assert_intact(warehouse, before)
    assert at > STEPS_AT_LEAST[step]
    assert query(warehouse, COUNT) == [(3, 157)]
    assert leftovers(warehouse) == []


def test_killed_at_any_moment_the_snapshot_stays(
    warehouse: Path, tmp_path: Path, arguments: list[str]
) -> None:
    before = contents(warehouse)
    moments = random.Random(7)
    for _ in range(8):
        process = killing.start(tmp_path / "output", arguments, killing.nothing)
        time.sleep(moments.uniform(0.02, 0.4))
        process.kill()
        process.join(60)
        assert_intact(warehouse, before)
    process = killing.start(tmp_path / "output", arguments, killing.nothing)
    process.join(60)
    assert process.exitcode == 0
    assert query(warehouse, COUNT) == [(3, 157)]
    assert leftovers(warehouse) == []


@pytest.mark.parametrize("step", killing.REMOVALS)
def test_killed_while_old_snapshots_go_the_new_one_stays_and_the_next_build_removes_the_rest(
    step: str, warehouse: Path, tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (warehouse / "current.json").read_bytes()
    left = {"会员.csv": "组织编码,报告期,会员数\nU1,2018-04,1\n"}
    publish(warehouse, write_folder(tmp_path / "left", left))
    (warehouse / "current.json").write_bytes(first)
    last = {"会员.csv": "组织编码,报告期,会员数\nU3,2018-06,8\n"}
    for at in count(1):
        folder = shutil.copytree(warehouse, tmp_path / str(at))
        command = [*arguments[:-1], str(folder)]
        process = killing.start(tmp_path / "output", command, killing.die_while_tidying, step, at)
        process.join(60)
        assert query(folder, COUNT) == [(3, 157)]
        with monkeypatch.context() as only_newest:
            only_newest.setenv(VARIABLE, "1")
            publish(folder, write_folder(tmp_path / "last", last))
        assert query(folder, COUNT) == [(4, 165)]
        assert [path.stem for path in (folder / "snapshots").iterdir()] == [Warehouse(folder).current_id()]
        needed = query(folder, "SELECT batch_id FROM meta.batches ORDER BY ALL")
        assert [(path.name,) for path in sorted((folder / "batches").iterdir())] == needed
        assert leftovers(folder) == []
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL, (tmp_path / "output").read_text(encoding="utf-8")
    assert at > 1


def test_a_full_disk_is_told_and_the_snapshot_stays(
    warehouse: Path, tmp_path: Path, arguments: list[str]
) -> None:
    before = contents(warehouse)
    whole = max(len(content) for content in before.values())
    for limit in (4096, whole // 4, whole // 2, whole - 4096):
        output = tmp_path / f"output-{limit}"
        process = killing.start(output, arguments, killing.fill_disk, limit)
        process.join(60)
        assert process.exitcode == 3
        assert contents(warehouse) == before
        printed = output.read_text(encoding="utf-8")
        assert "Traceback" not in printed
        assert "没有发布" in printed
    process = killing.start(tmp_path / "output", arguments, killing.nothing)
    process.join(60)
    assert process.exitcode == 0


def test_a_second_build_is_refused_in_words_or_waits_for_the_first(
    warehouse: Path, tmp_path: Path, arguments: list[str]
) -> None:
    gate, patience, haste = tmp_path / "gate", tmp_path / "patience", tmp_path / "haste"
    other = {
        "组织.csv": "组织编码,名称,条线,区划代码,类别,成立日期\nY2,团支部,共青团,360829,学校,2001-05-01\n"
    }
    second = [
        "build",
        "--source",
        str(write_folder(tmp_path / "other", other)),
        "--warehouse",
        str(warehouse),
    ]
    first = killing.start(tmp_path / "output", arguments, killing.pause_at_first_step, gate)
    killing.wait_until_held(warehouse)
    hasty = killing.start(haste, second, killing.wait_for_lock, 0.3)
    hasty.join(60)
    patient = killing.start(patience, second, killing.wait_for_lock, 60.0)
    gate.touch()
    for process in (first, patient):
        process.join(60)
    assert (first.exitcode, patient.exitcode, hasty.exitcode) == (0, 0, 3)
    assert "另一个构建正在进行" in haste.read_text(encoding="utf-8")
    assert query(warehouse, "SELECT count(*) FROM raw.organizations WHERE org_id IN ('U3', 'Y2')") == [(2,)]
