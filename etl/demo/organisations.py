"""Organisations at the three levels: which lines have one where, since when, and of what build."""

from dataclasses import dataclass
from datetime import date

from etl.demo.chance import Random, around, happens
from etl.demo.clock import LAST_DAY, REFORM_DAY, START_DAY, day_between
from etl.demo.lines import NAMES, SHORT
from etl.demo.places import County, Place, Township
from etl.demo.rows import REPORTED, Row

OLDEST_DAY = date(2004, 3, 1)
#: Lines that are expected in villages too.
ORG_LINES = ("union", "youth", "women", "disabled")

#: Share of villages with an organisation at the end, before the township's vigour moves it.
VILLAGE_SHARE = {"union": 0.84, "youth": 0.85, "women": 1.0, "disabled": 0.93}

#: Share of those organisations that were founded within the demonstration's months.
RECENT_SHARE = {"union": 0.20, "youth": 0.12, "women": 0.18, "disabled": 0.05}

TOWNSHIPS = {
    "union": 20,
    "youth": 20,
    "women": 20,
    "science": 19,
    "overseas": 9,
    "disabled": 19,
    "commerce": 13,
}
RECENT_TOWNSHIPS = {
    "science": 4,
    "overseas": 5,
    "commerce": 4,
    "disabled": 2,
    "youth": 1,
    "union": 0,
    "women": 0,
}
PARK_LINES = ("union", "youth", "women", "commerce")
VILLAGE_MEMBERS_PER_1000 = {"union": 42, "youth": 11, "disabled": 28}


@dataclass(frozen=True)
class Organisation:
    """An organisation as it is drawn, with what later themes need to know about it.

    Attributes:
        place: the township whose traits it shares; None for one of the county.
        size: members at the end of the demonstration, or when it was dissolved.
        growth: share by which it grew over the 24 months.
        rate: members / eligible at the end; 0 where it never states `eligible`.
        lively: activities a month of an ordinary organisation of its kind.
        is_covering: counts as the line's organisation of its region.
    """

    row: Row
    place: Township | None
    size: int
    growth: float
    rate: float
    lively: float
    is_covering: bool

    @property
    def org_id(self) -> str:
        """Its code."""
        return str(self.row["org_id"])

    @property
    def line(self) -> str:
        """Its line."""
        return str(self.row["line"])

    @property
    def region_code(self) -> str:
        """Its region."""
        return str(self.row["region_code"])

    @property
    def founded_on(self) -> date:
        """The day it was founded."""
        day: date = self.row["founded_on"]
        return day

    @property
    def last_day(self) -> date:
        """Its last day within the demonstration."""
        day: date | None = self.row.get("dissolved_on")
        return day or LAST_DAY


def territorial(county: County) -> list[Organisation]:
    """Covering organisations of all lines at county, township and village level."""
    rng = county.stream("organisations")
    found = [_of_county(rng, county, line) for line in SHORT]
    for line in SHORT:
        found += _of_townships(rng, county, line)
    for line in ORG_LINES:
        found += _of_villages(rng, county, line, {org.region_code for org in found if org.line == line})
    return found


def org_code(line: str, region_code: str) -> str:
    """The code of a line's covering organisation of a region."""
    return f"{line}-{region_code}"


def founded(rng: Random, *, recent: bool) -> date:
    """A founding day: within the demonstration, mostly since the reform, or long before."""
    if not recent:
        return day_between(rng, OLDEST_DAY, date(2016, 5, 31))
    first = REFORM_DAY if happens(rng, 0.5) else START_DAY
    return day_between(rng, first, date(2018, 5, 31))


def elected(rng: Random, founded_on: date) -> date:
    """The last election: within the term, overdue for one in eight."""
    overdue = happens(rng, 0.12)
    first, last = (date(2010, 1, 1), date(2013, 3, 31)) if overdue else (date(2013, 9, 1), date(2018, 5, 31))
    return max(founded_on, day_between(rng, first, last))


def stated_rate(rng: Random, median: float) -> float:
    """Members / eligible of one organisation; 0 for one in eleven, which never states `eligible`."""
    if happens(rng, 0.09):
        return 0.0
    return float(min(max(rng.normal(median, 0.07), 0.08), 0.99))


def _of_county(rng: Random, county: County, line: str) -> Organisation:
    size = {
        "union": 86,
        "youth": 64,
        "women": 41,
        "science": 130,
        "overseas": 420,
        "disabled": 210,
        "commerce": 240,
    }
    row = {
        "org_id": org_code(line, county.code),
        "name": NAMES[line].county.format(county.short),
        "line": line,
        "region_code": county.code,
        "setting": "机关",
        "founded_on": day_between(rng, date(1985, 1, 1), date(2003, 12, 31)),
        "committee_size": int(rng.integers(21, 46)),
        "owner_post": f"{NAMES[line].county.format(county.short)}{NAMES[line].county_post}",
    }
    row["elected_on"] = day_between(rng, date(2015, 3, 1), date(2018, 3, 31))
    return Organisation(row, None, size[line], 0.05, stated_rate(rng, 0.8), 2.6, True)


def _of_townships(rng: Random, county: County, line: str) -> list[Organisation]:
    places = _townships_with(rng, county, line)
    recent = {place.code for place in places[len(places) - RECENT_TOWNSHIPS[line] :]}
    return [_of_township(rng, county, line, place, recent=place.code in recent) for place in places]


def _townships_with(rng: Random, county: County, line: str) -> list[Township]:
    """Townships that have the line, the latest to join last."""
    park = [county.park] if line in PARK_LINES else []
    by_size = sorted(county.ordinary, key=lambda place: -place.population * place.vigour)
    count = round(TOWNSHIPS[line] / 20 * len(county.townships))
    return [*park, *by_size][:count] if line != "youth" else [*by_size, *park][:count]


def _of_township(rng: Random, county: County, line: str, place: Township, *, recent: bool) -> Organisation:
    name = NAMES[line].township.format(place.short)
    founded_on = founded(rng, recent=recent)
    row = {
        "org_id": org_code(line, place.code),
        "name": name,
        "line": line,
        "region_code": place.code,
        "setting": "园区" if place.is_park else "乡镇街道",
        "parent_id": org_code(line, county.code),
        "founded_on": founded_on,
        "elected_on": elected(rng, founded_on),
        "committee_size": int(rng.integers(7, 16)) if line == "women" else int(rng.integers(5, 12)),
        "in_park": place.is_park,
        "owner_post": f"{name}{NAMES[line].township_post}",
    }
    if county.is_real and line == "women" and not place.is_park:
        row |= REPORTED
    return Organisation(
        row, place, _township_size(rng, line, place), 0.08, stated_rate(rng, 0.76), 0.95, True
    )


def _township_size(rng: Random, line: str, place: Township) -> int:
    median = {
        "union": 130,
        "youth": 22,
        "women": 26,
        "science": 46,
        "overseas": 95,
        "disabled": 45,
        "commerce": 34,
    }
    return around(rng, median[line] * (place.population / 18_000) ** 0.3, 0.3, least=5)


def _of_villages(rng: Random, county: County, line: str, above: set[str]) -> list[Organisation]:
    found = []
    for township in county.townships:
        parent = township.code if township.code in above else county.code
        share = 1.0 if line == "women" else VILLAGE_SHARE[line] + 0.4 * (township.vigour - 1)
        for village in township.villages:
            if happens(rng, share):
                found.append(_of_village(rng, county, line, township, village, parent))
    return found


def _of_village(
    rng: Random, county: County, line: str, township: Township, village: Place, parent: str
) -> Organisation:
    founded_on = founded(rng, recent=happens(rng, RECENT_SHARE[line]))
    row = {
        "org_id": org_code(line, village.code),
        "name": NAMES[line].village.format(f"{township.short}{village.short}"),
        "line": line,
        "region_code": village.code,
        "setting": "村社区",
        "parent_id": org_code(line, parent) if happens(rng, 0.996) else None,
        "founded_on": founded_on,
        "elected_on": elected(rng, founded_on),
        "committee_size": int(rng.integers(11, 16)) if line == "women" else int(rng.integers(3, 8)),
        "owner_post": f"{village.short}{NAMES[line].village_post}",
    }
    if line != "women" and happens(rng, 0.015):
        row["dissolved_on"] = day_between(rng, max(founded_on, START_DAY), LAST_DAY)
    if county.is_real and line == "women" and village.kind == "行政村":
        row |= REPORTED
    size = _village_size(rng, line, village)
    return Organisation(row, township, size, _village_growth(line), _village_rate(rng, line), 0.20, True)


def _village_size(rng: Random, line: str, village: Place) -> int:
    if line == "women":
        return around(rng, 27, 0.2, least=15)
    people = 500 + 0.6 * village.population
    return around(rng, VILLAGE_MEMBERS_PER_1000[line] * people / 1000, 0.3, least=3)


def _village_growth(line: str) -> float:
    return {"union": 0.10, "youth": 0.08, "women": 0.08, "disabled": 0.05}[line]


def _village_rate(rng: Random, line: str) -> float:
    return stated_rate(rng, {"union": 0.72, "youth": 0.33, "women": 0.9, "disabled": 0.86}[line])


def is_park_union(org: Organisation) -> bool:
    """Whether the metric park_unions would count it while it is active."""
    return org.line == "union" and bool(org.row.get("in_park")) and org.row["setting"] == "企业"
