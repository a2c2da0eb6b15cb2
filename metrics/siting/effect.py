"""What a station plan brings: whom its sites reach, by village, township and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics import distances
from metrics.gaps.gaps import PUBLICS
from metrics.siting.plan import Found, Ground, Question
from metrics.warehouse import Snapshot


@dataclass(frozen=True)
class Plan:
    """A plan, told: whom it reaches.

    Attributes:
        asked, found: the question and the answer.
        sites: ``region_code, name, township, level, lon, lat, people`` (newly reached people who have their
            nearest new station there), most people first.
        reach: the demand villages with ``before, after`` (within the radius), ``way_before, way_after`` to
            the nearest station, ``new`` (newly reached).
        townships: ``region_code, name, population, before, after, new`` (people), ``before_pct, after_pct``.
        people, before, after: people in all, reached before and after.
        mean_after: person-weighted mean way with the plan; missing where nobody has one.
    """

    asked: Question
    found: Found
    sites: pd.DataFrame
    reach: pd.DataFrame
    townships: pd.DataFrame
    people: float
    before: float
    after: float
    mean_after: float

    @property
    def new(self) -> float:
        """People newly reached."""
        return self.after - self.before

    @property
    def floor_costs(self) -> float:
        """People that the floor costs: the curve knows no floor. Nothing where the curve is cut short."""
        free = self.found.curve[len(self.sites) : len(self.sites) + 1]
        return max(0.0, free[0] - self.after) if free and self.asked.floor_pct else 0.0


def plan(on: Ground, asked: Question, found: Found) -> Plan:
    """Tell whom the sites that were found reach."""
    sites = on.candidates.set_index("region_code").loc[list(found.sites)].reset_index()
    reach = _reach(on, sites, asked.radius)
    nearest = reach["site"].where(reach["new"])
    own = reach.groupby(nearest)["population"].sum()
    sites = sites.assign(people=sites["region_code"].map(own).fillna(0.0))
    columns = ["region_code", "name", "township", "level", "lon", "lat", "people"]
    sites = sites[columns].sort_values("people", ascending=False, ignore_index=True)
    heads = reach["population"]
    return Plan(
        asked,
        found,
        sites,
        reach,
        _townships(reach),
        float(heads.sum()),
        float(heads[reach["before"]].sum()),
        float(heads[reach["after"]].sum()),
        _mean(heads, reach["way_after"]),
    )


def _reach(on: Ground, sites: pd.DataFrame, radius: float) -> pd.DataFrame:
    _, before = on.ways.nearest(on.demand, on.stations)
    at, there = on.ways.nearest(on.demand, sites)
    after = np.fmin(before, there)
    told = on.demand.assign(
        way_before=before,
        way_after=after,
        site=distances.named(sites["region_code"], at),
        population=on.demand["population"].astype(float),
    )
    told = told.assign(before=told["way_before"] <= radius, after=told["way_after"] <= radius)
    return told.assign(new=told["after"] & ~told["before"])


def _townships(reach: pd.DataFrame) -> pd.DataFrame:
    people = reach["population"]
    counted = reach[["township_code", "township"]].assign(
        population=people,
        before=people.where(reach["before"], 0.0),
        after=people.where(reach["after"], 0.0),
    )
    keys = ["township_code", "township"]
    summed = counted.groupby(keys, as_index=False).sum()
    summed = summed.rename(columns={"township_code": "region_code", "township": "name"})
    heads = summed["population"].where(summed["population"] > 0)
    return summed.assign(
        new=summed["after"] - summed["before"],
        before_pct=summed["before"] / heads,
        after_pct=summed["after"] / heads,
    )


def _mean(people: pd.Series[float], way: pd.Series[float]) -> float:
    known = way.notna()
    heads = float(people[known].sum())
    return float((people[known] * way[known]).sum()) / heads if heads else float("nan")


def by_line(snapshot: Snapshot, told: Plan, lines: Sequence[str]) -> pd.DataFrame:
    """Count the public of each line that a plan newly reaches.

    Returns:
        ``line, people, new`` (people of the line's public in the demand villages, and newly reached; missing
        where no village states one), ``stated, villages`` (villages that state one, and all), in the order
        of `lines`.
    """
    publics = snapshot.query(PUBLICS, year=told.asked.period.year)
    reach = told.reach[["region_code", "new"]].merge(publics, on="region_code")
    rows = [_of_line(reach[reach["line"] == line], line) for line in lines]
    counted = pd.DataFrame(rows, columns=["line", "people", "new", "stated"])
    return counted.assign(villages=len(told.reach))


def _of_line(own: pd.DataFrame, line: str) -> tuple[str, float, float, int]:
    if own.empty:
        return line, float("nan"), float("nan"), 0
    return line, float(own["people"].sum()), float(own.loc[own["new"], "people"].sum()), len(own)
