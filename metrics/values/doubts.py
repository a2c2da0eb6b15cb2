"""Lights as people are told them: a value that cannot be right has no light, it is a doubt.

Attainment and light of `metrics.values.values.values` follow the definitions, under which 161 % of a target
of 90 % is green. Where a part is more than its whole, that praise would be for a mistake: pages say 存疑
instead, and lead to the rows that `metrics.quality` finds.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from metrics.catalogue import BY_ID, METRICS
from metrics.values import values
from metrics.warehouse import Snapshot

if TYPE_CHECKING:
    import pandas as pd

#: What stands for the light of a value that cannot be right.
DOUBT = "doubt"


def told(frame: pd.DataFrame, value: str = "value", light: str = "light") -> pd.DataFrame:
    """Put `DOUBT` for the light of every value that cannot be right, whether it has a target or not.

    Args:
        frame: ``metric_id`` and the two columns named below.
        value: name of the column of values.
        light: name of the column of lights.
    """
    import pandas as pd

    doubted = pd.Series(doubtful(frame, value), index=frame.index)
    return frame.assign(**{light: frame[light].astype(object).mask(doubted, DOUBT)})


def scored(snapshot: Snapshot, period: date, region: str) -> list[str]:
    """Ids of the metrics that count in the reform index of a place with a value that cannot be right."""
    suspected = [metric.id for metric in METRICS if metric.doubts]
    rows = values.value_rows(snapshot, [period], metrics=suspected, lines=[""], regions=[region])
    return [
        metric
        for metric, *_, value, _target, attainment, _light in rows
        if attainment is not None and BY_ID[metric].doubtful(value)
    ]


def doubtful(frame: pd.DataFrame, value: str = "value") -> list[bool]:
    """Tell of each row whether its value cannot be right: ``metric_id`` and a column of values."""
    return [
        BY_ID[metric].doubtful(amount)
        for metric, amount in zip(frame["metric_id"], frame[value], strict=True)
    ]
