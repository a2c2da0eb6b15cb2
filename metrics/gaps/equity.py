"""How evenly access is spread: who has how far to the nearest station.

Each village's people have the way from the village to the nearest open 群团服务中心 or 群团服务站. The people
are lined up from the shortest way to the longest. The Lorenz curve (Lorenz 1905) then gives, for the first x
of the people, their share y of all person-ways; the Gini coefficient (Gini 1912) is one minus twice the area
below it: 0 when all have equally far, towards 1 when a few bear the whole way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from metrics import distances, places
from metrics.gaps.gaps import service_stations
from metrics.warehouse import Snapshot

#: The share of the people that is looked at as the worst-off.
WORST_PCT = 0.1


@dataclass(frozen=True)
class Access:
    """How far the people of a region have, and how evenly.

    Attributes:
        villages: ``region_code, name, township_code, township, population, station, way``, the farthest
            first; only those with population and way.
        left_out: ``region_code, name, township, reason``: villages without point, population or way.
        curve: ``people_pct, way_pct`` (0-1) from (0, 0) to (1, 1): the Lorenz curve.
        gini: 0-1; None where nobody has a way, or all stand at a station.
        mean_way: person-weighted mean; None where there is nobody.
        worst_way: mean of the tenth of the people with the longest ways.
        worst: the villages of that tenth, with ``people`` of each that belong to it.
        unit: of the ways.
    """

    villages: pd.DataFrame
    left_out: pd.DataFrame
    curve: pd.DataFrame
    gini: float | None
    mean_way: float | None
    worst_way: float | None
    worst: pd.DataFrame
    unit: str


def access(snapshot: Snapshot, period: date, region: str) -> Access:
    """Measure access of the villages of a region at the end of a month."""
    ways = distances.ways(snapshot)
    own = villages(snapshot, period, region)
    stations = service_stations(snapshot, period)
    at, way = ways.nearest(own, stations)
    own = own.assign(way=way, station=distances.named(stations["name"], at))
    known = own["way"].notna() & own["population"].notna()
    counted = own[known].sort_values(["way", "region_code"], ascending=[False, True], ignore_index=True)
    columns = ["region_code", "name", "township_code", "township", "population", "station", "way"]
    left_out = own[~known].assign(reason=_reasons(own[~known], ways.placed(own[~known]), stations.empty))
    curve, gini = lorenz(counted["population"].to_numpy(float), counted["way"].to_numpy(float))
    worst = _worst(counted[columns])
    return Access(
        counted[columns],
        left_out[["region_code", "name", "township", "reason"]].reset_index(drop=True),
        curve,
        gini,
        _mean(counted["population"], counted["way"]),
        _mean(worst["people"], worst["way"]),
        worst,
        ways.unit,
    )


def by_township(found: Access, earlier: Access | None = None) -> pd.DataFrame:
    """How far the people of each township have, the farthest first.

    Args:
        found: access now.
        earlier: the same in an earlier month.

    Returns:
        ``region_code, name`` (of the township), ``people, mean_way`` (person-weighted; missing where nobody
        lives), ``farthest`` (village's way), ``before`` (mean way in the earlier month; missing where it
        is unknown).
    """
    told = _township_ways(found.villages).assign(before=np.nan)
    if earlier:
        known = _township_ways(earlier.villages).set_index("region_code")["mean_way"]
        told["before"] = told["region_code"].map(known)
    return told.sort_values(["mean_way", "region_code"], ascending=[False, True], ignore_index=True)


def _township_ways(counted: pd.DataFrame) -> pd.DataFrame:
    people = counted["population"].astype(float)
    keys = {"region_code": counted["township_code"], "name": counted["township"]}
    told = pd.DataFrame(
        keys | {"people": people, "burden": people * counted["way"], "farthest": counted["way"]}
    )
    groups = told.groupby(["region_code", "name"], as_index=False)
    summed = groups.agg({"people": "sum", "burden": "sum", "farthest": "max"})
    return summed.assign(mean_way=summed["burden"] / summed["people"].where(summed["people"] > 0))


def villages(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Villages of a region with their township.

    Returns:
        ``region_code, name, township_code, township, lon, lat, population``, ordered by code.
    """
    known = places.regions(snapshot, period).rename(columns={"code": "region_code"})
    own = known[(known["level"] == "village") & known["path"].map(lambda path: region in path)]
    told = own.assign(
        township_code=own["parent_code"], township=own["parent_code"].map(places.townships(snapshot))
    )
    columns = ["region_code", "name", "township_code", "township", "lon", "lat", "population"]
    return told[columns].reset_index(drop=True)


def lorenz(people: np.ndarray, way: np.ndarray) -> tuple[pd.DataFrame, float | None]:
    """Lorenz curve and Gini coefficient of ways over people, in any order.

    Returns:
        ``people_pct, way_pct`` from (0, 0) to (1, 1), and the coefficient; None where people or person-ways
        sum to nothing.
    """
    order = np.argsort(way, kind="stable")
    heads, burden = np.cumsum(people[order]), np.cumsum(people[order] * way[order])
    if not len(heads) or heads[-1] <= 0 or burden[-1] <= 0:
        return pd.DataFrame({"people_pct": [0.0, 1.0], "way_pct": [0.0, 1.0]}), None
    across, up = np.append(0.0, heads / heads[-1]), np.append(0.0, burden / burden[-1])
    gini = 1.0 - float(np.sum(np.diff(across) * (up[1:] + up[:-1])))
    return pd.DataFrame({"people_pct": across, "way_pct": up}), max(0.0, gini)


def _reasons(left_out: pd.DataFrame, placed: pd.Series[bool], no_station: bool) -> list[str]:
    """Why a village is not counted."""
    return [
        "、".join(
            word
            for word, holds in (
                ("没有坐标或出行时间", not has_way),
                ("没有常住人口", pd.isna(population)),
                ("没有开放的站点可到", has_way and (no_station or pd.notna(population))),
            )
            if holds
        )
        for population, has_way in zip(left_out["population"], placed, strict=True)
    ]


def _mean(people: pd.Series[float], way: pd.Series[float]) -> float | None:
    heads = float(people.sum())
    return float((people * way).sum()) / heads if heads > 0 else None


def _worst(counted: pd.DataFrame) -> pd.DataFrame:
    """The villages with the longest ways until a tenth of the people is reached; the last counts in part."""
    people = counted["population"].astype(float)
    room = WORST_PCT * people.sum() - (people.cumsum() - people)
    inside = np.minimum(people, room.clip(lower=0.0))
    return counted.assign(people=inside)[inside > 0].reset_index(drop=True)
