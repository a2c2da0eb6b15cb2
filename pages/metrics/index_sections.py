"""The reform index by dimension, its weights, and the ranking of the places below on request."""

from functools import partial

import streamlit as st

from pages.metrics import contents
from ui import numbers
from ui.behind import doubts
from ui.choosing import link_choices
from ui.drawing import panels, plots
from ui.metrics import behind, bullet_charts, frames, weights, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def index(found: contents.Catalogue, chosen: dict[str, float], view: View) -> bool:
    """The index and its weights; returns whether the ranks are asked for."""
    here = view.selection.region
    now, before = frames.index_of(found.index, here), frames.index_of(found.index_before, here)
    dimensions = frames.dimensions(found.index, found.index_before, here)
    data, told = partial(frames.scores_to_take_away, dimensions), weights.told(chosen)
    with panels.panel(
        words.index(now, before, dimensions), key="index", data=data, file_name="改革指数", chosen=told
    ):
        if dimensions.empty:
            messages.empty("没有可以计分的维度", "维度得分要有本年度的目标；目标随“指标目标”表上报。")
            return False
        plots.show(
            bullet_charts.scores(dimensions, palette()),
            key="维度得分",
            alt=f"各维度得分，竖线为{numbers.YEAR_BEFORE}",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="index-choices"):
            weights.choose(chosen)
            ranked = link_choices.switch("rank", "显示下级排名") if len(found.below) else False
            behind.opener(view, key="index", weights=chosen)
        panels.note(words.INDEX_KEY)
        doubts.in_index(found.doubts)
    return ranked


def ranking(found: contents.Catalogue, chosen: dict[str, float], view: View) -> None:
    """Ranks of the places below, always with their intervals."""
    ranked = frames.ranks(found.index, found.below)
    data, told = partial(frames.ranks_to_take_away, ranked), weights.told(chosen)
    with panels.panel(words.ranking(ranked), key="ranks", data=data, file_name="改革指数排名", chosen=told):
        plots.show(bullet_charts.ranks(ranked, palette()), key="排名", alt="各地位次与位次区间")
        panels.note(words.RANK_KEY)
        behind.opener(view, key="ranks", weights=chosen)
