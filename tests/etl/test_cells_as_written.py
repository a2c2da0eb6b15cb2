"""Cells as clerks write them: dates, counts and ratios, each read or told for its true reason."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.etl.handing_in import write_older_workbook, write_workbook
from tests.etl.reading_in import read_in
from tests.etl.test_handed_in_as_written import BOTH, MEMBERS, ONE, STORED, TWO, sheet

TOLD = ("bad_date", "not_a_number", "not_whole", "formula_error")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("2018-07-01\u200e", "从左到右标记"),
        ("⼯会", "部首“⼯”（应是“工”）"),
        ("①", "带圈的“①”"),
        ("\u0410", "西里尔字母"),
        ("1\u00ad2", "软连字符"),
    ],
)
def test_what_cannot_be_seen_is_named(cell: str, words: str, county: Path, tmp_path: Path) -> None:
    with read_in(county, sheet(tmp_path, [MEMBERS, [*ONE[:2], cell, 1]])) as read:
        assert words in read.messages("not_a_number")[0]


RATIOS = [0.6943820224719101, 0.4729729729729730, 0.6222021234567894, 0.1381234567890123]


@pytest.mark.parametrize("name", ["b.xlsx", "b.xls", "会员.csv"])
def test_ratios_beside_the_columns_of_a_table_are_nobodys_numbers(
    name: str, county: Path, tmp_path: Path
) -> None:
    """In a column, as a text in a field of texts, and in a sheet of sums; they are passed over and told."""
    rows = [[*MEMBERS, "入会率"], [*ONE, RATIOS[0]], [*TWO, str(RATIOS[2])]]
    sums = [["乡镇", "入会率"], *([f"乡{at}", ratio] for at, ratio in enumerate(RATIOS))]
    path = tmp_path / name
    if name.endswith(".csv"):
        path.write_text("".join(",".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    elif name.endswith(".xls"):
        write_older_workbook(path, {"会员": rows, "汇总分析": sums})
    else:
        write_workbook(path, {"会员": rows, "汇总分析": sums})
    with read_in(county, path) as read:
        assert read.rows(STORED) == BOTH
        assert {code for code, *_ in read.warnings} <= {"unknown_column", "unknown_sheet"}
        assert len(read.warnings) == (1 if name.endswith(".csv") else 2)


DATES = [
    (["2018-06-01 00:00:00", "2018/6/1 0:00", "2018-06-01T00:00:00", "２０１８－６－１", "20180601 "], ""),
    (["2018年6月1日　", "2018.6.1", "\u200b2018-06-01", dt.datetime(2018, 6, 1)], ""),
    ([dt.datetime(2018, 5, 31, 23, 59, 17), dt.datetime(2018, 6, 1, 0, 0, 43)], "带有时间"),
    (["2018-06-01T00:00:00.000Z", "2018-06-01 08:30:00", "2018年6月1日 8:30"], "带有时间"),
    (["2018.6", "2018年6月", "2018年6月底", "2018-6", "2018/06"], "缺少日"),
    (["2018", "2018年"], "缺少月和日"),
    (["6月1日"], "缺少年"),
    (["43252", 43252], "设成日期格式"),
    (["2018年6月1号"], "“日”"),
    (["18.6.1", "1/6/2018", "6/1/18"], "年份写四位"),
    (["二〇一八年六月一日"], "阿拉伯数字"),
    (["民国107年6月1日"], "公历"),
    (["2018.6.1-2019.6.1"], "只填一个日期"),
    (["2018 年 6 月 1 日", "2018- 6-1", "2018, 6, 1"], "空格"),
    (["至今", "不详"], "留空"),
    (["2018-06-31", "2018-13-01", "'2018-06-01", "2018—06—01", "2018·6·1", "20180601日"], "存在的日期"),
    (["\u200e2018-06-01"], "从左到右标记"),
]
NUMBERS = [
    (["1,234人", "１，２３４", "1234\xa0", "1234\u200b", "1234.0", "0.1234万", "1234 人", 1234], ""),
    (["约1234人", ">1234", "1234+", "1234左右", "1200多"], "准确"),
    (["+1234"], "加号"),
    (["二百", "零"], "阿拉伯数字"),
    (["2百", "200次"], "单位"),
    (["暂无", "NULL", "N/A", "……"], "留空"),
    (["1、234", "1.234,5", "1,23", "12,34"], "千分位"),
    (["1 234"], "空格"),
    (["2e2", "1.2E+3"], "科学计数"),
    (["0.5", "12.34"], "小数"),
    (["200(其中女80)"], "括号"),
    (['"200"', "'200", "200.", "200；"], "标点"),
    (["①"], "带圈"),
    (["#N/A", "#VALUE!"], "出错的公式"),
]


def written(groups: list[tuple[list[Any], str]]) -> list[tuple[int, Any, str]]:
    """Row number, cell and the word in what it is told, for each cell of a column; '' for accepted ones."""
    cells = [(cell, word) for group, word in groups for cell in group]
    return [(row, cell, word) for row, (cell, word) in enumerate(cells, start=2)]


@pytest.mark.parametrize(
    ("title", "header", "column", "groups", "right"),
    [
        ("联席会议", ["会议编号", "名称", "日期"], "held_on", DATES, dt.date(2018, 6, 1)),
        ("会员", ["组织编码", "报告期", "会员数", "应覆盖人数"], "eligible", NUMBERS, 1234),
    ],
)
def test_every_date_and_count_is_read_or_gets_its_true_reason(
    title: str, header: list[str], column: str, groups: Any, right: Any, county: Path, tmp_path: Path
) -> None:
    """All that are refused in one sheet, and all that are accepted in another."""
    month = [f"{year}-{month:02}" for year in (2015, 2016, 2017, 2018) for month in range(1, 13)]

    def rows(cells: list[tuple[int, Any, str]]) -> list[list[Any]]:
        keys = [["U1", month[at], 1] if title == "会员" else [f"M{at}", "会议"] for at in range(len(cells))]
        return [header, *([*key, cell] for key, (_, cell, _) in zip(keys, cells, strict=True))]

    refused = written([group for group in groups if group[1]])
    with read_in(county, sheet(tmp_path, rows(refused), title)) as read:
        told = {finding.row: finding for finding in read.findings if finding.severity == "error"}
    assert {(finding.column, finding.code in TOLD) for finding in told.values()} == {(header[-1], True)}
    assert [(row, cell) for row, cell, word in refused if word not in told[row].message] == []
    accepted = written([group for group in groups if not group[1]])
    with read_in(county, sheet(tmp_path, rows(accepted), title)) as read:
        table = {"会员": "memberships", "联席会议": "meetings"}[title]
        own = "source_id IN (SELECT source_id FROM meta.sources WHERE batch_id = 'b')"
        assert read.rows(f"SELECT {column} FROM raw.{table} WHERE {own}") == [(right,)] * len(accepted)  # noqa: S608
