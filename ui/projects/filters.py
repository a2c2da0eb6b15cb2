"""Which projects the schedule shows: by light, by theme, a part at a time; each choice is in the link."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from ui.choosing import link_choices
from ui.theme import PROJECT_LIGHTS

ROWS_SHOWN = 15
_SELECT_PX = 220
_LIGHT, _THEME, _PART = "light", "theme", "rows"
_LIGHTS = {name: mark.word for name, mark in PROJECT_LIGHTS.items()}
_ALL = ""


@dataclass(frozen=True)
class Chosen:
    """The projects that the schedule shows.

    Attributes:
        rows: of the schedule.
        told: how they were chosen, in the words of the choices; none where all are shown.
        parts: that the chosen ones are shown in, by the number of the part.
    """

    rows: pd.DataFrame
    told: tuple[str, ...]
    parts: dict[str, str]


def chosen(projects: pd.DataFrame) -> Chosen:
    """Find the projects that the link chooses, before the choices are drawn."""
    lights = link_choices.asked_several(_LIGHT, _LIGHTS)
    theme = link_choices.asked(_THEME, _themes(projects))
    kept = projects[
        projects["light"].isin(lights or list(_LIGHTS)) & ((projects["theme"] == theme) | (theme == _ALL))
    ]
    parts = _parts(len(kept))
    part = link_choices.asked(_PART, parts)
    first = (int(part) - 1) * ROWS_SHOWN
    told = ["、".join(_LIGHTS[light] for light in lights), theme, parts[part] if len(parts) > 1 else ""]
    return Chosen(kept.iloc[first : first + ROWS_SHOWN], tuple(filter(None, told)), parts)


def draw(projects: pd.DataFrame, shown: Chosen) -> None:
    """Draw the choices."""
    counts = projects["light"].value_counts().reindex(list(_LIGHTS), fill_value=0)
    lights = {light: f"{mark.text} {counts[light]}" for light, mark in PROJECT_LIGHTS.items()}
    with st.container(key="project-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        link_choices.several(_LIGHT, "灯（不选即全部）", lights)
        link_choices.selected(_THEME, "主题", _themes(projects), _ALL, width=_SELECT_PX)
        link_choices.one_of(_PART, "显示第几个", shown.parts, label_visibility="visible", wrap=True)


def _themes(projects: pd.DataFrame) -> dict[str, str]:
    return {_ALL: "全部主题"} | {theme: theme for theme in sorted(projects["theme"].unique())}


def _parts(count: int) -> dict[str, str]:
    starts = range(0, max(count, 1), ROWS_SHOWN)
    return {
        str(at): f"第 {start + 1}–{min(count, start + ROWS_SHOWN)} 个" for at, start in enumerate(starts, 1)
    }
