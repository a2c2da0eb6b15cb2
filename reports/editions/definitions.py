"""The definitions in force: their words, and a digest of what actually computes them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from metrics.catalogue import METRICS, Metric
from metrics.frames import with_clause
from metrics.values.targets import ATTAINMENT, LIGHT, TARGET_JOINS, TARGET_VALUE

#: What is kept of an entry in words, with what people call it.
WORDS = {
    "name": "名称",
    "definition": "口径",
    "numerator": "分子",
    "denominator": "分母",
    "unit": "单位",
    "direction": "方向",
    "notes": "说明",
}
LIGHTS = "lights"


def in_force(metrics: tuple[Metric, ...] = METRICS) -> dict[str, Any]:
    """Definitions of metrics: words and ``digest`` by metric id, and the digest of how lights are given."""
    rules = (ATTAINMENT, LIGHT, TARGET_JOINS, TARGET_VALUE)
    return {"metrics": {metric.id: _entry(metric) for metric in metrics}, LIGHTS: _digest(*rules)}


def changed(sealed: Mapping[str, Any], now: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Which definitions are others than those of an edition.

    Args:
        sealed: definitions of the edition.
        now: those to compare with; None takes those in force.

    Returns:
        In Chinese what changed, by metric id in the order of the edition; '' stands for how lights are given.
    """
    now = in_force() if now is None else now
    before, after = sealed["metrics"], now["metrics"]
    told = {metric: _difference(entry, after.get(metric)) for metric, entry in before.items()}
    told |= {metric: "封存后新增" for metric in after if metric not in before}
    if sealed[LIGHTS] != now[LIGHTS]:
        told[""] = "目标和亮灯的判定规则已改"
    return {metric: what for metric, what in told.items() if what}


def _entry(metric: Metric) -> dict[str, Any]:
    words = {word: getattr(metric, word) for word in WORDS}
    counted = (metric.kind, metric.factor, metric.all_lines, metric.zero_when_empty, metric.by_line)
    computed = _digest(with_clause(metric.rows, metric.spans), metric.rows, metric.spans, repr(counted))
    return words | {"digest": computed}


def _difference(before: Mapping[str, Any], after: Mapping[str, Any] | None) -> str:
    if after is None:
        return "已从指标目录中取消"
    words = [name for word, name in WORDS.items() if before[word] != after[word]]
    if before["digest"] != after["digest"]:
        words.append("算法")
    return f"{'、'.join(words)}已改" if words else ""


def _digest(*texts: str) -> str:
    """A digest of texts that does not see how they are indented."""
    plain = "\0".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(plain.encode()).hexdigest()
