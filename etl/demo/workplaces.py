"""Organisations below or beside the three levels: enterprises, schools, societies, chambers, outposts.

Names are generic on purpose: no firm, school or society is meant.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from etl.demo.chance import Random, around, happens, pick
from etl.demo.clock import LAST_DAY, START_DAY, day_between
from etl.demo.groups import CROPS, GROUPS, Group
from etl.demo.organisations import Organisation, elected, founded, is_park_union, org_code, stated_rate
from etl.demo.places import County, Township
from etl.demo.rows import REPORTED, Row
from etl.reference.populations import allocate

PARK_UNION_MEMBERS = 19_100
OUTPOST_CITIES = ("深圳", "东莞", "北京")
#: An enterprise with 25 members founds a union of its own.
LEAST_UNION_MEMBERS = 25


def workplaces(county: County, above: set[str]) -> list[Organisation]:
    """Organisations outside the three levels; `above` holds the codes that may be their parents."""
    rng = county.stream("workplaces")
    found = []
    for group in GROUPS:
        found += _of_group(rng, county, group, above)
    return [*_exact_park(found, county), *_outposts(rng, county)]


def _of_group(rng: Random, county: County, group: Group, above: set[str]) -> list[Organisation]:
    count = group.count if county.is_real else max(1, round(group.count * len(county.townships) / 20))
    places = _places(rng, county, group, count + group.dissolved)
    marks = _marks(group, places)
    return [
        _organisation(rng, county, group, number, place, marks[number - 1], above, gone=number > count)
        for number, place in enumerate(places, start=1)
    ]


def _places(rng: Random, county: County, group: Group, count: int) -> list[Township | None]:
    if group.where == "county":
        return [None] * count
    if group.where == "park":
        return [county.park] * count
    ordinary = county.ordinary
    weight = [township.population**0.5 for township in ordinary]
    chosen = rng.choice(len(ordinary), count, p=[share / sum(weight) for share in weight])
    every = list(range(len(ordinary))) if count >= len(ordinary) else []
    return [ordinary[int(number)] for number in [*every, *sorted(chosen)][:count]]


def _organisation(
    rng: Random,
    county: County,
    group: Group,
    number: int,
    place: Township | None,
    mark: str,
    above: set[str],
    *,
    gone: bool,
) -> Organisation:
    founded_on = founded(rng, recent=happens(rng, group.recent) and not gone)
    row: Row = {
        "org_id": f"{group.line}-{county.prefix}{group.key}-{number:03d}",
        "line": group.line,
        "setting": group.setting,
        "founded_on": founded_on,
        "elected_on": elected(rng, founded_on),
        "committee_size": int(rng.integers(3, 10)),
        "in_park": group.in_park,
        "owner_post": _post(group),
    }
    row |= _where(rng, county, group, number, place, mark)
    row |= _parent(rng, county, group, place, above)
    if gone:
        row["dissolved_on"] = day_between(rng, START_DAY, LAST_DAY)
    size = around(rng, group.size, 0.45, least=LEAST_UNION_MEMBERS if group.key == "park" else 5)
    return Organisation(row, place, size, group.growth, stated_rate(rng, group.rate), group.lively, False)


def _post(group: Group) -> str:
    posts = {"union": "工会主席岗", "youth": "团组织书记岗", "science": "秘书长岗", "commerce": "秘书长岗"}
    return posts.get(group.line, "负责人岗")


def _marks(group: Group, places: Sequence[Township | None]) -> list[str]:
    """Numbers that tell apart organisations of one group at one place; none where there is just one."""
    if group.where == "park":
        return [f"（{number}）" for number in range(1, len(places) + 1)]
    codes = [place.code if place is not None else "" for place in places]
    return [
        f"（{codes[: n + 1].count(code)}）" if codes.count(code) > 1 else "" for n, code in enumerate(codes)
    ]


def _where(rng: Random, county: County, group: Group, number: int, place: Township | None, mark: str) -> Row:
    """Name and region of the organisation with this number."""
    name, label, region_code = group.names[(number - 1) % len(group.names)], county.short, county.code
    if place is not None:
        label, region_code = place.short, place.code
    if place is not None and group.where == "village":
        village = pick(rng, place.villages)
        label, region_code = f"{place.short}{village.short}", village.code
    filled = name.format(place=label, trade=pick(rng, CROPS), number=mark)
    return {"name": filled, "region_code": region_code}


def _parent(rng: Random, county: County, group: Group, place: Township | None, above: set[str]) -> Row:
    """The covering organisation above; one in forty has lost it."""
    if happens(rng, 0.025):
        return {"parent_id": None}
    township = org_code(group.line, place.code) if place is not None else ""
    return {"parent_id": township if township in above else org_code(group.line, county.code)}


def _exact_park(orgs: list[Organisation], county: County) -> list[Organisation]:
    """Gives the real county's park unions exactly the reported number of members, and marks them."""
    if not county.is_real:
        return orgs
    active = [org for org in orgs if is_park_union(org) and org.row.get("dissolved_on") is None]
    spare = PARK_UNION_MEMBERS - LEAST_UNION_MEMBERS * len(active)
    extra = allocate(spare, [org.size for org in active])
    exact = {
        org.org_id: replace(org, size=LEAST_UNION_MEMBERS + more, row=org.row | REPORTED)
        for org, more in zip(active, extra, strict=True)
    }
    return [exact.get(org.org_id, org) for org in orgs]


def _outposts(rng: Random, county: County) -> list[Organisation]:
    """Youth committees for the county's people in other cities: reported for the real county."""
    cities = OUTPOST_CITIES if county.is_real else OUTPOST_CITIES[: int(rng.integers(1, 3))]
    return [_outpost(rng, county, number, city) for number, city in enumerate(cities, start=1)]


def _outpost(rng: Random, county: County, number: int, city: str) -> Organisation:
    founded_on = day_between(rng, date(2016, 9, 1), date(2017, 11, 30))
    row: Row = {
        "org_id": f"youth-{county.prefix}outpost-{number:03d}",
        "name": f"共青团{county.short}驻{city}工作委员会",
        "line": "youth",
        "region_code": county.code,
        "setting": "驻外",
        "parent_id": org_code("youth", county.code),
        "founded_on": founded_on,
        "elected_on": founded_on,
        "committee_size": int(rng.integers(5, 10)),
        "external_city": city,
        "owner_post": f"驻{city}团工委书记岗",
    }
    if county.is_real:
        row |= REPORTED
    return Organisation(row, None, around(rng, 130, 0.2), 0.3, 0.0, 0.35, False)
