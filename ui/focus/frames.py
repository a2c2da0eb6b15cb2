"""Frames of one line as people read them: for tables on the page and for .xlsx files."""

import pandas as pd

from metrics.catalogue import BY_ID, LINES
from metrics.focus.declared import COUNTED
from ui import numbers
from ui.focus import words
from ui.theme import LIGHTS


def focus(items: pd.DataFrame) -> pd.DataFrame:
    """Write the points of a focus with their counts now and a year ago."""
    return pd.DataFrame(
        {
            "改革重点": items["name"],
            "现有": [_amount(*pair) for pair in zip(items["amount"], items["unit"], strict=True)],
            "上年同期": [_amount(*pair) for pair in zip(items["before"], items["unit"], strict=True)],
            "计数": items["by"].map(COUNTED),
            "按什么计": items["words"],
        }
    )


def _amount(amount: float, unit: str) -> str:
    return f"{numbers.number(amount)} {unit}"


def against(found: pd.DataFrame) -> pd.DataFrame:
    """Write metrics against their own target and past."""
    return pd.DataFrame(
        {
            "条线": found["line"].map(LINES),
            "指标": [BY_ID[metric].name for metric in found["metric_id"]],
            "现值": _values(found, "value"),
            "目标": _values(found, "target"),
            "对照目标": [
                LIGHTS[light].text if light in LIGHTS else numbers.NOTHING for light in found["light"]
            ],
            "上年同期": _values(found, "before"),
            "对照自己": [words.trend(word) for word in found["improved"]],
        }
    )


def _values(found: pd.DataFrame, column: str) -> list[str]:
    units = [BY_ID[metric].unit for metric in found["metric_id"]]
    return [numbers.value(amount, unit) for amount, unit in zip(found[column], units, strict=True)]


def settings(found: pd.DataFrame) -> pd.DataFrame:
    """Write what the region itself states, setting by setting."""
    own = found[found["own"]]
    return pd.DataFrame(
        {
            "条线": own["line"].map(LINES),
            "类别": own["setting"],
            "应建": [numbers.number(units) for units in own["unit_count"]],
            "已建": [
                f"{numbers.number(row.built_count)}" + ("（？）" if row.doubted else "")
                for row in own.itertuples()
            ],
            "未建": [numbers.number(units) for units in own["lacking_count"]],
            "建组织率": [
                numbers.share(row.built_count / row.unit_count if row.unit_count else None)
                for row in own.itertuples()
            ],
            "年度": own["year"].astype(str),
        }
    )


def lacking(listed: pd.DataFrame) -> pd.DataFrame:
    """Write the places and settings with units that have no organisation; numbers stay numbers."""
    names = {
        "name": "区划",
        "line": "条线",
        "setting": "类别",
        "unit_count": "应建",
        "built_count": "已建",
        "lacking_count": "未建",
        "year": "单位数年度",
        "region_code": "区划代码",
    }
    return listed.assign(line=listed["line"].map(LINES))[list(names)].rename(columns=names)


def publics(found: pd.DataFrame) -> pd.DataFrame:
    """Write places with their public, members and services; numbers stay numbers."""
    names = {
        "name": "区划",
        "people": "服务对象",
        "members": "会员",
        "reach_pct": "对象覆盖率",
        "beneficiaries": "服务人次",
        "year": "年度",
        "doubt": "存疑",
        "region_code": "区划代码",
    }
    return found[list(names)].rename(columns=names)
