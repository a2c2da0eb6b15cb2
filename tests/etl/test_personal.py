"""What counts as personal data, what does not, and that its value goes nowhere."""

import json
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.findings import HIDDEN, Finding, Findings
from etl.personal import SUSPECT, is_personal_header, may_be_personal, personal_kind
from tests.etl import killing
from tests.etl.handing_in import check, contents, run, told, write_folder, write_workbook

tried = settings(max_examples=100, deadline=None, derandomize=True)
CON = duckdb.connect()

ID_NUMBER, MOBILE, CARD = "360829199001011238", "13812345678", "6222021234567894"
CREDIT_CODES = ("13360829MB0K12345X", "913608291381234551", "913608291381234564")
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def with_id_check(digits: str) -> str:
    weights = [2**place % 11 for place in range(17, 0, -1)]
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def with_luhn_check(digits: str) -> str:
    doubled = "".join(str(int(digit) * 2) for digit in digits[::-2])
    total = sum(map(int, doubled)) + sum(map(int, digits[-2::-2]))
    return f"{digits}{-total % 10}"


def with_credit_check(code: str) -> str:
    weights = [3**place % 31 for place in range(17)]
    total = sum(CREDIT_ALPHABET.index(letter) * weight for letter, weight in zip(code, weights, strict=True))
    return code + CREDIT_ALPHABET[-total % 31]


births = st.dates().filter(lambda day: 1900 <= day.year <= 2018).map("{:%Y%m%d}".format)
id_numbers = st.tuples(
    st.from_regex("[1-6][0-9]{5}", fullmatch=True), births, st.from_regex("[0-9]{3}", fullmatch=True)
)
id_numbers = id_numbers.map(lambda parts: with_id_check("".join(parts)))
mobiles = st.from_regex("1[3-9][0-9]{9}", fullmatch=True)
cards = st.from_regex("62[0-9]{13,16}", fullmatch=True).map(with_luhn_check)
words = st.text("县总工会主席岗，。：()", max_size=8)


def in_wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)


def is_sieved(cell: str) -> bool:
    found = CON.execute(f"SELECT regexp_matches($cell, '{SUSPECT}')", {"cell": cell}).fetchone()  # noqa: S608
    return bool(found and found[0]) and may_be_personal(cell)


def assert_personal(cell: str, kind: str) -> None:
    assert personal_kind(cell) == kind
    assert is_sieved(cell), "the sieve before the rules lets it through"


@tried
@given(words, id_numbers, words, st.booleans())
def test_an_identity_number_is_found_anywhere_in_a_text(
    before: str, number: str, after: str, wide: bool
) -> None:
    cell = f"{before}{number}{after}"
    assert_personal(in_wide(cell) if wide else cell, "身份证号")
    assert_personal(f"{before}{number[:6]} {number[6:14]} {number[14:]}{after}", "身份证号")


@tried
@given(words, mobiles, st.lists(st.sampled_from(["", " ", "-", "　", "–", "\u00a0"]), min_size=11), words)
def test_a_mobile_number_is_found_whatever_stands_between_its_digits(
    before: str, number: str, gaps: list[str], after: str
) -> None:
    spaced = "".join(digit + gap for digit, gap in zip(number, gaps, strict=False)).rstrip(" -–\u00a0\u3000")
    assert_personal(f"{before}{spaced}{after}", "手机号")
    assert_personal(f"{before}{in_wide(spaced)}{after}", "手机号")


@tried
@given(words, cards, words)
def test_a_bank_card_is_found_by_its_check_digit(before: str, number: str, after: str) -> None:
    assert personal_kind(f"{before}{number}{after}") in {"银行卡号", "身份证号"}
    assert is_sieved(number)
    grouped = re.sub(r"(\d{4})(?=\d)", r"\1 ", number)
    assert personal_kind(f"{before}{grouped}{after}") in {"银行卡号", "身份证号"}


@tried
@given(st.text(CREDIT_ALPHABET, min_size=17, max_size=17).map(with_credit_check), words.map(str.upper))
def test_a_unified_social_credit_code_is_none_of_these(code: str, around: str) -> None:
    assert personal_kind(f"{re.sub('[A-Z]', '', around)}{code}") is None


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_a_credit_code_of_digits_only_passes(code: str) -> None:
    assert personal_kind(f"统一社会信用代码{code}") is None


@tried
@given(id_numbers, st.integers(1, 9))
def test_a_wrong_check_digit_is_no_identity_number(number: str, shift: int) -> None:
    wrong = number[:17] + "0123456789"[("0123456789X".index(number[17]) + shift) % 10]
    if wrong != number:
        assert personal_kind(wrong) != "身份证号"


@pytest.mark.parametrize(
    "cell",
    [
        "赣工字〔2018〕15号",
        "0796-7622222",
        "2018-01-15至2018-03-20",
        "113812345678",
        "138123456789",
        "12812345678",
        "1381234567",
        "6222021234567895",
        "360829199001011239",
        "2018年1月共1234567890元",
        "",
    ],
)
def test_numbers_that_belong_to_nobody(cell: str) -> None:
    assert personal_kind(cell) is None


@pytest.mark.parametrize(
    "cell", ["+86 138 1234 5678", "008613812345678", "tel13812345678x", "①③⑧①②③④⑤⑥⑦⑧", "138\u200b12345678"]
)
def test_mobile_numbers_in_disguise(cell: str) -> None:
    assert_personal(cell, "手机号")


@pytest.mark.parametrize(
    "header",
    ["身份证号", "手机号", " 手 机 号 ", "手机号码*", "会员手机号", "（身份证号码）", "手机号2", "负责人姓名"]
    + ["联系电话", "银行卡号", "家庭住址", "联系人手机", "ID_card", "Phone", "Mobile No"],
)
def test_headers_that_announce_personal_data(header: str) -> None:
    assert is_personal_header(header)


@pytest.mark.parametrize("header", ["名称", "手机报关注数", "服务热线", "责任岗位", "人数", "", "年度"])
def test_headers_that_do_not(header: str) -> None:
    assert not is_personal_header(header)


def test_findings_never_show_a_personal_number_whatever_rule_made_them() -> None:
    findings = Findings()
    findings.error(
        "not_a_number", f"应是整数，不是 {MOBILE}", file=f"{MOBILE}.csv", column=CARD, value=ID_NUMBER
    )
    (shown,) = findings
    assert (shown.message, shown.file, shown.column, shown.value) == (HIDDEN, HIDDEN, HIDDEN, None)
    findings.more_rows(
        Finding("error", "not_a_number", "应是整数", file=f"{MOBILE}.csv", column=CARD), range(5)
    )
    assert findings.error_count == 6


def test_the_value_is_neither_printed_nor_reported_nor_kept(warehouse: Path, tmp_path: Path) -> None:
    meetings = f"会议编号,日期,名称\nM2,2018-02-01,{ID_NUMBER}\nM3,{MOBILE},会议\n"
    titled = f"填报人 {MOBILE}\n组织编码,报告期,会员数,{CARD}\n{MOBILE},2018-02,1,\n"
    source = write_folder(tmp_path / "batch", {"联席会议.csv": meetings, "会员.csv": titled})
    before = contents(warehouse)
    for report in ("report.json", "report.xlsx"):
        done = run("build", "--source", source, "--warehouse", warehouse, "--report", tmp_path / report)
        assert done.returncode == 1
        assert not re.search(f"{ID_NUMBER}|{MOBILE}|{CARD}", done.stdout + done.stderr)
    told_rows = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {row["code"] for row in told_rows} >= {"personal_data"}
    assert not any("value" in row for row in told_rows if row["code"] == "personal_data")
    assert not re.search(f"{ID_NUMBER}|{MOBILE}|{CARD}", json.dumps(told_rows))
    assert contents(warehouse) == before


def test_no_personal_number_lies_in_a_file_while_the_batch_is_checked(
    warehouse: Path, tmp_path: Path
) -> None:
    meetings = f"会议编号,日期,名称\nM2,2018-02-01,{ID_NUMBER}\nM3,2018-02-01,{MOBILE}\n"
    source = write_folder(tmp_path / "batch", {"联席会议.csv": meetings})
    command = ["build", "--source", str(source), "--warehouse", str(warehouse)]
    for step in range(1, 10):
        process = killing.start(tmp_path / "output", command, killing.die_at, "progress", step)
        process.join(60)
        if process.exitcode == 1:
            break
        left = b"".join(path.read_bytes() for path in warehouse.rglob("*") if path.is_file())
        assert not re.search(f"{ID_NUMBER}|{MOBILE}".encode(), left)
    assert step > 3


def test_other_sheets_of_a_workbook_are_looked_through(county: Path, tmp_path: Path) -> None:
    sheets = {
        "会员": [["组织编码", "报告期", "会员数"], ["U1", "2018-02", 5]],
        "名册": [["张三", "男"], ["电话", int(MOBILE)]],
        "填写说明": [["请致电", MOBILE]],
        MOBILE: [["x"]],
    }
    findings = check(county, write_workbook(tmp_path / "b.xlsx", sheets))
    assert told(findings) == [
        ("personal_data", "b.xlsx", None, ""),
        ("personal_data", "名册", 2, "A"),
        ("personal_data", "填写说明", 1, "B"),
    ]


def test_other_sheets_whose_header_asks_for_personal_data(county: Path, tmp_path: Path) -> None:
    sheets = {
        "会员": [["组织编码", "报告期", "会员数"], ["U1", "2018-02", 5]],
        "名册": [["花名册"], ["序号", "身份证号"], [1, None]],
        "须知": [["不要填写手机号"], ["身份证号也不要填"]],
    }
    findings = check(county, write_workbook(tmp_path / "b.xlsx", sheets))
    assert told(findings) == [("personal_data", "名册", 2, "B")]


def test_files_that_nobody_reads_are_not_kept(warehouse: Path, tmp_path: Path) -> None:
    files = {"会员.csv": "组织编码,报告期,会员数\nU1,2018-02,5\n", "名册.csv": f"张三,{MOBILE}\n"}
    done = run("build", "--source", write_folder(tmp_path / "batch", files), "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    kept = contents(warehouse / "batches")
    assert [name for name in kept if name.endswith("会员.csv")]
    assert not any(MOBILE.encode() in content or "名册" in name for name, content in kept.items())
