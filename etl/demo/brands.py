"""Events of the reported service brands."""

from datetime import date

from etl.demo.activity_words import BRANDS, PARTNERS, Brand
from etl.demo.chance import Random, around, happens, pick, pick_some
from etl.demo.clock import MONTHS, elapsed, working_day
from etl.demo.places import SILENT_FROM, County, Place, Township
from etl.demo.rows import Row
from etl.demo.sites import school_sites


def brand_rows(county: County) -> list[Row]:
    """Activities of all brands; which brands exist is reported, each single event is demonstration."""
    rng = county.stream("brands")
    rows: list[Row] = []
    for brand in BRANDS:
        for month in MONTHS[brand.since :]:
            if month.month in brand.months:
                rows += _of_month(rng, county, brand, month)
    return rows


def _of_month(rng: Random, county: County, brand: Brand, month: date) -> list[Row]:
    places = _places(rng, county, brand, month)
    return [_row(rng, brand, place, month, number) for number, place in enumerate(places)]


def _places(rng: Random, county: County, brand: Brand, month: date) -> list[Place]:
    if brand.where == "park":
        return [county.park] * brand.monthly
    if brand.where == "schools":
        return [place for _, place in school_sites(county)]
    if brand.where == "seat":
        return [*pick_some(rng, county.seat.communities, brand.monthly - 1), county.seat]
    return [*pick_some(rng, _talking(county, month), brand.monthly)]


def _talking(county: County, month: date) -> list[Township]:
    return [place for place in county.ordinary if not (place.silent and month >= SILENT_FROM)]


def _row(rng: Random, brand: Brand, place: Place, month: date, number: int) -> Row:
    lead = brand.leads[(month.month + number) % len(brand.leads)]
    participants = around(rng, 70, 0.35, least=15)
    row: Row = {
        "name": f"{place.short}{brand.event}",
        "lead_line": lead,
        "partner_lines": pick_some(rng, PARTNERS[lead], 2)
        if happens(rng, 0.7)
        else [pick(rng, PARTNERS[lead])],
        "region_code": place.code,
        "held_on": working_day(rng, month),
        "theme": brand.theme,
        "brand": brand.name,
        "participants": participants,
        "beneficiaries": round(participants * float(rng.uniform(0.7, 1.4))),
        "volunteers": around(rng, 10, 0.4, least=2),
        "online": False,
    }
    if happens(rng, 0.8):
        row["satisfaction"] = round(min(92 + 2 * elapsed(month) + float(rng.normal(0, 2)), 99.5), 1)
    return row
