"""What a viewer may hand in, and what becomes of the names of files."""

import gc
from dataclasses import dataclass
from pathlib import Path

import pytest

from ui.data import hand_in
from ui.data.hand_in import refusal
from ui.data.received import LIMIT_MB, owned, private_folder, safe_name


@dataclass
class File:
    """A file as the browser hands it over."""

    name: str
    size: int = 10
    file_id: str = "1"

    def getbuffer(self) -> memoryview:
        """Give its bytes."""
        return memoryview(b"x" * self.size)


def test_what_is_handed_in_leaves_the_memory_of_the_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(tmp_path))
    monkeypatch.setattr(hand_in, "start_reading", lambda *_, **__: None)
    monkeypatch.setattr(hand_in, "adopt", lambda _: None)
    sent = [File("会员.csv"), File("组织.csv", file_id="2")]
    hand_in.begin(sent, "上报")
    kept = sorted(path.name for path in (tmp_path / "incoming").rglob("*.csv"))
    assert kept == ["会员.csv", "组织.csv"], "from here on they lie in one place"


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
