"""A batch is removed everywhere, or nothing is; killed half-way, the same command finishes the work."""

import shutil
import signal
from itertools import count
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.warehouse import Warehouse
from tests.etl import killing
from tests.etl.handing_in import contents, publish, query, write_folder

MEMBERS = "SELECT members FROM raw.memberships ORDER BY org_id, period"
FIRST = "组织编码,报告期,会员数,撤销\nU1,2018-01,77,\nU9,2018-02,5,\nU2,2018-01,,是\n"
SECOND = "活动编号,名称\nA1,改过的名字\n"
ORGANISATION = "组织编码,名称,条线,区划代码,类别,成立日期\nU9,要删的工会,工会,360829,企业,2001-05-01\n"


def batch(warehouse: Path, source: str) -> str:
    """The id of the batch that came in under a name."""
    ((batch_id,),) = query(warehouse, f"SELECT batch_id FROM meta.batches WHERE source = '{source}'")  # noqa: S608
    return str(batch_id)


@pytest.fixture(scope="module")
def grown(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county with three more batches, the first of which is to go, and a draft on top."""
    folder = tmp_path_factory.mktemp("purge")
    warehouse = Path(shutil.copytree(county, folder / "warehouse"))
    batches = {"doomed": {"组织.csv": ORGANISATION, "会员.csv": FIRST}, "later": {"活动.csv": SECOND}}
    for name, files in batches.items():
        assert publish(warehouse, write_folder(folder / name, files)).snapshot_id
    source = str(write_folder(folder / "draft", {"活动.csv": "活动编号,撤销\nA1,是\n"}))
    assert main(["build", "--draft", "--source", source, "--warehouse", str(warehouse)]) == 0
    return warehouse


@pytest.fixture
def own(grown: Path, tmp_path: Path) -> Path:
    """The same, of the test's own."""
    return Path(shutil.copytree(grown, tmp_path / "warehouse"))


def is_nowhere(warehouse: Path, batch_id: str) -> bool:
    """Whether no file of the warehouse says anything of the batch."""
    words = [batch_id.encode(), "要删的工会".encode()]
    return not any(
        batch_id in name or any(word in content for word in words)
        for name, content in contents(warehouse).items()
    )


def test_a_look_tells_what_would_change_and_changes_nothing(
    own: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, doomed = contents(own), batch(own, "doomed")
    assert main(["purge", doomed, "--warehouse", str(own)]) == 0
    told = capfd.readouterr().out
    assert f"将删除批次 {doomed}（doomed）" in told
    assert "组织：少 1 行\n会员：少 1 行，恢复 1 行，1 行里有 1 个值变回以前的\n" in told
    assert "留存的一份、含有它的快照 2 个（不能再退回到它们）、含有它的草稿 1 个" in told
    assert "--yes" in told
    assert contents(own) == before


def test_a_batch_is_removed_everywhere(own: Path, capfd: pytest.CaptureFixture[str]) -> None:
    doomed, first = batch(own, "doomed"), batch(own, "first")
    assert not is_nowhere(own, doomed)
    assert main(["purge", doomed, "--yes", "--warehouse", str(own)]) == 0
    assert query(own, MEMBERS) == [(100,), (50,)]
    assert query(own, "SELECT name FROM raw.activities") == [("改过的名字",)]
    assert is_nowhere(own, doomed)
    assert (own / "batches" / first).is_dir()
    assert len(list((own / "snapshots").iterdir())) == 2, "the new one, and the one before the batch"
    assert list((own / "drafts").iterdir()) == []
    assert main(["rebuild", "--warehouse", str(own)]) == 0
    assert query(own, MEMBERS) == [(100,), (50,)]
    assert main(["purge", doomed, "--yes", "--warehouse", str(own)]) == 2
    assert "没有批次" in capfd.readouterr().err


def test_a_batch_that_others_stand_on_stays(own: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = contents(own)
    assert main(["purge", batch(own, "first"), "--yes", "--warehouse", str(own)]) == 1
    told = capfd.readouterr().err
    assert "错误" in told
    assert "没有删除" in told
    assert contents(own) == before


def test_without_a_batch_all_are_listed(grown: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["purge", "--warehouse", str(grown)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == ["first", "doomed", "later"]


def test_the_only_batch_leaves_an_empty_snapshot(warehouse: Path) -> None:
    doomed = batch(warehouse, "first")
    assert main(["purge", doomed, "--yes", "--warehouse", str(warehouse)]) == 0
    assert query(warehouse, MEMBERS) == []
    assert query(warehouse, "SELECT * FROM meta.batches") == []
    assert doomed not in " ".join(contents(warehouse))


def test_killed_when_the_new_snapshot_is_published_the_warehouse_is_whole(own: Path, tmp_path: Path) -> None:
    doomed = batch(own, "doomed")
    command = ["purge", doomed, "--yes", "--warehouse", str(own)]
    for step, is_new in (("pointer", False), ("snapshot", True)):
        process = killing.start(tmp_path / "output", command, killing.die_at, step, 1)
        process.join(60)
        assert process.exitcode == -signal.SIGKILL
        assert query(own, MEMBERS) == ([(100,), (50,)] if is_new else [(77,), (5,)])
    assert main(command) == 0
    assert query(own, MEMBERS) == [(100,), (50,)]
    assert is_nowhere(own, doomed)


@pytest.mark.parametrize("step", ["snapshot", "rename", "name", "batch", "file", "folder"])
def test_killed_while_the_rest_goes_the_command_finishes(step: str, own: Path, tmp_path: Path) -> None:
    doomed = batch(own, "doomed")
    ((parent,),) = query(own, "SELECT parent_id FROM meta.snapshot")
    (first,) = {path.stem for path in (own / "snapshots").iterdir()} - {parent, Warehouse(own).current_id()}
    assert main(["rollback", first, "--warehouse", str(own)]) == 0
    command = ["purge", doomed, "--yes", "--warehouse", str(own)]
    for at in count(1):
        process = killing.start(tmp_path / "output", command, killing.die_at, step, at)
        process.join(60)
        assert query(own, MEMBERS) == [(100,), (50,)]
        if process.exitcode != -signal.SIGKILL:
            break
    assert at > 1
    # Killed behind the last step, nothing of the batch is left to be told of.
    assert process.exitcode in (0, 2), (tmp_path / "output").read_text("utf-8")
    Warehouse(own).sweep()
    assert is_nowhere(own, doomed)


@pytest.mark.parametrize("name", ["", ".", "..", "none", "../drafts", ".unfinished-x"])
def test_what_is_no_batch_removes_nothing(name: str, grown: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = contents(grown)
    assert main(["purge", name, "--yes", "--warehouse", str(grown)]) == 2
    assert "没有批次" in capfd.readouterr().err
    assert contents(grown) == before
