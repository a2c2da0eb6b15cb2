"""What a .csv file may look like and still be read as its table."""

from pathlib import Path

import pytest

from tests.etl.handing_in import publish, query, told, write_folder
from tests.etl.reading_in import check, read_in

PLAIN = "组织编码,报告期,会员数\nU1,2018-02,7\nU2,2018-02,8\n"
MEMBERS = (
    "SELECT org_id, members, row_number FROM raw.memberships WHERE period = DATE '2018-02-01' ORDER BY 1"
)

READABLE: dict[str, tuple[str | bytes, int]] = {
    "plain": (PLAIN, 2),
    "with a byte order mark": ("\ufeff" + PLAIN, 2),
    "GB18030": (PLAIN.encode("gb18030"), 2),
    "GB18030 with a byte order mark": (("\ufeff" + PLAIN).encode("gb18030"), 2),
    "Windows line ends": (PLAIN.replace("\n", "\r\n"), 2),
    "old Mac line ends": (PLAIN.replace("\n", "\r"), 2),
    "no line end at the end": (PLAIN.rstrip("\n"), 2),
    "mixed line ends": (PLAIN.replace("\n", "\r\n", 1), 2),
    "everything quoted": ('"组织编码","报告期","会员数"\n"U1","2018-02","7"\n"U2","2018-02","8"\n', 2),
    "one title of one cell": ("会员月报\n" + PLAIN, 3),
    "several titles": ('会员月报\n\n"填报：\n县总工会",,\n' + PLAIN, 5),
    "English headers in another order": ("members,org_id,period\n7,U1,201802\n8,U2,201802\n", 2),
    "full-width headers": (PLAIN.replace("会员数", "　会员数　"), 2),
    "an unknown column between": (
        '组织编码,备注,报告期,会员数\nU1,"甲,乙\n丙",2018-02,7\nU2,,2018-02,8\n',
        2,
    ),
    "blank rows at the end": (PLAIN + "\n,,\n\n", 2),
    "tabs": (PLAIN.replace(",", "\t"), 2),
    "semicolons": (PLAIN.replace(",", ";"), 2),
    "semicolons and quoted commas": ('组织编码;备注;报告期;会员数\nU1;"甲,乙";2018-02;7\nU2;;2018-02;8\n', 2),
    "a line that states the separator": ("sep=;\r\n" + PLAIN.replace(",", ";").replace("\n", "\r\n"), 2),
    "a stated separator and a title": ("sep=,\n会员月报,,\n" + PLAIN, 3),
    "UTF-16": (PLAIN.encode("utf-16"), 2),
    "UTF-16, the other way round": (("\ufeff" + PLAIN).encode("utf-16-be"), 2),
    "UTF-16 with tabs, as Excel writes Unicode text": (PLAIN.replace(",", "\t").encode("utf-16"), 2),
    "GB18030 with tabs": (PLAIN.replace(",", "\t").encode("gb18030"), 2),
    "two header rows": ("组织编码,报告期,会员\n,,会员数\n" + PLAIN.partition("\n")[2], 3),
}


@pytest.mark.parametrize("name", READABLE)
def test_readable_files(name: str, county: Path, tmp_path: Path) -> None:
    content, first_row = READABLE[name]
    with read_in(county, write_folder(tmp_path / "batch", {"会员.csv": content})) as read:
        assert read.rows(MEMBERS) == [("U1", 7, first_row), ("U2", 8, first_row + 1)]


def test_blank_rows_between_are_counted(warehouse: Path, tmp_path: Path) -> None:
    content = "组织编码,报告期,会员数\n\nU1,2018-02,7\n,,\n \n　,,\nU2,2018-02,8\n"
    publish(warehouse, write_folder(tmp_path / "batch", {"会员.csv": content}))
    assert query(warehouse, MEMBERS) == [("U1", 7, 3), ("U2", 8, 7)]


@pytest.mark.parametrize("name", ["会员.csv", "memberships.csv", "会员.CSV", " 会员 .csv"])
def test_accepted_file_names(name: str, warehouse: Path, tmp_path: Path) -> None:
    publish(warehouse, write_folder(tmp_path / "batch", {name: PLAIN}))
    assert query(warehouse, "SELECT DISTINCT file FROM traced.memberships WHERE members < 10") == [(name,)]


def test_files_of_the_system_are_no_part_of_a_batch(county: Path, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "batch", {"会员.csv": PLAIN, ".DS_Store": "x", "~$会员.xlsx": "x"})
    assert list(check(county, source)) == []


def test_folders_and_unknown_files_are_told_and_without_a_table_refused(county: Path, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "batch", {"会员名册.csv": "a,b\n", "说明.txt": "略"})
    write_folder(source / "附件", {"会员.csv": PLAIN})
    findings = check(county, source)
    assert told(findings) == [("empty_batch", "batch", None, "")]
    assert "“会员名册”（像是“会员”）" in list(findings)[-1].message
    assert told(findings, "warning") == [
        ("unknown_file", "会员名册.csv", None, ""),
        ("unknown_file", "说明.txt", None, ""),
        ("unknown_file", "附件", None, ""),
    ]


def test_a_folder_without_any_file_is_an_error(county: Path, tmp_path: Path) -> None:
    assert told(check(county, write_folder(tmp_path / "batch", {}))) == [("empty_batch", "batch", None, "")]


def test_a_broken_link_in_place_of_a_table_is_an_error(county: Path, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "batch", {"memberships.csv": PLAIN})
    for name in ("组织.csv", "名册.csv"):
        (source / name).symlink_to(tmp_path / "gone")
    findings = check(county, source)
    assert told(findings) == [("unreadable_file", "组织.csv", None, "")]
    assert told(findings, "warning") == [("unreadable_file", "名册.csv", None, "")]


UNREADABLE = {
    "UTF-16 that breaks off": PLAIN.encode("utf-16")[:-1],
    "UTF-16 without a byte order mark": "org_id,period,members\nU1,2018-02,7\n".encode("utf-16-le"),
    "UTF-8 with a damaged character": PLAIN.encode() + "说明工会名称".encode()[:-1] + b",2018-03,1\n",
    "bytes of no encoding": b"\xff\xff" + PLAIN.encode(),
    "a workbook with another ending": b"PK\x03\x04\xff\xfe\x00\x00",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_files_are_told_in_words(name: str, county: Path, tmp_path: Path) -> None:
    findings = check(county, write_folder(tmp_path / "batch", {"会员.csv": UNREADABLE[name]}))
    assert told(findings) == [("encoding", "会员.csv", None, "")]


def test_a_damaged_character_does_not_turn_names_into_other_words(county: Path, tmp_path: Path) -> None:
    header = "org_id,name,line,region_code,setting,founded_on\n"
    rows = "U3,农村工会,union,360829,企业,2010-01-01\nU4,企业工会,union,360829,企业,2010-01-01\n"
    damaged = (header + rows).encode().replace("农村".encode(), "农村".encode()[:-1], 1)
    findings = check(county, write_folder(tmp_path / "batch", {"组织.csv": damaged}))
    assert told(findings) == [("encoding", "组织.csv", None, "")]


def test_a_large_file_with_its_last_row_broken(county: Path, tmp_path: Path) -> None:
    rows = "".join(f"U1,{1000 + number // 12}-{number % 12 + 1:02},7\n" for number in range(60_000))
    content = "组织编码,报告期,会员数\n" + rows + "U1,2018-02\n"
    findings = check(county, write_folder(tmp_path / "batch", {"会员.csv": content}))
    assert told(findings) == [("ragged_row", "会员.csv", 60_002, "")]


def test_gb18030_far_behind_the_header(county: Path, tmp_path: Path) -> None:
    rows = "".join(f"U1,{1000 + number // 12}-{number % 12 + 1:02},7,\n" for number in range(90_000))
    content = ("org_id,period,members,note\n" + rows + "U2,2018-02,x,备注\n").encode("gb18030")
    findings = check(county, write_folder(tmp_path / "batch", {"会员.csv": content}))
    assert told(findings) == [("not_a_number", "会员.csv", 90_002, "members")]


def test_words_in_gb18030_are_read_and_their_faults_have_row_and_column(
    county: Path, warehouse: Path, tmp_path: Path
) -> None:
    header, rest = "组织编码,名称,条线,区划代码,类别,成立日期\r\n", "工会,360829,企业,2001-05-01\r\n"
    sound = f'{header}U8,"东、西,南\U00020000",{rest}U9,囍,{rest}'
    publish(warehouse, write_folder(tmp_path / "batch", {"组织.csv": sound.encode("gb18030")}))
    rows = query(warehouse, "SELECT name, row_number FROM raw.organizations WHERE name NOT LIKE '%会%'")
    assert ("东、西,南\U00020000", 2) in rows
    assert ("囍", 3) in rows
    for fault, found in {
        "U7,囍,农会,360829,企业,2001-05-01\r\n": ("not_in_list", "组织.csv", 4, "条线"),
        "U7,囍\r\n": ("ragged_row", "组织.csv", 4, ""),
        "U7,囍,工会,360829,企业,2001-05-01,\r\n": ("ragged_row", "组织.csv", 4, ""),
    }.items():
        files = {"组织.csv": (sound + fault).encode("gb18030")}
        assert told(check(county, write_folder(tmp_path / "faulty", files))) == [found]


@pytest.mark.parametrize("name", ["数据[1]", "数据*", "数据?", "数[据", "数据{1,2}", "'数据'", "数据%20"])
def test_a_folder_is_read_whatever_it_is_called(name: str, county: Path, tmp_path: Path) -> None:
    other = "组织编码,报告期,会员数\nU1,2018-02,999\n"
    for alike in ("数据1", "数据2", "数据x"):
        write_folder(tmp_path / alike, {"会员.csv": other})
    source = write_folder(tmp_path / name, {"会员.csv": other.replace("999", "7")})
    with read_in(county, source) as read:
        assert read.rows("SELECT members FROM raw.memberships WHERE period = '2018-02-01'") == [(7,)]
