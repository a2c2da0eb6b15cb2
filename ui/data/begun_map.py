"""A map of a county's divisions and of nothing else: no colour judges a place that has handed in nothing."""

from metrics.data.begun import Begun
from metrics.warehouse import Snapshot
from ui.data import plain_map
from ui.theme import palette, rgba


def show(snapshot: Snapshot, begun: Begun, key: str) -> None:
    """Draw the townships with their names, and what every map must say below it.

    Args:
        snapshot: published, or a draft.
        begun: its divisions.
        key: unique on the page.
    """
    if begun.townships.empty:
        return
    shown = begun.townships.rename(columns={"code": "region_code"})
    shown = shown.assign(
        fill=[rgba(palette().verdicts["不适用"])] * len(shown),
        text=[f"{row['villages']} 个村（社区）" for row in shown.to_dict("records")],
    )
    plain_map.show(snapshot, shown, [begun.code], key, f"{begun.name}的乡镇位置")
