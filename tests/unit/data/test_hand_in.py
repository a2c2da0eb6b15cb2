"""What a viewer may hand in, and what becomes of the names of files."""

import errno
import gc
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from ui.data import drop_box, hand_in, returns_in
from ui.data.hand_in import refusal
from ui.data.received import LIMIT_MB, discard, not_kept, owned, private_folder, safe_name


@dataclass
class File:
    """A file as the browser hands it over."""

    name: str
    size: int = 10
    file_id: str = "1"

    def getbuffer(self) -> memoryview:
        """Give its bytes."""
        return memoryview(b"x" * self.size)


@pytest.fixture
def incoming(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where files come in; nothing reads them, and the viewer's state is a plain one."""
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(tmp_path))
    for module in (hand_in, returns_in):
        monkeypatch.setattr(module, "start_reading", lambda *_, **__: None)
        monkeypatch.setattr(module.st, "session_state", {})
    return tmp_path / "incoming"


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, which fails like a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_is_handed_in_is_read_by_nobody_else(incoming: Path) -> None:
    hand_in.begin([File("会员.csv"), File("组织.csv")], "上报")
    returns_in.begin([File("一.xlsx"), File("二.xlsx")], [])
    lying = list(incoming.rglob("*"))
    assert {path.suffix for path in lying if path.is_file()} == {".csv", ".xlsx", ""}
    assert all(path.stat().st_mode & 0o077 == 0 for path in [incoming, *lying] if path.name != "lock")


def test_on_a_full_disk_nothing_is_left_and_it_is_told(incoming: Path) -> None:
    with files_up_to(4096):
        hand_in.begin([File("会员.csv"), File("组织.csv", 100_000)], "上报")
        returns_in.begin([File("一.xlsx"), File("二.xlsx", 100_000)], [])
    told = [hand_in.current(), returns_in.current()]
    assert [one.stage for one in told if one] == ["failed", "failed"]
    assert all("磁盘满了" in one.trouble for one in told if one)
    assert list(incoming.iterdir()) == []


def test_only_private_folders_are_ever_discarded(incoming: Path, tmp_path: Path) -> None:
    with files_up_to(1):
        returns_in.begin([File("一.xlsx")], [])
    mine = tmp_path / "mine"
    mine.mkdir()
    for other in (mine, Path(), incoming):
        discard(other)
    returns_in.forget()
    assert mine.exists()
    assert Path(__file__).exists()


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EIO, errno.ENOSPC])
def test_why_files_were_not_kept_is_told_without_a_path(number: int) -> None:
    said = not_kept(OSError(number, os.strerror(number), "/srv/secret/x"))
    assert "secret" not in said
    assert "管理员" in said
    assert os.strerror(number) not in said


def test_what_was_taken_leaves_the_memory_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[File] = []
    sent = [File("会员.csv"), File("组织.csv", file_id="2")]
    monkeypatch.setattr(drop_box.uploads, "let_go", gone.extend)
    monkeypatch.setattr(drop_box.st, "session_state", {"box-files-0": sent})
    drop_box.empty("box")
    assert gone == sent
    drop_box.empty("box")
    assert gone == sent, "the next box has none of them"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("会员.csv", "会员.csv"),
        ("../../etc/会员.csv", "会员.csv"),
        ("C:\\数据\\会员.csv", "会员.csv"),
        ("..", "未命名."),
        (".hidden.xlsx", "hidden.xlsx"),
        ("~$会员.xlsx", "$会员.xlsx"),
        ("会\u202e员\n\x00.csv", "会员.csv"),
        ("会?员*.csv", "会员.csv"),
        ("长" * 300 + ".xlsx", "长" * 80 + ".xlsx"),
        (".csv", "未命名.csv"),
        ("张三13800138000.xlsx", "张三.xlsx"),
        ("20180630120000会员.csv", "会员.csv"),
        ("13800138000.xlsx", "未命名.xlsx"),
    ],
)
def test_a_name_stays_in_its_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert "/" not in safe_name(name)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([File("县.xlsx")], ""),
        ([File("会员.csv"), File("组织.csv")], ""),
        ([File("县.xlsx"), File("组织.csv")], ""),
        ([File("甲.xlsm"), File("乙.xls"), File("丙.et")], ""),
        ([File("会员.txt")], "只收"),
        ([File("会员.csv"), File("../会员.CSV")], "同名"),
        ([File("会员20180630120000.csv"), File("会员20180701120000.csv")], "同名（11 位以上的数字不算"),
        ([File("会员.csv", LIMIT_MB * 2**19), File("组织.csv", LIMIT_MB * 2**19)], ""),
        ([File("会员.csv", LIMIT_MB * 2**19), File("组织.csv", LIMIT_MB * 2**19 + 1)], "不能超过"),
    ],
)
def test_files_that_are_no_batch_are_refused_in_words(files: list[File], said: str) -> None:
    assert said in refusal(files)
    assert bool(refusal(files)) == bool(said)


def test_a_private_folder_goes_with_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(tmp_path))

    class Owner:
        pass

    owner = Owner()
    folder = owned(private_folder(), owner)
    (folder / "returned.xlsx").write_bytes(b"cells")
    assert folder.stat().st_mode & 0o077 == 0, "nobody else reads it"
    del owner
    gc.collect()
    assert not folder.exists()
