"""Activities: seasons, trends, organisations that fall asleep, one township that says nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

from etl.demo.activity_words import PARTNERS, SEASONAL, THEMES
from etl.demo.brands import brand_rows
from etl.demo.chance import Random, around, happens, pick, pick_some
from etl.demo.clock import LAST_DAY, MONTHS, REFORM_DAY, elapsed, month_end, season, working_day
from etl.demo.lines import SHORT
from etl.demo.organisations import Organisation
from etl.demo.places import SILENT_FROM, County
from etl.demo.rows import Row

#: Organisations of an ordinary township that do nothing; twice as many where vigour is half.
DORMANT_SHARE = {
    "union": 0.16,
    "youth": 0.18,
    "women": 0.07,
    "science": 0.15,
    "overseas": 0.25,
    "disabled": 0.22,
    "commerce": 0.15,
}

#: By how much activity rises over the 24 months.
TREND = 0.35


def activity_rows(county: County, orgs: Sequence[Organisation]) -> list[Row]:
    """Rows of `activities` in order of their day, with the brands' own events among them."""
    rng = county.stream("activities")
    names = {
        place.code: place.short for township in county.townships for place in (township, *township.villages)
    }
    rows: list[Row] = []
    for org in orgs:
        rows += _of_organisation(rng, org, names.get(org.region_code, county.short))
    rows += brand_rows(county)
    rows = [row for row in rows if row["held_on"] <= LAST_DAY]
    rows.sort(key=lambda row: (row["held_on"], row["region_code"], row["lead_line"], row["name"]))
    return [
        {"activity_id": f"act-{county.prefix}{number:05d}"} | row for number, row in enumerate(rows, start=1)
    ]


def partners(rng: Random, line: str, month: date) -> list[str] | None:
    """Partner lines: one activity in six before the reform, one in three at the end."""
    if not happens(rng, 0.15 + 0.17 * elapsed(month)):
        return None
    return pick_some(rng, PARTNERS[line], 2 if happens(rng, 0.2) else 1)


def numbers(rng: Random, median: float, vigour: float, month: date) -> Row:
    """Counts and satisfaction of one activity; what is not always counted is sometimes blank."""
    online = happens(rng, 0.05 + 0.13 * elapsed(month))
    participants = around(rng, median * (2.2 if online else 1.0), 0.45, least=6)
    row: Row = {"participants": participants, "online": online}
    if happens(rng, 0.92):
        row["beneficiaries"] = round(participants * float(rng.uniform(0.5, 1.3)))
    if happens(rng, 0.6):
        row["volunteers"] = max(1, round(participants * float(rng.uniform(0.05, 0.2))))
    if happens(rng, 0.65):
        score = 84 + 5 * vigour + 2.5 * elapsed(month) + float(rng.normal(0, 3))
        row["satisfaction"] = round(min(max(score, 60.0), 99.5), 1)
    return row


def _of_organisation(rng: Random, org: Organisation, place: str) -> list[Row]:
    first, last = _awake(rng, org)
    rate = org.lively * _vigour(org) * float(rng.lognormal(0, 0.4))
    rows = []
    for month in MONTHS:
        expected = rate * season(org.line, month) * (1 - TREND / 2 + TREND * elapsed(month))
        if first <= month and month_end(month) <= last:
            rows += [_row(rng, org, place, month) for _ in range(int(rng.poisson(expected)))]
    return rows


def _vigour(org: Organisation) -> float:
    return org.place.vigour if org.place is not None else 1.0


def _awake(rng: Random, org: Organisation) -> tuple[date, date]:
    """From when to when an organisation does anything: some never, some no longer, some since the reform."""
    silent = org.place is not None and org.place.silent
    last = min(org.last_day, SILENT_FROM - timedelta(days=1)) if silent else org.last_day
    share = min(DORMANT_SHARE[org.line] / _vigour(org), 0.6) if org.place is not None else 0.03
    if happens(rng, share):
        asleep = pick(rng, (MONTHS[0], MONTHS[0], month_end(MONTHS[9]), month_end(MONTHS[14])))
        return org.founded_on, min(last, asleep)
    if happens(rng, 0.08):
        return max(org.founded_on, REFORM_DAY), last
    return org.founded_on, last


def _row(rng: Random, org: Organisation, place: str, month: date) -> Row:
    theme, event = _about(rng, org.line, month)
    row: Row = {
        "name": _name(org, place, event),
        "lead_line": org.line,
        "partner_lines": partners(rng, org.line, month),
        "org_id": None if org.is_covering and happens(rng, 0.12) else org.org_id,
        "region_code": org.region_code,
        "held_on": working_day(rng, month),
        "theme": theme,
    }
    return row | numbers(rng, _median(org), _vigour(org), month)


def _name(org: Organisation, place: str, event: str) -> str:
    host = f"{place}{SHORT[org.line]}" if org.is_covering else str(org.row["name"])
    return f"{host}{event}"


def _about(rng: Random, line: str, month: date) -> tuple[str, str]:
    seasonal = SEASONAL.get((line, month.month))
    if seasonal is not None and happens(rng, 0.45):
        return seasonal
    themes = THEMES[line]
    weight = [share for _, share, _ in themes]
    theme, _, names = themes[int(rng.choice(len(themes), p=[share / sum(weight) for share in weight]))]
    return theme, pick(rng, names)


def _median(org: Organisation) -> float:
    """Usual participants: a county event is larger than a village one."""
    sizes = {"机关": 120, "乡镇街道": 70, "园区": 85, "村社区": 34, "学校": 90, "企业": 42}
    return float(sizes.get(str(org.row["setting"]), 45))
