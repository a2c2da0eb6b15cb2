"""Staffing by quarter: part-time and seconded leaders grow since the reform, some places stay behind."""

from collections.abc import Sequence
from datetime import date

from etl.demo.chance import Random, happens
from etl.demo.clock import MONTHS, REFORM_DAY, elapsed, month_end
from etl.demo.organisations import Organisation
from etl.demo.places import County
from etl.demo.rows import Row

QUARTERS = tuple(month for month in MONTHS if month.month % 3 == 0)
SETTINGS = ("机关", "乡镇街道", "园区")
LAGGARD_VIGOUR = 0.7
MISSED_SHARE = 0.05


def cadre_rows(county: County, orgs: Sequence[Organisation]) -> list[Row]:
    """Rows of `cadres` for the organisations of county and townships, one a quarter."""
    rng = county.stream("cadres")
    rows: list[Row] = []
    for org in orgs:
        if org.is_covering and org.row["setting"] in SETTINGS:
            rows += _of_county(rng, org) if org.place is None else _of_township(rng, org)
    return rows


def _quarters(rng: Random, org: Organisation) -> list[date]:
    return [
        quarter
        for quarter in QUARTERS
        if org.founded_on <= month_end(quarter)
        and (quarter == QUARTERS[-1] or not happens(rng, MISSED_SHARE))
    ]


def _of_county(rng: Random, org: Organisation) -> list[Row]:
    """Offices at the county: one chief and two deputies, part-time leaders beside them since the reform."""
    posts, standing = int(rng.integers(6, 15)), int(rng.integers(9, 14))
    committee, congress = int(rng.integers(27, 46)), int(rng.integers(120, 201))
    joined = int(rng.integers(0, 3))
    rows = []
    for quarter in _quarters(rng, org):
        reform = quarter >= REFORM_DAY
        front = 0.30 + 0.28 * elapsed(quarter)
        rows.append(
            {
                "org_id": org.org_id,
                "period": quarter,
                "posts": posts,
                "full_time": posts - int(rng.integers(0, 3)),
                "part_time": 3 + joined if reform else 1,
                "seconded": 2 if reform else 0,
                "contract": 2 + joined,
                "lead_full": 3,
                "lead_part": 2 + joined if reform else 1,
                "lead_seconded": 2 if reform else 0,
                "standing": standing,
                "standing_front": round(standing * front),
                "committee": committee,
                "committee_front": round(committee * min(front + 0.08, 0.7)),
                "congress": congress,
                "congress_front": round(congress * min(front + 0.15, 0.75)),
            }
        )
    return rows


def _of_township(rng: Random, org: Organisation) -> list[Row]:
    """Offices in townships: one full-time leader, helpers by how lively the township is."""
    vigour = org.place.vigour if org.place is not None else 1.0
    committee = org.row["committee_size"]
    behind = vigour < LAGGARD_VIGOUR
    helpers = 0 if behind and happens(rng, 0.7) else int(rng.integers(1, 3))
    rows = []
    for quarter in _quarters(rng, org):
        reform = quarter >= REFORM_DAY
        front = min(0.35 + 0.3 * elapsed(quarter) * vigour, 0.8)
        rows.append(
            {
                "org_id": org.org_id,
                "period": quarter,
                "posts": 1,
                "full_time": 1,
                "part_time": helpers,
                "seconded": int(reform and not behind),
                "contract": int(reform and vigour > 1),
                "lead_full": 1,
                "lead_part": helpers if reform else min(helpers, 1),
                "lead_seconded": int(reform and vigour > 1),
                "committee": committee,
                "committee_front": round(committee * front),
            }
        )
    return rows
