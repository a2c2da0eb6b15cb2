"""办结成效: whether metrics moved while issues were dealt with; told with limits, never as proof."""

from functools import partial

import pandas as pd

from pages.meeting import contents
from ui import session
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
from ui.meeting import charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    found = contents.gather_effects(view)
    panels.title(f"{view.place} {words.closed_unmoved(found)}", choosing_words.chosen(view))
    _unmoved(found[found["closed_on"].notna()])
    _limits(found)


def _unmoved(closed: pd.DataFrame) -> None:
    order = {"unmoved": 0, "too_soon": 1, "moved": 2, "unknown": 3}
    ordered = closed.sort_values("outcome", key=lambda name: name.map(order), kind="stable")
    data = partial(frames.effects, ordered)
    with panels.panel(words.closed_unmoved(closed), key="unmoved", data=data, file_name="销号问题的指标"):
        if ordered.empty:
            messages.empty("没有关联指标的销号问题", "在问题台账里填“关联指标”，这里就能对照")
            return
        ids = list(ordered["issue_id"])
        tables.grid(frames.effects(ordered), "effects", chosen=lambda row: session.choose(issue=ids[row]))
        panels.note(words.EFFECT_KEY)


def _limits(found: pd.DataFrame) -> None:
    judged = found[found["closed_on"].notna() & found["sigmas"].notna()].sort_values("closed_on")
    with panels.panel(
        words.limits_title(found),
        key="limits",
        data=partial(frames.effects, judged),
        file_name="销号与平常起伏",
    ):
        if judged.empty:
            messages.empty("还不能判断", "要有办理期以外至少六个月的变化")
            return
        figure = charts.limits(judged, palette())
        plots.show(figure, key="销号与平常起伏", alt="各件销号问题的指标比平常起伏多走的标准差")
        panels.note(words.LIMITS_KEY)
