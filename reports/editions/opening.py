"""Opening an edition: its snapshot, with the sealed numbers in the place of computed ones."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from operator import itemgetter

from metrics.catalogue import BY_ID
from metrics.values.sealed import SealedValues
from metrics.warehouse import Snapshot, open_kept
from metrics.warehouse_error import WarehouseError
from reports.editions import contents
from reports.editions.edition import Edition


def opened(current: Snapshot, edition: Edition) -> Snapshot:
    """The snapshot that an edition pins; its values are those that were sealed.

    Args:
        current: any open snapshot of the same warehouse.
        edition: the edition.

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
    return replace(pinned, id=f"{pinned.id}@{edition.sha256}", sealed=sealed_values(edition))


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
