"""What publishing would change, in people's words: rows, values, lights, and numbers that move too far."""

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics.catalogue import BY_ID, LEVELS, Metric
from metrics.data.draft import Rows, Values
from metrics.data.moved_numbers import JUDGED_FROM, Judged
from ui import numbers
from ui.theme import LIGHTS

#: What boundaries are called where tables are told.
BOUNDARIES = "边界"
#: Values that are told in sentences; the table has all of them.
MOST_TOLD = 5
NOTE = (
    "通常范围：有 6 个月以上历史的，是此前 12 个月的中位数上下 5 倍稳健离差（中位绝对偏差），至少五成和 10"
    "（上报的会员数两成，接待人次 30；百分比的指标两成和 10 个百分点）；只有 3 至 5 个月的，是中位数的"
    "五分之一到五倍，至少上下 10（百分比的指标 10 个百分点）。确有其事的，可以照样发布。"
)
_KINDS = {"added": "新增", "changed": "改", "gone": "撤回", "restated": "重报未变"}


def sentences(found: Rows, moved: Values, place: str, month: str) -> list[str]:
    """Tell what would change: the rows of each table, the values that move most, the lights that turn."""
    metrics = moved.moves.metrics
    turned = metrics["light_before"].fillna("") != metrics["light_after"].fillna("")
    first = pd.concat([metrics[turned], metrics[~turned]]).head(MOST_TOLD)
    told = [_rows(one) for one in found.tables.to_dict("records") if one["table_title"] != BOUNDARIES]
    told += _boundaries(found.boundaries)
    told += [_moved(one, f"{place} {month}") for one in first.to_dict("records")]
    if len(metrics) > len(first):
        told.append(f"{place} {month}另有 {len(metrics) - len(first)} 个指标会变，见下表。")
    if moved.moves.better or moved.moves.worse:
        told.append(
            f"{place}和下一级 {month}的灯：变好 {moved.moves.better:,} 盏，变差 {moved.moves.worse:,} 盏。"
        )
    told += _doubts("新的疑点", moved.new_doubts, f"{place} {month}")
    return told + _doubts("消除的疑点", moved.settled, f"{place} {month}")


def _doubts(what: str, counts: Mapping[str, int], where: str) -> list[str]:
    """Count the rows that come to break a quality rule, or no longer do."""
    told = "、".join(f"{title} {count:,}" for title, count in counts.items())
    return [f"{where}{what} {sum(counts.values()):,} 处：{told}。"] if counts else []


def _boundaries(changed: pd.DataFrame) -> list[str]:
    """Tell how many boundaries of which level are new, others than before, or no more."""
    levels = [str(LEVELS.get(level, "")) for level in changed["level"]]
    told = []
    for kind, word in _KINDS.items():
        counts = [
            f"{level} {count:,} 个" for level, count in zip(levels, changed[kind], strict=True) if count
        ]
        told += [f"{word} {'、'.join(counts)}"] if counts else []
    return [f"{BOUNDARIES}：{'；'.join(told)}。"] if told else []


def _rows(one: dict[str, object]) -> str:
    told = [f"{word} {one[kind]:,} 行" for kind, word in _KINDS.items() if one[kind]]
    return f"{one['table_title']}：{'、'.join(told)}。"


def _moved(one: dict[str, object], where: str) -> str:
    metric = BY_ID[str(one["metric_id"])]
    before, after, change = (numbers.stated(one[name]) for name in ("before", "after", "change"))  # type: ignore[arg-type]
    told = f"{where} {metric.name} {numbers.value(before, metric.unit)} → {numbers.value(after, metric.unit)}"
    if change is not None:
        told += f"（{numbers.small_rise(change, metric.unit)}）"
    return f"{told}{_turned(one['light_before'], one['light_after'])}。"


def _turned(before: object, after: object) -> str:
    old, new = (LIGHTS[light].word if light in LIGHTS else "" for light in (before, after))
    if old == new:
        return ""
    return f"，由{old}转{new}" if old and new else f"，亮{new}" if new else f"，{old}熄灭"


def too_far(found: Judged, doubted: pd.DataFrame) -> str:
    """Warn of what moves further than its history explains."""
    told = [f"{len(found.doubted):,} 个上报的数"] if len(found.doubted) else []
    told += [f"{len(doubted):,} 个指标"] if len(doubted) else []
    return f"有 {'、'.join(told)}偏离自己的历史，发布以前请核对"


def judged(found: Judged) -> str:
    """Say how many numbers were compared with their history, and how many could not be."""
    told = f"{found.judged:,} 个月报的数与各自此前的月份比较过" if found.judged else ""
    doubted = f"，{len(found.doubted):,} 个偏离" if len(found.doubted) else "，没有偏离的"
    silent = f"{found.unjudged:,} 个此前不足 {JUDGED_FROM} 个月，没有可比的历史，不作判断"
    parts = [told + doubted if told else "", silent if found.unjudged else ""]
    return "；".join(part for part in parts if part) + "。" if any(parts) else ""


def doubted_numbers(found: Judged) -> pd.DataFrame:
    """Write the monthly numbers that move too far as people read them."""
    frame = found.doubted
    return pd.DataFrame(
        {
            "对象": frame["name"],
            "列": frame["header"],
            "发布前": list(map(numbers.exact, frame["before"])),
            "发布后": list(map(numbers.exact, frame["after"])),
            "通常范围": _ranges(frame["low"], frame["high"]),
            "可能": frame["slip"],
            "表": frame["table_title"],
            "文件": frame["file"],
            "行": frame["row_number"],
        }
    )


def _ranges(low: Sequence[float], high: Sequence[float]) -> list[str]:
    pairs = zip(low, high, strict=True)
    return [f"{numbers.exact(max(0.0, least))} 至 {numbers.exact(most)}" for least, most in pairs]


def doubted_metrics(doubted: pd.DataFrame, metrics: pd.DataFrame, place: str, month: str) -> list[str]:
    """Tell the metrics that move too far, one sentence each."""
    before = dict(zip(metrics["metric_id"], metrics["before"], strict=True))
    return [
        _doubted(BY_ID[one["metric_id"]], before[one["metric_id"]], one, f"{place} {month}")
        for one in doubted.to_dict("records")
    ]


def _doubted(metric: Metric, before: float, one: dict[str, object], where: str) -> str:
    low, high, after = (float(one[name]) for name in ("low", "high", "after"))  # type: ignore[arg-type]
    unit, least = metric.unit, low if metric.kind == "change" else max(0.0, low)
    usual = f"{numbers.value(least, unit)} 至 {numbers.value(high, unit)}"
    slip = f"，{one['slip']}" if one["slip"] else ""
    change = f"{numbers.value(before, unit)} → {numbers.value(after, unit)}"
    return f"{where} {metric.name} {change}，通常 {usual}{slip}。"


def new_boundaries(drawn: pd.DataFrame) -> str:
    """Say how many places have a new boundary: 边界 20 处，请看位置和形状对不对."""
    return f"边界 {int(drawn['is_new'].sum()):,} 处，请看位置和形状对不对"
