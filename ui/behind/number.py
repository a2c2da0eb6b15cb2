"""口径: from any number to its definition, its parts, the rows behind it, and their file and line."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from metrics import places
from metrics.behind import number
from metrics.behind.number import Traced
from metrics.catalogue import BY_ID, LINES, Metric
from metrics.values.doubts import DOUBT
from ui import numbers, projector, session
from ui.behind import correcting, doubts, movement, words
from ui.cache import fetch
from ui.drawing import panels, tables, workbooks
from ui.session import View
from ui.shell import messages

#: Asks for all lines together, whatever lines the view has chosen.
ALL_LINES = "*"

_TABLE_PX, _CHOICE_PX = 360, 190
_CHANGE = "变化"


@projector.left_out
def opener(
    view: View,
    metric_id: str,
    *,
    region: str = "",
    line: str = "",
    period: date | None = None,
    key: str,
    label: str = "口径",
) -> None:
    """Draw the small button beside a number that opens what stands behind it.

    Nothing is computed before it is pressed.

    Args:
        view: what the page shows; what is not named below is taken from it.
        metric_id: id of the catalogue.
        region: region code of the number.
        line: line id of the number; `ALL_LINES` for all of them together; '' for those that the view chose.
        period: month of the number.
        key: unique on the page.
        label: what the button says; 口径, or the number itself where the button is the number.
    """
    if st.button(label, key=f"provenance-{key}", type="tertiary"):
        chosen = view.selection
        lines = {"": chosen.lines, ALL_LINES: ()}.get(line, (line,))
        opened = st.dialog(BY_ID[metric_id].name, width="large")(behind)
        opened(view, metric_id, region or chosen.region, tuple(lines), period or chosen.period)


@projector.left_out
def several(view: View, metrics: Sequence[str], *, key: str, label: str = "口径与明细") -> None:
    """Draw the small button that opens what stands behind any one of several numbers of a picture.

    Args:
        view: what the page shows.
        metrics: ids of the catalogue, the one to begin with first.
        key: unique on the page.
        label: what the button says.
    """
    if not len(metrics):
        return
    if st.button(label, key=f"provenance-{key}", type="tertiary"):
        st.dialog("口径与明细", width="large")(_one_of)(view, tuple(metrics))


def _one_of(view: View, metrics: tuple[str, ...]) -> None:
    chosen = view.selection
    metric = st.selectbox(
        "指标",
        metrics,
        format_func=lambda name: BY_ID[name].name,
        key="provenance-metric",
        label_visibility="collapsed",
    )
    behind(view, metric, chosen.region, chosen.lines, chosen.period)


def behind(view: View, metric_id: str, region: str, lines: tuple[str, ...], period: date) -> None:
    """Show in an open dialog what stands behind a number.

    Args:
        view: whose snapshot is read.
        metric_id: id of the catalogue.
        region: region code of the number.
        lines: lines taken together; none means all.
        period: month of the number.
    """
    metric = BY_ID[metric_id]
    with st.container(key="provenance-scope", horizontal=True, vertical_alignment="center", gap="small"):
        region, place = choose_place(view, region, period, "provenance-place")
        st.html(f'<span class="qt-lead">{numbers.month(period)}</span>', width="content")
        lines = _lines(metric, lines)
    asked = {"metric_id": metric_id, "period": period, "region": region}
    found = fetch(view.snapshot, number.traced, lines=list(lines), **asked)
    st.html(words.head(metric, found))
    if found.light == DOUBT:
        doubts.tell(view, metric, region=region, lines=lines)
    _definition(metric, found)
    stem = f"{place}_{metric.name}_{numbers.short_month(period)}"
    parts = {
        f"计入 {len(found.rows):,} 行": (found.rows, "计入", words.origins(found.rows)),
        f"缺 {len(found.missing):,} 项": (found.missing, "缺", words.reasons(found.missing)),
        f"依据 {len(found.evidence):,} 行": (found.evidence, "依据", words.EVIDENCE),
    }
    figures = words.figure_names(metric)
    *tabs, change = st.tabs(
        [*parts, _CHANGE], on_change="rerun", key="-".join(["provenance-tabs", metric_id, region, *lines])
    )
    for tab, (frame, name, note) in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                listed(frame, figures, f"{stem}_{name}", note)
    if change.open:
        with change:
            against = movement.choose(view, "provenance")
            movement.show(
                view, metric_id, against, region=region, lines=lines, period=period, key="provenance"
            )


def choose_place(view: View, region: str, period: date, key: str) -> tuple[str, str]:
    """Let the viewer of a dialog go on to a place below; give its code and name.

    Args:
        view: whose snapshot is read.
        region: the place to begin with.
        period: the month.
        key: of the box, unique in the dialog.
    """
    trail = fetch(view.snapshot, places.trail, code=region, period=period)
    below = fetch(view.snapshot, places.children, code=region, period=period)
    names = {region: region} | {
        code: name
        for part in (trail.tail(1), below)
        for code, name in zip(part["code"], part["name"], strict=True)
    }
    chosen = st.selectbox(
        "区划",
        list(names),
        format_func=names.__getitem__,
        key=f"{key}-{region}",
        label_visibility="collapsed",
        width=_CHOICE_PX,
    )
    return chosen, names[chosen]


def _lines(metric: Metric, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Let the viewer go on to another line."""
    if not metric.by_line:
        st.html('<span class="qt-lead">不分条线</span>', width="content")
        return ()
    choices = list(dict.fromkeys([lines, (), *((line,) for line in LINES)]))
    return st.selectbox(
        "条线",
        choices,
        format_func=words.lines,
        key=f"provenance-line-{metric.id}-{lines}",
        label_visibility="collapsed",
        width=_CHOICE_PX,
    )


def _definition(metric: Metric, found: Traced) -> None:
    st.markdown(metric.definition)
    parts = words.formula(metric, found)
    tables.rows(["", "含义", "数值"], parts, {"num": ["数值"], "mark": [""]})
    st.html(f'<p class="qt-source">{escape(words.agreement(metric, found))}</p>')
    if metric.notes:
        st.caption(metric.notes)


def listed(frame: pd.DataFrame, figures: Mapping[str, str], stem: str, note: str) -> None:
    """Show rows with where they came from, all of them, and offer them as .xlsx.

    Args:
        frame: rows of the functions of ``metrics.behind.rows``.
        figures: other names for the figures of the rows.
        stem: of the file.
        note: one line above them.
    """
    if frame.empty:
        messages.empty("没有")
        return
    shown = words.rows(frame, figures)
    with st.container(key="provenance-note", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="qt-source">{escape(note)}</p>')
        workbooks.download(shown, stem, key=f"rows-{stem}")
    key = f"rows-{stem}"
    if not correcting.can_be_ticked(frame):
        tables.grid(shown, key, height=_TABLE_PX, lazy=True)
        panels.note(correcting.TOO_MANY)
        return
    correcting.way(session.current_view(), frame, key)
    tables.grid(shown, key, height=_TABLE_PX, chosen=correcting.ticked)
