"""SQL expressions that turn a cell as handed in into a typed value.

Each accepted spelling of the contract has its place here and nowhere else. An expression gives
the typed value, or NULL for a blank cell and for a cell that is none of the accepted spellings;
`blank` tells the two apart. The common plain spelling is tried first, and told by what comes
back when it is cast there and back: on millions of cells that takes half of a match's time.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from etl.cleaning import WIDE_WORD, blank, clean_symbols, clean_words, quoted
from etl.contract import Field
from etl.contract.fields import LONG_TEXT, SHORT_TEXT
from etl.contract.lines import LINES
from etl.contract.units import units_of
from etl.spelling import CONTROL, DASHES, ERROR_CELL, YES_NO

ONE = Decimal(1)

_ODD_SPACES = "\\x{00a0}\\x{1680}\\x{2000}-\\x{200b}\\x{202f}\\x{205f}\\x{2060}\\x{feff}\\x{3000}"
#: What a text must be free of to be taken as it stands.
_UNCLEAN = CONTROL[:-1] + f"\\t\\r\\n{_ODD_SPACES}{WIDE_WORD}]|^[ #]| $"

_DIGITS = "(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)"
NUMBER = f"-?{_DIGITS}(?:\\.[0-9]+)?"
SCALED = f"-?{_DIGITS}(?:\\.[0-9]{{1,12}})?[万亿]"
#: 0001 to 9999; DuckDB would take the year 0000, which no calendar has.
_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"

_MIDNIGHT = "[ T]+0?0:00(?::00(?:\\.0+)?)?$"
#: As Excel rewrites a month; from 30 on it would take the year for one of the last century.
_NAMED_MONTH = "(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-2][0-9]"

_GUARDED = '\'[0-9A-Za-z_-]+|="[0-9A-Za-z_-]+"'
_SEPARATED_DATE = _YEAR + "(?:-[0-9]{1,2}-|/[0-9]{1,2}/|\\.[0-9]{1,2}\\.)[0-9]{1,2}"
_CHINESE_DATE = _YEAR + "年[0-9]{1,2}月[0-9]{1,2}日"


class Branches(NamedTuple):
    """WHEN branches of a CASE that types a cell: of the plain spelling, and of all the others after it."""

    plain: str
    others: str


def typed(field: Field, cell: str, factor: Decimal = ONE) -> str:
    """SQL expression of the field's type for a VARCHAR expression `cell`.

    Args:
        field: declaration that names type, choices and scale.
        cell: SQL expression of the cell as handed in.
        factor: what the unit in the header makes of a number.

    Returns:
        SQL that yields the typed value; NULL for blank (FALSE for bool) and for anything else
        than an accepted spelling. Bounds are not applied here: they are row rules.
    """
    if factor != 1:
        return _times(field, cell, factor)
    branches = _BRANCHES[field.type](field, cell)
    return f"CASE {branches.plain} {branches.others} END"


def typed_if_plain(field: Field, cell: str, factor: Decimal = ONE) -> str:
    """SQL like `typed`, but NULL also for every spelling that is not the database's own.

    What it gives, `typed` gives too. It is a tenth as long, and planning long SQL is most of the work on a
    short file.
    """
    if factor != 1:
        return _times(field, cell, factor)
    return f"CASE {_BRANCHES[field.type](field, cell).plain} END"


def _times(field: Field, cell: str, factor: Decimal) -> str:
    """A number under a header with a unit; with a unit of its own it would have two, so it has none."""
    cleaned = clean_symbols(cell)
    sign = "%?" if factor < 1 else ""
    pattern = f"-?{_DIGITS}(?:\\.[0-9]{{1,12}})?{sign}"
    bare = f"replace(rtrim({cleaned}, '%'), ',', '')"
    product = f"try_cast({bare} AS DECIMAL(26, 12)) * {factor}"
    if field.type == "num":
        return f"CASE WHEN regexp_full_match({cleaned}, '{pattern}') THEN CAST({product} AS DOUBLE) END"
    whole = f"regexp_full_match({cleaned}, '{pattern}') AND {product} = trunc({product})"
    return f"CASE WHEN {whole} THEN try_cast({product} AS BIGINT) END"


def from_csv(field: Field, cell: str) -> str:
    """SQL of a cell of a .csv file without what guards the zeros of a code there: '001 or ="001"."""
    if field.type != "code":
        return cell
    is_guarded = f"regexp_full_match({cell}, {quoted(_GUARDED)})"
    return f"(CASE WHEN {is_guarded} THEN trim(trim({cell}, '=\"'), {quoted(chr(39))}) ELSE {cell} END)"


def _survives(cell: str, sql_type: str) -> str:
    """SQL boolean: the cell is a value of the type, spelt as the database itself would spell it."""
    return f"CAST(try_cast({cell} AS {sql_type}) AS VARCHAR) = {cell}"


def _text(field: Field, cell: str) -> Branches:
    limit = LONG_TEXT if field.long else SHORT_TEXT
    cleaned = clean_words(cell)
    unclean = _UNCLEAN if field.required else f"{_UNCLEAN}|^(?:{'|'.join(DASHES)})$"
    is_plain = f"length({cell}) <= {limit} AND NOT regexp_matches({cell}, '{unclean}')"
    is_sound = (
        f"length({cleaned}) <= {limit} AND NOT regexp_matches({cell}, '{CONTROL}') "
        f"AND NOT regexp_full_match({cleaned}, '{ERROR_CELL}')"
    )
    nothing = "" if field.required else f"WHEN {blank(cell, field)} THEN NULL"
    return Branches(f"WHEN {is_plain} THEN nullif({cell}, '')", f"{nothing} WHEN {is_sound} THEN {cleaned}")


def _code(field: Field, cell: str) -> Branches:
    if field.region:
        return _region(cell)
    cleaned = clean_symbols(cell)
    dash = "" if field.required else f"WHEN {cleaned} = '-' THEN NULL"
    no_dash = "" if field.required else f"{cell} <> '-' AND "
    return Branches(
        f"WHEN {no_dash}{_is_plain_code(cell)} THEN {cell}",
        f"{dash} WHEN {cell} <> '' AND regexp_full_match({cleaned}, '[0-9A-Za-z_-]{{1,200}}') THEN {cleaned}",
    )


def _is_plain_code(cell: str) -> str:
    # Of all characters, an address keeps letters, digits and these four as they are: - _ . ~
    kept = f"url_encode({cell}) = {cell} AND NOT contains({cell}, '.') AND NOT contains({cell}, '~')"
    return f"strlen({cell}) BETWEEN 1 AND 200 AND {kept}"


def _region(cell: str) -> Branches:
    cleaned = clean_symbols(cell)
    short = "[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}"
    return Branches(
        f"WHEN strlen({cell}) = 12 AND {_survives(cell, 'UBIGINT')} THEN {cell}",
        f"WHEN regexp_full_match({cell}, '{short}') THEN rpad({cell}, 12, '0') "
        f"WHEN {cell} <> '' AND regexp_full_match({cleaned}, '{short}') THEN rpad({cleaned}, 12, '0')",
    )


def _scaled(number: str) -> str:
    """DECIMAL of a number in 万 or 亿, exact; NULL beyond sixteen digits before the point."""
    mantissa = f"try_cast(replace(regexp_extract({number}, '^[-0-9,.]+'), ',', '') AS DECIMAL(28, 12))"
    return f"{mantissa} * CASE WHEN contains({number}, '亿') THEN 100000000 ELSE 10000 END"


def _unit(field: Field) -> str:
    """Pattern of a unit that fits the field, and of spaces before it."""
    units = "|".join(units_of(field))
    return f"(?: *(?:{units}))?" if units else ""


def _int(field: Field, cell: str) -> Branches:
    given, unit = clean_symbols(cell), _unit(field)
    cleaned = f"regexp_replace({given}, '{unit}$', '')" if unit else given
    whole = f"try_cast(regexp_replace(replace({cleaned}, ',', ''), '\\.0+$', '') AS BIGINT)"
    scaled = _scaled(cleaned)
    return Branches(
        f"WHEN {_survives(cell, 'BIGINT')} THEN try_cast({cell} AS BIGINT)",
        f"WHEN regexp_full_match({given}, '-?{_DIGITS}(?:\\.0+)?{unit}') THEN {whole} "
        f"WHEN regexp_full_match({given}, '{SCALED}{unit}') AND {scaled} = trunc({scaled}) "
        f"THEN try_cast({scaled} AS BIGINT)",
    )


def _num(field: Field, cell: str) -> Branches:
    given, unit = clean_symbols(cell), _unit(field)
    amount = f"regexp_replace({given}, '{unit}$', '')" if unit else given
    plain = f"try_cast(replace(regexp_replace({amount}, '%$', ''), ',', '') AS DOUBLE)"
    survives = (
        f"WHEN regexp_full_match({cell}, '-?[0-9]{{1,15}}(?:\\.[0-9]+)?') THEN try_cast({cell} AS DOUBLE)"
    )
    cases = [
        f"WHEN regexp_full_match({given}, '{NUMBER}{unit}') AND isfinite({plain}) THEN {plain}",
        f"WHEN regexp_full_match({given}, '{SCALED}{unit}') THEN CAST({_scaled(amount)} AS DOUBLE)",
    ]
    if field.percent == "hundred":
        cases.append(f"WHEN regexp_full_match({given}, '{NUMBER}%') THEN {plain}")
    if field.percent == "target":
        share = f"CAST(try_cast(replace(rtrim({given}, '%'), ',', '') AS DECIMAL(24, 12)) * 0.01 AS DOUBLE)"
        cases.append(f"WHEN regexp_full_match({given}, '-?{_DIGITS}(?:\\.[0-9]{{1,12}})?%') THEN {share}")
    return Branches(survives, " ".join(cases))


def _date(_field: Field, cell: str) -> Branches:
    plain = f"strlen({cell}) = 10 AND {_survives(cell, 'DATE')}"
    return Branches(f"WHEN {plain} THEN try_cast({cell} AS DATE)", _day(cell))


def _day(cell: str) -> str:
    """WHEN branches for a day in other spellings than the database's own, also with a time of midnight."""
    cleaned = f"regexp_replace({clean_symbols(cell)}, '{_MIDNIGHT}', '')"
    dashed = f"regexp_replace(rtrim({cleaned}, '日'), '[/.年月]', '-', 'g')"
    compact = f"concat_ws('-', {cleaned}[:4], {cleaned}[5:6], {cleaned}[7:8])"
    return (
        f"WHEN regexp_full_match({cleaned}, '{_SEPARATED_DATE}|{_CHINESE_DATE}') "
        f"THEN CAST(try_strptime({dashed}, '%Y-%m-%d') AS DATE) "
        f"WHEN regexp_full_match({cleaned}, '{_YEAR}[0-9]{{4}}') "
        f"THEN CAST(try_strptime({compact}, '%Y-%m-%d') AS DATE)"
    )


def _month(_field: Field, cell: str) -> Branches:
    cleaned = clean_symbols(cell)
    first = f"concat({cell}, '-01')"
    dashed = f"concat(regexp_replace(rtrim({cleaned}, '月'), '[/.年]', '-'), '-1')"
    compact = f"concat_ws('-', {cleaned}[:4], {cleaned}[5:6], '1')"
    named = f"concat('1-', {cleaned}[:4], '20', {cleaned}[5:6])"
    day = f"CASE {_day(cell)} END"
    return Branches(
        f"WHEN strlen({cell}) = 7 AND {_survives(first, 'DATE')} THEN try_cast({first} AS DATE)",
        f"WHEN regexp_full_match({cleaned}, '{_YEAR}[-/.][0-9]{{1,2}}|{_YEAR}年[0-9]{{1,2}}月') "
        f"THEN CAST(try_strptime({dashed}, '%Y-%m-%d') AS DATE) "
        f"WHEN regexp_full_match({cleaned}, '{_YEAR}[0-9]{{2}}') "
        f"THEN CAST(try_strptime({compact}, '%Y-%m-%d') AS DATE) "
        f"WHEN regexp_full_match({cleaned}, '{_NAMED_MONTH}') "
        f"THEN CAST(try_strptime({named}, '%d-%b-%Y') AS DATE) "
        f"WHEN {day} IN (date_trunc('month', {day}), last_day({day})) "
        f"THEN CAST(date_trunc('month', {day}) AS DATE)",
    )


def _mapping(choices: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{quoted(spelling)}: {quoted(stored)}" for spelling, stored in choices.items())
    return f"MAP {{{pairs}}}"


def _enum(field: Field, cell: str) -> Branches:
    plain = _equal(cell, {quoted(spelling): quoted(stored) for spelling, stored in field.choices.items()})
    return Branches(plain, f"ELSE {_mapping(field.choices)}[{clean_symbols(cell)}]")


def _equal(cell: str, values: Mapping[str, str]) -> str:
    """WHEN branches: SQL of a word → SQL of what the cell means when it is this word."""
    return " ".join(f"WHEN {cell} = {word} THEN {value}" for word, value in values.items())


def _lines(field: Field, cell: str) -> Branches:
    parts = (
        f"[trim(part) for part in regexp_split_to_array({clean_symbols(cell)}, '[;、,]') if trim(part) <> '']"
    )
    named = f"[{_mapping(field.choices)}[part] for part in {parts}]"
    known = f"len({parts}) > 0 AND NOT list_contains([name IS NULL for name in {named}], true)"
    order = ", ".join(quoted(line) for line in LINES)
    one = _equal(
        cell, {quoted(spelling): f"[{quoted(stored)}]" for spelling, stored in field.choices.items()}
    )
    return Branches(one, f"WHEN {known} THEN [line for line in [{order}] if list_contains({named}, line)]")


def _bool(field: Field, cell: str) -> Branches:
    values = {quoted(word): str(value).lower() for word, value in YES_NO.items()}
    words = ", ".join(f"{word}: {value}" for word, value in values.items())
    empty = "false" if field.default is False else "NULL"
    return Branches(
        f"{_equal(cell, values)} WHEN {cell} IS NULL THEN {empty}",
        f"WHEN {blank(cell, field)} THEN {empty} ELSE MAP {{{words}}}[upper({clean_symbols(cell)})]",
    )


_BRANCHES = {
    "text": _text,
    "code": _code,
    "int": _int,
    "num": _num,
    "date": _date,
    "month": _month,
    "enum": _enum,
    "lines": _lines,
    "bool": _bool,
}
