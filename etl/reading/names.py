"""Names as people write them: of sheets and files, and of columns with their units."""

from __future__ import annotations

import re
import unicodedata

from etl.contract import TABLES, Table

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")
_PERIOD = (
    r"(?:[0-9]{4}(?:年度{0,1}|[-./年]?(?:0?[1-9]|1[0-2])月{0,1}(?:份|底|末)?)?|(?:0?[1-9]|1[0-2])月(?:份|底|末)?"
    r"|(?:第{0,1}[1-4一二三四]季度|[上下]半年|年度|[上下]旬))"
)
_AROUND = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:附件|附表|表)?[(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}(?=[.、:)_-]))[)]?[.、:_-]*",
        r"^(?:附件|附表)[:_-]*",
        r"\([^()]*\)$",
        r"表$",
        _PERIOD + "$",
        r"[-_.、:]+$",
    )
)
_HEADER_AROUND = (
    re.compile(r"^(?:\(?[0-9]{1,2}\)?[.、:)]|\([0-9]{1,2}\)|[一二三四五六七八九十]{1,2}[、.])"),
    re.compile(r"\*+"),
    re.compile(r"\((?:必填|必填项|选填)\)"),
    re.compile(r":+$"),
)
_BRACKET = re.compile(r"(.+)\((?:单位[:]{0,1}){0,1}([^()]*)\)")
#: An amount whose unit stands behind its name without a bracket: 金额/万元.
_BEHIND = re.compile(r"(.+?)[/:,_-]?((?:[十百千]?[万亿]|[百千])?元)")
_BRACKETS = str.maketrans("[]【】〔〕〖〗{}", "()" * 5)


#: Longer ones name nothing, and are not looked at.
LONGEST_NAME = 200


def normal(label: str) -> str:
    """A name as compared: NFKC, without spaces and what cannot be seen; '' where it is endless."""
    if len(label) > LONGEST_NAME:
        return ""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", label))


def table_named(name: str) -> Table | None:
    """The contract table of a sheet or file stem, by Chinese name or English id.

    A leading number, a trailing 表, a bracket and a month or period behind the name are passed over, one
    after the other until a table is named.
    """
    waiting, seen = [normal(name)], set[str]()
    while waiting:
        word = waiting.pop(0)
        if word in _TABLES:
            return _TABLES[word]
        shorter = {pattern.sub("", word, count=1) for pattern in _AROUND} - seen - {"", word}
        seen |= shorter
        waiting.extend(sorted(shorter))
    return None


_TABLES: dict[str, Table] = {
    spelling: table for table in TABLES.values() for spelling in (table.name, normal(table.title))
}


def resembled(name: str) -> list[str]:
    """Titles of tables that a name has at least two characters in a row of, the most alike first."""
    word = normal(name)
    pairs = {word[place : place + 2] for place in range(len(word) - 1)}
    shared = {
        table.title: sum(table.title[place : place + 2] in pairs for place in range(len(table.title) - 1))
        for table in TABLES.values()
    }
    found = sorted((title for title, count in shared.items() if count), key=lambda title: -shared[title])
    return found[:3]


def plain_header(label: str) -> str:
    """A column header as compared: without a leading number, stars, （必填） and a trailing colon."""
    word = normal(label).translate(_BRACKETS)
    for pattern in _HEADER_AROUND:
        word = pattern.sub("", word) or word
    return word


def with_unit(header: str) -> tuple[str, str]:
    """A plain header taken apart into name and the unit at its end, as a rule in brackets, '' without any."""
    match = _BRACKET.fullmatch(header) or _BEHIND.fullmatch(header)
    return (match[1], match[2]) if match else (header, "")


def column_letters(position: int) -> str:
    """A column as a spreadsheet program names it: 0 is A, 26 is AA."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
