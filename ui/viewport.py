"""How large the viewer's window is: maps fit an extent into its pixels, and type in pictures grows with it.

The start page writes the window's size into a cookie before anything is asked for, so that the first picture
fits already. Where the browser keeps no cookies a page is first drawn for a common laptop, and again when the
size turns out to be another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

import streamlit as st

from ui import projector

_PROBE = Path(__file__).parent / "assets" / "window_size.js"
_KEY = "viewport"
COOKIE = "window"
#: Widest windows of a telephone, and of those in which what stands beside each other elsewhere does not fit.
PHONE_WIDTH, NARROW_WIDTH = 640, 1100
_LEAST_HEIGHT = 360
#: What stands above and below a map, in units of the page's type.
_OTHERS, _OTHERS_PRESENTED = 24.4, 14.5
_ABOVE_TREND, _LEAST_TREND, _MOST_TREND = 21.0, 110, 300
_PROJECTOR_TYPE_PX, _PROJECTOR_WIDTH = 20.0, 1920


@dataclass(frozen=True)
class Type:
    """Sizes of type from a width of the window on, in pixels.

    A telephone is no projector, whatever its link says.

    Attributes:
        from_width: least width of the window.
        page: root of the page's own type on a screen.
        presented: the same on a projector.
        pictures: body of charts and maps on a screen.
    """

    from_width: int
    page: int
    presented: int
    pictures: float


#: A wall screen is seen from further away. `zoom` would grow pictures too, but breaks their size and clicks.
TYPES = (
    Type(0, page=15, presented=15, pictures=12.0),
    Type(PHONE_WIDTH + 1, page=15, presented=24, pictures=13.0),
    Type(1600, page=16, presented=24, pictures=15.0),
    Type(2500, page=18, presented=34, pictures=18.0),
    Type(3400, page=24, presented=48, pictures=22.0),
)
#: Names of windows in style sheets: `@media (--phone)`.
WINDOWS = {
    "(--phone)": f"(max-width: {PHONE_WIDTH}px)",
    "(--narrow)": f"(max-width: {NARROW_WIDTH}px)",
    "(--wide)": f"(min-width: {NARROW_WIDTH + 1}px)",
}


@dataclass(frozen=True)
class Viewport:
    """Inner width and height of the browser window in CSS pixels, and whether a projector shows it."""

    width: int = 1366
    height: int = 768
    presented: bool = False

    @property
    def phone(self) -> bool:
        """Whether columns stand below each other."""
        return self.width <= PHONE_WIDTH

    def map_size(self, share: float) -> tuple[int, int]:
        """Size in pixels of a map beside a panel, so that its legend ends with the window.

        Args:
            share: of the page's width that the map's column has; a telephone gives it all.
        """
        if self.phone:
            return self.width - 56, round(0.95 * self.width)
        others = _OTHERS_PRESENTED if self.presented else _OTHERS
        height = self.height - round(others * self.page_px)
        return round((self.width - 60) * share) - 30, max(_LEAST_HEIGHT, height)

    def trend_height(self) -> int:
        """Height of a small trend below a table of seven rows, so that it ends with the map beside it."""
        size = self.map_size(1)[1] - round(_ABOVE_TREND * self.page_px)
        return _LEAST_TREND if self.phone else min(max(_LEAST_TREND, round(size * 0.8)), _MOST_TREND)

    @property
    def _type(self) -> Type:
        return next(one for one in reversed(TYPES) if self.width >= one.from_width)

    @property
    def page_px(self) -> int:
        """Size of the page's own type, as :func:`type_sheet` sets it."""
        return self._type.presented if self.presented else self._type.page

    def type_px(self) -> float:
        """Body size of the type in pictures; a telephone is no projector, whatever its link says."""
        if self.presented and not self.phone:
            return _PROJECTOR_TYPE_PX * max(1.0, self.width / _PROJECTOR_WIDTH)
        return self._type.pictures


def type_sheet(present: bool) -> str:
    """Write the style sheet of the page's own type, which grows with the window."""
    sizes = ((one.from_width, one.presented if present else one.page) for one in TYPES)
    return "\n".join(
        f"@media (min-width: {width}px) {{ html {{ font-size: {size}px !important; }} }}"
        for width, size in sizes
    )


@cache
def style_sheet(file: Path) -> str:
    """Read a style sheet, with the windows that it names."""
    text = file.read_text("utf-8")
    for name, query in WINDOWS.items():
        text = text.replace(name, query)
    return text


def known() -> Viewport:
    """Return the size that the browser told last; that of the cookie, or a common laptop, before."""
    size: Viewport = st.session_state.get(_KEY) or _kept() or Viewport()
    return replace(size, presented=projector.is_on())


def _kept() -> Viewport | None:
    sides = st.context.cookies.get(COOKIE, "").split("x")
    size = [int(side) for side in sides if side.isdecimal()]
    return Viewport(size[0], size[1]) if _is_size(size) else None


def watch() -> None:
    """Ask the browser for its size, once in every run and before anything is drawn for it."""
    before = st.session_state[_KEY] = known()
    told = _probe()(key="window-size", data={"known": [before.width, before.height]}, on_size_change=_ignore)
    size = getattr(told, "size", None)
    if _is_size(size):
        st.session_state[_KEY] = Viewport(int(size[0]), int(size[1]))


def _is_size(told: object) -> TypeGuard[Sequence[int]]:
    return (
        isinstance(told, (list, tuple))
        and len(told) == 2
        and all(isinstance(side, (int, float)) and 100 <= side <= 20000 for side in told)
    )


def _probe() -> Any:
    # Registered in every run because the registry belongs to the server, not to this module.
    return st.components.v2.component("window_size", js=_PROBE.read_text("utf-8"))


def _ignore() -> None:
    """Let the browser's answer start a new run; the run itself reads it."""
