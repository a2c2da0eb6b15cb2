"""Colours, lights and verdicts, once for everything that is drawn.

Every colour that carries meaning also has a word or a shape, so that nothing is told by colour
alone. The seven line colours stay apart under protanopia, deuteranopia and tritanopia (least
OKLab distance 0.07) and keep a contrast of at least 3:1 against their paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.values.doubts import DOUBT


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


def mark_colour(mark: Mark, colours: Palette) -> str:
    """Resolve a mark's colour in a palette."""
    return str(getattr(colours, mark.colour))


def sequential_colour(value_pct: float | None, colours: Palette) -> str:
    """Pick the coverage colour of a 0–1 share; no data has the colour of 不适用."""
    if value_pct is None or value_pct != value_pct:
        return colours.verdicts["不适用"]
    steps = len(colours.sequential)
    return colours.sequential[min(steps - 1, max(0, int(value_pct * steps)))]
