"""What each part of 缺口分析 shows, fetched once. A station plan is worked out by ``ui.siting``."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics import distances
from metrics.coverage import by_place
from metrics.gaps import equity, gaps, moved
from metrics.gaps.equity import Access
from ui.cache import fetch
from ui.coverage import levels
from ui.session import View

NEAR = ("station_access",)


@dataclass(frozen=True)
class Gaps:
    """Every gap, and all cells counted by township and line; columns as ``metrics.gaps`` gives them."""

    found: pd.DataFrame
    counted: pd.DataFrame


@dataclass(frozen=True)
class Reach:
    """How far people have to a station: now, and in an earlier month where there is one."""

    now: Access
    earlier: Access | None


def gather_gaps(view: View) -> Gaps:
    """Fetch the gaps of a view."""
    return Gaps(
        found=fetch(view.snapshot, gaps.gaps, **view.in_scope),
        counted=fetch(view.snapshot, gaps.by_township, **view.in_scope),
    )


def unit(view: View) -> str:
    """What distances are told in."""
    return str(fetch(view.snapshot, distances.ways).unit)


def gather_moved(view: View, since: date) -> pd.DataFrame:
    """Fetch what became of each gap since a month."""
    return fetch(view.snapshot, moved.moved, since=since, **view.in_scope)


def gather_reach(view: View, since: date | None) -> Reach:
    """Fetch how far people have, now and in an earlier month."""
    before = view.at_place | {"period": since}
    return Reach(
        now=fetch(view.snapshot, equity.access, **view.at_place),
        earlier=fetch(view.snapshot, equity.access, **before) if since else None,
    )


def gather_around(view: View) -> pd.DataFrame:
    """Fetch the places that stand behind a station plan."""
    level = levels.behind(view.trail["level"].iloc[-1], levels.VILLAGE) or levels.TOWNSHIP
    return fetch(view.snapshot, by_place.places_below, level=level, **view.at_place)
