"""What stands behind the reform index: its dimensions, their metrics, and from each metric its rows."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from metrics.values import index, values
from ui import numbers, projector
from ui.behind import number
from ui.cache import fetch
from ui.drawing import tables
from ui.metrics import frames, words
from ui.session import View

_SCORES_PX = 190


@projector.left_out
def opener(view: View, *, key: str, weights: Mapping[str, float] | None = None) -> None:
    """Draw the small button that opens what an index, its dimensions or a rank come from.

    Args:
        view: what the page shows; the index takes all lines together.
        key: unique on the page.
        weights: weight by dimension; None weighs all alike.
    """
    if st.button("得分怎么来的", key=f"provenance-{key}", type="tertiary"):
        st.dialog("改革指数怎么来的", width="large")(_behind)(view, weights)


def _behind(view: View, weights: Mapping[str, float] | None) -> None:
    period = view.selection.period
    region, place = number.choose_place(view, view.selection.region, period, "index-place")
    scored = fetch(view.snapshot, index.index_frame, period=period, region=region, weights=weights)
    measured = fetch(view.snapshot, values.values, periods=[period], lines=[""], regions=[region])
    now, scores = frames.index_of(scored, region), frames.scores(scored, region)
    st.html(f'<h2 class="qt-title">{escape(place)} {escape(numbers.number(now, 1))}</h2>')
    st.html(f'<p class="qt-source">{escape(words.INDEX_MEANING)}</p>')
    metrics = frames.scored_metrics(measured, scores)
    names = dict(zip(metrics["metric_id"], metrics["指标"], strict=True))
    metric = st.selectbox(
        "看哪项指标的明细",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=f"index-metric-{region}",
        placeholder="看一项指标的分子、分母和明细",
        label_visibility="collapsed",
    )
    if metric:
        number.behind(view, metric, region, (), period)
    else:
        dimensions = frames.scored_dimensions(metrics, scores, weights)
        _tables(dimensions, metrics, f"{place}_改革指数")


def _tables(dimensions: pd.DataFrame, metrics: pd.DataFrame, stem: str) -> None:
    tables.plain(dimensions, numeric=["得分", "权重", "计分指标"], marks=["维度"])
    shown = metrics.drop(columns="metric_id")
    read = frames.scored_to_read(metrics)
    tables.grid_with_download(read, stem, "index-metrics", height=_SCORES_PX, whole=shown)
