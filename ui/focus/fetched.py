"""What pages show of one line and of lines beside each other, fetched alike by all of them."""

import pandas as pd

from metrics.focus import against as focus_against
from metrics.focus import measured
from metrics.focus import publics as focus_publics
from metrics.focus import units as focus_units
from ui.cache import fetch
from ui.session import View


def items(view: View) -> pd.DataFrame:
    """Fetch the points of the focus of the one line that is chosen."""
    (line,) = view.selection.lines
    return fetch(view.snapshot, measured.items, line=line, **view.at_place)


def units(view: View) -> pd.DataFrame:
    """Fetch the units that should have an organisation, of the place and of those below it."""
    return fetch(view.snapshot, focus_units.units, **view.in_scope)


def cells(view: View) -> pd.DataFrame:
    """Fetch the places that should have an organisation of their own and have none."""
    return fetch(view.snapshot, focus_units.cells, **view.in_scope)


def against(view: View) -> pd.DataFrame:
    """Fetch each line against its own target and its own past."""
    return fetch(view.snapshot, focus_against.against, **view.in_scope)


def public(view: View) -> pd.DataFrame:
    """Fetch the public of the one line that is chosen, here and right below."""
    (line,) = view.selection.lines
    return fetch(view.snapshot, focus_publics.publics, line=line, **view.at_place)
