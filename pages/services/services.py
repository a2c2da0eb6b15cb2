"""平台与品牌: what reaches people? Stations, brands, activities, channels, outputs: choose → fetch → show."""

import streamlit as st

from pages.services import activities, contents, listing, places, results
from ui import viewport
from ui.behind import cards
from ui.choosing import filters
from ui.choosing import words as choosing_words
from ui.drawing import panels
from ui.drawing import readings as drawing_readings
from ui.services import words


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    window = viewport.known()
    found = contents.gather(view)
    readings = drawing_readings.readings((*contents.KEY_METRICS, *contents.TOLD_METRICS), found.course)
    key = {name: readings[name] for name in contents.KEY_METRICS}

    panels.title(words.reach(readings, view.place), choosing_words.scope(view, key))
    cards.grid(key, view)

    left, middle, right = st.columns([1.35, 1, 1], gap="small")
    with left:
        places.kinds(found.kinds, view)
    with middle:
        places.windows(found.windows, view)
        places.services(found.stations, view)
    with right:
        places.moved_in(found.stations, view)
    listing.everything(found.stations, view)

    left, right = st.columns([1.2, 1], gap="small")
    with left:
        activities.brands(found.brands, view)
    with right:
        activities.joining(found.joining, found.brands, view, window)
    activities.brand_months(found.brand_months, found.brands, view, window)
    left, right = st.columns([1.75, 1], gap="small")
    with left:
        activities.days(found.days, view, window)
    with right:
        activities.months(found.months, view, window)

    left, right = st.columns([1.2, 1], gap="small")
    with left:
        results.channels(found.channels, readings, view)
    with right:
        results.closure(found.closure, readings, view)
    results.outputs(found.outputs, found.facts, readings, view)
    results.reported(found.facts, view)


main()
