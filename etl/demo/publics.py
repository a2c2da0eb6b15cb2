"""How many people each line is there for, by place and year; the parts add up to the whole."""

from etl.demo.chance import Random
from etl.demo.lines import LINES
from etl.demo.places import County, Place
from etl.demo.rows import Row

YEARS = (2016, 2017, 2018)
SHARES = {
    "union": 0.165,
    "youth": 0.23,
    "women": 0.37,
    "science": 0.011,
    "overseas": 0.0065,
    "disabled": 0.051,
    "commerce": 0.015,
}
YEARLY_GROWTH = {"union": 1.03, "youth": 0.99, "commerce": 1.05, "science": 1.02}
#: Workers commute to the park, whose own inhabitants are few.
PARK_WORKERS = 24_600


def public_rows(county: County) -> list[Row]:
    """Rows of `publics` for the county, its townships and villages."""
    rng = county.stream("publics")
    rows: list[Row] = []
    for line in LINES:
        rows += _of_line(rng, county, line)
    return rows


def _of_line(rng: Random, county: County, line: str) -> list[Row]:
    base = {
        village.code: _people(rng, line, village)
        for township in county.townships
        for village in township.villages
    }
    if line == "union":
        base[county.park.villages[0].code] += PARK_WORKERS
    rows = []
    for year in YEARS:
        growth = YEARLY_GROWTH.get(line, 1.0) ** (year - YEARS[-1])
        rows += _of_year(county, line, year, {code: round(people * growth) for code, people in base.items()})
    return rows


def _people(rng: Random, line: str, village: Place) -> int:
    return round(village.population * SHARES[line] * float(rng.lognormal(0, 0.12)))


def _of_year(county: County, line: str, year: int, people: dict[str, int]) -> list[Row]:
    sums = {
        township.code: sum(people[village.code] for village in township.villages)
        for township in county.townships
    }
    counted = {county.code: sum(sums.values())} | sums | people
    return [
        {"line": line, "region_code": code, "year": year, "people": number}
        for code, number in counted.items()
    ]
