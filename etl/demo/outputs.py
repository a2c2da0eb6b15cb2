"""Service outputs: what was given to whom, with the reported figures among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from etl.demo.chance import Random, around, happens, pick
from etl.demo.clock import MONTHS, elapsed, working_day
from etl.demo.places import County, Place, Township
from etl.demo.rows import REPORTED, Row


@dataclass(frozen=True)
class Item:
    """One kind of output that the demonstration invents.

    Attributes:
        months: calendar months in which it is given; empty = all.
        monthly: rows in such a month.
        quantity: median of one row.
        unit_yuan: money for one unit; 0 where none is stated.
        themes: activity themes at which it may have been given.
    """

    line: str
    name: str
    unit: str
    months: tuple[int, ...]
    monthly: float
    quantity: float
    unit_yuan: int
    themes: tuple[str, ...] = ()


#: Line, item, quantity, unit, yuan as reported; the report gives no days, so the days are demonstration.
REPORTED_OUTPUTS = (
    ("disabled", "假肢安装", 20, "人", None, date(2017, 9, 15)),
    ("disabled", "白内障手术", 30, "例", None, date(2017, 11, 10)),
    ("disabled", "康复器材", 216, "件", None, date(2018, 3, 20)),
    ("disabled", "辅助器具", 200, "套", None, date(2018, 5, 18)),
    ("commerce", "授信贷款", 332, "户", 60_000_000, date(2018, 4, 26)),
    ("commerce", "涉农政策贷款", 1, "批", 5_000_000, date(2018, 3, 29)),
    ("science", "科技服务团专家", 18, "人", None, date(2017, 10, 12)),
    ("youth", "省级共青团生态村", 3, "个", None, date(2017, 12, 5)),
)

ITEMS = (
    Item("union", "困难职工慰问", "户", (1, 2, 12), 9, 16, 800, ("助困",)),
    Item("union", "法律援助", "件", (), 2.2, 3, 0, ("法律维权",)),
    Item("union", "职工技能培训", "人", (), 2.5, 45, 320, ("技能培训",)),
    Item("youth", "助学资助", "人", (8, 9), 12, 14, 1500, ("助学",)),
    Item("youth", "青年创业贷款贴息", "户", (4, 10), 3, 4, 6000, ("创业就业",)),
    Item("women", "妇女两癌救助", "人", (5, 11), 4, 5, 10_000, ()),
    Item("women", "巾帼家政培训", "人", (), 2.5, 38, 260, ("技能培训",)),
    Item("women", "婚姻家庭调解", "件", (), 2.0, 3, 0, ("法律维权",)),
    Item("science", "农业技术培训", "人", (3, 4, 9, 10), 6, 55, 120, ("技能培训", "科普")),
    Item("overseas", "侨眷困难救助", "户", (1, 9), 2, 4, 1000, ("助困",)),
    Item("disabled", "无障碍改造", "户", (4, 5, 6, 9, 10), 3, 4, 3500, ()),
    Item("disabled", "残疾人就业培训", "人", (5, 6, 10, 11), 3, 22, 900, ("技能培训",)),
    Item("commerce", "企业爱心捐助", "户", (1, 5, 12), 3, 20, 1200, ("助困",)),
    Item("commerce", "企业用工对接", "人", (2, 3, 9), 3, 60, 0, ("创业就业",)),
)


def output_rows(county: County, activities: Sequence[Row]) -> list[Row]:
    """Rows of `outputs` in order of their day; a third is tied to an activity of the same month."""
    rng = county.stream("outputs")
    held = _by_line_and_month(activities)
    rows = [
        _row(rng, county, item, month, held)
        for month in MONTHS
        for item in ITEMS
        if not item.months or month.month in item.months
        for _ in range(int(rng.poisson(item.monthly * (0.8 + 0.4 * elapsed(month)))))
    ]
    rows += _reported(county)
    rows.sort(key=lambda row: (row["delivered_on"], row["line"], row["region_code"]))
    return [{"output_id": f"out-{county.prefix}{n:04d}"} | row for n, row in enumerate(rows, start=1)]


def _by_line_and_month(activities: Sequence[Row]) -> dict[tuple[str, date, str], list[Row]]:
    held: dict[tuple[str, date, str], list[Row]] = {}
    for row in activities:
        held.setdefault((row["lead_line"], row["held_on"].replace(day=1), row["theme"]), []).append(row)
    return held


def _row(
    rng: Random, county: County, item: Item, month: date, held: dict[tuple[str, date, str], list[Row]]
) -> Row:
    quantity = around(rng, item.quantity, 0.4, least=1)
    row: Row = {"line": item.line, "item": item.name, "quantity": quantity, "unit": item.unit}
    row |= {"region_code": _place(rng, county).code, "delivered_on": working_day(rng, month)}
    if item.unit_yuan:
        row["amount_yuan"] = round(quantity * item.unit_yuan * float(rng.uniform(0.8, 1.2)), -2)
    at = [row for theme in item.themes for row in held.get((item.line, month, theme), [])]
    if at and happens(rng, 0.35):
        activity = pick(rng, at)
        row |= {
            "activity_id": activity["activity_id"],
            "region_code": activity["region_code"],
            "delivered_on": activity["held_on"],
        }
    if happens(rng, 0.4):
        row["evidence"] = f"群改办〔{month.year}〕{int(rng.integers(1, 90))}号"
    return row


def _place(rng: Random, county: County) -> Place:
    """A township or one of its villages; lively townships more often."""
    ordinary = county.ordinary
    weight = [place.vigour**2 * place.population**0.5 for place in ordinary]
    chosen: Township = ordinary[int(rng.choice(len(ordinary), p=[w / sum(weight) for w in weight]))]
    return pick(rng, chosen.villages) if happens(rng, 0.55) else chosen


def _reported(county: County) -> list[Row]:
    """One county row for each reported figure, so that its sum is exact and no place is invented for it."""
    if not county.is_real:
        return []
    return [
        {
            "line": line,
            "region_code": county.code,
            "delivered_on": day,
            "item": item,
            "quantity": quantity,
            "unit": unit,
            "amount_yuan": yuan,
        }
        | REPORTED
        for line, item, quantity, unit, yuan, day in REPORTED_OUTPUTS
    ]
