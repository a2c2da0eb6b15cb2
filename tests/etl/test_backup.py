"""Backups: whole while others publish, refused where damaged, and restored in one step."""

import json
import shutil
import signal
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from etl.__main__ import main
from tests.etl import killing
from tests.etl.handing_in import contents, publish, query, write_folder

MORE = {"会员.csv": "组织编码,报告期,会员数\nU1,2018-03,7\n"}
MEMBERS = "SELECT sum(members) FROM raw.memberships"


@pytest.fixture(scope="module")
def saved(
    distributed: tuple[Path, dict[str, Path]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A warehouse with two batches and forms that were distributed, and a backup of it."""
    folder = tmp_path_factory.mktemp("backup")
    file = folder / "备份.zip"
    assert main(["backup", str(file), "--warehouse", str(distributed[0])]) == 0
    return distributed[0], file


@pytest.fixture
def other(county: Path, tmp_path: Path) -> Path:
    """Another warehouse, with a batch and a draft that the backup does not hold."""
    own = Path(shutil.copytree(county, tmp_path / "other"))
    publish(own, write_folder(tmp_path / "more", MORE))
    source = str(write_folder(tmp_path / "draft", {"会员.csv": "组织编码,报告期,会员数\nU2,2018-03,1\n"}))
    assert main(["build", "--draft", "--source", source, "--warehouse", str(own)]) == 0
    return own


def published(warehouse: Path) -> dict[str, bytes]:
    """Every file of a warehouse; the pointer by what it says."""
    files = contents(warehouse)
    return files | {"current.json": json.dumps(json.loads(files["current.json"])).encode()}


def test_an_empty_folder_becomes_what_was_backed_up(saved: tuple[Path, Path], tmp_path: Path) -> None:
    warehouse, file = saved
    assert main(["restore", str(file), "--warehouse", str(tmp_path / "new")]) == 0
    assert published(tmp_path / "new") == published(warehouse)
    assert list((warehouse / "forms").iterdir()), "forms are there to be restored"
    assert file.stat().st_mode & 0o077 == 0, "a backup is nobody else's to read"


def test_another_warehouse_is_replaced_only_when_asked_for(
    saved: tuple[Path, Path], other: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    warehouse, file = saved
    before = contents(other)
    assert main(["restore", str(file), "--warehouse", str(other)]) == 2
    assert "--replace" in capfd.readouterr().err
    assert contents(other) == before
    (other / "snapshots" / next(iter((warehouse / "snapshots").iterdir())).name).write_bytes(b"damaged")
    assert main(["restore", str(file), "--replace", "--warehouse", str(other)]) == 0
    assert published(other) == published(warehouse)
    assert list((other / "drafts").iterdir()) == []


def test_a_backup_never_takes_the_place_of_a_file(saved: tuple[Path, Path]) -> None:
    warehouse, file = saved
    before = file.read_bytes()
    assert main(["backup", str(file), "--warehouse", str(warehouse)]) == 2
    assert main(["backup", str(file.parent / "none" / "b.zip"), "--warehouse", str(warehouse)]) == 2
    assert main(["backup", str(file.parent / "b.zip"), "--warehouse", str(file.parent / "none")]) == 3
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for place in range(len(data) // 3, len(data) // 3 + 2000):
        data[place] ^= 1
    file.write_bytes(data)


def _exchange(file: Path) -> None:
    """Change a part so that the archive itself is sound."""
    _rewrite(file, lambda name, data: data + b"\n" if name.endswith(".csv") else data)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-2000])


def _text(file: Path) -> None:
    file.write_text("不是备份", encoding="utf-8")


def _empty_zip(file: Path) -> None:
    zipfile.ZipFile(file, "w").close()


def _more(name: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(name, b"x")

    return change


def _told(**others: object) -> Callable[[Path], None]:
    """Change what the backup says of itself."""

    def changed(name: str, data: bytes) -> bytes:
        return json.dumps(json.loads(data) | others).encode() if name == "backup.json" else data

    return lambda file: _rewrite(file, changed)


def _rewrite(file: Path, changed: Callable[[str, bytes], bytes]) -> None:
    old = file.with_name("old.zip")
    file.rename(old)
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            target.writestr(name, changed(name, source.read(name)))


@pytest.mark.parametrize(
    "damage",
    [
        *(_flip, _exchange, _cut, _text, _empty_zip),
        *(_more("../outside"), _more("lock"), _more("snapshots/x.duckdb"), _more("backup.json")),
        *(_told(format=2), _told(product="x"), _told(parts=[]), _told(snapshot="../x"), _told(made_at=1)),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_damaged_or_foreign_file_is_refused_and_nothing_changes(
    saved: tuple[Path, Path],
    asking: Path,
    damage: Callable[[Path], None],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    file = Path(shutil.copy2(saved[1], tmp_path / "b.zip"))
    damage(file)
    before = contents(asking)
    assert main(["restore", str(file), "--warehouse", str(tmp_path / "new")]) == 1
    assert main(["restore", str(file), "--replace", "--warehouse", str(asking)]) == 1
    assert "没有恢复" in capfd.readouterr().err
    assert not (tmp_path / "new").exists()
    assert contents(asking) == before


def test_a_backup_waits_for_the_build_that_is_running(warehouse: Path, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "more", MORE)
    gate, file = tmp_path / "gate", tmp_path / "b.zip"
    build = killing.start(
        tmp_path / "output",
        ["build", "--source", str(source), "--warehouse", str(warehouse)],
        killing.pause_at_first_step,
        gate,
    )
    command = ["backup", str(file), "--warehouse", str(warehouse)]
    killing.wait_until_held(warehouse)
    backup = killing.start(tmp_path / "told", command, killing.nothing)
    backup.join(1)
    assert backup.exitcode is None
    gate.touch()
    build.join(60)
    backup.join(60)
    assert (build.exitcode, backup.exitcode) == (0, 0)
    assert "等待中" in (tmp_path / "told").read_text("utf-8")
    assert main(["restore", str(file), "--warehouse", str(tmp_path / "new")]) == 0
    assert query(tmp_path / "new", MEMBERS) == [(157,)]
    assert published(tmp_path / "new") == published(warehouse)


def test_a_killed_backup_leaves_no_file(warehouse: Path, tmp_path: Path) -> None:
    before = contents(warehouse)
    command = ["backup", str(tmp_path / "b.zip"), "--warehouse", str(warehouse)]
    process = killing.start(tmp_path / "output", command, killing.die_at, "rename", 1)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert not (tmp_path / "b.zip").exists()
    assert contents(warehouse) == before
    assert main(command) == 0
    assert not list(tmp_path.glob(".unfinished-*"))


@pytest.mark.parametrize("step", ["rename", "pointer", "name", "snapshot"])
def test_a_killed_restore_leaves_the_old_or_the_new_and_finishes(
    step: str, saved: tuple[Path, Path], other: Path, tmp_path: Path
) -> None:
    warehouse, file = saved
    old, new = query(other, MEMBERS), query(warehouse, MEMBERS)
    command = ["restore", str(file), "--replace", "--warehouse", str(other)]
    for at in count(1):
        process = killing.start(tmp_path / "output", command, killing.die_at, step, at)
        process.join(60)
        assert query(other, MEMBERS) in (old, new)
        if process.exitcode != -signal.SIGKILL:
            break
    assert process.exitcode == 0, (tmp_path / "output").read_text("utf-8")
    assert at > 1
    assert published(other) == published(warehouse)


def test_a_restore_into_an_empty_folder_may_be_begun_again(saved: tuple[Path, Path], tmp_path: Path) -> None:
    warehouse, file = saved
    command = ["restore", str(file), "--warehouse", str(tmp_path / "new")]
    process = killing.start(tmp_path / "output", command, killing.die_at, "pointer", 1)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert main(command) == 0
    assert published(tmp_path / "new") == published(warehouse)
