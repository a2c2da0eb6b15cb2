"""A draft is a snapshot to look at first: publishing makes exactly that file the current one."""

import mmap
import os
import signal
import time
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from etl import build, drafts, supervision
from etl import publish as publishing_drafts
from etl.__main__ import main
from tests.etl import killing
from tests.etl.handing_in import contents, publish, query, run, write_folder

HEADER = "组织编码,报告期,会员数\n"
MORE = {"会员.csv": HEADER + "U1,2018-02,7\n"}
BAD = {"会员.csv": HEADER + "U1,2018-02,x\n"}
#: Sound only as long as U2 is there.
ON_U2 = {"会员.csv": HEADER + "U2,2018-02,7\n"}
WITHOUT_U2 = {
    "组织.csv": "组织编码,撤销\nU2,是\n",
    "会员.csv": "组织编码,报告期,撤销\nU2,2018-01,是\n",
}


def command(warehouse: Path, *words: str | Path) -> int:
    return main([*map(str, words), "--warehouse", str(warehouse)])


def draft(warehouse: Path, source: Path) -> str:
    """Make a draft and return its id."""
    assert command(warehouse, "build", "--draft", "--source", source) == 0
    return max(path.name for path in (warehouse / "drafts").iterdir())


def current(warehouse: Path) -> str:
    return str(query(warehouse, "SELECT snapshot_id FROM meta.snapshot")[0][0])


def test_a_draft_leaves_what_is_published_alone(warehouse: Path, tmp_path: Path) -> None:
    before = contents(warehouse)
    done = run(
        "build", "--draft", "--source", write_folder(tmp_path / "more", MORE), "--warehouse", warehouse
    )
    after = contents(warehouse)
    made = {name for name in after if name.startswith("drafts/")}
    assert done.returncode == 0
    assert {name: after[name] for name in after if name not in made} == before
    (folder,) = (warehouse / "drafts").iterdir()
    assert f"草稿 {folder.name}" in done.stdout.splitlines()
    assert "核对完毕，等待发布" in done.stdout


def test_what_is_published_is_the_file_that_was_looked_at(warehouse: Path, tmp_path: Path) -> None:
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    looked_at = (warehouse / "drafts" / draft_id / "snapshot.duckdb").read_bytes()
    assert command(warehouse, "publish", draft_id) == 0
    assert current(warehouse) == draft_id
    assert (warehouse / "snapshots" / f"{draft_id}.duckdb").read_bytes() == looked_at
    batch_id = query(warehouse, "SELECT batch_id FROM meta.batches WHERE source = 'more'")[0][0]
    assert contents(warehouse / "batches" / batch_id)["1.csv"] == MORE["会员.csv"].encode()
    assert list((warehouse / "drafts").iterdir()) == []
    assert command(warehouse, "rebuild") == 0
    assert query(warehouse, "SELECT members FROM raw.memberships WHERE period = '2018-02-01'") == [(7,)]


def test_where_another_was_published_meanwhile_the_batch_is_validated_again(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    other = {"会员.csv": HEADER + "Y1,2018-02,9\n"}
    publish(warehouse, write_folder(tmp_path / "other", other))
    assert command(warehouse, "publish", draft_id) == 0
    assert "在新的快照上重新校验" in capsys.readouterr().out
    assert current(warehouse) != draft_id
    held = query(warehouse, "SELECT org_id FROM raw.memberships WHERE period = '2018-02-01' ORDER BY 1")
    assert held == [("U1",), ("Y1",)]
    assert list((warehouse / "drafts").iterdir()) == []


def test_who_asks_for_what_was_seen_gets_another_draft_on_the_new_snapshot(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    publish(warehouse, write_folder(tmp_path / "other", {"会员.csv": HEADER + "Y1,2018-02,9\n"}))
    other = current(warehouse)
    assert command(warehouse, "publish", "--as-seen", draft_id) == 0
    assert current(warehouse) == other, "nothing was published"
    (again,) = [path.name for path in (warehouse / "drafts").iterdir()]
    assert again != draft_id
    assert f"草稿 {again}" in capsys.readouterr().out.splitlines()
    assert command(warehouse, "publish", "--as-seen", again) == 0
    assert current(warehouse) == again
    held = query(warehouse, "SELECT org_id FROM raw.memberships WHERE period = '2018-02-01' ORDER BY 1")
    assert held == [("U1",), ("Y1",)]


def test_what_has_become_wrong_meanwhile_is_not_published_and_not_kept(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft_id = draft(warehouse, write_folder(tmp_path / "more", ON_U2))
    publish(warehouse, write_folder(tmp_path / "without", WITHOUT_U2))
    before = current(warehouse)
    assert command(warehouse, "publish", draft_id) == 1
    assert "“组织编码”列" in capsys.readouterr().err
    assert current(warehouse) == before
    assert len(list((warehouse / "batches").iterdir())) == 2
    assert list((warehouse / "drafts").iterdir()) == []


def test_a_batch_that_was_published_meanwhile_is_recognised(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_folder(tmp_path / "more", MORE)
    draft_id = draft(warehouse, source)
    publish(warehouse, source)
    before = current(warehouse)
    assert command(warehouse, "publish", draft_id) == 0
    assert "已略过：more" in capsys.readouterr().out
    assert current(warehouse) == before


def test_a_batch_with_errors_leaves_no_draft(warehouse: Path, tmp_path: Path) -> None:
    before = contents(warehouse)
    reports = [tmp_path / "found.json", tmp_path / "found.xlsx"]
    options = [word for report in reports for word in ("--report", report)]
    source = write_folder(tmp_path / "bad", BAD)
    assert command(warehouse, "build", "--draft", "--source", source, *options) == 1
    assert contents(warehouse) == before
    assert all(report.stat().st_size for report in reports), "a report can be asked for in both forms"


def test_a_draft_can_be_given_up(warehouse: Path, tmp_path: Path) -> None:
    before = contents(warehouse)
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    assert command(warehouse, "discard", draft_id) == 0
    assert contents(warehouse) == before
    assert command(warehouse, "publish", draft_id) == 2


@pytest.mark.parametrize("name", ["", "none", "../batches", "..", ".unfinished-x"])
def test_what_is_no_draft_is_wrong_usage(warehouse: Path, name: str) -> None:
    before = contents(warehouse)
    assert command(warehouse, "publish", name) == 2
    assert command(warehouse, "discard", name) == 2
    assert contents(warehouse) == before


def test_a_damaged_draft_is_told_and_changes_nothing(warehouse: Path, tmp_path: Path) -> None:
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    before = current(warehouse)
    (warehouse / "drafts" / draft_id / "snapshot.duckdb").write_bytes(b"no database")
    assert command(warehouse, "publish", draft_id) == 3
    (warehouse / "drafts" / draft_id / "draft.json").write_text("{", encoding="utf-8")
    assert command(warehouse, "publish", draft_id) == 3
    assert current(warehouse) == before


@pytest.mark.parametrize("step", ["copy", "rename", "sync", "publish", "pointer"])
def test_killed_at_every_step_a_publish_leaves_draft_or_snapshot_whole(
    step: str, warehouse: Path, tmp_path: Path
) -> None:
    before = current(warehouse)
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    publishing = ["publish", draft_id, "--warehouse", str(warehouse)]
    for at in count(1):
        process = killing.start(tmp_path / "output", publishing, killing.die_at, step, at)
        process.join(60)
        if process.exitcode != -signal.SIGKILL:
            break
        assert current(warehouse) in (before, draft_id)
    assert at > 1
    assert process.exitcode == 0 or "没有草稿" in (tmp_path / "output").read_text(encoding="utf-8")
    assert current(warehouse) == draft_id
    assert query(warehouse, "SELECT members FROM raw.memberships WHERE period = '2018-02-01'") == [(7,)]


def test_checking_and_drafting_exclude_each_other(warehouse: Path, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "more", MORE)
    with pytest.raises(SystemExit) as ended:
        command(warehouse, "build", "--draft", "--check", "--source", source)
    assert ended.value.code == 2


def test_a_forgotten_draft_goes_when_the_next_one_comes(warehouse: Path, tmp_path: Path) -> None:
    forgotten = draft(warehouse, write_folder(tmp_path / "more", MORE))
    long_ago = time.time() - drafts.KEPT_SECONDS - 60
    os.utime(warehouse / "drafts" / forgotten, (long_ago, long_ago))
    draft(warehouse, write_folder(tmp_path / "other", ON_U2))
    assert not (warehouse / "drafts" / forgotten).exists()
    assert len(list((warehouse / "drafts").iterdir())) == 1


def test_a_draft_never_brings_back_what_was_purged_while_it_was_built(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(warehouse, write_folder(tmp_path / "doomed", {"会员.csv": HEADER + "Y1,2018-02,9\n"}))
    doomed = query(warehouse, "SELECT batch_id FROM meta.batches WHERE source = 'doomed'")[0][0]
    keep = drafts.keep

    def purged_first(*given: Any) -> None:
        assert command(warehouse, "purge", doomed, "--yes") == 0
        keep(*given)

    monkeypatch.setattr(build.drafts, "keep", purged_first)
    source = write_folder(tmp_path / "more", MORE)
    assert command(warehouse, "build", "--draft", "--source", source) == 3
    assert "请重新上交" in capsys.readouterr().err
    assert not list(warehouse.glob("drafts/*"))


def test_a_draft_that_was_given_up_while_it_was_checked_again_stays_given_up(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    publish(warehouse, write_folder(tmp_path / "other", {"会员.csv": HEADER + "Y1,2018-02,9\n"}))
    keep = drafts.keep

    def given_up_first(*given: Any) -> None:
        assert command(warehouse, "discard", draft_id) == 0
        keep(*given)

    monkeypatch.setattr(build.drafts, "keep", given_up_first)
    assert command(warehouse, "publish", "--as-seen", draft_id) == 3
    assert "已在别处发布、放弃或删除" in capsys.readouterr().err
    assert not list(warehouse.glob("drafts/*"))


def test_what_is_published_is_told_so_whatever_ends_the_command_afterwards(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(supervision, "_shared", mmap.mmap(-1, mmap.PAGESIZE))
    draft_id = draft(warehouse, write_folder(tmp_path / "more", MORE))
    assert supervision.settled() == f"草稿 {draft_id}"
    monkeypatch.setattr(publishing_drafts, "tidy", ended)
    with pytest.raises(MemoryError):
        command(warehouse, "publish", draft_id)
    assert current(warehouse) == draft_id
    assert supervision.settled() == f"当前快照 {draft_id}"


@pytest.mark.parametrize("name", ["草稿 1", "当前快照"])
def test_no_name_is_taken_for_what_was_made(
    name: str, warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_folder(tmp_path / name, MORE)
    publish(warehouse, source)
    assert command(warehouse, "build", "--draft", "--source", source) == 0
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if line.startswith("草稿")]
    assert [line for line in lines if line.startswith("当前快照")] == [f"当前快照 {current(warehouse)}"]
