"""Workbooks of the older format as programs write them that calculate nothing, or lock them."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from tests.etl.reading_in import read_in

MEMBERS = ["组织编码", "报告期", "会员数", "应覆盖人数"]
STORED = "SELECT org_id, members, eligible FROM raw.memberships WHERE period = DATE '2018-07-01' ORDER BY 1"
FORMULA, FLAGS = 0x0006, 14


def book(rows: list[list[Any]], change: Callable[[Any], None] = lambda _sheet: None) -> xlwt.Workbook:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("会员")
    for row, cells in enumerate([MEMBERS, *rows]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    change(sheet)
    return workbook


def saved(
    workbook: xlwt.Workbook, path: Path, change: Callable[[bytes], bytes] = lambda records: records
) -> Path:
    """Write the records of a workbook, changed as they stand in the file."""
    stream = io.BytesIO()
    XlsDoc().save(stream, change(workbook.get_biff_data()))
    path.write_bytes(stream.getvalue())
    return path


def with_result(result: bytes, flags: int) -> Callable[[bytes], bytes]:
    """Give the only formula another result, and flags that say when it is calculated."""

    def change(records: bytes) -> bytes:
        changed, place = bytearray(records), 0
        while place < len(records):
            code, length = struct.unpack_from("<HH", records, place)
            if code == FORMULA:
                changed[place + 10 : place + 18] = result
                struct.pack_into("<H", changed, place + 4 + FLAGS, flags)
            place += 4 + length
        return bytes(changed)

    return change


NOTHING, NOUGHT, FIVE = b"\x03\0\0\0\0\0\xff\xff", struct.pack("<d", 0), struct.pack("<d", 5)


@pytest.mark.parametrize(
    ("result", "flags", "eligible"),
    [(NOTHING, 0, "refused"), (NOTHING, 3, "refused"), (NOUGHT, 2, "refused"), (NOUGHT, 3, "refused")]
    # Flag 1 alone: the formula holds a function such as TODAY.
    + [(NOUGHT, 1, 0), (NOUGHT, 0, 0), (FIVE, 3, 5)],
)
def test_a_formula_that_was_never_calculated_is_no_blank_and_no_nought(
    result: bytes, flags: int, eligible: Any, county: Path, tmp_path: Path
) -> None:
    workbook = book([["U1", "2018-07", 0, xlwt.Formula("C2*2")]])
    with read_in(county, saved(workbook, tmp_path / "b.xls", with_result(result, flags))) as read:
        if eligible == "refused":
            assert read.errors == [("formula_error", "会员", 2, "应覆盖人数")]
            assert "没有计算过" in read.messages("formula_error")[0]
        else:
            assert read.rows(STORED) == [("U1", 0, eligible)]


def test_noughts_that_a_sheet_does_not_show_are_blank(county: Path, tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.show_zero_values = False

    with read_in(county, saved(book([["U1", "2018-07", 90, 0]], hide), tmp_path / "b.xls")) as read:
        assert read.rows(STORED) == [("U1", 90, None)]


LOCK = struct.pack("<HHHHH48x", 0x002F, 54, 1, 1, 1)


def test_a_workbook_with_a_password_is_refused_in_words(county: Path, tmp_path: Path) -> None:
    def locked(records: bytes) -> bytes:
        first = 4 + struct.unpack_from("<H", records, 2)[0]
        return records[:first] + LOCK + records[first:]

    def enveloped(path: Path) -> None:
        name = "Workbook".encode("utf-16-le")
        content = path.read_bytes()
        assert name in content
        path.write_bytes(content.replace(name.ljust(36, b"\0"), "EncryptedPackage\0\0".encode("utf-16-le")))

    old = saved(book([["U1", "2018-07", 90, 120]]), tmp_path / "old.xls", locked)
    new = saved(book([["U1", "2018-07", 90, 120]]), tmp_path / "new.xlsx")
    enveloped(new)
    for path in (old, new):
        for suffix in (path.suffix, ".et"):
            file = path.rename(path.with_suffix(suffix))
            with read_in(county, file) as read:
                assert read.errors == [("unreadable_file", file.name, None, "")]
                assert read.messages("unreadable_file") == ["文件有密码，请去掉密码再交"]
            path = file
