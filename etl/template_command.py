"""The command `python -m etl template`: the empty workbook, with the names of places where they are known."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from etl import snapshot
from etl.arguments import path_given
from etl.forms.distribute import current_snapshot
from etl.load.region_names import offered
from etl.template import write_template
from etl.warehouse import Warehouse

DONE, WRONG_USAGE = 0, 2


def add_command(commands: Any, common: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the command.

    Args:
        commands: the sub-parsers of `python -m etl`.
        common: adds the options that every command on a warehouse has.
    """
    command = commands.add_parser("template", help="生成空白的上报模板；仓库里有区划的，区划列可以下拉选")
    command.add_argument("file", type=path_given, metavar="FILE.xlsx", help="写到哪个文件")
    common(command)
    command.set_defaults(run=_template)


def _template(options: argparse.Namespace) -> int:
    if options.file.suffix.lower() != ".xlsx":
        print("用法错误：模板的文件名应以 .xlsx 结尾", file=sys.stderr)
        return WRONG_USAGE
    write_template(options.file, _places(options.warehouse))
    print(f"模板已写到 {options.file}")
    return DONE


def _places(folder: Path) -> list[str]:
    """Names of the regions that the published snapshot of a warehouse holds; none where nothing is published.

    Raises:
        WarehouseError: the snapshot is damaged.
    """
    if not (folder / "current.json").is_file():
        return []
    path = current_snapshot(Warehouse.existing(folder))
    with duckdb.connect(str(path), read_only=True, config=snapshot.SETTINGS) as con:
        return [name for _, name in offered(con, dt.date.today())]
