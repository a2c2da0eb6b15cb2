"""What can be wrong with a warehouse, or with what is asked of it: in words, with the way on."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from metrics import budget

REBUILD = (
    "请运行 python -m etl build 重新生成；"
    "原来的批次都保留着，也可以运行 python -m etl rollback 退回上一个快照。"
)

_SMALLER = "请选小一些的区划、一条线或者近一些的月份再看"

ErrorKind = Literal["missing", "damaged", "foreign", "locked", "slow", "full", "edition"]


class WarehouseError(Exception):
    """The warehouse cannot be read.

    Attributes:
        kind: 'missing', 'damaged', 'foreign' (not a file of this product) or 'locked'; 'slow' and 'full'
            where a question went beyond its time or memory; 'edition' where a sealed edition cannot be shown.
        message: what is wrong, in Chinese.
        remedy: the way on, in Chinese.
    """

    def __init__(self, kind: ErrorKind, message: str, remedy: str) -> None:
        """Keep both sentences; `str(error)` gives them together."""
        super().__init__(f"{message}{remedy}")
        self.kind = kind
        self.message = message
        self.remedy = remedy


def too_slow() -> WarehouseError:
    """The error for a question that was stopped because it took too long."""
    what = f"这一问算了 {budget.seconds()} 秒还没有算完，已经停下。"
    return WarehouseError("slow", what, f"{_SMALLER}。")


def too_large() -> WarehouseError:
    """The error for a question that wants more memory than there is for it."""
    what = f"这一问要的内存超过了限额（{budget.memory_limit()}）。"
    larger = f"内存充裕时请管理员把 {budget.MEMORY_VARIABLE} 设大些。"
    return WarehouseError("full", what, f"{_SMALLER}；{larger}")


def damaged(path: Path) -> WarehouseError:
    """The error for a file that is ours but cannot be read."""
    return WarehouseError("damaged", f"快照文件 {path.name} 已损坏，无法读取。", REBUILD)


def holds(folder: Path) -> bool:
    """Whether a folder holds something beside hidden files: of a killed build, or of a file manager."""
    return folder.is_dir() and any(path.name[0] != "." for path in folder.iterdir())


def without_pointer(folder: Path) -> tuple[str, str]:
    """What is wrong with a warehouse without a pointer, and the way on."""
    if holds(folder / "snapshots"):
        look = (
            "请运行 `python -m etl snapshots` 查看有哪些快照，再用 `python -m etl rollback 快照编号` 恢复。"
        )
        return "数据仓库里有快照，但指向当前快照的文件 current.json 不见了。", look
    if holds(folder / "batches"):
        again = "请运行 `python -m etl build --source 批次文件夹`，用 batches 里的批次重新入库。"
        return "数据仓库里有留存的批次，但没有快照。", again
    if holds(folder / "drafts"):
        publish = "请运行 `python -m etl publish 草稿编号` 发布，或用 `python -m etl discard 草稿编号` 放弃。"
        return "数据仓库里有等待发布的草稿，还没有快照。", publish
    return "数据仓库还没有数据。", "请运行 `python -m etl build --source 数据文件`，交第一批数据。"
