"""What counts as personal data, what does not, and that its value goes nowhere."""

import datetime as dt
import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.findings import HIDDEN, Finding, Findings
from etl.personal import SUSPECT, is_personal_header, may_be_personal, personal_kind

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


births = st.dates(dt.date(1900, 1, 1), dt.date(2018, 12, 31)).map("{:%Y%m%d}".format)
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


gaps = st.lists(st.sampled_from(["", "", " ", "-", "　", "–", "\u00a0", "\u200b"]), min_size=18)
#: What a number may stand beside: no digit, and no point that would make it a fraction.
around = st.text("县总岗a号Z，。：:()/=+#*_|·'\"\n", max_size=6)
beside = st.tuples(
    around | st.sampled_from(["1 ", "第2-", "tel."]), around | st.sampled_from([" 12", "-3", "。5"])
)


def apart(number: str, gaps: list[str]) -> str:
    """A number with something between its digits."""
    return "".join(map("".join, zip(number, [*gaps[: len(number) - 1], ""], strict=True)))


@tried
@given(id_numbers, gaps, beside, st.booleans())
def test_an_identity_number_is_found_whatever_stands_around_it(
    number: str, gaps: list[str], beside: tuple[str, str], wide: bool
) -> None:
    spaced = apart(number, gaps)
    assert_personal((in_wide(spaced) if wide else spaced).join(beside), "身份证号")


@tried
@given(mobiles, gaps, beside, st.sampled_from(["", "+86", "86 ", "0086-"]), st.booleans())
def test_a_mobile_number_is_found_whatever_stands_around_it(
    number: str, gaps: list[str], beside: tuple[str, str], abroad: str, wide: bool
) -> None:
    spaced = abroad + apart(number, gaps)
    cell = (in_wide(spaced) if wide else spaced).join(beside)
    assert personal_kind(cell), "a longer number around it may be of another kind"
    assert is_sieved(cell)


@tried
@given(cards, st.lists(st.integers(3, 6), min_size=7), st.sampled_from(["", " ", "-", "  ", "–"]), beside)
def test_a_bank_card_is_found_in_one_piece_and_in_groups(
    number: str, sizes: list[int], gap: str, beside: tuple[str, str]
) -> None:
    groups = []
    for size in sizes:
        groups.append(number[:size])
        number = number[size:]
    cell = gap.join(filter(None, groups)).join(beside)
    assert personal_kind(cell), "it may be an identity number or hold a mobile number too"
    assert is_sieved(cell)


counts = st.integers(1, 10**7)
ratios = st.builds(lambda part, whole: repr(part / whole), counts, counts).filter(
    lambda text: "e" not in text
)
amounts = st.decimals(0, 10**15, places=9).map("{:f}".format) | st.floats(1000, 10**15).map(repr)
days = st.dates(dt.date(1949, 10, 1), dt.date(2100, 1, 1))
dates = st.tuples(days, st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d", "%Y.%m.%d"])).map(
    lambda drawn: drawn[0].strftime(drawn[1])
)
codes = st.from_regex("[1-6][0-9]{11}", fullmatch=True)
codes |= st.from_regex("(union|proj|act|[A-Z]{1,3})-?[1-6][0-9]{11}(-[0-9]{1,3})?", fullmatch=True)
telephones = st.from_regex("0[1-9][0-9]{1,2}-[2-8][0-9]{6,7}", fullmatch=True)
papers = st.from_regex("赣工字〔(19|20)[0-9]{2}〕[1-9][0-9]{0,3}号", fullmatch=True)
people = st.integers(0, 10**10 - 1).map("{:,}".format)
shares = st.builds(lambda text: text.removeprefix("0"), ratios.filter(lambda text: text.startswith("0")))


@settings(tried, max_examples=300)
@given(
    words,
    ratios | shares | amounts | dates | codes | telephones | papers | people,
    st.sampled_from(["", "%", "元", "万元", "人", "。", "，同比增长0.5"]),
)
def test_ratios_amounts_dates_and_codes_are_nobodys_numbers(before: str, number: str, after: str) -> None:
    assert personal_kind(f"{number}{after}") is None
    assert number.startswith(".") or personal_kind(f"{before}{number}{after}") is None


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
