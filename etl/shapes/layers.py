"""Rows of what is drawn: shapes of one level side by side, at several zooms, from month to month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from etl.shapes.drawing import Drawn, drawn
from etl.shapes.known import Credit
from etl.shapes.regions import Shape, months_of, valid_in
from etl.shapes.tables import ShapeRow


def rows_of(
    unit: str, shapes: Sequence[Shape], zooms: Iterable[int], credit: Callable[[str, str], Credit]
) -> Iterator[ShapeRow]:
    """Draw shapes that lie side by side.

    Args:
        unit: what they are derived with.
        shapes: of one level.
        zooms: at which they are drawn; where a shape looks as at a finer one, that row stands for both.
        credit: whom a shape is owed to, by its region's code and its basis.
    """
    finer: dict[str, list[ShapeRow]] = {}
    for zoom in sorted(set(zooms), reverse=True):
        now: dict[str, list[ShapeRow]] = {}
        for first, last in months_of(shapes):
            valid = valid_in(shapes, first)
            for shape, one in zip(valid, drawn([own.area for own in valid], zoom), strict=True):
                row = _row(unit, shape, zoom, one, credit(shape.code, shape.basis))
                _add(now.setdefault(shape.code, []), row._replace(first_month=first, last_month=last))
        for code, rows in now.items():
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
