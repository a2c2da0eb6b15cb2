"""Service stations, windows and pilots, the reported ones among them."""

from dataclasses import dataclass
from datetime import date

from etl.demo.chance import Random, happens, pick, pick_some
from etl.demo.clock import LAST_DAY, REFORM_DAY, START_DAY, day_between
from etl.demo.lines import LINES
from etl.demo.places import County, Place, Township
from etl.demo.rows import REPORTED, Row
from etl.demo.sites import communities, school_sites

BASIC_SERVICES = ("政策咨询", "关系接转", "发展会员", "法律维权")
MORE_SERVICES = ("心理疏导", "就业推介", "困难帮扶", "志愿服务", "文体活动")
VILLAGE_POINT_SHARE = 0.55
#: Townships with a 群团服务站 of their own; the others rely on their neighbours.
STATION_TOWNSHIPS = 13

#: Lines that may move in, for the kinds of stations that do not suit all.
RESIDENTS = {
    "村级服务点": ("union", "youth", "women", "disabled", "science"),
    "四点半学校": ("women", "union", "science"),
    "茶叙室": ("women", "youth", "commerce", "science"),
}

ACADEMICIAN_DAY = date(2018, 1, 16)


@dataclass(frozen=True)
class Site:
    """Where a station of which kind stands; `known_point` gives it a point of its own."""

    kind: str
    name: str
    place: Place
    opened_on: date
    lead: str | None = None
    least_lines: int = 1
    known_point: bool = False
    reported: bool = False


def station_rows(county: County) -> list[Row]:
    """Rows of `stations`, in order of their opening."""
    rng = county.stream("stations")
    sites = [*_service_stations(rng, county), *_windows(rng, county), *_pilots(rng, county)]
    sites.sort(key=lambda site: (site.opened_on, site.kind, site.place.code, site.name))
    return [_row(rng, county, site, number) for number, site in enumerate(sites, start=1)]


def _service_stations(rng: Random, county: County) -> list[Site]:
    centre = Site("群团服务中心", f"{county.short}群团服务中心", county, date(2017, 9, 28), "union", 6, True)
    park = [
        Site("群团服务站", f"{county.park.short}{name}群团服务站", county.park, day, "union", 4, True)
        for name, day in (("综合", date(2016, 11, 18)), ("产业孵化园", date(2017, 12, 8)))
    ]
    markets = [
        Site("群团服务站", f"{place.short}{name}群团服务站", place, _opened(rng), None, 2, True)
        for place, name in zip(
            communities(county), ("农贸市场", "商贸城", "客运站", "项目工地"), strict=False
        )
    ]
    by_size = sorted(county.ordinary, key=lambda place: -place.population * place.vigour)
    townships = [
        Site("群团服务站", f"{place.short}群团服务站", place, _opened(rng), None, 3, True)
        for place in by_size[1 : STATION_TOWNSHIPS + 1]
    ]
    return [centre, *park, *markets, *townships]


def _opened(rng: Random) -> date:
    """An opening day: a third before the reform."""
    if happens(rng, 0.33):
        return day_between(rng, START_DAY, REFORM_DAY)
    return day_between(rng, REFORM_DAY, date(2018, 6, 20))


def _windows(rng: Random, county: County) -> list[Site]:
    top = Site("政务服务窗口", f"{county.short}政务服务中心群团窗口", county, date(2017, 10, 9), "union", 7)
    townships = [
        Site("便民服务窗口", f"{place.short}便民服务中心群团窗口", place, _opened(rng), None, 3)
        for place in county.ordinary
        if happens(rng, 0.45 + 0.45 * place.vigour)
    ]
    villages = [
        Site("村级服务点", f"{township.short}{village.short}群团服务点", village, _opened(rng), None, 2)
        for township in county.townships
        for village in township.villages
        if happens(rng, VILLAGE_POINT_SHARE * _lift(township))
    ]
    return [top, *townships, *villages]


def _lift(township: Township) -> float:
    return 1.15 * township.vigour if township.vigour >= 0.7 else 0.5 * township.vigour


def _pilots(rng: Random, county: County) -> list[Site]:
    real, park = county.is_real, county.park
    schools = [
        Site("四点半学校", f"{name}四点半学校", place, date(2016, 9, 1), "youth", 2, reported=real)
        for name, place in school_sites(county)
    ]
    tea = [Site("茶叙室", f"{park.short}茶叙室", park, date(2017, 2, 24), "union", 3, reported=real)]
    youth = [
        Site("青年空间", f"{place.short}青年空间", place, _opened(rng), "youth")
        for place in pick_some(rng, county.ordinary, 4)
    ]
    overseas = communities(county)[0]
    science = [
        Site(
            "侨联工作站",
            f"{overseas.short}侨联工作站",
            overseas,
            date(2017, 8, 22),
            "overseas",
            reported=real,
        ),
        Site("院士工作站", f"{park.short}院士工作站", park, ACADEMICIAN_DAY, "science", reported=real),
    ]
    studios = [
        Site("劳模创新工作室", f"{park.short}劳模创新工作室{n}", park, _opened(rng), "union", reported=real)
        for n in ("一", "二")
    ]
    return [*schools, *tea, *youth, *science, *studios]


def _row(rng: Random, county: County, site: Site, number: int) -> Row:
    lead = site.lead or pick(rng, ("union", "youth", "women"))
    others = [line for line in RESIDENTS.get(site.kind, LINES) if line != lead]
    row: Row = {
        "station_id": f"station-{county.prefix}{number:03d}",
        "name": site.name,
        "kind": site.kind,
        "region_code": site.place.code,
        "lead_line": lead,
        "resident_lines": pick_some(rng, others, _residents(rng, site)) or None,
        "services": ";".join(_services(rng, site)) or None,
        "opened_on": site.opened_on,
        "social_workers": int(rng.integers(0, 4)) if site.known_point else None,
        "volunteers": int(rng.integers(3, 40)) if happens(rng, 0.7) else None,
        "hours": float(pick(rng, (20, 35, 40, 40, 48, 56))) if happens(rng, 0.88) else None,
    }
    row |= _point(rng, site) | _closed(rng, site)
    return row | (REPORTED if site.reported else {})


def _residents(rng: Random, site: Site) -> int:
    if site.least_lines == 1:
        return 0
    return min(site.least_lines - 1 + int(rng.integers(0, 3)), len(LINES) - 1)


def _services(rng: Random, site: Site) -> list[str]:
    """All basic services at most windows and stations; pilots have what they are for."""
    if site.least_lines == 1 or site.kind in ("四点半学校", "茶叙室"):
        return []
    complete = happens(rng, {"村级服务点": 0.66, "便民服务窗口": 0.85}.get(site.kind, 0.85))
    basic = BASIC_SERVICES if complete else pick_some(rng, BASIC_SERVICES, int(rng.integers(1, 4)))
    return [*basic, *pick_some(rng, MORE_SERVICES, int(rng.integers(0, 3)))]


def _point(rng: Random, site: Site) -> Row:
    """A point of its own near its place: schematic like the place's own."""
    if not site.known_point:
        return {}
    shift = rng.uniform(-0.006, 0.006, 2)
    return {
        "lon": round(site.place.lon + float(shift[0]), 5),
        "lat": round(site.place.lat + float(shift[1]), 5),
    }


def _closed(rng: Random, site: Site) -> Row:
    if site.reported or site.kind == "群团服务中心" or not happens(rng, 0.03):
        return {}
    return {"closed_on": day_between(rng, site.opened_on, LAST_DAY)}
