"""Where to put stations: the four classical questions of location, answered exactly.

MCLP, LSCP, p-median and p-center over numpy arrays: `distance` of shape (demand, sites), in any unit,
infinite where there is no way; `weight` of shape (demand,), such as people. Every answer says what was
proven: the objective, the bound that no answer can beat, and the gap between them (0.0: proven best).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from metrics.siting import arguments, centers, covers, p_median_search
from metrics.siting.arguments import FloorsError, Shortfall, SitingError
from metrics.siting.solver import Flags, Floats, Integers, Limits, Progress, gap_between

__all__ = [
    "FloorsError",
    "Limits",
    "Progress",
    "Shortfall",
    "Siting",
    "SitingError",
    "maximal_covering",
    "p_center",
    "p_median",
    "set_covering",
]


@dataclass(frozen=True)
class Siting:
    """Chosen sites.

    Attributes:
        objective: what the model asks for: weight covered, number of sites, weighted way, or longest way.
        sites: column numbers of the chosen sites, ascending; existing ones are not among them.
        assigned: nearest site of each demand row, existing ones included, shape (demand,); -1 where a row is
            out of everybody's reach.
        covered: whether the row is served, shape (demand,): within the radius, or assigned at all.
        bound: no choice can have a better objective.
        gap: share (0-1) of the objective by which it may miss the best possible one; 0.0 is proven best.
        seconds: how long it took.
    """

    objective: float
    sites: tuple[int, ...]
    assigned: Integers
    covered: Flags
    bound: float
    gap: float
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether no choice can be better."""
        return self.gap == 0.0


def maximal_covering(
    distance: ArrayLike,
    weight: ArrayLike,
    radius: float,
    count: int,
    existing: Iterable[int] = (),
    floors: Any = None,
    limits: Limits | None = None,
) -> Siting:
    """Choose `count` sites so that as much weight as possible lies within `radius` of a site (MCLP).

    Source: Church & ReVelle (1974), The maximal covering location problem.

    Args:
        distance: shape (demand, sites).
        weight: shape (demand,).
        radius: in the unit of the distances.
        count: how many sites to choose, besides the existing ones.
        existing: columns of sites that stand already: they cover without being chosen; the objective includes
            what they cover.
        floors: mapping of group name to (demand rows, least share 0-1 of their weight to be covered), or a
            sequence of such pairs.
        limits: time, gap and watcher; without them the answer is proven best.

    Raises:
        FloorsError: the floors cannot be met; it names the groups and what they lack.
        SitingError: an argument is wrong, or the search was stopped before it had an answer.
    """
    limits = limits or Limits()
    way = arguments.distances(distance)
    people = arguments.weights(weight, way.shape[0])
    reach = arguments.radius(radius)
    standing = arguments.columns(existing, way.shape[1])
    chosen_count = arguments.count(count, way.shape[1] - standing.size)
    groups = arguments.floors(floors, way.shape[0])
    within = way <= reach
    sites, bound = covers.most_weight(within, people, chosen_count, standing, groups, limits)
    return _covering(way, within, people, sites, standing, bound, limits)


def set_covering(distance: ArrayLike, radius: float, limits: Limits | None = None) -> Siting:
    """Choose as few sites as possible so that all demand lies within `radius` of one (LSCP).

    Source: Toregas, Swain, ReVelle & Bergman (1971), The location of emergency service facilities.

    Args:
        distance: shape (demand, sites).
        radius: in the unit of the distances.
        limits: time, gap and watcher; without them the answer is proven best.

    Raises:
        SitingError: an argument is wrong, or a demand row has no site within the radius.
    """
    limits = limits or Limits()
    way = arguments.distances(distance)
    reach = arguments.radius(radius)
    within = way <= reach
    arguments.unreachable(arguments.reached(within), f"在半径 {reach:g} 以内没有候选点")
    sites, bound = covers.fewest(within, limits)
    return _serving(way, sites, float(len(sites)), bound, limits)


def p_median(distance: ArrayLike, weight: ArrayLike, count: int, limits: Limits | None = None) -> Siting:
    """Choose `count` sites so that weight times the way to the nearest one is least in sum (p-median).

    Source: Hakimi (1964), Optimum locations of switching centers; solved as `p_median_search` says.

    Args:
        distance: shape (demand, sites).
        weight: shape (demand,).
        count: how many sites to choose.
        limits: time, gap and watcher; without them the answer is proven best.

    Raises:
        SitingError: an argument is wrong, or so many sites cannot serve every row that has weight.
    """
    limits = limits or Limits()
    way = arguments.distances(distance)
    people = arguments.weights(weight, way.shape[0])
    chosen = arguments.count(count, way.shape[1])
    arguments.unreachable(arguments.reached(np.isfinite(way)) | (people == 0), "到不了任何候选点")
    sites, bound = p_median_search.least_way(way, people, chosen, limits)
    nearest = np.where(people > 0, way[:, sites].min(axis=1), 0.0)
    return _serving(way, sites, float(people @ nearest), bound, limits)


def p_center(distance: ArrayLike, count: int, limits: Limits | None = None) -> Siting:
    """Choose `count` sites so that the longest way to the nearest one is as short as possible (p-center).

    Source: Hakimi (1964); solved as `metrics.siting.centers` says.

    Args:
        distance: shape (demand, sites).
        count: how many sites to choose.
        limits: time, gap and watcher; without them the answer is proven best.

    Raises:
        SitingError: an argument is wrong, or so many sites cannot serve every row.
    """
    limits = limits or Limits()
    way = arguments.distances(distance)
    chosen = arguments.count(count, way.shape[1])
    arguments.unreachable(arguments.reached(np.isfinite(way)), "到不了任何候选点")
    sites, bound = centers.shortest_reach(way, chosen, limits)
    return _serving(way, sites, float(way[:, sites].min(axis=1).max()), bound, limits)


def _covering(
    way: Floats,
    within: Flags,
    people: Floats,
    sites: Integers,
    standing: Integers,
    bound: float,
    limits: Limits,
) -> Siting:
    open_sites = np.union1d(sites, standing)
    covered = arguments.reached(within[:, open_sites])
    nearest = open_sites[way[:, open_sites].argmin(axis=1)]
    assigned = np.where(covered, nearest, -1)
    return _told(float(people[covered].sum()), sites, assigned, covered, bound, limits)


def _serving(way: Floats, sites: Integers, objective: float, bound: float, limits: Limits) -> Siting:
    served = arguments.reached(np.isfinite(way[:, sites]))
    nearest = sites[way[:, sites].argmin(axis=1)]
    return _told(objective, sites, np.where(served, nearest, -1), served, bound, limits)


def _told(
    objective: float, sites: Integers, assigned: Integers, covered: Flags, bound: float, limits: Limits
) -> Siting:
    gap = gap_between(objective, bound)
    chosen = tuple(int(site) for site in sites)
    return Siting(objective, chosen, assigned, covered, bound if gap else objective, gap, limits.spent)
