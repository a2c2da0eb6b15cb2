"""What the documents say of numbers, as a template reads it: words that are final, and counts of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from metrics.months import months_before
from metrics.overview.key_metrics import KEY_METRICS
from reports.editions import contents, reading
from reports.editions.edition import Edition
from reports.editions.reading import Row
from reports.editions.words import LIGHT_NAMES, amount, named_some

#: Of how many red metrics at most a sentence tells the names.
_NAMED = 12


def index_text(edition: Edition) -> str:
    """The index of the edition's own region; '' where it has none."""
    row = reading.index_rows(edition).get("index")
    return f"{float(row['score']):.1f}" if row and row["score"] else ""


def lights(edition: Edition) -> dict[str, int]:
    """How many metrics have each light, and ``judged``, how many have one."""
    found = Counter(row["light"] for row in reading.own_values(edition).values() if row["light"])
    return {light: found[light] for light in ("green", "amber", "red")} | {"judged": found.total()}


def reds(edition: Edition) -> str:
    """The red metrics with value and target, in one sentence."""
    told = [
        f"{_name(edition, metric)} {amount(metric, row['value'])}（目标 {amount(metric, row['target'])}）"
        for metric, row in reading.own_values(edition).items()
        if row["light"] == "red"
    ]
    return named_some(told, _NAMED)


def projects(edition: Edition) -> dict[str, int]:
    """How many projects have each light, and ``all``."""
    found = Counter(row["light"] for row in edition.records(contents.PROJECTS))
    return {light: found[light] for light in ("green", "amber", "red", "grey", "done")} | {
        "all": found.total()
    }


def issues(edition: Edition, since: str) -> dict[str, int]:
    """How many issues are in each state.

    Args:
        edition: the edition.
        since: a day; ``raised_since`` and ``closed_since`` count what came after it.
    """
    rows = edition.records(contents.ISSUES)
    states = Counter(row["state"] for row in rows)
    return {
        "all": len(rows),
        "closed": states["已办结"],
        "open": states["办理中"],
        "overdue": states["逾期"],
        "raised_since": sum(row["raised_on"] > since for row in rows),
        "closed_since": sum(row["closed_on"] > since for row in rows),
    }


def metric_rows(edition: Edition) -> list[dict[str, str]]:
    """The metrics of the edition's own region that have a light, the worst first, in words."""
    before, year_before = (
        reading.own_values(edition, months_before(edition.period, back)) for back in (1, 12)
    )
    judged = {metric: row for metric, row in reading.own_values(edition).items() if row["light"]}
    worst = sorted(judged, key=lambda metric: ("red", "amber", "green").index(judged[metric]["light"]))
    return [
        _metric_row(edition, metric, judged[metric])
        | {
            "before": _amount(metric, before.get(metric)),
            "year_before": _amount(metric, year_before.get(metric)),
        }
        for metric in worst
    ]


def key_rows(edition: Edition, before: Edition | None) -> list[dict[str, str]]:
    """The metrics of the brief, with their value ``then``, at the last meeting."""
    now = reading.own_values(edition)
    then = reading.own_values(before) if before else {}
    return [
        _metric_row(edition, metric, now[metric]) | {"then": _amount(metric, then.get(metric))}
        for metric in KEY_METRICS
        if metric in now
    ]


def _metric_row(edition: Edition, metric: str, row: Row) -> dict[str, str]:
    attainment = f"{float(row['attainment']) * 100:.1f}%" if row["attainment"] else "—"
    return {
        "name": _name(edition, metric),
        "value": amount(metric, row["value"]),
        "target": amount(metric, row["target"]) if row["target"] else "—",
        "attainment": attainment,
        "light": LIGHT_NAMES.get(row["light"], "—"),
    }


def _amount(metric: str, row: Row | None) -> str:
    return amount(metric, row["value"]) if row and row["value"] else "—"


def _name(edition: Edition, metric: str) -> str:
    words: Mapping[str, Any] = edition.definitions["metrics"].get(metric, {})
    return str(words.get("name", metric))
