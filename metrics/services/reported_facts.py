"""What the press reported against what the tables give, agreeing or not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics import places
from metrics.backing.fact_measures import MEASURES, Measure
from metrics.catalogue import BY_ID
from metrics.frames import with_clause
from metrics.months import first_day
from metrics.scope import at
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot

AGREES = "一致"
DIFFERS = "不一致"
UNKNOWN = "无法核对"
TOLERANCE = 1e-9
YUAN = "元"
NAMES_SHOWN = 4

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
    "evidence",
    "item",
    "reported_on",
    "source",
)


ITEM_TOTALS = f"""
{with_clause("clock")}
SELECT
    item, unit,
    sum(quantity) FILTER (delivered), sum(amount_yuan) FILTER (delivered),
    count(*) FILTER (delivered), count(evidence) FILTER (delivered), min(delivered_on)
FROM (
    SELECT output.*, output.delivered_on <= clock.as_of AS delivered
    FROM raw.outputs AS output
    CROSS JOIN clock
)
GROUP BY item, unit
ORDER BY item, unit
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
    evidence: str = ""


@dataclass
class Delivery:
    """What was delivered of an item in one unit: amount so far, records, those with a document, first day."""

    amount: float | None
    count: int
    evidenced: int
    first_on: date

    @property
    def evidence(self) -> str:
        """How well it is evidenced, in Chinese."""
        return f"{self.count} 笔登记，{self.evidenced} 笔有佐证文号" if self.count else ""


#: Deliveries by item and unit; money of any item stands under the unit 元.
Deliveries = dict[tuple[str, str], Delivery]


@dataclass(frozen=True)
class _Known:
    """What the tables say by the end of a month: deliveries, values by metric id, counts by fact id."""

    delivered: Deliveries
    values: dict[str, tuple[Any, ...]]
    counts: dict[str, tuple[Any, Any]]


def reported(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """Reported figures against computed ones, as of the end of a month, for the whole of the data.

    A figure that names a metric is compared with its value for all lines together at the top of the data;
    one of the source's figures that has a count of its own (`MEASURES`) with that; one that names an item
    with what was delivered of it by then, in its unit, or in yuan.

    Returns:
        ``fact_id, name, value, unit, bound`` ('=' or '>='), ``computed`` (missing where it cannot be),
        ``verdict`` (一致、不一致、无法核对), ``reason, basis`` (what was counted), ``evidence`` (which
        ones, which are missing, or how many records carry a document number; all Chinese), ``item``
        (of outputs), ``reported_on, source``. Figures in % are 0-1 in both columns.
    """
    month = first_day(period)
    facts = snapshot.rows(FACTS)
    known = _Known(
        _delivered(snapshot, month),
        _values(snapshot, month, [fact[5] for fact in facts if fact[0] not in MEASURES]),
        _counts(snapshot, month, [fact[0] for fact in facts]),
    )
    rows = [_compared(fact, known) for fact in facts]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _compared(fact: tuple[Any, ...], known: _Known) -> tuple[Any, ...]:
    fact_id, name, stated, unit, bound, metric_id, item, reported_on, source = fact
    amount = stated / 100 if unit == "%" else stated
    if fact_id in MEASURES:
        found = _measured(MEASURES[fact_id], *known.counts[fact_id])
    elif metric_id is not None:
        found = _metric(known.values.get(metric_id), metric_id)
    else:
        found = _item(item, unit, known.delivered)
    verdict, reason = judge(amount, bound, found.amount, unit)
    told = (verdict, reason or found.basis, found.basis, found.evidence)
    return fact_id, name, amount, unit, bound, found.amount, *told, item, reported_on, source


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


def _metric(row: tuple[Any, ...] | None, metric_id: str) -> Computed:
    metric = BY_ID.get(metric_id)
    if metric is None:
        return Computed(None, f"指标目录里没有 {metric_id}")
    if row is None:
        return Computed(None, "数据里有多个最上级区划，报道数字不知道指哪一个")
    if row[6] is None:
        return Computed(None, f"指标“{metric.name}”在这个月没有数据")
    return Computed(float(row[6]), f"指标“{metric.name}”")


def _values(snapshot: Snapshot, month: date, named: Iterable[str | None]) -> dict[str, tuple[Any, ...]]:
    """Rows of values at the top of the data by metric id; none where there are several tops."""
    known = [metric_id for metric_id in named if metric_id is not None and metric_id in BY_ID]
    tops = places.tops(snapshot, month)
    if len(tops) != 1 or not known:
        return {}
    return {row[0]: row for row in value_rows(snapshot, [month], known, [""], tops)}


def _measured(measure: Measure, amount: Any, names: Sequence[str] | None) -> Computed:
    if amount is None:
        return Computed(None, f"没有可以计算“{measure.basis}”的数据")
    return Computed(float(amount), measure.basis, _listed(names or [], missing=measure.missing))


def _counts(snapshot: Snapshot, month: date, facts: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """Number and names of each figure that has a count of its own, all in one query."""
    asked = [fact_id for fact_id in facts if fact_id in MEASURES]
    if not asked:
        return {}
    selects = [each for fact in asked for each in (MEASURES[fact].sql, MEASURES[fact].names or "SELECT NULL")]
    sql = f"{with_clause('clock', *selects)} SELECT {', '.join(f'({select})' for select in selects)}"
    (found,) = snapshot.rows(sql, **at(month))
    return dict(zip(asked, zip(found[::2], found[1::2], strict=True), strict=True))


def _listed(names: Sequence[str], *, missing: bool) -> str:
    if not names:
        return ""
    rest = f"等 {len(names)} 个" if len(names) > NAMES_SHOWN else ""
    return f"{'缺：' if missing else ''}{'、'.join(names[:NAMES_SHOWN])}{rest}"


def _delivered(snapshot: Snapshot, month: date) -> Deliveries:
    found: Deliveries = {}
    for item, unit, quantity, amount_yuan, *records in snapshot.rows(ITEM_TOTALS, **at(month)):
        _add(found, (item, unit), quantity, records)
        if unit != YUAN:
            _add(found, (item, YUAN), amount_yuan, records)
    return found


def _add(found: Deliveries, key: tuple[str, str], amount: float | None, records: Sequence[Any]) -> None:
    count, evidenced, first_on = records
    known = found.setdefault(key, Delivery(None, 0, 0, first_on))
    if amount is not None:
        known.amount = (known.amount or 0.0) + amount
    known.count += count
    known.evidenced += evidenced
    known.first_on = min(known.first_on, first_on)


def _item(item: str | None, unit: str, delivered: Deliveries) -> Computed:
    if item is None:
        return Computed(None, "没有写明对应的指标或产出项目")
    units = sorted(other for name, other in delivered if name == item and other != YUAN)
    known = delivered.get((item, unit))
    if known is None and units:
        return Computed(None, f"“{item}”的服务产出按{'、'.join(units)}登记，与报道的单位“{unit}”不同")
    if known is None:
        return Computed(None, f"服务产出里没有“{item}”")
    if not known.count:
        return Computed(None, f"截至月末还没有“{item}”的产出，最早一笔在 {known.first_on}")
    if known.amount is None:
        return Computed(None, f"“{item}”的服务产出没有填金额", known.evidence)
    return Computed(known.amount, f"截至月末“{item}”的服务产出合计（{unit}）", known.evidence)
