"""What the screen is drawn with: style sheets, the viewer's mode, and the colours of ``reports.looks``."""

import base64
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from reports.looks.colours import (
    DARK,
    LIGHT,
    LIGHTS,
    PROJECT_LIGHTS,
    VERDICTS,
    Mark,
    Palette,
    mark_colour,
    sequential_colour,
)
from ui import projector, viewport

__all__ = [
    "DARK",
    "LIGHT",
    "LIGHTS",
    "PROJECT_LIGHTS",
    "VERDICTS",
    "Mark",
    "Palette",
    "mark_colour",
    "sequential_colour",
]

ASSETS = Path(__file__).parent / "assets"
#: How long the stroke beside a legend's word is; the least that plotly takes.
_LEGEND_PX = 30
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"


def palette() -> Palette:
    """Return the colours of the mode that the viewer's browser shows, with type for its window."""
    colours = DARK if st.context.theme.type == "dark" else LIGHT
    return replace(colours, text_px=viewport.known().type_px())


def rgba(colour: str, alpha: float = 1.0) -> list[int]:
    """Turn ``#RRGGBB`` into deck.gl's ``[r, g, b, a]`` (0–255)."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [round(alpha * 255)]


def template(colours: Palette) -> go.layout.Template:
    """Give the chart template of one mode: no chart junk, system fonts, our colours."""
    return _template(colours.dark, colours.text_px)


@lru_cache(maxsize=16)
def _template(dark: bool, text_px: float) -> go.layout.Template:
    colours = DARK if dark else LIGHT
    small = text_px - 1
    axis = {
        "gridcolor": colours.rule,
        "linecolor": colours.rule,
        "zerolinecolor": colours.rule,
        "tickfont": {"color": colours.muted, "size": small},
        "title": {"font": {"color": colours.muted, "size": small}},
        "automargin": True,
    }
    layout = go.Layout(
        font={"family": FONTS, "color": colours.ink, "size": text_px},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        colorway=list(colours.lines.values()),
        xaxis=axis,
        yaxis=axis,
        margin={"l": 4, "r": 8, "t": 6, "b": 4},
        showlegend=False,
        legend={"itemwidth": max(_LEGEND_PX, _LEGEND_PX * text_px / LIGHT.text_px)},
        hoverlabel={
            "font": {"family": FONTS, "color": colours.ink},
            "bgcolor": colours.panel,
            "bordercolor": colours.rule,
        },
        separators=".,",
    )
    return go.layout.Template(layout=layout)


@lru_cache(maxsize=1)
def icon() -> str:
    """Return the picture of the browser's tab, written out in the address itself.

    A file of Streamlit's would belong to the session: a page that is just being left asks for it in vain.
    """
    return "data:image/png;base64," + base64.b64encode((ASSETS / "icon.png").read_bytes()).decode("ascii")


def apply(page: str) -> None:
    """Send the style sheets of every page and of this one, with the larger type of the projector where asked.

    Args:
        page: its path; ``<path>.css`` is its own sheet, where it has one.
    """
    _send(viewport.style_sheet(ASSETS / "page.css"))
    if (own := ASSETS / f"{page}.css").exists():
        _send(viewport.style_sheet(own))
    _send(viewport.type_sheet(projector.is_on()))
    viewport.watch()
    _watch_mode()
    _send(viewport.style_sheet(ASSETS / "print.css"))
    if projector.is_on():
        _send(viewport.style_sheet(ASSETS / "present.css"))


def _send(sheet: str) -> None:
    st.html(f"<style>{sheet}</style>")


def _watch_mode() -> None:
    """Run the page again when the viewer changes between light and dark: pictures are drawn on the server."""
    # Registered in every run because the registry belongs to the server, not to this module.
    watch = st.components.v2.component("theme_watch", js=(ASSETS / "theme_watch.js").read_text("utf-8"))
    watch(
        data={"mode": "dark" if palette().dark else "light"}, on_mode_change=lambda: None, key="theme-watch"
    )
