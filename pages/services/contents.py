"""What each part of 平台与品牌 shows, fetched once. Stations and windows know no lines."""

from typing import TypeAlias

import pandas as pd

from metrics.services import activity_calendar, brands, channels, outputs, reported_facts, stations
from metrics.values import values
from ui.cache import fetch
from ui.session import View

KEY_METRICS = (
    "stations_open",
    "window_coverage",
    "co_location",
    "basic_services",
    "idle_stations",
    "station_visits",
    "activities",
    "beneficiaries",
)
ACTIVITY_METRICS = ("activities", "beneficiaries")
RESULT_METRICS = ("followers", "online_closure", "output_amount")

Frame: TypeAlias = pd.DataFrame


def gather_places(view: View) -> tuple[Frame, Frame, Frame]:
    """Fetch stations, their sums by kind, and windows by level."""
    return (*gather_listing(view), fetch(view.snapshot, stations.windows, **view.at_place))


def gather_listing(view: View) -> tuple[Frame, Frame]:
    """Fetch stations and their sums by kind."""
    listed = fetch(view.snapshot, stations.inventory, **view.at_place)
    return listed, fetch(view.snapshot, stations.by_kind, **view.at_place)


def gather_brands(view: View) -> tuple[Frame, Frame, Frame]:
    """Fetch what brands did, which lines join them, and how they go on month by month."""
    snapshot, here = view.snapshot, view.in_scope
    joining = fetch(snapshot, brands.joining, **here)
    return fetch(snapshot, brands.brands, **here), joining, fetch(snapshot, brands.by_month, **here)


def gather_calendar(view: View) -> tuple[Frame, Frame]:
    """Fetch the activities of the year by day, and by line and month."""
    days = fetch(view.snapshot, activity_calendar.by_day, **view.in_scope)
    return days, fetch(view.snapshot, activity_calendar.by_line, **view.in_scope)


def gather_online(view: View) -> tuple[Frame, Frame]:
    """Fetch online channels, and what each line settled of the requests made online."""
    chosen = view.selection
    asked = {"periods": [chosen.period], "regions": [chosen.region], "lines": chosen.shown_lines}
    closure = fetch(view.snapshot, values.values, metrics=["online_closure"], **asked)
    return fetch(view.snapshot, channels.channels, **view.in_scope), closure


def gather_outputs(view: View) -> tuple[Frame, Frame]:
    """Fetch service outputs, and what was reported of them."""
    return fetch(view.snapshot, outputs.by_item, **view.in_scope), gather_facts(view)


def gather_facts(view: View) -> Frame:
    """Fetch the figures that the press reported, with what is counted of each."""
    return fetch(view.snapshot, reported_facts.reported, period=view.selection.period)
