"""What is said of the divisions that a county begins with. Pure functions, Chinese text."""

from collections.abc import Mapping

import pandas as pd

from metrics.data.begun import Begun


def counted(begun: Begun) -> str:
    """Say what a county has: 安福县：20 个乡镇、274 个村."""
    townships, villages = len(begun.townships), int(begun.townships["villages"].sum())
    if not townships:
        return f"{begun.name}：只有县一级，没有乡镇和村"
    called = "乡镇（街道）" if "街道" in set(begun.townships["kind"]) else "乡镇"
    return f"{begun.name}：{townships} 个{called}、{villages:,} 个村（社区）"


def divided(begun: Begun) -> list[str]:
    """Say of what kinds its divisions are, and how many of the townships have a known place."""
    townships = begun.townships
    if townships.empty:
        return []
    kinds = townships["kind"].replace("", "其他").value_counts()
    communities, villages = int(townships["communities"].sum()), int(townships["villages"].sum())
    below = {"社区": communities, "行政村等": villages - communities}
    return [
        f"乡镇一级：{_listed(dict(kinds))}。村一级：{_listed(below) or '没有'}。",
        _placed(int(townships["has_point"].sum()), len(townships)),
    ]


def _listed(counts: Mapping[str, int]) -> str:
    return "、".join(f"{kind} {count:,}" for kind, count in counts.items() if count)


def _placed(known: int, every: int) -> str:
    if known == every:
        return "每个乡镇都有点位。"
    unknown = f"其余 {every - known} 个" if known else "乡镇都还没有点位，"
    has = f"{known} 个乡镇有点位，" if known else ""
    return f"{has}{unknown}在地图上按示意画，以后可以补报。"


def townships(begun: Begun) -> pd.DataFrame:
    """Write the townships as people read them."""
    return pd.DataFrame(
        {
            "乡镇": begun.townships["name"],
            "类型": begun.townships["kind"],
            "区划代码": begun.townships["code"],
            "村（社区）数": begun.townships["villages"],
        }
    )
