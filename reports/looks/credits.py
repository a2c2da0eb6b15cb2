"""What every map must say of its borders: whether they are schematic, approved, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

#: What a shape was derived from where a boundary was handed in.
BOUNDARY = "边界"
#: What is said of shapes by what they were derived from.
_SCHEMATIC = {
    "轮廓": "县界为轮廓",
    "按点": "乡镇、村界线由位置点推算",
    "均分": "没有位置点的按空余面积均分，方位不作准",
    "列示": "没有位置资料的只列示在图上",
}
_POINTS = "没有界线资料的区划按上报坐标画点，不作定位依据"
SCHEMATIC_TAG, BOUNDARY_TAG = "示意图", "边界图"
APPROVAL, UNAPPROVED = "审图号", "未标审图号，仅供内部使用"


class Ground(Protocol):
    """The shapes that a map draws on, each with ``basis, approval, attribution`` of ``metrics.shapes``."""

    @property
    def cells(self) -> Mapping[str, Any]:
        """Shapes by region code."""


def is_schematic(ground: Ground) -> bool:
    """Whether anything on a map is not a boundary that was handed in."""
    return any(cell.basis != BOUNDARY for cell in ground.cells.values()) or not ground.cells


def tag(ground: Ground) -> str:
    """Name the kind of map in one word."""
    return SCHEMATIC_TAG if is_schematic(ground) else BOUNDARY_TAG


def approval(ground: Ground) -> str:
    """Say under which number a map was approved; one that shows borders without any is for internal use."""
    numbers = _each(cell.approval for cell in ground.cells.values() if cell.basis == BOUNDARY)
    without = any(not cell.approval for cell in ground.cells.values())
    told = f"{APPROVAL}：{'、'.join(numbers)}" if numbers else ""
    return "；".join(one for one in (told, UNAPPROVED if without or not numbers else "") if one)


def sources(ground: Ground) -> str:
    """Say where the borders of a map come from."""
    if not ground.cells:
        return _POINTS
    bases = {cell.basis for cell in ground.cells.values()}
    told = [words for basis, words in _SCHEMATIC.items() if basis in bases]
    owed = _each(cell.attribution for cell in ground.cells.values())
    return "。".join(
        one
        for one in (
            f"{'，'.join(told)}，均非法定界线" if told else "",
            f"来源：{'；'.join(owed)}" if owed else "",
        )
        if one
    )


def notes(ground: Ground) -> list[str]:
    """What goes with the rows of a map where they leave as a file, a sentence a line."""
    return [tag(ground), *filter(None, (approval(ground), sources(ground)))]


def _each(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
