"""The provinces, cities and counties of the country, to be found by name, by pinyin and by code.

Read once a process from the bundled reference; ``data/reference/sources.json`` names the source.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice, product
from pathlib import Path

import duckdb
from pypinyin import Style, lazy_pinyin, pinyin

REFERENCE = Path(__file__).parents[2] / "data" / "reference" / "national" / "divisions.parquet"
#: Digits of a code that name province, city and county.
PROVINCE, CITY, COUNTY = 2, 4, 6
#: What the source calls a city that is none: those below it belong to the province itself.
NO_CITY = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
#: What people call one of these, by its four digits.
_CALLED = {"6590": "自治区直辖县级市（兵团）"}
#: Readings of a name that are tried; characters with several readings multiply them.
_MOST_READINGS = 24

_ABOVE_TOWNSHIPS = """
SELECT level, code, name FROM read_parquet($file)
WHERE level IN ('province', 'city', 'county')
ORDER BY code, list_position(['province', 'city', 'county'], level)
"""


@dataclass(frozen=True)
class County:
    """A county, district, banner or city without districts.

    Attributes:
        code: its six digits.
        name: its official name.
        province, city: names of what it belongs to; no city where there is none between, or it is the city.
        belongs: both, and what people call cities of the source that are none.
        tails: its name in pinyin, from each of its syllables to the end.
        initials: the first letters of its syllables.
        others: whole names and initials in other ways to read its characters.
    """

    code: str
    name: str
    province: str
    city: str
    belongs: str
    tails: tuple[str, ...]
    initials: str
    others: frozenset[str]

    @property
    def above(self) -> str:
        """What it belongs to, in one word: 江西省吉安市."""
        return f"{self.province}{self.city}"


@dataclass(frozen=True)
class Divisions:
    """All of them.

    Attributes:
        provinces: their names by two digits.
        cities: their names by four digits; those that are none, by what people call them.
        counties: by six digits, in the order of codes.
    """

    provinces: dict[str, str]
    cities: dict[str, str]
    counties: dict[str, County]

    def read(self, code: str) -> str | None:
        """A code of two, four or six digits that names one of them; None where it names none."""
        return code if code in self.provinces or code in self.cities or code in self.counties else None

    def settled(self, code: str) -> str:
        """The same code, or what stands below it as long as that is one only."""
        for below in (self.cities_of, self.counties_of):
            names = below(code) if len(code) in (PROVINCE, CITY) else {}
            code = next(iter(names)) if len(names) == 1 else code
        return code

    def cities_of(self, province: str) -> dict[str, str]:
        """The cities of a province, by four digits."""
        return {code: name for code, name in self.cities.items() if code.startswith(province)}

    def counties_of(self, city: str) -> dict[str, str]:
        """The counties of a city, by six digits."""
        return {code: one.name for code, one in self.counties.items() if code.startswith(city)}


@cache
def divisions() -> Divisions:
    """All provinces, cities and counties of the reference."""
    with duckdb.connect() as con:
        rows = con.execute(_ABOVE_TOWNSHIPS, {"file": str(REFERENCE)}).fetchall()
    levels = {level: [row[1:] for row in found] for level, found in _by_level(rows)}
    provinces = {code[:PROVINCE]: name for code, name in levels["province"]}
    cities = {code[:CITY]: _city(code, name) for code, name in levels["city"]}
    real = {code[:CITY]: name for code, name in levels["city"] if name not in NO_CITY}
    counties = {}
    for code, name in levels["county"]:
        province, city = provinces[code[:PROVINCE]], cities[code[:CITY]]
        counties[code[:COUNTY]] = _county(
            code[:COUNTY], name, province, real.get(code[:CITY], ""), province + city
        )
    return Divisions(provinces, cities, counties)


def _by_level(rows: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    for level, found in groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0]):
        yield level, list(found)


def _city(code: str, name: str) -> str:
    """What people call a city of the source that is none."""
    if name not in NO_CITY:
        return name
    return _CALLED.get(code[:CITY]) or {"01": "市辖区", "02": "市辖县"}.get(
        code[PROVINCE:CITY], "省直辖县（市、区）"
    )


def _county(code: str, name: str, province: str, city: str, belongs: str) -> County:
    usual = lazy_pinyin(name)
    ways = islice(product(*pinyin(name, style=Style.NORMAL, heteronym=True)), _MOST_READINGS)
    others = [way for way in ways if list(way) != usual]
    return County(
        code,
        name,
        province,
        "" if city == name else city,
        belongs,
        tuple("".join(usual[at:]) for at in range(len(usual))),
        _initials(usual),
        frozenset(word for way in others for word in ("".join(way), _initials(way))),
    )


def _initials(syllables: Sequence[str]) -> str:
    return "".join(syllable[:1] for syllable in syllables)


def found(asked: str, most: int) -> list[County]:
    """The counties that somebody may mean, the likeliest first.

    Args:
        asked: a name or a part of it, its pinyin, the initials of that, or digits of a code; further words,
            with a space between, narrow it.
        most: how many to give at most.
    """
    words = unicodedata.normalize("NFKC", asked).lower().replace("'", "").split()
    if all(word.isascii() for word in words):
        words = ["".join(words)]  # pinyin, written syllable by syllable
    if not any(words):
        return []
    ranked = ((_worst(one, words), code, one) for code, one in divisions().counties.items())
    fitting = [told for told in ranked if told[0] is not None]
    return [one for *_, one in sorted(fitting, key=lambda told: told[:2])[:most]]


def _worst(one: County, words: Sequence[str]) -> int | None:
    """How well the word fits that fits worst, the smaller the better; None where one does not fit."""
    ranks = [_rank(one, word) for word in words]
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def _rank(one: County, word: str) -> int | None:
    tests = (
        word in (one.name, one.code, one.initials, one.tails[0]),
        word in one.others,
        one.name.startswith(word) or one.code.startswith(word),
        one.tails[0].startswith(word) or one.initials.startswith(word),
        word in one.name,
        word in one.belongs,
        len(word) > 1 and (word in one.initials or any(tail.startswith(word) for tail in one.tails)),
        any(other.startswith(word) for other in one.others),
    )
    return next((rank for rank, fits in enumerate(tests) if fits), None)
