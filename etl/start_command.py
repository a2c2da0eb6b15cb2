"""The command `python -m etl start`: a new warehouse for a real county."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from etl.report import print_findings
from etl.start import counties_named, not_one, start
from etl.warehouse import Warehouse, say_waiting

DONE, DATA_ERRORS, WRONG_USAGE = 0, 1, 2


def add_command(commands: Any, common: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the command.

    Args:
        commands: the sub-parsers of `python -m etl`.
        common: adds the options that every command on a warehouse has.
    """
    command = commands.add_parser("start", help="为一个县建新仓库：只有它的法定区划，没有演示数据")
    command.add_argument("--county", required=True, help="县（市、区、旗）的 6 位代码，或者全称")
    command.add_argument("--draft", action="store_true", help="生成草稿，看过以后用 publish 发布")
    common(command)
    command.set_defaults(run=_start)


def _start(options: argparse.Namespace) -> int:
    found = counties_named(options.county.strip())
    trouble = not_one(options.county.strip(), found)
    if trouble:
        print(f"用法错误：{trouble}", file=sys.stderr)
        return WRONG_USAGE
    warehouse = Warehouse(options.warehouse)
    with nullcontext() if options.draft else warehouse.locked(on_wait=say_waiting):
        # Several may look at a county, each at a draft, before one of them begins it.
        if not warehouse.is_unpublished():
            print("用法错误：仓库里已有数据，请用 --warehouse 指明一个新的文件夹", file=sys.stderr)
            return WRONG_USAGE
        outcome = start(warehouse, found[0], draft=options.draft)
    print_findings(outcome.findings)
    if outcome.findings.error_count:
        return DATA_ERRORS
    print(outcome.settled)
    return DONE
