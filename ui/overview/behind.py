"""The issues behind the counts since the last joint conference."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from ui.behind.pieces import Figure, Piece, opener
from ui.session import View

_KINDS = {
    "raised": ("新提出", "会后提出的"),
    "closed": ("办结", "会后办结的"),
    "open": ("未结", "月末还没有办结的"),
    "overdue": ("超期", "未结而过了要求办结日期的"),
}


def since_meeting(view: View, counts: Mapping[str, int], base: date) -> None:
    """Draw the way from counts of issues (``metrics.overview.since_meeting.issues``) to the issues.

    Args:
        view: what the page shows.
        counts: of issues by what became of them.
        base: the month before that of the conference.
    """
    pieces = partial(_pieces, counts, base, view.selection.lines)
    opener(view, "会后的问题", pieces, key="issues", label="问题明细")


def _pieces(counts: Mapping[str, int], base: date, lines: tuple[str, ...]) -> Mapping[str, Piece]:
    return {
        f"{word} {counts[f'{kind}_count']} 件": Piece(
            "issues",
            (base.isoformat(), kind),
            [Figure("问题", meaning, f"{counts[f'{kind}_count']} 件")],
            float(counts[f"{kind}_count"]),
            lines=lines,
        )
        for kind, (word, meaning) in _KINDS.items()
        if counts[f"{kind}_count"]
    }
