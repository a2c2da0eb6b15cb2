"""The boundaries that a draft brings, on a map of their neighbours, to be looked at before publishing."""

import pandas as pd

from metrics.warehouse import Snapshot
from ui.data import plain_map
from ui.theme import palette, rgba

_NEW, _AS_BEFORE = "这一批交的边界", "与当前快照相同"


def show(draft: Snapshot, drawn: pd.DataFrame) -> None:
    """Draw places, those with a new boundary coloured.

    Args:
        draft: what waits to be published.
        drawn: as ``metrics.data.boundary_changes.drawn`` gives it.
    """
    colours = palette()
    fills = {True: rgba(colours.sequential[4]), False: rgba(colours.panel)}
    shown = drawn.assign(
        fill=[fills[is_new] for is_new in drawn["is_new"]],
        text=[_NEW if is_new else _AS_BEFORE for is_new in drawn["is_new"]],
    )
    within = sorted(set(drawn["county_code"].dropna()) - set(drawn["region_code"]))
    plain_map.show(draft, shown, within, "boundary-map", "这一批交的边界，名称见图")
