"""What slides are made of: an edition, or a month that was not sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from metrics import places
from metrics.catalogue import BY_ID, LINES
from metrics.data import dictionary, origins
from metrics.months import first_day, in_month
from metrics.values.changes import at_places
from metrics.values.doubts import DOUBT
from metrics.values.sealed import SealedValues
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot, folder_of
from reports.editions import contents, opening, sealing, shelf
from reports.editions.edition import SHORT, Edition
from reports.editions.reading import UNSEALED, sealed_at
from reports.looks import numbers

#: The month and the one before it, which changes are measured from.
_MONTHS = 2


@dataclass(frozen=True)
class Source:
    """What a show tells of.

    Attributes:
        snapshot: values are answered from the edition where it holds them.
        edition: the edition; unsealed, one without a number that holds no values.
        today: the day on which deadlines are looked at.
        earlier: the edition that was sealed before it of the same region.
    """

    snapshot: Snapshot
    edition: Edition
    today: date
    earlier: Edition | None = None
    _read: dict[str, dict[str, Reading]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def period(self) -> date:
        """The month, by its first day."""
        return self.edition.period

    @property
    def region(self) -> str:
        """Region code."""
        return self.edition.region

    @property
    def place(self) -> str:
        """Name of the region."""
        return str(self.edition.about["place"])

    @property
    def lines(self) -> tuple[str, ...]:
        """The chosen lines, none for all."""
        return tuple(self.edition.about["lines"])

    @property
    def shown_lines(self) -> tuple[str, ...]:
        """The lines that are shown one by one."""
        return self.lines or tuple(LINES)

    @property
    def scope(self) -> dict[str, Any]:
        """What questions about the month, the region and the lines take."""
        return {"period": self.period, "region": self.region, "lines": self.lines}

    @cached_property
    def origins(self) -> list[str]:
        """Where the numbers come from: 演示, 上报 or 报道."""
        return origins.origins(self.snapshot)

    @property
    def stamp(self) -> str:
        """What every slide bears: number, hash, month, and whether the data is made up."""
        month = numbers.month(self.period)
        kinds = "、".join(f"{name}数据" for name in self.origins)
        if not self.edition.number:
            return f"{UNSEALED}，数字可能再变　{month}　{kinds}　快照 {self.snapshot.id}"
        return f"{self.edition.name}　SHA-256 {self.edition.sha256[:SHORT]}　{month}　{kinds}"

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Chinese names of the tables of the contract."""
        if not dictionary.is_told(self.snapshot):
            return {}
        told = dictionary.fields(self.snapshot)
        return dict(zip(told["table_name"], told["table_title"], strict=True))

    def readings(self, metrics: Iterable[str], line: str = "") -> dict[str, Reading]:
        """Read metrics of the region in the month: all chosen lines together, or one line."""
        if line not in self._read:
            self._read[line] = self._all(line)
        return {metric: self._read[line][metric] for metric in metrics}

    def _all(self, line: str) -> dict[str, Reading]:
        lines = (line,) if line else self.lines
        months = places.recent_periods(self.snapshot, self.period, _MONTHS)
        frame = at_places(self.snapshot, list(BY_ID), months, [self.region], lines)
        now = frame[in_month(frame["period"], self.period)]
        found = {row["metric_id"]: row for row in now.to_dict("records")}
        return {metric: Reading.of(metric, found.get(metric, {})) for metric in BY_ID}

    def definitions(self, *metrics: str) -> tuple[str, ...]:
        """What metrics mean and what they are computed of, for the notes; sealed words where they are."""
        sealed = self.edition.definitions["metrics"] if self.edition.number else {}
        told = []
        for metric in metrics:
            entry = BY_ID[metric]
            words = sealed.get(metric, {})
            tables = "、".join(self.titles.get(table, table) for table in entry.sources)
            told.append(
                f"【口径】{words.get('name', entry.name)}：{words.get('definition', entry.definition)}"
                f"【来源】{tables}"
            )
        return tuple(told)


@dataclass(frozen=True)
class Reading:
    """A value of a metric with what it is measured by; None where it is missing."""

    metric: str
    value: float | None
    target: float | None
    change: float | None
    light: str
    attainment: float | None = None

    @classmethod
    def of(cls, metric: str, row: Mapping[Any, Any]) -> Reading:
        """Take a row of ``metrics.values.changes.at_places``, empty where there is none."""
        value, target, change = (numbers.stated(row.get(key)) for key in ("value", "target", "month_change"))
        light = row.get("light")
        attained = numbers.stated(row.get("attainment"))
        return cls(metric, value, target, change, light if isinstance(light, str) else "", attained)

    @property
    def name(self) -> str:
        """Name of the metric."""
        return BY_ID[self.metric].name

    @property
    def text(self) -> str:
        """The value as it is read."""
        return numbers.value(self.value, BY_ID[self.metric].unit)

    @property
    def target_text(self) -> str:
        """The target as it is read."""
        return numbers.value(self.target, BY_ID[self.metric].unit)

    @property
    def since(self) -> str:
        """How it moved since the month before."""
        return numbers.against(self.change, BY_ID[self.metric].unit)

    @property
    def doubtful(self) -> bool:
        """Whether it cannot be right."""
        return self.light == DOUBT


def sealed(current: Snapshot, number: str) -> Source:
    """Open an edition of the warehouse of a snapshot.

    Raises:
        EditionError: there is none, or it is damaged.
        WarehouseError: the snapshot that it pins is gone.
    """
    folder = folder_of(current)
    edition = shelf.read(folder, number)
    shown = opening.opened(current, edition)
    day = sealed_at(edition).date()
    return Source(shown, edition, day, _earlier(folder, edition))


def unsealed(
    current: Snapshot, period: date | None, region: str | None = None, lines: tuple[str, ...] = ()
) -> Source:
    """Take a month as it is now.

    Args:
        current: the published snapshot.
        period: the month; None takes the newest.
        region: region code; None takes the top of the data.
        lines: chosen lines; none means all.

    Raises:
        EditionError: the data holds no such month, region or line.
    """
    chosen = sealing.choose(current, first_day(period or places.periods(current)[-1]), region, lines)
    edition = Edition(contents.records_now(current, chosen))
    # Most slides ask for the same: it is computed in one question.
    months = places.recent_periods(current, chosen.period, _MONTHS)
    asked = SealedValues(value_rows(current, months, regions=[chosen.region]))
    return Source(replace(current, sealed=asked), edition, date.today())


def _earlier(folder: Path, edition: Edition) -> Edition | None:
    """The edition sealed last before another of the same region; damaged ones are passed over."""
    found = [
        other
        for other in shelf.readable(folder, besides=edition.number)
        if other.region == edition.region
        and other.period <= edition.period
        and sealed_at(other) < sealed_at(edition)
    ]
    return max(found, key=lambda other: (other.period, sealed_at(other), other.number), default=None)
