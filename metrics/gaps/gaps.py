"""What exactly is missing: line x place cells without an organisation that works, and what they cost whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from metrics import distances, places
from metrics.catalogue import LINES
from metrics.coverage import cells as coverage_cells
from metrics.distances import Ways
from metrics.months import months_since
from metrics.services import open_stations
from metrics.warehouse import Snapshot

#: Verdicts that are gaps, the plainest first: nothing there, there without activity.
GAPS = ("缺失", "沉睡")
#: Silence of a whole township may be missing reports: neither a gap nor none, so it is listed and told apart.
UNREPORTED = "未报"
VERDICTS = (*GAPS, UNREPORTED)
COVERING = ("有效", "沉睡", "未报")
EFFECTIVE = "有效"
_NOT_EXPECTED = "不适用"

PUBLICS = """
SELECT line, region_code, arg_max(people, year) AS people
FROM raw.publics
WHERE year <= $year
GROUP BY line, region_code
"""


def gaps(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Every expected cell of a region that is not effective.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; its own cells and all below count.
        lines: lines to list; none means all.

    Returns:
        ``region_code, name, level, kind, township_code, township`` (its name), ``line, verdict`` (缺失, 沉睡,
        未报), ``people`` (the line's public in exactly the place, newest year up to the period's; its
        population where none was handed in; missing where neither was), ``people_of`` (服务对象 or
        常住人口), ``last_activity_on``, ``months_quiet`` (whole months from it to the end of the period;
        missing where there never was one), ``station, station_way`` (nearest open 群团服务中心 or
        群团服务站), ``organization_place, organization_way`` (nearest other place with an active covering
        organisation of the line), ``effective_place, effective_way`` (nearest place where the line is
        effective), ``placed`` (whether ways are known). Ways are in the unit of ``metrics.distances.ways``,
        missing where there is none. Most people first.
    """
    cells = _located(snapshot, period)
    ways = distances.ways(snapshot)
    own = cells[cells["path"].map(lambda path: region in path) & cells["verdict"].isin(VERDICTS)]
    own = own[own["line"].isin(lines or LINES)].reset_index(drop=True)
    found = _with_people(snapshot, period, own)
    found = found.assign(months_quiet=months_since(found["last_activity_on"], period))
    found = _to_stations(found, snapshot, period, ways)
    found = _to_organizations(found, cells, ways).assign(placed=ways.placed(found))
    order = ["people", "region_code"]
    return found.drop(columns="path").sort_values(order, ascending=[False, True], ignore_index=True)


def _located(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """All cells of the snapshot with the point, population, way down and township of their place.

    Returns:
        ``metrics.coverage.cells.cells`` with ``lon, lat, population, path`` (codes, top first), ``township``
        (its name; the place's own above the townships).
    """
    known = places.regions(snapshot, period).rename(columns={"code": "region_code"})
    cells = coverage_cells.cells(snapshot, period)
    located = cells.merge(known[["region_code", "lon", "lat", "population", "path"]], on="region_code")
    return located.assign(township=places.township_names(snapshot, located))


def _with_people(snapshot: Snapshot, period: date, cells: pd.DataFrame) -> pd.DataFrame:
    publics = snapshot.query(PUBLICS, year=period.year)
    told = cells.merge(publics, on=["line", "region_code"], how="left")
    given = told["people"].notna()
    people = told["people"].astype("Float64").fillna(told["population"].astype("Float64"))
    of = np.where(given, "服务对象", np.where(told["population"].notna(), "常住人口", ""))
    return told.assign(people=people.astype(float), people_of=of)


def _to_stations(found: pd.DataFrame, snapshot: Snapshot, period: date, ways: Ways) -> pd.DataFrame:
    stations = service_stations(snapshot, period)
    at, way = ways.nearest(found, stations)
    return found.assign(station=distances.named(stations["name"], at), station_way=way)


def service_stations(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """Open 群团服务中心 and 群团服务站, wherever they are; columns of ``open_stations.open_stations``."""
    stations = open_stations.open_stations(snapshot, period)
    return stations[stations["service_station"]].reset_index(drop=True)


def _to_organizations(found: pd.DataFrame, cells: pd.DataFrame, ways: Ways) -> pd.DataFrame:
    """The nearest other place that has the line, and the nearest where it works."""
    parts = [
        _nearest_of(own, cells[cells["line"] == line], ways)
        for line, own in found.groupby("line", sort=False)
    ]
    return pd.concat(parts) if parts else _nearest_of(found, cells.head(0), ways)


def _nearest_of(own: pd.DataFrame, cells: pd.DataFrame, ways: Ways) -> pd.DataFrame:
    # An organisation where none is expected is one all the same.
    here = {"organization": cells["organization_count"] > 0, "effective": cells["verdict"] == EFFECTIVE}
    for name, holds in here.items():
        having = cells[holds].reset_index(drop=True)
        # Its own organisation is no help to a dormant cell.
        at, way = ways.nearest(own, having, elsewhere=True)
        own = own.assign(**{f"{name}_place": distances.named(having["name"], at), f"{name}_way": way})
    return own


def by_township(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Count the cells of each township (its own and its villages') by line and verdict.

    Cells above the townships stand under their own place.

    Returns:
        ``region_code, name, kind`` (of the township), ``line, expected, covered, effective, gaps`` (缺失 and
        沉睡), ``unreported`` (cells), ``covered_pct, effective_pct`` (0-1), ``silent`` (has unreported
        cells: what works there is not known, and its share is not to be read as nought), one row for each
        township and line where anything is expected, in the order of codes and lines.
    """
    cells = _located(snapshot, period)
    own = cells[cells["path"].map(lambda path: region in path) & (cells["verdict"] != _NOT_EXPECTED)]
    own = own[own["line"].isin(lines or LINES)]
    kinds = cells.drop_duplicates("region_code").set_index("region_code")["kind"]
    code = own["township_code"].fillna(own["region_code"])
    kind = code.map(kinds).astype(object).fillna("")
    own = own.assign(region_code=code, name=own["township"], kind=kind.astype("str"))
    marked = own[[*_PLACE, "line"]].assign(
        expected=1,
        covered=own["verdict"].isin(COVERING).astype(int),
        effective=(own["verdict"] == EFFECTIVE).astype(int),
        gaps=own["verdict"].isin(GAPS).astype(int),
        unreported=(own["verdict"] == UNREPORTED).astype(int),
    )
    counted = _shares(marked.groupby([*_PLACE, "line"], as_index=False, sort=False).sum())
    order = counted["line"].map({line: at for at, line in enumerate(LINES)})
    counted = counted.assign(order=order).sort_values(["region_code", "order"], ignore_index=True)
    return counted.drop(columns="order")


_PLACE = ["region_code", "name", "kind"]


def together(counted: pd.DataFrame, by: str) -> pd.DataFrame:
    """Add the counts of :func:`by_township` up, by ``region_code`` (with ``name, kind``) or by ``line``.

    Shares are one sum of cells over one sum of expected cells.
    """
    keys = _PLACE if by == "region_code" else [by]
    counts = ["expected", "covered", "effective", "gaps", "unreported"]
    return _shares(counted.groupby(keys, as_index=False, sort=False)[counts].sum())


def with_sum(counted: pd.DataFrame, name: str) -> pd.DataFrame:
    """Put a row for all places together, by line and without a region code, before those of each place.

    It is not silent where some of its places are: what the others do is known.
    """
    if counted["region_code"].nunique() < 2:
        return counted
    every = together(counted, "line").assign(region_code="", name=name, kind="", silent=False)
    return pd.concat([every, counted], ignore_index=True)


def _shares(counted: pd.DataFrame) -> pd.DataFrame:
    return counted.assign(
        covered_pct=counted["covered"] / counted["expected"],
        effective_pct=counted["effective"] / counted["expected"],
        silent=counted["unreported"] > 0,
    )
