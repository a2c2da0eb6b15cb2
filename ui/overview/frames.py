"""Frames of 总览 under the names that people read, for .xlsx files."""

from collections.abc import Sequence

import pandas as pd

from metrics.catalogue import BY_ID
from metrics.values.index import INDEX
from ui import numbers
from ui.overview.words import concern_text
from ui.theme import LIGHTS

_LIGHT = {name: mark.text for name, mark in LIGHTS.items()}


def standing(found: pd.DataFrame) -> pd.DataFrame:
    """Name the columns of ``metrics.values.standing.standing``."""
    return pd.DataFrame(
        {
            "维度": found["dimension"].replace({INDEX: "改革指数"}),
            "得分": found["score"],
            f"{numbers.MONTH_BEFORE}得分": found["score_before"],
            "变化": found["change"],
            "计入指数": found["weighed"].map({True: "是", False: "否"}),
        }
    )


def moved(found: pd.DataFrame, first: Sequence[str]) -> list[str]:
    """The metrics that moved since the conference (``since_meeting.movements``), key ones first."""
    changed = found[found["change"].fillna(0).ne(0) | found["turned"].ne(0)]["metric_id"]
    return sorted(changed, key=lambda metric: metric not in first)


def moves(found: pd.DataFrame) -> pd.DataFrame:
    """Name the columns of ``metrics.overview.since_meeting.movements``."""
    return pd.DataFrame(
        {
            "指标": [BY_ID[name].name for name in found["metric_id"]],
            "单位": [BY_ID[name].unit for name in found["metric_id"]],
            "会前": found["before"],
            "现在": found["now"],
            "变化": found["change"],
            "好坏": found["better"].map({1: "变好", -1: "变差", 0: ""}),
            "会前灯": found["light_before"].map(_LIGHT),
            "现在灯": found["light"].map(_LIGHT),
        }
    )


def concerns(found: pd.DataFrame) -> pd.DataFrame:
    """Write the list of concerns: rule, light, sentence."""
    return pd.DataFrame(
        {
            "规则": found["rule_name"],
            "灯": found["light"].map(_LIGHT),
            "事项": [concern_text(row) for row in found.itertuples()],
        }
    )
