"""Every value in every accepted spelling reads back equal; anything else is an error, never a wrong value."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cleaning import blank
from etl.contract import TABLES, Field
from etl.normalise import typed
from tests.etl import spellings

tried = settings(max_examples=25, deadline=None, derandomize=True)

CON = duckdb.connect()

INT = TABLES["memberships"].field("members")
NUM = TABLES["outputs"].field("amount_yuan")
HUNDRED = TABLES["activities"].field("satisfaction")
TARGET = TABLES["targets"].field("target")
DATE = TABLES["meetings"].field("held_on")
MONTH = TABLES["memberships"].field("period")
BOOL = TABLES["activities"].field("online")
LINES = TABLES["activities"].field("partner_lines")
CODE = TABLES["organizations"].field("org_id")
REGION = TABLES["organizations"].field("region_code")
TEXT = TABLES["organizations"].field("name")
NOTE = TABLES["progress"].field("note")

PADDING = st.text(spellings.SPACES, max_size=2)


def read(field: Field, cells: Sequence[str]) -> list[Any]:
    """What the field's SQL makes of the cells."""
    rows = CON.execute(
        f"SELECT {typed(field, 'cell')} FROM (SELECT unnest($cells) AS cell, unnest($places) AS place) "  # noqa: S608
        "ORDER BY place",
        {"cells": list(cells), "places": list(range(len(cells)))},
    )
    return [row[0] for row in rows.fetchall()]


def wide(text: str) -> str:
    """The text in full-width characters where there are any."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def dressed(plain: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A spelling with spaces around it, perhaps in full-width characters."""
    written = st.tuples(plain, st.booleans()).map(lambda pair: wide(pair[0]) if pair[1] else pair[0])
    return st.tuples(PADDING, written, PADDING).map("".join)


def spelled(values: st.SearchStrategy[Any], *styles: Callable[[Any], str]) -> st.SearchStrategy[Any]:
    """Lists of pairs: a value and one of its spellings."""
    style = st.sampled_from(styles)
    pair = values.flatmap(
        lambda value: st.tuples(st.just(value), dressed(style.map(lambda write: write(value))))
    )
    return st.lists(pair, min_size=1, max_size=20)


def scaled(unit: str) -> Callable[[Any], str]:
    """Writes a number in 万 or 亿."""
    return lambda value: f"{(Decimal(value) / spellings.SCALES[unit]).normalize():f}{unit}"


def assert_read_back(field: Field, pairs: Sequence[tuple[Any, str]]) -> None:
    assert read(field, [cell for _, cell in pairs]) == [value for value, _ in pairs]


@tried
@given(spelled(st.integers(-(2**63), 2**63 - 1), str, "{:,}".format, "{}.00".format))
def test_whole_numbers_read_back(pairs: Any) -> None:
    assert_read_back(INT, pairs)


@tried
@given(spelled(st.integers(-(10**15), 10**15), scaled("万"), scaled("亿")))
def test_whole_numbers_in_ten_thousands_read_back(pairs: Any) -> None:
    assert_read_back(INT, pairs)


@tried
@given(
    spelled(
        st.decimals(-(10**12), 10**12, places=4, allow_nan=False).map(lambda value: value.normalize()),
        "{:f}".format,
        "{:,f}".format,
        "{:f}元".format,
        scaled("万"),
        scaled("亿"),
        lambda value: f"{scaled('万')(value)}元",
    )
)
def test_amounts_read_back(pairs: Any) -> None:
    assert_read_back(NUM, [(float(value), cell) for value, cell in pairs])


@tried
@given(
    spelled(
        st.decimals(0, 100, places=3, allow_nan=False).map(lambda value: value.normalize()),
        "{:f}".format,
        "{:f}%".format,
    )
)
def test_a_percent_sign_follows_the_scale_of_the_field(pairs: Any) -> None:
    assert_read_back(HUNDRED, [(float(value), cell) for value, cell in pairs])
    signed = [(float(value / 100), cell) for value, cell in pairs if "%" in cell or "％" in cell]
    assert_read_back(TARGET, signed)


@tried
@given(
    spelled(
        st.dates(),
        dt.date.isoformat,
        lambda day: f"{day.year:04}/{day.month}/{day.day}",
        lambda day: f"{day.year:04}.{day.month:02}.{day.day:02}",
        lambda day: f"{day.year:04}年{day.month}月{day.day}日",
        lambda day: f"{day.year:04}{day.month:02}{day.day:02}",
    )
)
def test_days_read_back(pairs: Any) -> None:
    assert_read_back(DATE, pairs)


@tried
@given(
    spelled(
        st.dates().map(lambda day: day.replace(day=1)),
        lambda day: f"{day.year:04}-{day.month:02}",
        lambda day: f"{day.year:04}年{day.month}月",
        lambda day: f"{day.year:04}{day.month:02}",
    )
)
def test_months_read_back(pairs: Any) -> None:
    assert_read_back(MONTH, pairs)


@tried
@given(
    st.lists(st.sampled_from(list(spellings.LINES)), min_size=1, unique=True),
    st.sampled_from(";；、,，"),
    st.data(),
)
def test_lines_read_back_in_their_usual_order(words: list[str], between: str, data: Any) -> None:
    expected = {spellings.LINES[word] for word in words}
    cell = data.draw(dressed(st.just(f"{between} ".join(words))))
    assert read(LINES, [cell]) == [[line for line in spellings.LINE_ORDER if line in expected]]


@tried
@given(st.text("0123456789", min_size=12, max_size=12), st.sampled_from([2, 4, 6, 9, 12]), st.data())
def test_short_region_codes_are_padded(digits: str, length: int, data: Any) -> None:
    cell = data.draw(dressed(st.just(digits[:length])))
    assert read(REGION, [cell]) == [digits[:length].ljust(12, "0")]


@tried
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp")), max_size=200))
def test_text_reads_back_with_narrow_digits_and_letters(text: str) -> None:
    narrowed = "".join(spellings.narrow(char) if char.isalnum() else char for char in text)
    assert read(TEXT, [text]) == [narrowed or None]


@tried
@given(
    st.lists(st.sampled_from(["甲", "乙 丙", "A1"]), min_size=2, max_size=4), st.text("\r\n\t", min_size=1)
)
def test_line_ends_and_tabs_in_a_text_become_one_space(words: list[str], between: str) -> None:
    assert read(TEXT, [between.join(words)]) == [" ".join(words)]


CONFUSABLE = {
    "number": (INT, spellings.whole, "0123456789,.-+万亿元%eE 　１，．人"),
    "amount": (NUM, lambda cell: spellings.decimal(cell, units="元"), "0123456789,.-+万亿元%eE 　１，．￥"),
    "percentage": (HUNDRED, lambda cell: spellings.decimal(cell, "hundred"), "0123456789,.-万元%％ １"),
    "target": (TARGET, lambda cell: spellings.decimal(cell, "target"), "0123456789,.-万元%％ １"),
    "day": (DATE, spellings.day, "0123456789-/.年月日 　１－号"),
    "month": (MONTH, spellings.month, "0123456789-/.年月 　１－"),
    "truth": (BOOL, spellings.truth, "是否√×TRUEFALSEtrueYN10 Ｙ有没"),
    "code": (CODE, spellings.code, "0123456789ABab_-.+ ＡＢ１－，甲\n"),
    "region": (REGION, spellings.region, "0123456789 １２Ｅ.+-"),
}


@pytest.mark.parametrize("name", CONFUSABLE)
@tried
@given(st.data())
def test_what_is_no_accepted_spelling_is_never_a_value(name: str, data: Any) -> None:
    field, expected, alphabet = CONFUSABLE[name]
    cells = data.draw(st.lists(st.text(alphabet, max_size=14), min_size=40, max_size=40))
    wanted = [expected(cell) for cell in cells]
    assert read(field, cells) == [
        value if spellings.narrow(cell) or value is False else None
        for cell, value in zip(cells, wanted, strict=True)
    ]


@tried
@given(
    st.lists(st.lists(st.sampled_from([*spellings.LINES, "union", ";", "、", " ", "/", "文联"])), min_size=30)
)
def test_words_that_are_no_lines_are_never_read(cells: list[list[str]]) -> None:
    joined = ["".join(parts) for parts in cells]
    assert read(LINES, joined) == [spellings.lines(cell) for cell in joined]


def near_misses() -> Iterator[tuple[Field, str]]:
    """Accepted spellings with one character too many."""
    accepted = {INT: "1,234", NUM: "6000万元", DATE: "2018年1月16日", MONTH: "2018年1月", REGION: "360829"}
    for field, cell in accepted.items():
        for place in range(len(cell) + 1):
            yield from ((field, cell[:place] + char + cell[place:]) for char in "x'\";\u200e万")


@pytest.mark.parametrize("field", [INT, NUM, DATE, MONTH, REGION], ids=lambda field: str(field.name))
def test_one_strange_character_makes_an_error(field: Field) -> None:
    cells = [cell for of, cell in near_misses() if of is field and spellings.number(cell) is None]
    assert read(field, cells) == [None] * len(cells)


def test_words_are_read_by_every_spelling_of_the_contract() -> None:
    for table in TABLES.values():
        for field in table.fields:
            if field.type == "enum":
                assert read(field, [wide(word) for word in field.choices]) == list(field.choices.values())
                assert read(field, ["", "x", f"{next(iter(field.choices))}x"]) == [None] * 3


def test_long_texts_and_codes_at_their_limit() -> None:
    assert read(TEXT, ["甲" * 200, "甲" * 201]) == ["甲" * 200, None]
    assert read(NOTE, ["甲" * 2000, "甲" * 2001]) == ["甲" * 2000, None]
    assert read(TEXT, [f" {'甲' * 200}\n"]) == ["甲" * 200]


@tried
@given(st.text(spellings.SPACES, max_size=5))
def test_blank_is_blank_for_every_type(cell: str) -> None:
    assert CON.execute(f"SELECT {blank('$cell')}", {"cell": cell}).fetchone() == (True,)  # noqa: S608
    for field in (INT, NUM, HUNDRED, TARGET, DATE, MONTH, LINES, CODE, REGION, TEXT):
        assert read(field, [cell]) == [None]
    assert read(BOOL, [cell]) == [False]


def test_a_required_yes_or_no_has_no_default() -> None:
    assert read(TABLES["expectations"].field("expected"), ["", "是", "否"]) == [None, True, False]


def test_a_number_beyond_a_double_is_an_error() -> None:
    assert read(NUM, ["9" * 308, "9" * 309, "-" + "9" * 400]) == [float("9" * 308), None, None]
