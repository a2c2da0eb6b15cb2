"""Pieces of 三级联动: staff line by line, organisations whose link to the level above is broken."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from metrics.catalogue import LINES
from ui import numbers
from ui.behind.pieces import Figure, Piece, opener
from ui.session import View

_STAFF = {"posts": "编制", "full_time": "专职", "part_time": "兼职", "seconded": "挂职", "contract": "聘用"}


def staff(view: View, found: pd.DataFrame) -> None:
    """Draw the way from staff (``staffing.staffing``) to the monthly reports of the organisations."""
    opener(
        view, "专兼挂聘", partial(_staff, found), key="staff", note="每个在册组织近 12 个月最新的干部月报。"
    )


def _staff(found: pd.DataFrame) -> Mapping[str, Piece]:
    lines = tuple(line for line in found["line"] if line)
    return {
        LINES.get(row.line, "合计"): _line(row, (row.line,) if row.line else lines)
        for row in found.itertuples(index=False)
    }


def _line(row: Any, lines: tuple[str, ...]) -> Piece:
    figures = [
        Figure(word, "各组织之和", numbers.value(getattr(row, name), "人")) for name, word in _STAFF.items()
    ]
    return Piece("staff", lines, figures, denominator=numbers.stated(row.posts))


def links(view: View, found: pd.DataFrame) -> None:
    """Draw the way from broken links (``structure.links``) to the rows of the organisations."""
    opener(view, "断链组织", partial(_links, found), key="links")


def _links(found: pd.DataFrame) -> Mapping[str, Piece]:
    return {
        f"{fault} {len(part)}": Piece(
            "organizations",
            tuple(dict.fromkeys(part["org_id"])),
            [Figure("组织", fault, f"{len(part)} 个")],
        )
        for fault, part in found.groupby("fault", sort=False)
    }
