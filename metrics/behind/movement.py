"""Why a number moved: new units, closed ones, the same ones, denominators, late and corrected reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from metrics import places, warehouse
from metrics.behind import number, rows, split
from metrics.behind.split import CAME, CHANGED, WENT
from metrics.catalogue import BY_ID, Metric
from metrics.warehouse import Snapshot

LATE, CORRECTED, WITHDRAWN = "late", "corrected", "withdrawn"
FOUNDED, DISSOLVED, RESUMED, STOPPED = "founded", "dissolved", "resumed", "stopped"
ADDED, MERGED, MOVED_IN, MOVED_OUT = "region_added", "region_merged", "moved_in", "moved_out"

#: Kinds of contributions in the order in which they are told.
ORDER = (
    LATE,
    CORRECTED,
    WITHDRAWN,
    FOUNDED,
    ADDED,
    CAME,
    RESUMED,
    MOVED_IN,
    "up",
    CHANGED,
    "down",
    "denominator",
    MOVED_OUT,
    STOPPED,
    DISSOLVED,
    MERGED,
    WENT,
)

_PART_COLUMNS = ["kind", "unit_table", "unit_count", "numerator_change", "denominator_change", "contribution"]
_ORGANIZATIONAL = ("organizations", "memberships", "cadres")
_PLACES = ("cells", "regions")

LIFE = """
SELECT org_id AS unit, founded_on > last_day(CAST($before AS DATE)) AS founded,
    coalesce(dissolved_on <= last_day(CAST($after AS DATE)), FALSE) AS dissolved
FROM raw.organizations
WHERE org_id IN (SELECT unnest(CAST($units AS VARCHAR[])))
"""

MERGERS = """
SELECT count(*) FROM marts.region_mergers
WHERE since > last_day(CAST($before AS DATE)) AND since <= last_day(CAST($after AS DATE))
"""


@dataclass(frozen=True)
class Explained:
    """The movement of one value, taken apart.

    Attributes:
        before, after: the value of the two months in the snapshot shown, None where there is none.
        published: the value of the earlier month as an earlier snapshot had it; None without one.
        contributions: ``kind`` (see `ORDER`) ``, unit_table, unit_count, numerator_change,
            denominator_change, contribution``, in the order in which they are told. Contributions of 'late',
            'corrected' and 'withdrawn' add up to ``before - published``, all others to ``after - before``.
        units: the same unit by unit: ``unit_table, unit, label, region_name, line, kind,
            numerator_change, denominator_change, contribution`` (missing for medians), largest first.
    """

    before: float | None
    after: float | None
    published: float | None
    contributions: pd.DataFrame
    units: pd.DataFrame


def explained(
    snapshot: Snapshot,
    metric_id: str,
    before: date,
    after: date,
    region: str,
    lines: Sequence[str] = (),
    earlier_id: str = "",
) -> Explained:
    """Split the movement of a value between two months into what made it.

    Args:
        snapshot: the published snapshot.
        metric_id: id of the catalogue.
        before: the earlier month, by any of its days.
        after: the later month.
        region: region code.
        lines: lines taken together; none means all. A metric that knows no lines ignores them.
        earlier_id: id of an earlier snapshot whose value of the earlier month is compared too; '' for none.

    Raises:
        KeyError: the metric is not in the catalogue.
        WarehouseError: the earlier snapshot cannot be opened.
    """
    metric = BY_ID[metric_id]
    counted = list(lines) if metric.by_line else []
    old, new = (_value(snapshot, metric_id, month, region, counted) for month in (before, after))
    published, corrections = None, _nothing()
    units = _units(snapshot, metric, before, region, counted)
    if earlier_id and old is not None:
        earlier = warehouse.open_kept(snapshot, earlier_id)
        published = _value(earlier, metric_id, before, region, counted)
        if published is not None:
            told = _units(earlier, metric, before, region, counted)
            corrections = _told_again(_split(metric, told, units), split.paired(told, units))
    movement = _nothing()
    if old is not None and new is not None:
        movement = _split(metric, units, _units(snapshot, metric, after, region, counted))
        movement = _reasoned(snapshot, metric, movement, before, after, region)
    every = pd.concat([corrections, movement], ignore_index=True)
    parts, single = _parts(every), _largest_first(every)
    if metric.kind == "median":
        single = single.assign(contribution=float("nan"))
    return Explained(old, new, published, parts, single)


def _value(
    snapshot: Snapshot, metric_id: str, month: date, region: str, lines: Sequence[str]
) -> float | None:
    value: float | None = number.reading(snapshot, metric_id, month, region, lines)["value"]
    return value


def _units(
    snapshot: Snapshot, metric: Metric, month: date, region: str, lines: Sequence[str]
) -> pd.DataFrame:
    return rows.counted_units(snapshot, metric.id, month, region, lines)


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=split.COLUMNS)


def _split(metric: Metric, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    pairs = split.paired(before, after)
    if metric.kind != "median":
        return split.contributions(metric, pairs)
    changed = (pairs["side"] == "both") & (pairs["numerator_before"] != pairs["numerator_after"])
    kinds = pairs["side"].where(pairs["side"] != "both", CHANGED)
    moved = pairs.assign(
        kind=kinds,
        numerator_change=pairs["numerator_after"] - pairs["numerator_before"],
        denominator_change=0.0,
    )[changed | (pairs["side"] != "both")]
    # A median has no part for a single unit, so its kind's part is spread evenly for the sum to hold.
    shares = split.median_shares(pairs)
    counts = moved["kind"].value_counts()
    each = {kind: share / counts[kind] for kind, share in shares.items() if kind in counts}
    return moved.assign(contribution=moved["kind"].map(each).astype(float))[split.COLUMNS]


def _told_again(parts: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Name what changed between snapshots: a row that was not there, one that is gone, or another figure."""
    keys = pairs.set_index(split.KEYS)
    asked = parts.set_index(split.KEYS).index
    old, new = (keys.loc[asked, f"row_keys_{side}"] for side in ("before", "after"))
    return parts.assign(kind=[_retold(before, after) for before, after in zip(old, new, strict=True)])


def _retold(before: object, after: object) -> str:
    had, has = (set(str(keys).split("\n")) if isinstance(keys, str) else set() for keys in (before, after))
    return LATE if has - had else WITHDRAWN if had - has else CORRECTED


def _reasoned(
    snapshot: Snapshot, metric: Metric, parts: pd.DataFrame, before: date, after: date, region: str
) -> pd.DataFrame:
    """Say of units that came or went why: founded, dissolved, silent, merged, or moved with their region."""
    kinds = parts["kind"].copy()
    at_places = parts["unit_table"].isin(_PLACES)
    kinds = kinds.mask(at_places & (kinds == CAME), ADDED).mask(at_places & (kinds == WENT), MERGED)
    organizational = parts["unit_table"].isin(_ORGANIZATIONAL) & kinds.isin([CAME, WENT])
    life = snapshot.query(
        LIFE, before=before, after=after, units=sorted(set(parts.loc[organizational, "unit"]))
    ).set_index("unit")
    founded = organizational & parts["unit"].map(life["founded"]).eq(True)
    dissolved = organizational & parts["unit"].map(life["dissolved"]).eq(True)
    reporting = organizational & (parts["unit_table"] != "organizations")
    named = (
        kinds.mask((kinds == CAME) & founded, FOUNDED)
        .mask((kinds == WENT) & dissolved, DISSOLVED)
        .mask((kinds == CAME) & reporting & ~founded, RESUMED)
        .mask((kinds == WENT) & reporting & ~dissolved, STOPPED)
    )
    return _moved(snapshot, metric, parts.assign(kind=named), before, after, region)


def _moved(
    snapshot: Snapshot, metric: Metric, parts: pd.DataFrame, before: date, after: date, region: str
) -> pd.DataFrame:
    """Find units that came or went only because their region was merged: they count elsewhere."""
    ((mergers,),) = snapshot.rows(MERGERS, before=before, after=after)
    trail = places.trail(snapshot, region, after)
    if not mergers or trail.empty or trail["code"].iloc[0] == region or metric.kind == "median":
        return parts
    top = trail["code"].iloc[0]
    there = {
        month: pd.MultiIndex.from_frame(_units(snapshot, metric, month, top, [])[split.KEYS])
        for month in (before, after)
    }
    own = pd.MultiIndex.from_frame(parts[split.KEYS])
    came = parts["kind"].isin([CAME, RESUMED]) & own.isin(there[before])
    went = parts["kind"].isin([WENT, STOPPED]) & own.isin(there[after])
    return parts.assign(kind=parts["kind"].mask(came, MOVED_IN).mask(went, MOVED_OUT))


def _parts(units: pd.DataFrame) -> pd.DataFrame:
    grouped = units.groupby(["kind", "unit_table"], as_index=False, sort=False).agg(
        unit_count=("unit", "nunique"),
        numerator_change=("numerator_change", "sum"),
        denominator_change=("denominator_change", "sum"),
        contribution=("contribution", "sum"),
    )
    place = grouped["kind"].map({kind: at for at, kind in enumerate(ORDER)})
    told = grouped.assign(place=place).sort_values(["place", "unit_table"], ignore_index=True)
    return told[_PART_COLUMNS]


def _largest_first(units: pd.DataFrame) -> pd.DataFrame:
    size = units["contribution"].astype(float).abs()
    return units.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def earlier_snapshots(snapshot: Snapshot) -> list[tuple[str, datetime]]:
    """Earlier snapshots that are still kept, the newest first: id and when it was built, UTC."""
    return [(kept.id, kept.built_at) for kept in warehouse.ancestors(snapshot)]
