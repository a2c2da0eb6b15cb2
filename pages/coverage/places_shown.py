"""The places on the map, and those behind them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics import shapes
from metrics.coverage import by_place
from metrics.services import open_stations
from pages.coverage.controls import Choice
from ui import maps
from ui.cache import fetch
from ui.coverage import levels
from ui.session import View


def around(view: View, focus: str, choice: Choice) -> pd.DataFrame:
    """What stands behind the places; beside a township its neighbours."""
    if choice.together:
        behind = choice.together.level
        return places(view, "", behind).head(0 if behind == choice.level else None)
    steps = view.trail.set_index("code")
    own, parent = steps.loc[focus, "level"], steps.loc[focus, "parent_code"]
    if between := levels.behind(own, choice.level):
        return places(view, focus, between)
    known = own == levels.TOWNSHIP and parent in steps.index
    return places(view, parent, own) if known else places(view, focus, choice.level).head(0)


def places(view: View, region: str, level: str, period: date | None = None) -> pd.DataFrame:
    """Places of a level in a region, of all the data where it is empty."""
    chosen = view.selection
    which = {"period": period or chosen.period, "region": region or None, "level": level}
    return fetch(view.snapshot, by_place.places_below, lines=chosen.lines, **which)


def stations(view: View) -> pd.DataFrame:
    """All open stations."""
    return fetch(view.snapshot, open_stations.open_stations, period=view.selection.period)


def ground(view: View, focus: str, frames: Sequence[pd.DataFrame], size_px: tuple[int, int]) -> maps.Ground:
    """Shapes of places and of what stands around them; very many places have none."""
    others = [focus, view.selection.region, *levels.within(view.trail)]
    shown = [frame for frame in frames if not maps.Scene.is_dense(frame)]
    return maps.ground_of(view, shown, size_px, [code for code in others if code])


def standing(view: View, focus: str, level: str, places: pd.DataFrame) -> pd.DataFrame:
    """Places so many that they have no shape: those without a point are given a spot on the map."""
    lacking = places["lon"].isna() | places["lat"].isna()
    if not (maps.Scene.is_dense(places) and lacking.any()):
        return places
    at = {"period": view.selection.period, "region": focus or None, "level": level}
    spots = fetch(view.snapshot, shapes.spots, **at).set_index("region_code")
    found = {axis: places["region_code"].map(spots[axis]) for axis in ("lon", "lat")}
    return places.assign(**{axis: places[axis].mask(lacking, spot) for axis, spot in found.items()})
