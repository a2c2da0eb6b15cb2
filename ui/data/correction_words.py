"""Statements of the editor of one row."""

from collections.abc import Sequence

from metrics.data.corrections import Cell, Opened, Row
from ui.session import shortened

KEY_STAYS = (
    "编号（键）说明是哪一行，不在这里改：编号错了的，请撤销这一行，用正确的编号另报；别的表也要跟着改。"
)
HOW = "只填要改的格；清空一格就是把原值清掉，必填的格（*）不能清空。预览以后再决定发布还是放弃。"
REASON = "为什么更正，和原值、新值一起留在这一批里；不写姓名、电话、身份证号。"
WITHOUT_CHANGE = "还没有改动任何一格。"
WITHOUT_REASON = "请写明更正的理由。"
WAITING = "已有一批数据等着发布：请先发布或放弃那一批，再更正这一行。"
TOO_OLD = "这个快照由较早的版本生成，不知道各列能填什么。请运行 python -m etl rebuild，再来更正。"


def title(row: Row) -> str:
    """Name the row that is corrected."""
    return f"更正一行：{row.title} {row.name}"


def lead(row: Row) -> str:
    """Say which row it is and where it was handed in."""
    keys = "，".join(f"{cell.header} {cell.value or '空'}" for cell in row.keys)
    return f"{keys}。原出处：{row.stood}。"


def present(cell: Cell) -> str:
    """Say what a field holds now."""
    return f"现值 {cell.value or '空'}" + (f"（{cell.names}）" if cell.names else "")


def moved(found: Sequence[tuple[Cell, str]], row: Row) -> str:
    """Say what somebody else changed since the row was opened."""
    told = "；".join(f"{cell.header} {before or '空'} → {cell.value or '空'}" for cell, before in found)
    return f"您打开以后，这一行已经变了（批次 {row.batch_id}）：{told}。请看过新的值再改。"


def missing(found: Opened, key: str) -> tuple[str, str]:
    """Say that a row cannot be corrected, and what may have become of it."""
    shown = key.replace(",", " ").strip()
    if not found.is_told:
        return "这一行现在不能更正", TOO_OLD
    if not found.title:
        return "链接里的表不在数据标准里", "可能是链接不完整，请从疑点或明细里重新打开。"
    if found.held_in:
        return (
            f"{found.title} {shown} 已被撤销",
            f"快照 {found.held_in} 里还有这一行；要恢复，请重新上交它。",
        )
    return f"当前快照的{found.title}里没有 {shortened(shown)} 这一行", "可能是链接不完整，或者编号已经改过。"
