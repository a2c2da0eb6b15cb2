"""What a viewer may hand in, and what becomes of the names of files."""

from dataclasses import dataclass

import pytest

from ui.data.hand_in import refusal
from ui.data.received import LIMIT_MB, safe_name


@dataclass
class File:
    """A file as the browser hands it over."""

    name: str
    size: int = 10

    def getbuffer(self) -> memoryview:
        """Give its bytes."""
        return memoryview(b"x" * self.size)


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
        ([File("会员.csv", LIMIT_MB * 2**19), File("组织.csv", LIMIT_MB * 2**19)], ""),
        ([File("会员.csv", LIMIT_MB * 2**19), File("组织.csv", LIMIT_MB * 2**19 + 1)], "不能超过"),
    ],
)
def test_files_that_are_no_batch_are_refused_in_words(files: list[File], said: str) -> None:
    assert said in refusal(files)
    assert bool(refusal(files)) == bool(said)
