"""What 平台与品牌 shows, fetched once."""

from dataclasses import dataclass

import pandas as pd

from metrics.services import activity_calendar, brands, channels, reported_facts, stations
from metrics.services import outputs as services_outputs
from metrics.values import changes, values
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
TOLD_METRICS = ("followers", "online_closure", "output_amount")


@dataclass(frozen=True)
class Contents:
    """Frames of one selection; columns as the functions of ``metrics`` give them."""

    course: pd.DataFrame
    stations: pd.DataFrame
    kinds: pd.DataFrame
    windows: pd.DataFrame
    brands: pd.DataFrame
    joining: pd.DataFrame
    brand_months: pd.DataFrame
    days: pd.DataFrame
    months: pd.DataFrame
    channels: pd.DataFrame
    closure: pd.DataFrame
    outputs: pd.DataFrame
    facts: pd.DataFrame


def gather(view: View) -> Contents:
    """Fetch everything that the page shows for a view. Stations and windows know no lines."""
    snapshot, chosen = view.snapshot, view.selection
    place = view.at_place
    here = place | {"lines": chosen.lines}
    by_line = {"lines": chosen.shown_lines, "regions": [chosen.region]}
    return Contents(
        course=fetch(snapshot, changes.course, metrics=(*KEY_METRICS, *TOLD_METRICS), **here),
        stations=fetch(snapshot, stations.inventory, **place),
        kinds=fetch(snapshot, stations.by_kind, **place),
        windows=fetch(snapshot, stations.windows, **place),
        brands=fetch(snapshot, brands.brands, **here),
        joining=fetch(snapshot, brands.joining, **here),
        brand_months=fetch(snapshot, brands.by_month, **here),
        days=fetch(snapshot, activity_calendar.by_day, **here),
        months=fetch(snapshot, activity_calendar.by_line, **here),
        channels=fetch(snapshot, channels.channels, **here),
        closure=fetch(
            snapshot, values.values, periods=[chosen.period], metrics=["online_closure"], **by_line
        ),
        outputs=fetch(snapshot, services_outputs.by_item, **here),
        facts=fetch(snapshot, reported_facts.reported, period=chosen.period),
    )
