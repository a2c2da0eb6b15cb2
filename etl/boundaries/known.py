"""The regions of the warehouse that is being built, and how boundaries may name them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import duckdb

from etl.load.region_names import SPELLINGS, learn_spellings
from etl.reading.names import normal

#: Levels whose boundaries are taken, the widest first, and what they are called.
LEVELS = {"county": "县", "township": "乡镇", "village": "村"}

#: Endings that mean the same.
_SAME = (
    (re.compile("社区居民委员会$|社区居委会$|居民委员会$|居委会$"), "社区"),
    (re.compile("村村民委员会$|村民委员会$|村委会$|村村委会$"), "村"),
    (re.compile("街道办事处$|街道办$|办事处$"), "街道"),
    (re.compile("人民政府$"), ""),
)
#: A province or city before the name of a county or township.
_ABOVE = re.compile(r"^[^省市州盟]{1,10}?(?:省|自治区|特别行政区|市|自治州|地区|盟)")


@dataclass(frozen=True)
class Region:
    """A region of the warehouse.

    Attributes:
        code: 12 digits.
        name: as the table of regions has it.
        level: province, city, county, township or village.
        above: codes of all that it lies in, the nearest first.
        is_merged: whether it is no more.
    """

    code: str
    name: str
    level: str
    above: tuple[str, ...]
    is_merged: bool

    @property
    def told(self) -> str:
        """Name and code, as people read it."""
        return f"{self.name}（{self.code}）"


class Known:
    """The regions of a warehouse by code and by name."""

    def __init__(self, con: duckdb.DuckDBPyConnection, received_on: object) -> None:
        """Read the regions, those that the same batch has brought too."""
        rows = con.execute(
            "SELECT code, coalesce(name, ''), level, parent_code, coalesce(valid_to <= ?, false) "
            "FROM raw.regions",
            [received_on],
        ).fetchall()
        parents = {code: parent for code, _, _, parent, _ in rows}
        self.by_code = {
            code: Region(code, name, level, _chain(code, parents), is_merged)
            for code, name, level, _, is_merged in rows
        }
        learn_spellings(con)
        self._spelt: dict[str, set[str]] = defaultdict(set)
        for spelling, codes in con.execute(f"SELECT spelling, codes FROM {SPELLINGS}").fetchall():
            for key in {normal(spelling), _same(spelling)}:
                self._spelt[key] |= set(codes)

    def named(self, name: str) -> list[Region]:
        """The regions that a name or path fits: as it is written, else with another word for its kind."""
        for word in _without_above(name):
            for key in (normal(word), _same(word)):
                if key in self._spelt:
                    return [self.by_code[code] for code in sorted(self._spelt[key]) if code in self.by_code]
        return []

    def county_of(self, region: Region) -> Region | None:
        """The county that a region is, or lies in."""
        codes = (region.code, *region.above)
        found = (self.by_code[code] for code in codes if code in self.by_code)
        return next((one for one in found if one.level == "county"), None)

    def below(self, county: Region, level: str) -> list[Region]:
        """The regions of a level in a county, those that are no more left out."""
        return [
            one
            for one in self.by_code.values()
            if one.level == level and county.code in one.above and not one.is_merged
        ]


def _chain(code: str, parents: dict[str, str | None]) -> tuple[str, ...]:
    chain: list[str] = []
    above = parents.get(code)
    while above and above not in chain:
        chain.append(above)
        above = parents.get(above)
    return tuple(chain)


def _same(name: str) -> str:
    """A name with one word for each kind of region."""
    word = normal(name)
    for pattern, kind in _SAME:
        if pattern.search(word):
            return pattern.sub(kind, word)
    return word


def _without_above(name: str) -> list[str]:
    """A name as written, then without the province and the city before it."""
    words = [name]
    while (shorter := _ABOVE.sub("", words[-1], count=1)) and shorter != words[-1]:
        words.append(shorter)
    return words


def is_alike(one: str, other: str) -> bool:
    """Whether two names share two characters in a row, or one is the beginning of the other."""
    first, second = _same(one), _same(other)
    pairs = {first[at : at + 2] for at in range(len(first) - 1)}
    return (
        first[:1] == second[:1]
        and min(len(first), len(second)) == 1
        or any(second[at : at + 2] in pairs for at in range(len(second) - 1))
    )
