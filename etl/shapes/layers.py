"""Rows of what is drawn: shapes of one level side by side, at several zooms, from month to month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from etl.shapes.drawing import Drawn, coverage, drawn, simplified
from etl.shapes.known import Credit
from etl.shapes.regions import LISTED, Shape, months_of, valid_in
from etl.shapes.tables import ShapeRow


def rows_of(
    unit: str, shapes: Sequence[Shape], zooms: Iterable[int], credit: Callable[[Shape], Credit]
) -> Iterator[ShapeRow]:
    """Draw shapes that lie side by side.

    Args:
        unit: what they are derived with.
        shapes: of one level.
        zooms: at which they are drawn; where a shape looks as at a finer one, that row stands for both.
        credit: whom a shape is owed to.
    """
    descending = sorted(set(zooms), reverse=True)
    found: dict[int, dict[str, list[ShapeRow]]] = {zoom: {} for zoom in descending}
    for first, last in months_of(shapes):
        valid = valid_in(shapes, first)
        # What is only listed lies on top of the others, and takes nothing from them.
        beside = [one for one in valid if one.basis != LISTED]
        listed = [one for one in valid if one.basis == LISTED]
        cover = coverage([one.area for one in beside], descending[0])
        owed = [credit(one) for one in (*beside, *listed)]
        for zoom in descending:
            cover = simplified(cover, zoom)
            areas = [*cover, *(one.area for one in listed)]
            for shape, area, to in zip([*beside, *listed], areas, owed, strict=True):
                row = _row(unit, shape, zoom, drawn(area), to)._replace(first_month=first, last_month=last)
                _add(found[zoom].setdefault(shape.code, []), row)
    finer: dict[str, list[ShapeRow]] = {}
    for at_zoom in found.values():
        for code, rows in at_zoom.items():
            if not _look_alike(rows, finer.get(code, [])):
                finer[code] = rows
                yield from rows


def _row(unit: str, shape: Shape, zoom: int, one: Drawn, owed: Credit) -> ShapeRow:
    return ShapeRow(
        unit,
        shape.code,
        zoom,
        shape.first,
        shape.last,
        shape.basis,
        owed.approval,
        owed.attribution,
        one.rings,
        one.label_lon,
        one.label_lat,
        one.room_deg,
        *one.bounds,
    )


def _add(rows: list[ShapeRow], row: ShapeRow) -> None:
    """Add a row, or let the last one go on where it looks the same."""
    last = rows[-1] if rows else None
    if last and last.last_month == row.first_month and _look(last) == _look(row):
        rows[-1] = last._replace(last_month=row.last_month)
    else:
        rows.append(row)


def _look_alike(rows: Sequence[ShapeRow], others: Sequence[ShapeRow]) -> bool:
    return [(row.first_month, _look(row)) for row in rows] == [
        (row.first_month, _look(row)) for row in others
    ]


def _look(row: ShapeRow) -> tuple[str, str, str | None, str | None]:
    return row.basis, row.rings, row.approval, row.attribution
