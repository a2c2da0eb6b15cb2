"""The structure of each place below a region, side by side: which of them is not whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics import places
from metrics.network import staffing, structure
from metrics.values import changes, values
from metrics.warehouse import Snapshot

METRICS = ("org_coverage", "part_time_ratio", "frontline_ratio", "structure_done")


def by_place(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Set the places one level below a region beside each other.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code.
        lines: lines taken together; none means all.

    Returns:
        ``region_code, region_name, level, kind``; ``org_coverage, part_time_ratio, frontline_ratio,
        structure_done`` (0-1, of the catalogue, missing without data), ``missing_count`` (expected places
        without organisation), ``broken_count`` (organisations with a broken link), ``committee_size`` (of
        the women's committee; missing but for townships), the place that lacks most first.
    """
    below = places.children(snapshot, region, period)
    if below.empty:
        return _nothing()
    figures = _figures(snapshot, period, list(below["code"]), lines)
    sizes = staffing.committees(snapshot, period, region).set_index("region_code")["committee_size"]
    found = pd.DataFrame(
        {
            "region_code": below["code"],
            "region_name": below["name"],
            "level": below["level"],
            "kind": below["kind"],
        }
    ).merge(figures, on="region_code", how="left")
    broken = _broken(snapshot, period, region, lines, below)
    found = found.assign(
        broken_count=found["region_code"].map(broken).fillna(0).astype(int),
        committee_size=found["region_code"].map(sizes),
    )
    return found.sort_values(
        ["missing_count", "broken_count", "region_code"], ascending=[False, False, True], ignore_index=True
    )


def _figures(snapshot: Snapshot, period: date, codes: list[str], lines: Sequence[str]) -> pd.DataFrame:
    found = values.values(snapshot, [period], metrics=METRICS, lines=list(lines) or [""], regions=codes)
    if len(lines) > 1:
        found = changes.added_up(found)
    wide = found.pivot(index="region_code", columns="metric_id", values="value")
    coverage = found[found["metric_id"] == "org_coverage"].set_index("region_code")
    missing = (coverage["denominator"] - coverage["numerator"]).fillna(0).astype(int)
    return wide.assign(missing_count=missing).reset_index()


def _broken(
    snapshot: Snapshot, period: date, region: str, lines: Sequence[str], below: pd.DataFrame
) -> pd.Series[int]:
    """Organisations with a fault in each of the places below, with what lies below those."""
    links = structure.links(snapshot, period, region, lines).drop_duplicates("org_id")
    paths = places.regions(snapshot, period).set_index("code")["path"]
    inside = set(below["code"])
    homes = [
        next((code for code in paths.get(own, ()) if code in inside), None) for own in links["region_code"]
    ]
    return pd.Series(homes, dtype=object).value_counts()


def _nothing() -> pd.DataFrame:
    counted = ["missing_count", "broken_count", "committee_size"]
    return pd.DataFrame(columns=["region_code", "region_name", "level", "kind", *METRICS, *counted])
