"""What a slide is, before it is drawn: a statement, one chart, map or table, and notes for the speaker.

Whatever shows slides draws these and computes nothing; colours are written ``#RRGGBB``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: Most rows of a table, and from how many on each of them has one line only.
MOST_ROWS, MANY_ROWS = 12, 8
#: How many letters (as wide as a Chinese one) the columns of a table may have together.
TABLE_EM = 49.0

Ring = list[list[float]]


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, and its colour where that says something that the text says too."""

    text: str
    colour: str = ""


@dataclass(frozen=True)
class Column:
    """A column: what stands above it, its width in Chinese letters, and whether it holds numbers."""

    head: str
    em: float
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table of at most `MOST_ROWS` rows.

    Attributes:
        columns: from left to right.
        rows: cells by row.
        left_out: how many rows there are beside those shown.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0

    @property
    def lines(self) -> int:
        """How many lines a cell may have."""
        return 1 if len(self.rows) > MANY_ROWS else 2


@dataclass(frozen=True)
class Series:
    """Values of a chart in full precision, None where there is none."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes:
        kind: ``bars`` lie beside each other, ``stacked`` add up, ``lines`` go over the months.
        categories: what the values are of.
        series: drawn in this order.
        percent: whether values are shares (0–1).
        decimals: of values that are no shares, where they stand beside their marks.
        unit: of values that are no shares.
    """

    kind: Literal["bars", "stacked", "lines"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False
    decimals: int = 0
    unit: str = ""


@dataclass(frozen=True)
class Area:
    """A place on a map.

    Attributes:
        name: of the place.
        value: as it is read; '' where the place is only drawn round.
        parts: each its outer ring and its holes, of [lon, lat].
        label_at: [lon, lat] of the middle of its largest circle.
        room_deg: radius of that circle.
        fill: colour, '' for none.
        ink: colour of its label.
    """

    name: str
    value: str
    parts: list[list[Ring]]
    label_at: tuple[float, float]
    room_deg: float
    fill: str
    ink: str


@dataclass(frozen=True)
class Map:
    """A map.

    Attributes:
        areas: the places, the whole last.
        legend: colours with what they mean.
        credit: what must stand under it: the kind of map, the number of its approval, its sources.
    """

    areas: tuple[Area, ...]
    legend: tuple[tuple[str, str], ...]
    credit: str


@dataclass(frozen=True)
class Cover:
    """What stands on the first slide below the title."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Nothing:
    """There is nothing to show: what is missing, and what to do."""

    text: str
    hint: str = ""


Body = Table | Chart | Map | Cover | Nothing


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes:
        key: what tells it from the others of its show.
        subject: what it is about in a word or two.
        title: its statement.
        body: what proves it.
        remark: how the body is to be read, in one line.
        notes: for the speaker: definitions, sources, what changed.
    """

    key: str
    subject: str
    title: str
    body: Body
    remark: str = ""
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Show:
    """Slides in the order of the meeting.

    Attributes:
        place: name of the region.
        stamp: what every slide bears: edition, hash, month; or that it was not sealed.
        slides: in their order.
        identity: number of the edition, '' where it was not sealed.
    """

    place: str
    stamp: str
    slides: tuple[Slide, ...]
    identity: str = ""
