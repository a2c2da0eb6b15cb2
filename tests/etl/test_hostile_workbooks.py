"""Workbooks that are broken, or made to harm, end in a finding and never in a crash."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.reading import archive
from tests.etl.handing_in import rewritten, told, write_workbook
from tests.etl.reading_in import check

TABLE = [["组织编码", "报告期", "会员数"], ["U1", "2018-02", 7]]
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
Change = Callable[[bytes], bytes | None]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "sound.xlsx", {"会员": TABLE})


def put(text: bytes, instead_of: bytes) -> Change:
    return lambda xml: xml.replace(instead_of, text, 1)


def test_the_workbook_is_sound_before_it_is_rewritten(workbook: Path, county: Path) -> None:
    assert list(check(county, workbook)) == []


BROKEN: dict[str, tuple[str, Change]] = {
    "the sheet breaks off": (SHEET, lambda xml: xml[: len(xml) // 2]),
    "the sheet is noise": (SHEET, lambda _: b"\x00\xff noise"),
    "the sheet is missing": (SHEET, lambda _: None),
    "the sheet lacks its end": (SHEET, put(b"", b"</worksheet>")),
    "the strings break off": (STRINGS, lambda xml: xml[:-30]),
    "the strings are missing": (STRINGS, lambda _: None),
    "the styles are noise": (STYLES, lambda _: b"noise"),
    "the book breaks off": ("xl/workbook.xml", lambda xml: xml[: len(xml) // 2]),
    "the book is missing": ("xl/workbook.xml", lambda _: None),
    "the book lists other parts": ("xl/_rels/workbook.xml.rels", put(b"sheet9.xml", b"sheet1.xml")),
    "a cell beyond all others": (SHEET, put(b'r="XFD1048576"', b'r="C2"')),
    "a cell in a column that does not exist": (SHEET, put(b'r="ZZZ999999"', b'r="C2"')),
    "a promise of countless strings": (STRINGS, put(b'uniqueCount="9999999999"', b'uniqueCount="5"')),
    "a promise of countless styles": (STYLES, put(b'<cellXfs count="99999999999999"', b'<cellXfs count="1"')),
    "merged cells over and over": (
        SHEET,
        put(
            b'</sheetData><mergeCells count="99">'
            + b'<mergeCell ref="A2:XFD1048576"/>' * 99
            + b"</mergeCells>",
            b"</sheetData>",
        ),
    ),
    "a string that is not there": (SHEET, put(b"<v>9999999</v>", b"<v>0</v>")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_parts_are_told(name: str, workbook: Path, county: Path) -> None:
    part, change = BROKEN[name]
    findings = check(county, rewritten(workbook, part, change))
    assert {code for code, *_ in told(findings)} <= {"unreadable_file", "unreadable_sheet", "empty_batch"}
    assert findings.error_count == 1


def test_entities_are_not_expanded(workbook: Path, county: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    head = b'<!DOCTYPE sst [<!ENTITY x SYSTEM "file://%s">]>' % str(tmp_path / "secret.txt").encode()
    strings = zipfile.ZipFile(workbook).read(STRINGS)
    hostile = strings.replace(b"<sst", head + b"<sst", 1).replace(b"<t>U1</t>", b"<t>&x;</t>")
    assert hostile != strings
    findings = check(county, rewritten(workbook, STRINGS, lambda _: hostile))
    assert findings.error_count
    assert not any("geheim" in str(finding) for finding in findings)


def test_no_workbook_at_all(county: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    for content in (b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "组织编码,报告期".encode()):
        path.write_bytes(content)
        assert told(check(county, path)) == [("unreadable_file", "b.xlsx", None, "")]
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<document/>")
    assert told(check(county, path)) == [("unreadable_file", "b.xlsx", None, "")]


def test_of_an_encrypted_or_old_workbook_the_password_is_spoken(county: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100)
    assert "密码" in next(iter(check(county, path))).message


def test_a_cut_off_file(workbook: Path, county: Path) -> None:
    workbook.write_bytes(workbook.read_bytes()[:-100])
    assert told(check(county, workbook)) == [("unreadable_file", "sound.xlsx", None, "")]


def test_a_byte_that_has_flipped(workbook: Path, county: Path) -> None:
    with zipfile.ZipFile(workbook) as packed:
        entry = packed.getinfo(SHEET)
        place = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    content = bytearray(workbook.read_bytes())
    content[place] ^= 0xFF
    workbook.write_bytes(content)
    assert told(check(county, workbook)) == [("unreadable_file", "sound.xlsx", None, "")]


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_ENTRIES", 5), ("MAX_UNPACKED_BYTES", 5_000), ("MAX_EXPANSION", 1.5)]
)
def test_archives_beyond_measure(
    limit: str, value: float, workbook: Path, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, limit, value)
    assert told(check(county, workbook)) == [("oversized_file", "sound.xlsx", None, "")]


def test_a_bomb_is_not_unpacked(county: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open(SHEET, "w") as part:
        for _ in range(64):
            part.write(bytes(2**20))
    assert told(check(county, path)) == [("oversized_file", "b.xlsx", None, "")]


def test_a_sheet_of_the_largest_size_that_a_table_has_is_read(workbook: Path, county: Path) -> None:
    far = put(
        b'<row r="900000"><c r="B900000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
        b"</sheetData>",
    )
    findings = check(county, rewritten(workbook, SHEET, far))
    assert [(code, row) for code, _, row, _ in told(findings)] == [
        ("required", 900_000),
        ("bad_month", 900_000),
        ("required", 900_000),
    ]
