"""A county that is about to begin: looked at as a draft where it would live, then published or given up.

Each viewer has one at a time, in the session. Where nothing is published in the app's own warehouse the
county begins there; else in a folder beside it, so that what is there stays as it is.
"""

import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from metrics import warehouses
from metrics.data.divisions import County
from metrics.warehouse import draft_file
from ui import shown
from ui.shell import etl_process, first_build
from ui.shell.etl_process import DONE, Run

#: Parameter of the link: two, four or six digits of province, city or county.
COUNTY = "county"
#: Parameter of the link: what is looked for.
FIND = "find"

Stage = Literal["drawing", "ready", "publishing", "published", "failed"]

_STATE = "start-preview"
#: How long a preview that is given up may take to end.
_STOPPING_SECONDS = 5.0


@dataclass(eq=False)
class Preview:
    """A county that is looked at.

    Attributes:
        county: the county.
        place: what names its warehouse in the link; '' for the app's own.
        folder: of that warehouse.
        stage: drawing → ready or failed; ready → publishing → published or failed.
        draft_id: the draft that waits.
        trouble: why it failed, in Chinese.
    """

    county: County
    place: str
    folder: Path
    stage: Stage = "drawing"
    draft_id: str = ""
    trouble: str = ""
    run: Run | None = None

    @property
    def draft(self) -> Path:
        """The file of the draft."""
        return draft_file(self.folder, self.draft_id)


def is_first() -> bool:
    """Tell whether the app's own warehouse is shown, and waits for its county."""
    return not shown.county() and _is_home_free()


def _is_home_free() -> bool:
    return not first_build.is_allowed() and warehouses.is_unpublished(shown.home())


def current() -> Preview | None:
    """Return what the viewer looks at, nothing where there is none."""
    return st.session_state.get(_STATE)


def is_of(county: County) -> bool:
    """Tell whether it is this county that the viewer looks at."""
    one = current()
    return one is not None and one.county.code == county.code


def look(county: County) -> str:
    """Begin to look at a county, unless it is looked at already; another one is given up.

    Returns:
        Why it cannot be looked at now, in Chinese; '' where it can.
    """
    if is_of(county):
        return ""
    give_up()
    if refused := etl_process.refusal():
        return refused
    place = "" if _is_home_free() else county.code
    one = st.session_state[_STATE] = Preview(county, place, shown.beside(place))
    asked = ("--county", county.code, "--draft")
    one.run = etl_process.start_reading(
        "start", *asked, on_end=lambda run: _drawn(one, run), warehouse=one.folder
    )
    return ""


def establish() -> None:
    """Start to publish what was looked at; for a button."""
    one = current()
    if one and one.stage == "ready":
        one.stage = "publishing"
        one.run = etl_process.start(
            "publish", one.draft_id, "--first", on_end=lambda run: _published(one, run), warehouse=one.folder
        )


def taken() -> Preview | None:
    """Take the county that has just been published, to be opened once; nothing where there is none."""
    one = current()
    if one is None or one.stage != "published":
        return None
    forget()
    return one


def forget() -> None:
    """Clear what the viewer looks at, so that it can be looked at anew."""
    st.session_state.pop(_STATE, None)


def give_up() -> None:
    """Give up what is looked at, with its draft and the folder that would hold nothing else."""
    one = st.session_state.pop(_STATE, None)
    if one is None or one.stage == "publishing":
        return
    if one.stage == "drawing" and one.run:
        one.run.stop()
        one.run.wait(_STOPPING_SECONDS)  # until then the viewer has no other turn
    elif one.stage == "ready":
        etl_process.discard(one.draft_id, one.folder)
    one.draft_id = ""


def _drawn(one: Preview, run: Run) -> None:
    one.draft_id = run.said("草稿") if run.status == DONE and not run.is_stopped else ""
    one.stage, one.trouble = ("ready", "") if one.draft_id else ("failed", run.trouble)
    if one.draft_id:
        _let_go_with(one)


def _let_go_with(one: Preview) -> None:
    """Give the draft up when the viewer's session ends, unless it is decided by then."""
    draft_id, folder = one.draft_id, one.folder

    def let_go() -> None:
        if draft_file(folder, draft_id).is_file():
            etl_process.discard(draft_id, folder)

    weakref.finalize(one, let_go).atexit = False


def _published(one: Preview, run: Run) -> None:
    is_done = run.status == DONE
    one.stage, one.trouble = ("published", "") if is_done else ("failed", run.trouble)
