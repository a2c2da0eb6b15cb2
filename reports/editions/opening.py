"""Opening an edition: its snapshot, with the sealed numbers in the place of computed ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
    rows = [
        (
            *(row["metric_id"], row["line"], row["region_code"], date.fromisoformat(f"{row['period']}-01")),
            *(float(row[name]) if row[name] else None for name in _NUMBERS),
            row["light"] or None,
        )
        for row in edition.records(contents.VALUES)
        if row["metric_id"] in BY_ID
    ]
    regions = edition.records(contents.REGIONS)
    whole = [edition.period] if any(not row["parent_code"] for row in regions) else []
    return SealedValues(rows, whole, {row["region_code"]: row["level"] for row in regions})


_NUMBERS = ("numerator", "denominator", "value", "target", "attainment")
