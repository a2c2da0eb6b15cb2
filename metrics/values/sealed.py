"""Values that were sealed: where a snapshot stands for an edition, its numbers are answered, not computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from metrics.catalogue import LINES, METRICS

_METRIC_ORDER = {metric.id: number for number, metric in enumerate(METRICS)}
_LINE_ORDER = {line: number for number, line in enumerate(("", *LINES))}


class SealedValues:
    """The values of an edition, as `metrics.values.values.value_rows` gives them.

    Attributes:
        computed: months, regions and metrics that were asked for and are not sealed: whoever shows their
            values says that they were computed.
    """

    def __init__(
        self, rows: Iterable[tuple[Any, ...]], every_region: Iterable[date] = (), level_of: Any = None
    ) -> None:
        """Keep the rows.

        Args:
            rows: rows of `value_rows`.
            every_region: months of which the values of all valid regions are among the rows.
            level_of: level by region code.
        """
        self.computed = False
        self._levels = dict(level_of or {})
        self._every_region = frozenset(every_region)
        self._rows: dict[tuple[date, str], list[tuple[Any, ...]]] = defaultdict(list)
        for row in rows:
            self._rows[row[3], row[2]].append(row)
        self._metrics = {row[0] for row in next(iter(self._rows.values()), ())}
        self._lines = {key: {row[1] for row in found} for key, found in self._rows.items()}

    def answer(
        self,
        periods: Sequence[date],
        metrics: Sequence[str],
        lines: Sequence[str],
        regions: Sequence[str] | None,
        levels: Sequence[str] | None,
    ) -> list[tuple[Any, ...]] | None:
        """The rows asked for, in the order of `value_rows`; None where some of them are not sealed."""
        wanted = self._places(periods, regions)
        if (
            wanted is None
            or not self._metrics.issuperset(metrics)
            or any(not self._lines[key].issuperset(lines) for key in wanted)
        ):
            self.computed = True
            return None
        kept_metrics, kept_lines = set(metrics), set(lines)
        found = [
            row
            for month, code in wanted
            if levels is None or self._levels.get(code) in levels
            for row in self._rows[month, code]
            if row[0] in kept_metrics and row[1] in kept_lines
        ]
        return sorted(found, key=in_order)

    def _places(
        self, periods: Sequence[date], regions: Sequence[str] | None
    ) -> list[tuple[date, str]] | None:
        if regions is None:
            if not self._every_region.issuperset(periods):
                return None
            return [key for key in self._rows if key[0] in set(periods)]
        wanted = [(month, code) for month in periods for code in dict.fromkeys(regions)]
        missing = [key for key in wanted if key not in self._rows and key[0] not in self._every_region]
        return None if missing else [key for key in wanted if key in self._rows]


def in_order(row: tuple[Any, ...]) -> tuple[int, date, str, int]:
    """Where a row of values stands among others: by metric, month, region and line."""
    return _METRIC_ORDER.get(row[0], len(_METRIC_ORDER)), row[3], row[2], _LINE_ORDER[row[1]]
