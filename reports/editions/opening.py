"""Opening an edition: its snapshot, with the sealed numbers in the place of computed ones."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from metrics.catalogue import BY_ID
from metrics.values.sealed import SealedValues
from metrics.warehouse import Snapshot, folder_of, open_kept
from metrics.warehouse_error import WarehouseError
from reports.editions import contents, shelf
from reports.editions.edition import Edition

#: How many editions are kept read, for those who look at them at once.
KEPT_READ = 4


def by_number(current: Snapshot, number: str) -> tuple[Edition, Snapshot]:
    """An edition of the warehouse of an open snapshot, and the snapshot that it pins, see `opened`.

    Its file is read again only where it has changed.

    Args:
        current: any open snapshot of the same warehouse.
        number: number of the edition.

    Raises:
        EditionError: there is none, or its file is not what was sealed.
        WarehouseError: the pinned snapshot is gone or damaged.
    """
    folder = folder_of(current)
    path = shelf.file_of(folder, number)
    try:
        state = path.stat()
    except OSError:
        return shelf.read(folder, number), current
    edition, values = _read(path.absolute(), number, state.st_mtime_ns, state.st_size)
    return edition, opened(current, edition, values)


@lru_cache(maxsize=KEPT_READ)
def _read(path: Path, number: str, _changed: int, _size: int) -> tuple[Edition, SealedValues]:
    edition = shelf.read_file(path, number)
    return edition, sealed_values(edition)


def opened(current: Snapshot, edition: Edition, values: SealedValues | None = None) -> Snapshot:
    """The snapshot that an edition pins; its values are those that were sealed.

    Args:
        current: any open snapshot of the same warehouse.
        edition: the edition.
        values: its values where they were read already.

    Raises:
        WarehouseError: the pinned snapshot is gone or damaged; the sealed numbers are in the edition all the
            same.
    """
    try:
        pinned = open_kept(current, edition.snapshot_id)
    except WarehouseError as error:
        told = f"会议版 {edition.number} 所用的快照 {edition.snapshot_id} 打不开：{error.message}"
        remedy = (
            "封存的数字仍在会议版文件里，可用 python -m reports verify 核对；"
            "明细、名单和地图要从备份恢复快照后再看。"
        )
        raise WarehouseError(error.kind, told, remedy) from error
    # The id keys what is kept between runs: an edition's answers are not those of its snapshot.
    return replace(pinned, id=f"{pinned.id}@{edition.sha256}", sealed=values or sealed_values(edition))


def sealed_values(edition: Edition) -> SealedValues:
    """The values of an edition as numbers, as they were computed."""
    head, *told = csv.reader(io.StringIO(edition.parts[contents.VALUES], newline=""))
    names = ("metric_id", "line", "region_code", "period", *_NUMBERS, "light")
    in_order = itemgetter(*map(head.index, names))
    months: dict[str, date] = {}
    rows = []
    # There are more than a hundred thousand of them.
    for metric, line, region, month, *numbers, light in map(in_order, told):
        if metric in BY_ID:
            day = months.get(month) or months.setdefault(month, date.fromisoformat(f"{month}-01"))
            amounts = (float(number) if number else None for number in numbers)
            rows.append((metric, line, region, day, *amounts, light or None))
    regions = edition.records(contents.REGIONS)
    whole = [edition.period] if any(not row["parent_code"] for row in regions) else []
    return SealedValues(rows, whole, {row["region_code"]: row["level"] for row in regions})


_NUMBERS = ("numerator", "denominator", "value", "target", "attainment")
