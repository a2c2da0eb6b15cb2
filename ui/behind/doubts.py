"""The way from a value that cannot be right to the rows that make it so: 数据中心, 疑点, its rule."""

from collections.abc import Sequence
from typing import Any

from metrics.catalogue import BY_ID, Metric
from ui import projector
from ui.drawing import panels
from ui.session import View
from ui.shell import navigation

_PAGE = "data"


@projector.left_out
def link(view: View, label: str, rule: str, **changes: Any) -> None:
    """Draw the link to the rows that a quality rule finds; on the projector, where nothing is opened, none.

    Args:
        view: what the page shows.
        label: what the link says.
        rule: id of the rule.
        **changes: to the selection that the link carries.
    """
    navigation.link(_PAGE, label, view, own={"part": "doubts", "rule": rule}, **changes)


def tell(view: View, metric: Metric, **changes: Any) -> None:
    """Say why a value of a metric is doubtful, and lead to its rows."""
    panels.note(f"存疑：{metric.excess}，{metric.name}超过 100%，不作评价。")
    link(view, "查看疑点 →", metric.doubts, **changes)


def in_index(metrics: Sequence[str]) -> None:
    """Say which doubtful values count in an index: ids of ``metrics.values.doubts.scored``."""
    if metrics:
        names = "、".join(BY_ID[name].name for name in metrics)
        panels.note(f"其中{names}存疑（超过 100%），指数按定义仍计为达标，核对以前请勿据此评价。")
