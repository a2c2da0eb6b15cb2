"""Where the demonstration may be built: in a new warehouse, or one that holds nothing else."""

from __future__ import annotations

import os

from etl import snapshot
from etl.build import DEMO_ORIGIN
from etl.warehouse import Warehouse


def demo_allowed() -> bool:
    """Whether the environment lets demonstration data be built without being asked for."""
    return os.environ.get("QUNTUAN_DEMO", "").lower() not in ("0", "no", "false", "off")


def demo_misfit(warehouse: Warehouse) -> str | None:
    """Why the demonstration cannot be built here, None where it can."""
    current_id = warehouse.current_id()
    if current_id is None:
        if warehouse.is_new():
            return None
        if not warehouse.holds_batches():
            return (
                f"{warehouse.drafts} 里有等待发布的草稿，不在它下面建演示数据；"
                "请用 python -m etl publish 发布，或用 discard 放弃"
            )
        return (
            f"{warehouse.batches} 里有留存的批次，却没有快照，不在这里建演示数据；"
            "请用 --source 指明其中的文件夹，重新入库"
        )
    batches = snapshot.batches_of(warehouse.snapshot_path(current_id))
    if any(batch.origin != DEMO_ORIGIN for batch in batches):
        return "仓库里已有上报的数据，不再混入演示数据；请用 --source 指明要交的数据"
    return None
