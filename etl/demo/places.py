"""Counties, townships and villages of the demonstration, with the traits that shape their figures.

The first county is the real one, from `data/reference/regions.csv`; what is drawn here on top of it
(who is lively, who lags, who is silent) is invented and has nothing to do with the real places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from etl.demo.chance import Random, stream
from etl.demo.clock import LAST_MONTH, months_between
from etl.demo.rows import Row
from etl.reference.files import REFERENCE, read_rows

ORGAN_ENDINGS = ("村委会", "居委会")
#: From this day on one township hands in no activity, so that its silence shows as 未报.
SILENT_FROM = date(2018, 1, 1)

SILENT_REPORTS_FROM = date(2018, 3, 1)
#: First and last month that one township forgets to report.
MISSED = (date(2017, 10, 1), date(2017, 12, 1))


@dataclass(frozen=True)
class Place:
    """A village or community, or the base of a township; `lon`, `lat` in degrees."""

    code: str
    name: str
    kind: str
    lon: float
    lat: float
    population: int

    @property
    def short(self) -> str:
        """The place without the name of its committee: 左家村村委会 → 左家村."""
        if self.name.endswith("虚拟社区"):
            return "园区社区"
        for ending in ORGAN_ENDINGS:
            if self.name.endswith(ending):
                return self.name.removesuffix(ending)
        return self.name


@dataclass(frozen=True)
class Township(Place):
    """A township with its villages and traits.

    Attributes:
        vigour: how lively its organisations are, 1 = ordinary.
        silent: hands in no activity from `SILENT_FROM` on.
        unreported: months without membership reports.
    """

    villages: Sequence[Place] = field(default_factory=tuple)
    vigour: float = 1.0
    silent: bool = False
    unreported: frozenset[date] = frozenset()

    @property
    def is_park(self) -> bool:
        """Whether it is an industrial park."""
        return self.kind == "园区"

    @property
    def communities(self) -> list[Place]:
        """Its urban communities (社区)."""
        return [village for village in self.villages if village.kind == "社区"]

    @property
    def short(self) -> str:
        """The township's name, the park's without its long title."""
        return "高新园区" if self.is_park else self.name


@dataclass(frozen=True)
class County(Place):
    """A county of the demonstration.

    Attributes:
        number: 0 for the real county, 1 … for synthetic ones.
        seed: the seed of the whole demonstration.
        parent_code: the city above it, empty when the county is the top of the data.
    """

    townships: Sequence[Township] = field(default_factory=tuple)
    number: int = 0
    seed: int = 0
    parent_code: str = ""

    @property
    def is_real(self) -> bool:
        """Whether this is the county whose facts were reported."""
        return self.number == 0

    @property
    def short(self) -> str:
        """The county's name without the mark of a synthetic one."""
        return self.name.removesuffix("（演示）")

    @property
    def prefix(self) -> str:
        """What sets this county's codes apart: empty for the first one."""
        return "" if self.is_real else f"c{self.number:03d}-"

    @property
    def park(self) -> Township:
        """The industrial park."""
        return next(township for township in self.townships if township.is_park)

    @property
    def ordinary(self) -> list[Township]:
        """Townships without the park."""
        return [township for township in self.townships if not township.is_park]

    @property
    def seat(self) -> Township:
        """The township where the county government sits: the one with the most communities."""
        return max(self.ordinary, key=lambda township: (len(township.communities), township.population))

    def stream(self, theme: str) -> Random:
        """The random numbers of a theme in this county."""
        return stream(self.seed, self.number, theme)


def real_county(seed: int, parent_code: str = "") -> County:
    """The real county with its traits drawn from the seed."""
    rows = read_rows(REFERENCE / "regions.csv")
    (top,) = (row for row in rows if row["level"] == "county")
    townships = [_township(row, rows) for row in rows if row["level"] == "township"]
    return county_of(_place(top), townships, 0, seed, parent_code)


def with_traits(townships: Sequence[Township], rng: Random) -> list[Township]:
    """The same townships with vigour, one silent and one that misses months, drawn among the smaller ones."""
    by_size = sorted(townships, key=lambda township: township.population)
    small = [township.code for township in by_size if not township.is_park][: len(by_size) // 2]
    silent, forgetful, *laggards = [small[int(n)] for n in rng.permutation(len(small))[:5]]
    return [_drawn(township, rng, silent, forgetful, laggards) for township in townships]


def region_rows(county: County) -> list[Row]:
    """Rows of `regions` for a county: itself, its townships, its villages."""
    rows = [_region(county, "county", county.parent_code or None)]
    rows += [_region(township, "township", county.code) for township in county.townships]
    for township in county.townships:
        rows += [_region(village, "village", township.code) for village in township.villages]
    return rows


def _drawn(township: Township, rng: Random, silent: str, forgetful: str, laggards: Sequence[str]) -> Township:
    vigour = float(rng.uniform(0.8, 1.2))
    unreported: frozenset[date] = frozenset()
    if township.code in laggards or township.code == silent:
        vigour = float(rng.uniform(0.4, 0.55))
    if township.code == silent:
        unreported = frozenset(months_between(SILENT_REPORTS_FROM, LAST_MONTH))
    if township.code == forgetful:
        unreported = frozenset(months_between(*MISSED))
    return replace(township, vigour=vigour, silent=township.code == silent, unreported=unreported)


def township_of(place: Place, villages: Sequence[Place]) -> Township:
    """A township at a place, without traits yet."""
    return Township(place.code, place.name, place.kind, place.lon, place.lat, place.population, villages)


def _township(row: dict[str, str], rows: Sequence[dict[str, str]]) -> Township:
    villages = [_place(other) for other in rows if other["parent_code"] == row["code"]]
    return township_of(_place(row), villages)


def _place(row: dict[str, str]) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=int(row["population"]),
    )


def county_of(
    place: Place, townships: Sequence[Township], number: int, seed: int, parent_code: str
) -> County:
    """A county at a place, its townships given their traits."""
    drawn = with_traits(townships, stream(seed, number, "places"))
    return County(
        place.code,
        place.name,
        place.kind,
        place.lon,
        place.lat,
        place.population,
        drawn,
        number,
        seed,
        parent_code,
    )


def _region(place: Place, level: str, parent_code: str | None) -> Row:
    return {
        "code": place.code,
        "name": place.name,
        "level": level,
        "parent_code": parent_code,
        "kind": place.kind,
        "lon": place.lon,
        "lat": place.lat,
        "population": place.population,
    }
