"""Control limits for shares: which places can be told apart from the whole, and which cannot.

A funnel plot sets the share of each place against its denominator, with limits around the share of the whole
that open where denominators are small. Between the limits chance alone explains the difference. They are the
exact binomial ones, interpolated between the whole counts that the binomial distribution knows, as given by
D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
1185-1202, section 3 and appendix A.1: with r the smallest count whose cumulative probability reaches p,
alpha = (F(r) - p) / (F(r) - F(r - 1)), the limit is (r - alpha) / n. The upper limit is the lower one of the
units that fail, so that a place lies outside exactly where the chance of being as far out or farther is below
the tail: a single unit that succeeds never does. The distribution is scipy's.

They hold where the denominator counts units that succeed or fail one by one. Shares of people or money lie
clustered in few organisations, so binomial limits would be too narrow; such metrics have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics import places
from metrics.months import YEAR, in_month, months_before
from metrics.values import changes
from metrics.warehouse import Snapshot

Numbers = npt.NDArray[np.float64]

#: Metrics whose denominator counts units (cells, villages, organisations, stations, activities, …).
WITH_CONTROL_LIMITS = frozenset(
    {
        "org_coverage",
        "township_coverage",
        "village_coverage",
        "effective_coverage",
        "full_villages",
        "shell_ratio",
        "women_exec_ok",
        "structure_done",
        "issue_on_time",
        "window_coverage",
        "basic_services",
        "idle_stations",
        "joint_ratio",
        "online_ratio",
        "project_green",
        "social_delivery",
        "reporting_rate",
    }
)

#: Share of chance outcomes between the inner and between the outer limits.
WARNING, CONTROL = 0.95, 0.998

#: Below the outer limits, below the inner ones, between them, above the inner, above the outer ones.
VERDICTS = ("明显偏低", "偏低", "不能区分", "偏高", "明显偏高")

_SAME = 1e-12


def control_limits(
    share: float, denominators: Sequence[float] | Numbers, probability: float
) -> tuple[Numbers, Numbers]:
    """Lower and upper limit of a share by denominator.

    Args:
        share: of the whole, 0-1.
        denominators: whole numbers of units, > 0.
        probability: of a chance outcome between the limits, such as 0.95.

    Returns:
        Two arrays of the shape of ``denominators``, kept within 0-1.

    Raises:
        ValueError: a denominator is not positive.
    """
    units = np.asarray(denominators, dtype=np.float64)
    if (units <= 0).any():
        raise ValueError("control limits need denominators above 0")
    if share <= 0 or share >= 1:
        return np.full(units.shape, share), np.full(units.shape, share)
    tail = (1 - probability) / 2
    return _interpolated(tail, units, share), 1 - _interpolated(tail, units, 1 - share)


def _interpolated(probability: float, units: Numbers, share: float) -> Numbers:
    # scipy.stats takes most of a second to import, and only this page draws funnels.
    from scipy.stats import binom

    count = binom.ppf(probability, units, share)
    reached, before = binom.cdf(count, units, share), binom.cdf(count - 1, units, share)
    found: Numbers = np.clip((count - (reached - probability) / (reached - before)) / units, 0, 1)
    return found


def by_place(
    snapshot: Snapshot, metric: str, period: date, region: str, lines: Sequence[str] = ()
) -> pd.DataFrame:
    """A metric at each place one level below a region, with the verdict of the control limits.

    Args:
        snapshot: the published snapshot.
        metric: id of the catalogue.
        period: the month.
        region: region code.
        lines: lines taken together; none means all.

    Returns:
        ``region_code, name, numerator, denominator, value, target, light, month_change, year_change`` and
        ``verdict`` (of :data:`VERDICTS`; missing where the metric has no control limits or the place no
        value), in the order of codes, which is no ranking. ``frame.attrs["whole"]`` is the value of the
        region itself.
    """
    below = places.children(snapshot, region, period)
    codes = [region, *below["code"]]
    told = places.periods(snapshot)
    # As for the region itself: a month that no report speaks of is none to compare with.
    earlier = (months_before(period, 1), months_before(period, YEAR))
    months = [period, *(month for month in earlier if month in told)]
    course = changes.at_places(snapshot, [metric], months, codes, lines)
    now = course[in_month(course["period"], period)]
    whole = now.loc[now["region_code"] == region, "value"]
    kept = ["code", "name"]
    frame = below[kept].rename(columns={"code": "region_code"}).merge(now, on="region_code", how="left")
    frame = frame.drop(columns=["metric_id", "period"])
    share = float(whole.iloc[0]) if len(whole) else float("nan")
    frame["verdict"] = verdicts(metric, frame, share)
    frame.attrs["whole"] = share
    return frame


def verdicts(metric: str, frame: pd.DataFrame, whole: float) -> list[str | None]:
    """Judge places against the share of the whole.

    Args:
        metric: id of the catalogue.
        frame: ``value`` (0-1) and ``denominator``, one row a place.
        whole: share of the whole, 0-1.
    """
    if metric not in WITH_CONTROL_LIMITS or whole != whole:
        return [None] * len(frame)
    known = frame["value"].notna() & (frame["denominator"] > 0)
    told: list[str | None] = [None] * len(frame)
    positions = np.flatnonzero(known.to_numpy())
    judged = _judged(frame["value"].to_numpy()[positions], frame["denominator"].to_numpy()[positions], whole)
    for position, verdict in zip(positions, judged, strict=True):
        told[position] = verdict
    return told


def _judged(shares: Numbers, units: Numbers, whole: float) -> list[str]:
    low, high = control_limits(whole, units, WARNING)
    lowest, highest = control_limits(whole, units, CONTROL)
    step = (
        (shares > high + _SAME).astype(int)
        + (shares > highest + _SAME)
        - (shares < low - _SAME)
        - (shares < lowest - _SAME)
    )
    return [VERDICTS[2 + at] for at in step]


def curves(whole: float, largest: float, points: int = 60) -> pd.DataFrame:
    """Limits over a range of denominators, to be drawn.

    Args:
        whole: share of the whole, 0-1.
        largest: largest denominator to reach.
        points: how many denominators at most, evenly spread over the whole numbers.

    Returns:
        ``denominator, low, high`` (95 %), ``lowest, highest`` (99.8 %), shares 0-1.
    """
    units = np.unique(np.linspace(1, max(2.0, largest), points).round())
    low, high = control_limits(whole, units, WARNING)
    lowest, highest = control_limits(whole, units, CONTROL)
    return pd.DataFrame(
        {"denominator": units, "low": low, "high": high, "lowest": lowest, "highest": highest}
    )
