"""The commands `python -m etl backup` and `python -m etl restore`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from etl.arguments import path_given
from etl.backup import BackupError, back_up, restore, strangers, verify
from etl.trouble import named
from etl.warehouse import Warehouse, say_waiting

DONE, DATA_ERRORS, WRONG_USAGE = 0, 1, 2


def add_command(commands: Any, common: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the commands.

    Args:
        commands: the sub-parsers of `python -m etl`.
        common: adds the options that every command on a warehouse has.
    """
    backup = commands.add_parser("backup", help="把仓库（快照、批次、下发记录）备份成一个文件")
    backup.add_argument("file", type=path_given, metavar="FILE", help="写到哪个文件，如 备份20180731.zip")
    common(backup)
    backup.set_defaults(run=_backup)
    restoring = commands.add_parser("restore", help="用备份文件恢复仓库")
    restoring.add_argument("file", type=path_given, metavar="FILE", help="备份文件")
    restoring.add_argument(
        "--replace", action="store_true", help="仓库里已有数据时，换成备份里的；备份里没有的都会删去"
    )
    common(restoring)
    restoring.set_defaults(run=_restore)


def _backup(options: argparse.Namespace) -> int:
    file: Path = options.file
    if file.exists() or not file.absolute().parent.is_dir():
        reason = "已经有了，请换一个名字" if file.exists() else "所在的文件夹不存在"
        print(f"用法错误：{file} {reason}", file=sys.stderr)
        return WRONG_USAGE
    warehouse = Warehouse.existing(options.warehouse)
    with warehouse.locked(on_wait=say_waiting):
        try:
            described = back_up(warehouse, file)
        except BackupError as error:
            print(f"错误：写下的备份读不回来，请换一个磁盘（{error}）", file=sys.stderr)
            return DATA_ERRORS
    counts = f"快照 {described.count('snapshots')} 个、批次 {described.count('batches')} 个"
    size = sum(part.size for part in described.parts.values()) / 2**20
    print(f"已备份到 {file}：{counts}，共 {size:,.1f} MB，已读回核对")
    print(f"当前快照 {described.snapshot}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    file: Path = options.file
    if not file.is_file():
        print(f"用法错误：找不到备份文件 {file}", file=sys.stderr)
        return WRONG_USAGE
    try:
        described = verify(file)
        warehouse = Warehouse(options.warehouse)
        with warehouse.locked(on_wait=say_waiting):
            held = strangers(warehouse, described)
            if (warehouse.pointer.exists() or held) and not options.replace:
                told = f"{named(warehouse.folder)} 里已有数据。要换成备份里的，请加 --replace"
                print(f"用法错误：{told}；备份里没有的快照、批次和草稿都会删去", file=sys.stderr)
                return WRONG_USAGE
            restore(warehouse, file, described)
    except BackupError as error:
        print(f"错误：{error}", file=sys.stderr)
        return DATA_ERRORS
    print(f"已恢复 {described.made_at:%Y-%m-%d %H:%M} 的备份；当前快照 {described.snapshot}")
    return DONE
