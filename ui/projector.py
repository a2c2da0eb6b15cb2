"""The projector: whether a run is drawn for one, and what it leaves out there.

The link asks for it with ``present=1``. It is read once, when a run begins, so that all parts of the run
agree. What steers a page or leads away from it is left out on the projector; choices in its link count.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

#: Parameters of the link: the projector, and in it the slide that is shown.
PRESENT, SLIDE = "present", "slide"
_ON = "1"
_KEY = "projector"

_Given = ParamSpec("_Given")
_Drawn = TypeVar("_Drawn")


def is_asked(link: Mapping[str, str]) -> bool:
    """Tell whether the parameters of a link ask for the projector."""
    return link.get(PRESENT) == _ON


def begin(link: Mapping[str, str]) -> None:
    """Settle for a whole run whether it is drawn for the projector."""
    st.session_state[_KEY] = is_asked(link)


def is_on() -> bool:
    """Tell whether this run is drawn for the projector."""
    return bool(st.session_state.get(_KEY, False))


def in_link() -> dict[str, str]:
    """Write what a link to the same view needs of it."""
    return {PRESENT: _ON} if is_on() else {}


def first_slide() -> dict[str, str]:
    """Write what a link to the presentation needs beside what it is of."""
    return {PRESENT: _ON, SLIDE: "1"}


def left_out(draw: Callable[_Given, _Drawn]) -> Callable[_Given, _Drawn | None]:
    """Let a function draw nothing on the projector, and return None there."""

    @wraps(draw)
    def drawn(*args: _Given.args, **kwargs: _Given.kwargs) -> _Drawn | None:
        return None if is_on() else draw(*args, **kwargs)

    return drawn
