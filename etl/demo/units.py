"""How many units of each setting should have an organisation of a line, by place and year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.demo.chance import Random
from etl.demo.organisations import Organisation
from etl.demo.places import County
from etl.demo.rows import Row

YEARS = (2016, 2017, 2018)
YEARLY_GROWTH = 1.05


@dataclass(frozen=True)
class Lacking:
    """How many units of one setting still lack the line's organisation, on the average of a place.

    Attributes:
        township: in a township.
        park: in the park.
        county: of the county itself, below no township.
    """

    line: str
    setting: str
    township: float = 0.0
    park: int = 0
    county: int = 0


#: The park's enterprises are those among which the 126 reported unions stand.
LACKING = (
    Lacking("union", "企业", 0.9, 14),
    Lacking("union", "学校", 0.3),
    Lacking("union", "农村专业合作社", 2.2),
    Lacking("union", "机关", county=1),
    Lacking("youth", "学校", 0.4),
    Lacking("youth", "企业", 1.0, 21),
    Lacking("youth", "两新组织", 0.8),
    Lacking("women", "机关", county=4),
    Lacking("women", "两新组织", 0.5),
    Lacking("science", "学会", county=3),
    Lacking("science", "企业", 0.0, 12),
    Lacking("science", "学校", 0.7),
    Lacking("science", "农村专业合作社", 1.4),
    Lacking("commerce", "商会协会", 0.2, county=2),
)

#: Here more organisations are counted than units, as happens where an old list is handed in again.
OLD_LIST = ("youth", "学校")


def unit_rows(county: County, orgs: Sequence[Organisation]) -> list[Row]:
    """Rows of `workplaces` for the county and its townships; the county's are the sum and its own."""
    rng = county.stream("units")
    standing = _standing(orgs)
    rows: list[Row] = []
    for lacking in LACKING:
        rows += _of_setting(rng, county, lacking, standing)
    return rows


def _standing(orgs: Sequence[Organisation]) -> Counter[tuple[str, str, str]]:
    """Organisations at the end, by line, setting and township; '' for the county's own."""
    return Counter(
        (org.line, str(org.row["setting"]), org.place.code if org.place is not None else "")
        for org in orgs
        if org.row.get("dissolved_on") is None
    )


def _of_setting(
    rng: Random, county: County, lacking: Lacking, standing: Counter[tuple[str, str, str]]
) -> list[Row]:
    kind = (lacking.line, lacking.setting)
    last = {
        place.code: standing[*kind, place.code]
        + (lacking.park if place.is_park else int(rng.poisson(lacking.township)))
        for place in county.townships
    }
    if kind == OLD_LIST:
        crowded = max(last, key=lambda code: standing[*kind, code])
        last[crowded] = max(standing[*kind, crowded] - 1, 0)
    own = standing[*kind, ""] + lacking.county
    rows = []
    for year in YEARS:
        shrunk = YEARLY_GROWTH ** (year - YEARS[-1])
        counted = {code: round(units * shrunk) for code, units in last.items() if units}
        whole = {county.code: sum(counted.values()) + round(own * shrunk)}
        rows += [
            {"line": kind[0], "region_code": code, "setting": kind[1], "year": year, "units": units}
            for code, units in (whole | counted).items()
            if units
        ]
    return rows
