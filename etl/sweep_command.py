"""The command `python -m etl sweep`: what nobody works on any more goes, in one warehouse or several."""

from __future__ import annotations

import argparse
import glob
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from etl import drafts
from etl.warehouse import Warehouse, WarehouseError

DONE = 0


def add_command(commands: Any, common: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the command.

    Args:
        commands: the sub-parsers of `python -m etl`.
        common: adds the options that every command on a warehouse has.
    """
    command = commands.add_parser("sweep", help="清扫：中断的交数据留下的文件、没人处理的草稿")
    beside = "也清扫旁边各县的仓库（文件夹名后加“-6 位代码”的），空的去掉"
    command.add_argument("--counties", action="store_true", help=beside)
    common(command)
    command.set_defaults(run=_sweep)


def _sweep(options: argparse.Namespace) -> int:
    """Remove what nobody works on any more; where somebody publishes just now, drafts are left to them."""
    home: Path = options.warehouse
    for folder in (home, *(_of_counties(home) if options.counties else ())):
        if (folder / "snapshots").is_dir():
            _sweep_one(Warehouse(folder), is_beside=folder != home)
    return DONE


def _of_counties(home: Path) -> list[Path]:
    """The folders of counties beside a warehouse, as the app names them (`metrics/warehouses.py`)."""
    return sorted(home.absolute().parent.glob(f"{glob.escape(home.absolute().name)}-{'[0-9]' * 6}"))


def _sweep_one(warehouse: Warehouse, *, is_beside: bool) -> None:
    warehouse.sweep_deserted()
    with suppress(WarehouseError), warehouse.locked(patience=0):
        warehouse.sweep()
        drafts.sweep(warehouse)
        if is_beside:
            warehouse.remove_if_empty()
