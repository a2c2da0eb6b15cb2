"""The command `python -m etl purge`: a batch is removed everywhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from etl import snapshot
from etl.purge import TableChange, Traces, purge, traces
from etl.report import print_findings
from etl.warehouse import Warehouse, say_waiting

DONE, DATA_ERRORS, WRONG_USAGE = 0, 1, 2


def add_command(commands: Any, common: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the command.

    Args:
        commands: the sub-parsers of `python -m etl`.
        common: adds the options that every command on a warehouse has.
    """
    command = commands.add_parser("purge", help="彻底删除一个批次：数据、留存的一份、旧快照和草稿")
    command.add_argument("batch", metavar="BATCH", nargs="?", help="批次编号；不写就列出批次")
    command.add_argument("--yes", action="store_true", help="确认删除；不写时只说明会删去什么、改变什么")
    common(command)
    command.set_defaults(run=_purge)


def _purge(options: argparse.Namespace) -> int:
    warehouse = Warehouse.existing(options.warehouse)
    if options.batch is None:
        return _list(warehouse)
    with warehouse.locked(on_wait=say_waiting):
        warehouse.sweep()
        found = traces(warehouse, options.batch)
        if found is None:
            told = f"用法错误：没有批次 {options.batch}，请用 python -m etl purge（不写编号）查看"
            print(told, file=sys.stderr)
            return WRONG_USAGE
        changes: list[TableChange] = []
        outcome = purge(warehouse, found, changes, look_only=not options.yes)
    if outcome is not None and outcome.findings.error_count:
        print_findings(outcome.findings)
        told = f"没有批次 {found.batch_id}，其余批次就有以上错误，所以没有删除，当前快照不变"
        print(f"{told}；请先改正或删除那些批次", file=sys.stderr)
        return DATA_ERRORS
    _tell(found, changes, is_done=options.yes)
    return DONE


def _list(warehouse: Warehouse) -> int:
    """Print every batch that is kept or that the current snapshot holds."""
    current_id = warehouse.current_id()
    held = snapshot.batches_of(warehouse.snapshot_path(current_id)) if current_id else []
    for batch in held:
        print(f"{batch.batch_id} {batch.received_at:%Y-%m-%d %H:%M} {batch.origin} {batch.source}")
    known = {batch.batch_id for batch in held}
    for path in sorted(warehouse.batches.glob("[!.]*")):
        if path.name not in known:
            print(f"{path.name} 当前快照里没有")
    return DONE


def _tell(found: Traces, changes: list[TableChange], *, is_done: bool) -> None:
    done = "已删除" if is_done else "将删除"
    print(f"{done}批次 {found.batch_id}" + (f"（{found.source}）" if found.source else ""))
    if not found.is_current:
        print("当前快照里没有这一批，数据不变")
    elif not changes:
        print("当前快照的数据不变：这一批的值后来都被替换过，或者别的批次里也有")
    for change in changes:
        print(change.told)
    parts = ["留存的一份"] if found.is_kept else []
    if found.older or found.is_current:
        parts.append(f"含有它的快照 {len(found.older) + found.is_current} 个（不能再退回到它们）")
    if found.drafts:
        parts.append(f"含有它的草稿 {len(found.drafts)} 个（要发布的请重新上交）")
    print(f"同时{done}：{'、'.join(parts)}")
    if found.editions:
        told = (
            "里可能还有这一批的数字、问题和项目名称；"
            "会议版封存以后不改，要清除请删去仓库 editions 文件夹里的文件"
        )
        print(f"会议版 {'、'.join(found.editions)} {told}")
    if is_done:
        print("以前的备份文件里还有这一批，请另做备份，并销毁旧的备份文件")
    else:
        print("还没有删除；确认要删除，请在命令末尾加 --yes")
