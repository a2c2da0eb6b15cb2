"""缺口清单: matrix, 有形 against 有效, the ranked list, what changed."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics import distances, gaps
from metrics.catalogue import LEVELS
from pages.gaps import moved
from ui import charts, gap_charts, link_choices, maps, messages, panels, tables
from ui import gap_statements as words
from ui.cache import fetch
from ui.session import View
from ui.theme import VERDICTS, palette

_LEVELS = {name: LEVELS[name] for name in ("county", "township", "village")}
_GAPS = {name: VERDICTS[name].text for name in gaps.VERDICTS}


def show(view: View, head: st.delta_generator.DeltaGenerator) -> None:
    """Draw the part."""
    chosen = view.selection
    here = {"period": chosen.period, "region": chosen.region, "lines": chosen.lines}
    found = fetch(view.snapshot, gaps.gaps, **here)
    counted = fetch(view.snapshot, gaps.by_township, **here)
    with head:
        panels.title(words.title(found, counted, view.place), words.unplaced(found))
    if counted.empty:
        messages.empty("本范围没有应建单元", "换一个区划或条线")
        return
    by_place = gaps.together(counted, "region_code")
    left, right = st.columns([1.3, 1], gap="small")
    with left:
        _matrix(counted, by_place)
    with right:
        _dumbbells(by_place)
    _list(found, view)
    moved.show(view, here)


def _matrix(counted: pd.DataFrame, by_place: pd.DataFrame) -> None:
    labels = dict(zip(by_place["region_code"], by_place["name"].map(maps.short_name), strict=True))
    data = partial(tables.named, counted)
    with panels.panel(words.worst_township(by_place), key="matrix", data=data, file_name="乡镇条线矩阵"):
        figure = gap_charts.matrix(counted, palette(), labels)
        charts.show(figure, key="乡镇条线矩阵", alt="各乡镇各条线的缺口数和有效覆盖")
        panels.note("格内数字为缺口数（含所辖村），✓ 为没有缺口；颜色越深有效覆盖越高，空白为不要求建立。")


def _dumbbells(by_place: pd.DataFrame) -> None:
    with panels.panel(words.widest(by_place), key="pairs", data=by_place, file_name="有形与有效"):
        shown = by_place.assign(name=by_place["name"].map(maps.short_name))
        charts.show(gap_charts.dumbbells(shown, palette()), key="有形与有效", alt="各乡镇有形与有效覆盖")
        panels.note("○ 有形：有组织；● 有效：有组织且近六个月有活动。")


def _list(found: pd.DataFrame, view: View) -> None:
    unit = fetch(view.snapshot, distances.ways).unit
    with st.container(border=True, key="panel-list"):
        with st.container(key="gaps-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
            verdicts = link_choices.several("verdict", "判定（不选即全部）", _GAPS)
            levels = link_choices.several("levels", "级别（不选即全部）", _LEVELS)
            group = link_choices.one_of("group", "分组", words.GROUPS)
        kept = found[found["verdict"].isin(verdicts or list(_GAPS)) & found["level"].isin(levels or LEVELS)]
        if kept.empty:
            messages.empty("没有符合条件的缺口", "去掉判定或级别的限制")
        elif group == "none":
            tables.grid(words.rows(kept, unit), f"{view.place}缺口清单", key="gaps")
        else:
            tables.grid(words.grouped(kept, group), f"{view.place}缺口", key=f"gaps-{group}")
        panels.note(words.LIST_KEY)
