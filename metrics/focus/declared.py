"""What each line reforms first, as `focus.json` of the reference declares it, without code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from metrics.catalogue import BY_ID, LINES

REFERENCE = Path(__file__).parents[2] / "data" / "reference" / "focus.json"

#: What may be counted for an item, and what the count is called.
COUNTED = MappingProxyType(
    {"settings": "组织", "tags": "组织", "stations": "阵地", "outputs": "产出", "brands": "活动"}
)


@dataclass(frozen=True)
class Item:
    """One point of a line's focus.

    Attributes:
        name: what it is called.
        by: what is counted for it, a key of `COUNTED`.
        words: the settings, tags, kinds of stations, output items or brands that count.
        in_park: whether only organisations in a park count.
    """

    name: str
    by: str
    words: tuple[str, ...]
    in_park: bool = False


@dataclass(frozen=True)
class Focus:
    """The focus of one line: whom it is there for, its text, its points, the metrics it is judged by."""

    public: str
    text: str
    items: tuple[Item, ...]
    metrics: tuple[str, ...]


@cache
def focuses() -> Mapping[str, Focus]:
    """The focus of each line by its id.

    Raises:
        ValueError: the file names a line or a metric that there is not, or an item that counts nothing.
    """
    told = json.loads(REFERENCE.read_text(encoding="utf-8"))["lines"]
    if unknown := told.keys() - LINES.keys():
        raise ValueError(f"{REFERENCE.name}: 不认识的条线 {'、'.join(sorted(unknown))}")
    return MappingProxyType({line: _focus(line, told.get(line, {})) for line in LINES})


def _focus(line: str, told: Mapping[str, Any]) -> Focus:
    metrics = tuple(told.get("metrics", ()))
    if unknown := [metric for metric in metrics if metric not in BY_ID]:
        raise ValueError(f"{REFERENCE.name}: {LINES[line]}的指标 {'、'.join(unknown)} 不在指标目录里")
    return Focus(
        str(told.get("public", "服务对象")),
        str(told.get("text", "")),
        tuple(_item(line, item) for item in told.get("items", ())),
        metrics,
    )


def _item(line: str, told: Mapping[str, Any]) -> Item:
    stated = [by for by in COUNTED if told.get(by)]
    if len(stated) != 1:
        raise ValueError(
            f"{REFERENCE.name}: {LINES[line]}的“{told.get('name')}”要写明且只写一种：{'、'.join(COUNTED)}"
        )
    return Item(str(told["name"]), stated[0], tuple(told[stated[0]]), bool(told.get("in_park")))
