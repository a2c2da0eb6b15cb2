"""Colours, lights and verdicts, once for everything that is drawn.

Every colour that carries meaning also has a word or a shape, so that nothing is told by colour
alone. The seven line colours stay apart under protanopia, deuteranopia and tritanopia (least
OKLab distance 0.07) and keep a contrast of at least 3:1 against their paper.
"""

import base64
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from metrics.values.doubts import DOUBT
from ui import projector, viewport

ASSETS = Path(__file__).parent / "assets"
#: How long the stroke beside a legend's word is; the least that plotly takes.
_LEGEND_PX = 30
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"


@dataclass(frozen=True)
class Palette:
    """All colours of one mode, and the size of the type in pictures.

    Colours are written ``#RRGGBB``.

    Attributes:
        dark: whether it is the dark mode.
        ink: of text.
        muted: of what stands back.
        paper: of the page.
        panel: of boxes on it.
        rule: of lines.
        accent: of what can be pressed.
        red: of what is bad.
        amber: of what is nearly good.
        green: of what is good.
        lines: by line id.
        verdicts: by verdict.
        sequential: from no coverage to full coverage.
        text_px: body size of charts and maps.
    """

    dark: bool
    ink: str
    muted: str
    paper: str
    panel: str
    rule: str
    accent: str
    red: str
    amber: str
    green: str
    lines: dict[str, str]
    verdicts: dict[str, str]
    sequential: tuple[str, ...]
    text_px: float = 13.0


LIGHT = Palette(
    dark=False,
    ink="#1B2430",
    muted="#56616D",
    paper="#FFFFFF",
    panel="#F4F6F8",
    rule="#D5DBE1",
    accent="#1F4E79",
    red="#B3261E",
    amber="#A86400",
    green="#1B7F5C",
    lines={
        "union": "#1B6CB4",
        "youth": "#D97B14",
        "women": "#B3277E",
        "science": "#2A9A8C",
        "overseas": "#9A80E4",
        "disabled": "#6E5340",
        "commerce": "#4A2CB0",
    },
    verdicts={
        "有效": "#1B6682",
        "沉睡": "#D9A13B",
        "缺失": "#B3261E",
        "未报": "#8C97A3",
        "不适用": "#E3E7EB",
    },
    sequential=(
        "#EAF5F3",
        "#D2EAE8",
        "#B3DBDC",
        "#8FC8CE",
        "#67B1BE",
        "#4398AC",
        "#2A7F98",
        "#1B6682",
        "#114E69",
        "#0B394F",
    ),
)

DARK = Palette(
    dark=True,
    ink="#E4E9EE",
    muted="#A3AEBA",
    paper="#12171D",
    panel="#1B222A",
    rule="#37414C",
    accent="#8DB9E0",
    red="#FF8A7E",
    amber="#F0B24A",
    green="#5FC9A2",
    lines={
        "union": "#5AA2E0",
        "youth": "#F0A04B",
        "women": "#E06BB2",
        "science": "#4FC0B1",
        "overseas": "#C3B3F5",
        "disabled": "#B8977F",
        "commerce": "#8F79E6",
    },
    verdicts={
        "有效": "#4FB3CC",
        "沉睡": "#E0B050",
        "缺失": "#FF8A7E",
        "未报": "#7A8692",
        "不适用": "#2A333D",
    },
    sequential=(
        "#16303A",
        "#183F4D",
        "#1B5163",
        "#20667B",
        "#2A7F98",
        "#4398AC",
        "#67B1BE",
        "#8FC8CE",
        "#B3DBDC",
        "#DDF2F0",
    ),
)


@dataclass(frozen=True)
class Mark:
    """How a state is written: a shape, a short word, a longer word, and a palette colour."""

    shape: str
    word: str
    meaning: str
    colour: str

    @property
    def text(self) -> str:
        """Shape and word together, readable without colour."""
        return f"{self.shape} {self.word}"


LIGHTS = {
    "green": Mark("●", "绿", "达标", "green"),
    "amber": Mark("▲", "黄", "接近", "amber"),
    "red": Mark("■", "红", "落后", "red"),
    DOUBT: Mark("?", "存疑", "超过 100%", "muted"),
}
PROJECT_LIGHTS = {
    "red": Mark("■", "红", "滞后", "red"),
    "amber": Mark("▲", "黄", "预警", "amber"),
    "green": Mark("●", "绿", "正常", "green"),
    "done": Mark("✔", "完", "已完成", "accent"),
    "grey": Mark("○", "灰", "未启动或暂停", "muted"),
}
VERDICTS = {
    "有效": Mark("●", "有效", "有组织，近六个月有活动", "green"),
    "沉睡": Mark("▲", "沉睡", "有组织，近六个月无活动", "amber"),
    "缺失": Mark("■", "缺失", "应建未建", "red"),
    "未报": Mark("?", "未报", "本乡镇六个月无任何活动记录，可能漏报", "muted"),
    "不适用": Mark("·", "不适用", "该级不要求建立", "muted"),
}


def palette() -> Palette:
    """Return the colours of the mode that the viewer's browser shows, with type for its window."""
    colours = DARK if st.context.theme.type == "dark" else LIGHT
    return replace(colours, text_px=viewport.known().type_px())


def mark_colour(mark: Mark, colours: Palette) -> str:
    """Resolve a mark's colour in a palette."""
    return str(getattr(colours, mark.colour))


def rgba(colour: str, alpha: float = 1.0) -> list[int]:
    """Turn ``#RRGGBB`` into deck.gl's ``[r, g, b, a]`` (0–255)."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [round(alpha * 255)]


def sequential_colour(value_pct: float | None, colours: Palette) -> str:
    """Pick the coverage colour of a 0–1 share; no data has the colour of 不适用."""
    if value_pct is None or value_pct != value_pct:
        return colours.verdicts["不适用"]
    steps = len(colours.sequential)
    return colours.sequential[min(steps - 1, max(0, int(value_pct * steps)))]


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
