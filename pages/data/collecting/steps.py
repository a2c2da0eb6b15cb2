"""下发与催报: distribute forms → take the returns in → remind those that are late. One step at a time."""

from collections.abc import Callable

import streamlit as st

from pages.data.collecting import distributing, reminding, returning
from ui.choosing import filters, link_choices
from ui.data import collecting_words as words
from ui.session import View

_STEP = "step"
_STEPS: dict[str, Callable[[View], None]] = {
    "distribute": distributing.show,
    "returns": returning.show,
    "reminders": reminding.show,
}


def choices() -> tuple[str, ...]:
    """What of the selection the step uses: the region, where it tells of units or of metrics that move."""
    step = link_choices.asked(_STEP, words.STEPS)
    return (filters.REGION,) if step == "reminders" or (step == "returns" and returning.previews()) else ()


def show(view: View) -> None:
    """Draw the choice of steps, and below it the one that the link names."""
    with st.container(key="collecting-steps"):
        step = link_choices.one_of(_STEP, "步骤", words.STEPS)
    _STEPS[step](view)
