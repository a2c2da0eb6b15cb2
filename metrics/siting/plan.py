"""New service stations for a region: where they reach most people, and whom.

Demand are the villages of the region with population; candidates are its villages and townships; open
群团服务中心 and 群团服务站 count as covering already, wherever they stand. The model is
`metrics.siting.maximal_covering`; the floor asks for a least share of each township's people in the radius.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from metrics import distances, places
from metrics.distances import Ways
from metrics.gaps.equity import villages
from metrics.gaps.gaps import service_stations
from metrics.siting import questions
from metrics.siting.questions import FloorsError, Limits, Shortfall, SitingError
from metrics.siting.solver import Flags, Floats
from metrics.warehouse import Snapshot

#: Above so many pairs only townships are candidates: a province's villages against themselves do not fit.
MOST_PAIRS = 30_000_000
CURVE_LENGTH = 10
#: A page waits so long for an answer: floors can make a small question hard.
QUICK_SECONDS = 15.0


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        period: the month.
        region: region code; stations are planned in it.
        count: how many new stations.
        radius: how far each reaches, in the unit of the ways.
        floor_pct: least share (0-1) of the people of each township within the radius, 0 for none.
    """

    period: date
    region: str
    count: int
    radius: float
    floor_pct: float = 0.0


@dataclass(frozen=True)
class Ground:
    """What stations are planned on; frames with ``region_code, name, lon, lat``.

    Attributes:
        demand: villages with population and way, with ``township_code, township, population``.
        candidates: where a station may stand, with ``level, township``.
        stations: those that are open.
        left_out: villages and candidates that could not be used: ``region_code, name, reason``.
        ways: how distances are told.
        only_townships: villages are no candidates, because there would be too many pairs.
    """

    demand: pd.DataFrame
    candidates: pd.DataFrame
    stations: pd.DataFrame
    left_out: pd.DataFrame
    ways: Ways
    only_townships: bool

    @property
    def pairs(self) -> int:
        """Pairs of demand and site: how large the question is."""
        return len(self.demand) * (len(self.candidates) + len(self.stations))


@dataclass(frozen=True)
class Found:
    """What the search found: small enough to be handed from process to process.

    Attributes:
        sites: region codes of the chosen candidates.
        gap: share (0-1) by which the people reached may miss the most possible; 0.0 is proven best.
        seconds: of the search for these sites.
        curve: most people reached with 0, 1, 2, … stations without any floor.
        everyone: stations that it would take to reach everybody who can be reached; None where it is unknown.
    """

    sites: tuple[str, ...]
    gap: float
    seconds: float
    curve: tuple[float, ...]
    everyone: int | None

    @property
    def proven(self) -> bool:
        """Whether no other sites reach more people."""
        return self.gap == 0.0


@dataclass(frozen=True)
class Refused:
    """Why there is no answer, in Chinese, and the townships whose floor cannot be met."""

    message: str
    shortfalls: tuple[Shortfall, ...] = ()


def ground(snapshot: Snapshot, period: date, region: str) -> Ground:
    """Collect demand, candidates and stations of a region at the end of a month."""
    ways = distances.ways(snapshot)
    own = villages(snapshot, period, region)
    placed = ways.placed(own)
    used = placed & own["population"].notna()
    stations = service_stations(snapshot, period)
    stations = stations[ways.placed(stations)].reset_index(drop=True)
    sites = _candidates(snapshot, period, region)
    known = ways.placed(sites)
    few = int(used.sum()) * int(known.sum()) <= MOST_PAIRS
    chosen = sites[known & (few | (sites["level"] == "township"))].reset_index(drop=True)
    reasons = np.where(placed, "没有常住人口", "没有坐标或出行时间")
    left_out = own.assign(reason=reasons)[~used]
    stray = sites[~known & (sites["level"] == "township")].assign(reason="没有坐标或出行时间，不能作候选点")
    columns = ["region_code", "name", "reason"]
    lacking = pd.concat([left_out[columns], stray[columns]], ignore_index=True)
    return Ground(own[used].reset_index(drop=True), chosen, stations, lacking, ways, not few)


def _candidates(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Villages and townships of the region, with ``township`` (a name); a township is its own."""
    known = places.regions(snapshot, period).rename(columns={"code": "region_code"})
    own = known[known["level"].isin(["township", "village"]) & known["path"].map(lambda path: region in path)]
    above = own["parent_code"].where(own["level"] == "village", own["region_code"])
    return own.assign(township=above.map(places.townships(snapshot))).reset_index(drop=True)


def search(on: Ground, asked: Question, limits: Limits | None = None) -> Found:
    """Find the best sites, the curve of 1, 2, … stations, and how many would reach everybody.

    Raises:
        FloorsError: the floor cannot be met; groups are named after the townships.
        SitingError: there is nobody to reach, or nowhere to build.
    """
    if on.demand.empty or on.candidates.empty:
        raise SitingError("本范围没有既有人口又有位置的村（社区），或没有候选点")
    limits = limits or Limits()
    way, people, standing = _matrix(on)
    count = min(asked.count, len(on.candidates))
    floors = _floors(on, asked.floor_pct)
    best = questions.maximal_covering(
        way, people, asked.radius, count, standing, floors, _rest(limits, limits.gap)
    )
    longest = min(max(count, CURVE_LENGTH), len(on.candidates))
    curve = _curve(way, people, standing, asked.radius, longest, limits)
    codes = on.candidates["region_code"]
    everyone = _everyone(way, people, standing, asked.radius, limits)
    return Found(tuple(codes.iloc[list(best.sites)]), best.gap, best.seconds, curve, everyone)


def answer(on: Ground, asked: Question, limits: Limits | None = None) -> Found | Refused:
    """The same as :func:`search`, with a refusal as an answer."""
    try:
        return search(on, asked, limits)
    except FloorsError as error:
        return Refused(str(error), error.shortfalls)
    except SitingError as error:
        return Refused(str(error))


def answer_at(
    snapshot: Snapshot, period: date, region: str, count: int, radius: float, floor_pct: float
) -> Found | Refused:
    """Answer a question on a snapshot, for questions that are answered at once, or as well as time allows."""
    asked = Question(period, region, count, radius, floor_pct)
    return answer(ground(snapshot, period, region), asked, Limits(QUICK_SECONDS))


def _rest(limits: Limits, gap: float = 0.0) -> Limits:
    """What is left of some limits, for one more search."""
    return Limits(limits.left if np.isfinite(limits.left) else None, gap, limits.watch)


def _curve(
    way: Floats, people: Floats, standing: list[int], radius: float, longest: int, limits: Limits
) -> tuple[float, ...]:
    """Most people reached with 0, 1, 2, … stations, as far as the time allows."""
    curve = [float(people[(way[:, standing] <= radius).any(axis=1)].sum())]
    for number in range(1, longest + 1):
        try:
            more = questions.maximal_covering(
                way, people, radius, number, standing, limits=_rest(limits, limits.gap)
            )
        except SitingError:
            break
        curve.append(more.objective)
    return tuple(curve)


def _matrix(on: Ground) -> tuple[Floats, Floats, list[int]]:
    """Ways (demand, candidates and stations), people, and the columns of the stations."""
    to_sites = on.ways.matrix(on.demand, on.candidates)
    way = np.hstack([to_sites, on.ways.matrix(on.demand, on.stations)])
    standing = list(range(len(on.candidates), way.shape[1]))
    return way, on.demand["population"].to_numpy(dtype=np.float64), standing


def _floors(on: Ground, share: float) -> dict[str, tuple[Flags, float]] | None:
    if not share:
        return None
    code = on.demand["township_code"]
    names = on.demand.drop_duplicates("township_code").set_index("township_code")["township"]
    # Two counties may each have a township of one name: told apart, so that neither loses its floor.
    told = names.where(~names.duplicated(keep=False), names + "（" + names.index + "）")
    return {str(name): (np.asarray(code == one), share) for one, name in told.items()}


def _everyone(
    way: Floats, people: Floats, standing: Sequence[int], radius: float, limits: Limits
) -> int | None:
    """Fewest further stations that reach everybody whom any candidate reaches (LSCP)."""
    within = way <= radius
    free = np.delete(within, standing, axis=1)
    lacking = ~within[:, standing].any(axis=1) & free.any(axis=1) & (people > 0)
    if not lacking.any():
        return 0
    try:
        found = questions.set_covering(np.where(free[lacking], 0.0, np.inf), 0.0, _rest(limits))
    except SitingError:
        return None
    return len(found.sites) if found.proven else None
