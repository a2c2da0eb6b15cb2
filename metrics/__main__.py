"""Metric values and the reform index told or made ready: `python -m metrics values|index|prepare`."""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NoReturn

from metrics import places
from metrics.catalogue import BY_ID, LEVELS, LINES
from metrics.months import month_text
from metrics.values.aggregation import COLUMNS as VALUE_COLUMNS
from metrics.values.values import value_rows
from metrics.warehouse import Snapshot, open_current
from metrics.warehouse_error import WarehouseError

DONE, USAGE, UNREADABLE = 0, 2, 3
MONTH = re.compile(r"(\d{4})-(\d{2})")
LEVEL_IDS = {name: level for level, name in LEVELS.items()}

#: How far work for idle time stands back behind everything else.
IDLE_NICENESS = 15

#: Phrases of argparse and what they say in Chinese.
IN_CHINESE = (
    ("the following arguments are required: ", "缺少 "),
    ("unrecognized arguments: ", "不认识的参数 "),
    ("expected one argument", "后面要跟一个值"),
    ("invalid choice: ", "不能是 "),
    ("choose from ", "可用的有 "),
    ("argument ", "参数 "),
)

Rows = Iterable[Sequence[Any]]


class UsageError(Exception):
    """The command was asked for something that does not exist; the message is in Chinese."""


class Parser(argparse.ArgumentParser):
    """An argument parser that explains itself in Chinese."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is used, and end with exit code 2."""
        for english, chinese in IN_CHINESE:
            message = message.replace(english, chinese)
        print(f"用法不对：{message}\n{self.format_usage()}", file=sys.stderr, end="")
        raise SystemExit(USAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: words after `python -m metrics`; None takes those of the process.

    Returns:
        Exit code: 0 done, 2 wrong usage, 3 the warehouse is missing, damaged or locked.
    """
    speak_utf8()
    options = parser().parse_args(arguments)
    try:
        columns, rows = options.answer(options)
        WRITERS[options.format](columns, rows)
    except UsageError as error:
        print(f"用法不对：{error}", file=sys.stderr)
        return USAGE
    except WarehouseError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        # The reader (such as `head`) has what it wanted; the interpreter must not flush into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def parser() -> Parser:
    """The command line as interfaces.md has it."""
    root = Parser(prog="python -m metrics", description="指标数值和改革指数")
    commands = root.add_subparsers(required=True, metavar="values|index|prepare", parser_class=Parser)
    values = commands.add_parser("values", help="每个指标、区划、条线的数值")
    _common(values)
    values.add_argument("--metric", action="append", metavar="ID", help="只要这个指标，可以重复")
    values.add_argument("--line", action="append", metavar="ID", help="只要这个条线（空为合计），可以重复")
    values.add_argument("--region", action="append", metavar="CODE", help="只要这个区划，可以重复")
    values.add_argument("--level", action="append", metavar="LEVEL", help="只要这一级的区划，可以重复")
    values.set_defaults(answer=_values)
    index = commands.add_parser("index", help="改革指数、分项得分和下级排名")
    _common(index)
    index.add_argument("--region", metavar="CODE", help="区划，不填为最上级")
    index.set_defaults(answer=_index)
    prepare = commands.add_parser("prepare", help="把各月份、各区划的数值先算好，打开页面时直接取用")
    prepare.add_argument("--warehouse", metavar="DIR", help="数据仓库文件夹")
    prepare.add_argument("--idle", action="store_true", help="只用别人空下来的处理器")
    prepare.set_defaults(answer=_prepare, format="csv")
    return root


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--warehouse", metavar="DIR", help="数据仓库文件夹")
    command.add_argument("--period", required=True, type=month, metavar="YYYY-MM", help="报告期，如 2018-06")
    command.add_argument("--format", choices=tuple(WRITERS), default="csv", help="输出格式")


def month(text: str) -> date:
    """A month of the command line, 2018-06.

    Raises:
        ArgumentTypeError: it is written otherwise.
    """
    found = MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) == 0:
        raise argparse.ArgumentTypeError(f"报告期“{text}”应写成 2018-06 这样的年-月")
    return date(int(found[1]), int(found[2]), 1)


def _values(options: argparse.Namespace) -> tuple[Sequence[str], Rows]:
    metrics = _known(options.metric, BY_ID, "指标")
    lines = _known(options.line, ["", *LINES], "条线")
    levels = _known([LEVEL_IDS.get(level, level) for level in options.level or []] or None, LEVELS, "级别")
    snapshot = open_current(options.warehouse)
    regions = _regions(snapshot, options.region)
    rows = value_rows(snapshot, [options.period], metrics, lines, regions, levels)
    month = month_text(options.period)
    return VALUE_COLUMNS, (
        (metric, line, region, month, *map(_plain, numbers), light)
        for metric, line, region, _, *numbers, light in rows
    )


def _index(options: argparse.Namespace) -> tuple[Sequence[str], Rows]:
    from metrics.values.index import COLUMNS, index_rows

    snapshot = open_current(options.warehouse)
    asked = _regions(snapshot, [options.region] if options.region else None)
    valid = places.tops(snapshot, options.period) if asked is None else asked
    rows = (row for region in valid for row in index_rows(snapshot, options.period, region))
    return COLUMNS, ((region, dimension, *map(_plain, numbers)) for region, dimension, *numbers in rows)


def _prepare(options: argparse.Namespace) -> tuple[Sequence[str], Rows]:
    from metrics.values import preparing

    if options.idle:
        os.nice(IDLE_NICENESS)
    snapshot = open_current(options.warehouse)
    return ("snapshot", "ready"), [(snapshot.id, preparing.prepare(snapshot))]


def _known(asked: list[str] | None, known: Iterable[str], what: str) -> list[str] | None:
    unknown = [name for name in asked or [] if name not in set(known)]
    if unknown:
        raise UsageError(f"没有这个{what}：{'、'.join(unknown)}；可用的有：{'、'.join(filter(None, known))}")
    return asked


def _regions(snapshot: Snapshot, asked: list[str] | None) -> list[str] | None:
    if asked is None:
        return None
    codes = [full_code(code) for code in asked]
    unknown = [code for code in codes if code not in places.known_codes(snapshot, codes)]
    if unknown:
        raise UsageError(f"数据里没有这个区划：{'、'.join(unknown)}")
    return codes


def full_code(code: str) -> str:
    """A short official code with the zeros that the contract pads it with."""
    return code.ljust(12, "0") if code.isascii() and code.isdigit() else code


def _write_csv(columns: Sequence[str], rows: Rows) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    sys.stdout.flush()


def _write_json(columns: Sequence[str], rows: Rows) -> None:
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    json.dump(records, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    sys.stdout.flush()


WRITERS: dict[str, Callable[[Sequence[str], Rows], None]] = {"csv": _write_csv, "json": _write_json}


def _plain(number: float | None) -> float | None:
    """Whole numbers without `.0`; all digits of the others."""
    return int(number) if number is not None and number % 1 == 0 else number


def speak_utf8() -> None:
    """Write UTF-8 whatever the terminal says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
