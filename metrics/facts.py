"""What the press reported against what the tables give, agreeing or not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from metrics import places
from metrics.catalogue import BY_ID
from metrics.frames import with_clause
from metrics.values import value_rows
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd

AGREES = "一致"
DIFFERS = "不一致"
UNKNOWN = "无法核对"
TOLERANCE = 1e-9
YUAN = "元"

COLUMNS = (
    "fact_id",
    "name",
    "value",
    "unit",
    "bound",
    "computed",
    "verdict",
    "reason",
    "basis",
    "reported_on",
    "source",
)


@dataclass(frozen=True)
class Measure:
    """How a reported figure that is no metric is counted from the tables.

    Attributes:
        basis: what is counted, in Chinese.
        sql: SELECT of one number over the frames.
    """

    basis: str
    sql: str


def _open_stations(kind: str) -> Measure:
    return Measure(
        f"开放中的{kind}个数", f"SELECT nullif(count(*), 0) FROM open_stations WHERE kind = '{kind}'"
    )


MEASURES = MappingProxyType(
    {
        "villages": Measure(
            "有妇联组织的行政村个数",
            """
            SELECT nullif(count(DISTINCT region.region_code), 0)
            FROM valid_regions AS region
            INNER JOIN covering_organizations AS covering USING (period, region_code)
            WHERE region.kind = '行政村' AND covering.line = 'women'""",
        ),
        "township_women_exec": Measure(
            "各乡镇（不含园区）妇联委员人数中最少的一个",
            """
            SELECT min(covering.committee_size)
            FROM valid_regions AS region
            INNER JOIN covering_organizations AS covering USING (period, region_code)
            WHERE region.ordinary_township AND covering.line = 'women'""",
        ),
        "external_youth_committees": Measure(
            "共青团的驻外组织个数",
            """
            SELECT nullif(count(*), 0) FROM active_organizations
            WHERE line = 'youth' AND setting = '驻外'""",
        ),
        "academician_station": _open_stations("院士工作站"),
        "model_worker_studios": _open_stations("劳模创新工作室"),
        "overseas_station": _open_stations("侨联工作站"),
        "half_past_four_sites": _open_stations("四点半学校"),
        "plans": Measure(
            "改革任务所属的方案个数", "SELECT nullif(count(DISTINCT plan), 0) FROM staging.tasks"
        ),
    }
)
"""Reported figures of the source that need a count of their own, by fact id."""

ITEM_TOTALS = f"""
{with_clause("clock")}
SELECT output.item, output.unit, sum(output.quantity), sum(output.amount_yuan)
FROM staging.outputs AS output
INNER JOIN clock ON output.delivered_on <= clock.as_of
GROUP BY output.item, output.unit
"""

FACTS = """
SELECT fact_id, name, value, unit, coalesce(bound, '='), metric_id, item, reported_on, source
FROM raw.facts
ORDER BY row_number, fact_id
"""


@dataclass(frozen=True)
class Computed:
    """What the tables give for a reported figure: the number, if any, and what it is or why it is missing."""

    amount: float | None
    basis: str


def reported(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """Reported figures against computed ones, as of the end of a month, for the whole of the data.

    A figure that names a metric is compared with its value for all lines together at the top of the data;
    one of the source's figures that has a count of its own (`MEASURES`) with that; one that names an item
    with what was delivered of it by then, in its unit, or in yuan.

    Returns:
        ``fact_id, name, value, unit, bound`` ('=' or '>='), ``computed`` (missing where it cannot be),
        ``verdict`` (一致、不一致、无法核对), ``reason, basis`` (Chinese), ``reported_on, source``. Figures
        in % are 0-1 in both columns.
    """
    import pandas as pd

    month = period.replace(day=1)
    delivered = _delivered(snapshot, month)
    rows = [_compared(snapshot, month, fact, delivered) for fact in snapshot.rows(FACTS)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _compared(
    snapshot: Snapshot, month: date, fact: tuple[Any, ...], delivered: dict[tuple[str, str], float]
) -> tuple[Any, ...]:
    fact_id, name, stated, unit, bound, metric_id, item, reported_on, source = fact
    amount = stated / 100 if unit == "%" else stated
    if fact_id in MEASURES:
        found = _measured(snapshot, month, MEASURES[fact_id])
    elif metric_id is not None:
        found = _metric(snapshot, month, metric_id)
    else:
        found = _item(item, unit, delivered)
    verdict, reason = judge(amount, bound, found.amount, unit)
    reason = reason or found.basis
    return fact_id, name, amount, unit, bound, found.amount, verdict, reason, found.basis, reported_on, source


def judge(stated: float, bound: str, computed: float | None, unit: str) -> tuple[str, str]:
    """Verdict and reason of one comparison.

    Args:
        stated: the reported figure; shares 0-1.
        bound: '=' for an exact figure, '>=' for a lower bound.
        computed: what the tables give, None where they give nothing.
        unit: of both; '%' for shares.

    Returns:
        One of 一致、不一致、无法核对 and why, in Chinese; the reason is empty where nothing was computed.
    """
    if computed is None:
        return UNKNOWN, ""
    gap = computed - stated
    if abs(gap) <= TOLERANCE * max(1.0, abs(stated)):
        return AGREES, "系统算出的数与报道相同"
    if bound == ">=" and gap > 0:
        return AGREES, f"系统算出的数不低于报道，多 {written(gap, unit)}"
    return DIFFERS, f"系统算出的数比报道{'多' if gap > 0 else '少'} {written(abs(gap), unit)}"


def written(amount: float, unit: str) -> str:
    """An amount with its unit as people read it; differences of shares in percentage points."""
    if unit == "%":
        return f"{amount * 100:.1f} 个百分点"
    return f"{amount:,.2f}".rstrip("0").rstrip(".") + f" {unit}"


def _metric(snapshot: Snapshot, month: date, metric_id: str) -> Computed:
    metric = BY_ID.get(metric_id)
    tops = places.tops(snapshot, month)
    if metric is None:
        return Computed(None, f"指标目录里没有 {metric_id}")
    if len(tops) != 1:
        return Computed(None, "数据里有多个最上级区划，报道数字不知道指哪一个")
    (row,) = value_rows(snapshot, [month], [metric_id], [""], tops)
    if row[6] is None:
        return Computed(None, f"指标“{metric.name}”在这个月没有数据")
    return Computed(float(row[6]), f"指标“{metric.name}”")


def _measured(snapshot: Snapshot, month: date, measure: Measure) -> Computed:
    sql = f"{with_clause('clock', measure.sql)} {measure.sql}"
    periods = {"periods": [month]} if "$periods" in sql else {}
    ((amount,),) = snapshot.rows(sql, **periods)
    if amount is None:
        return Computed(None, f"没有可以计算“{measure.basis}”的数据")
    return Computed(float(amount), measure.basis)


def _delivered(snapshot: Snapshot, month: date) -> dict[tuple[str, str], float]:
    totals: dict[tuple[str, str], float] = {}
    for item, unit, quantity, amount_yuan in snapshot.rows(ITEM_TOTALS, periods=[month]):
        totals[item, unit] = totals.get((item, unit), 0.0) + quantity
        if amount_yuan is not None and unit != YUAN:
            totals[item, YUAN] = totals.get((item, YUAN), 0.0) + amount_yuan
    return totals


def _item(item: str | None, unit: str, delivered: dict[tuple[str, str], float]) -> Computed:
    if item is None:
        return Computed(None, "没有写明对应的指标或产出项目")
    if (item, unit) in delivered:
        return Computed(delivered[item, unit], f"截至月末“{item}”的服务产出合计（{unit}）")
    units = sorted(other for name, other in delivered if name == item and other != YUAN)
    if units:
        return Computed(None, f"“{item}”的服务产出按{'、'.join(units)}登记，与报道的单位“{unit}”不同")
    return Computed(None, f"服务产出里没有“{item}”")
