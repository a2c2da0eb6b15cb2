"""What each step of 下发与催报 shows, fetched once."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.data import collecting
from ui.cache import fetch
from ui.drawing.place_names import places_apart
from ui.session import View


def gather_reporting_units(view: View, period: date) -> dict[str, str]:
    """Fetch who may be asked for the reports of a month: names by code, told apart where they are alike."""
    return places_apart(fetch(view.snapshot, collecting.reporting_units, period=period))


def gather_collections(view: View) -> pd.DataFrame:
    """Fetch the collections, the newest month first."""
    return fetch(view.snapshot, collecting.collections, today=date.today())


def gather_standings(view: View, collections: Sequence[str]) -> pd.DataFrame:
    """Fetch where each unit of some collections stands; of all of them where none is named."""
    asked = {"region": view.selection.region, "collections": list(collections)}
    return fetch(view.snapshot, collecting.unit_states, today=date.today(), **asked)
