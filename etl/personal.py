"""Personal data that must not come in: ID numbers, mobile numbers, bank cards, telling headers.

Only counts about organisations are kept. A batch that holds one of these is refused, and the
value itself is never shown, stored or logged.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from etl.budgets import LONGEST_CELL

_HEADERS = """
公民身份号码 证件号 证件号码 手机 移动电话 联系方式 电话 家庭电话 本人电话 联系人 银行账户 开户账号 住址
idcard idno idnumber mobile mobileno phone phoneno phonenumber telephone cellphone bankcard
"""
HEADERS = frozenset(_HEADERS.split())
_TELLING = re.compile(
    "身份证|手机号|手机$|联系电话|[人员]电话$|电话号码|银行卡|银行[账帐]号|姓名|家庭住址|家庭地址"
)

#: Digits of the shortest personal number; a shorter text need not be looked at.
SHORTEST = 11
#: Characters of a header that are looked at.
_LONGEST_HEADER = 1_000

#: RE2 pattern that every personal number contains; a cheap sieve before the exact rules.
SUSPECT = r"\p{N}(?:[\s\p{Z}\p{Pd}\p{Cf}\x{2212}]*\p{N}){10}"

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_HYPHEN = re.compile("[\u058a\u05be\u2010-\u2015\u2212\u2e3a\u2e3b\u301c\u3030]")

_APART = r"(?<![\d])(?<!\d\.)(?<!^\.)"
#: A number begins and ends here; one with a fraction is an amount or a ratio and nobody's number.
_END = r"(?![\d])(?!\.\d)"

_ID_NUMBER = re.compile(rf"{_APART}(?=(\d(?:[\s-]*\d){{16}}[\s-]*[\dXx]){_END})")
_MOBILE = re.compile(rf"{_APART}(?:(?:\+|00)?86[\s-]*)?1[\s-]*[3-9](?:[\s-]*\d){{9}}{_END}")
#: Numbers with nothing but spaces and hyphens between them.
_GROUPS = re.compile(rf"{_APART}\d+(?:[\s-]{{1,3}}\d+)*{_END}")
#: Characters that are searched at a time, and by how many one piece overlaps the next: no number is longer.
_PIECE, _OVERLAP = 4_096, 256
#: What a text is said to be that is too long to be searched.
ENDLESS = f"超过 {LONGEST_CELL:,} 字、没法逐字核对的文字"
_SHORTEST_CARD, _LONGEST_CARD = 16, 19
#: Digits that stand together in a card, the last ones left out; shorter groups are a list of numbers.
_TOGETHER = 3
_ISSUED = re.compile(r"62|4|5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|3[457]")
_CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def is_personal_header(header: str) -> bool:
    """Whether a column header announces personal data."""
    label = re.sub(r"[\s*:()_-]", "", unicodedata.normalize("NFKC", header[:_LONGEST_HEADER])).casefold()
    label = label.rstrip("0123456789")
    return label in HEADERS or _TELLING.search(label) is not None


def may_be_personal(cell: str) -> bool:
    """Whether a cell has digits enough for a personal number; a cheap sieve like `SUSPECT`."""
    return len(cell) >= SHORTEST and sum(map(str.isnumeric, cell)) >= SHORTEST


def personal_kind(cell: str) -> str | None:
    """What kind of personal number a text holds.

    Args:
        cell: text as handed in; a long one is searched in pieces that overlap.

    Returns:
        '身份证号', '手机号' or '银行卡号', or None. A valid 统一社会信用代码 is none of these. Of what is
        longer than any cell of a spreadsheet, that nobody can search it.
    """
    if len(cell) > LONGEST_CELL:
        return ENDLESS
    found = map(_kind, _pieces(cell))
    return next(filter(None, found), None)


def _pieces(text: str) -> Iterator[str]:
    """The text itself, or parts of it so short that no pattern takes long."""
    for start in range(0, max(1, len(text) - _OVERLAP), _PIECE - _OVERLAP):
        yield text[start : start + _PIECE]


def _kind(cell: str) -> str | None:
    text = _HYPHEN.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFKC", cell)))
    if any(_is_id_number(match) for match in _ID_NUMBER.findall(text)):
        return "身份证号"
    text = _without_credit_codes(text.upper())
    if _MOBILE.search(text):
        return "手机号"
    if any(_holds_card(match) for match in _GROUPS.findall(text)):
        return "银行卡号"
    return None


def _is_id_number(spaced: str) -> bool:
    """GB 11643: a date of birth in the middle, and the last of 18 characters is a check modulo 11-2."""
    digits = re.sub(r"[\s-]", "", spaced)
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper() and _has_birth_date(digits)


def _has_birth_date(digits: str) -> bool:
    """Whether somebody alive may be born on the day in an identity number."""
    try:
        born = dt.date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return born.year >= 1900 and born <= dt.date.today()


def _is_credit_code(code: str) -> bool:
    """GB 32100: 18 characters, the last a check modulo 31."""
    if len(code) != 18 or any(letter not in _CREDIT_ALPHABET for letter in code):
        return False
    values = [_CREDIT_ALPHABET.index(letter) for letter in code]
    total = sum(value * weight for value, weight in zip(values, _CREDIT_WEIGHTS, strict=False))
    return (31 - total % 31) % 31 == values[-1]


def _without_credit_codes(text: str) -> str:
    return _CREDIT_CODE.sub(lambda match: "·" if _is_credit_code(match[0]) else match[0], text)


def _holds_card(numbers: str) -> bool:
    """Whether a card stands among numbers, in one piece or in groups."""
    groups = re.split(r"[\s-]+", numbers)
    for first in range(len(groups)):
        digits = ""
        for group in groups[first:]:
            digits += group
            if _SHORTEST_CARD <= len(digits) <= _LONGEST_CARD and _is_card(digits):
                return True
            if len(group) < _TOGETHER or len(digits) > _LONGEST_CARD:
                break
    return False


def _is_card(number: str) -> bool:
    """An issuer's first digits, and Luhn: every second digit from the right doubled adds up to tens."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return _ISSUED.match(number) is not None and (sum(digits[::2]) + sum(doubled)) % 10 == 0
