"""The command `python -m etl forms`: distributing."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from etl.arguments import path_given
from etl.build import build
from etl.contract import ORIGINS
from etl.contract.collecting import COLLECTED
from etl.contract.lines import LINES
from etl.forms.distribute import DEFAULT_TABLES, Distributed, Wish, WishError, distribute, usual_deadline
from etl.report import print_findings
from etl.warehouse import Warehouse, say_waiting

DONE, DATA_ERRORS, WRONG_USAGE = 0, 1, 2


def add_command(commands: Any, common: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the command.

    Args:
        commands: the sub-parsers of `python -m etl`.
        common: adds the options that every command on a warehouse has.
    """
    forms = commands.add_parser("forms", help="下发：每个填报单位一个预填好的工作簿")
    forms.add_argument("--period", type=_month, required=True, help="报告期，如 2018-07")
    forms.add_argument("--out", type=path_given, required=True, help="写到哪个文件夹")
    forms.add_argument(
        "--unit", action="append", default=[], help="填报单位的区划代码或名称，可多次；默认县和各乡镇"
    )
    forms.add_argument(
        "--line", action="append", default=[], choices=LINES, help="条线，可多次，每条线一份；默认各线合填"
    )
    tables = "、".join(f"{table.name} {table.title}" for table in COLLECTED.values())
    forms.add_argument("--table", action="append", default=[], help=f"表，可多次：{tables}")
    forms.add_argument("--due", type=_day, help="截止日期，如 2018-08-10；默认次月 10 日")
    forms.add_argument("--name", default="", help="任务名称")
    forms.add_argument("--zip", action="store_true", help="另外打成一个压缩包 填报表.zip")
    forms.add_argument("--publish", action="store_true", help="同时发布填报任务")
    forms.add_argument("--origin", choices=ORIGINS, default="上报", help="填报任务的数据来源")
    forms.add_argument("--report", type=path_given, help="把下发了什么写成 .json")
    common(forms)
    forms.set_defaults(run=_forms)


def _month(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} 不是月份，应写成 2018-07") from None


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} 不是日期，应写成 2018-08-10") from None


def _forms(options: argparse.Namespace) -> int:
    warehouse = Warehouse(options.warehouse)
    wish = Wish(
        options.period,
        tuple(options.unit),
        tuple(options.line),
        tuple(options.table or DEFAULT_TABLES),
        options.due or usual_deadline(options.period),
        options.name,
    )
    with warehouse.locked(on_wait=say_waiting):
        try:
            done = distribute(warehouse, wish, options.out)
        except WishError as error:
            print(f"用法错误：{error}", file=sys.stderr)
            return WRONG_USAGE
        published = build(warehouse, [done.batch], options.origin) if options.publish else None
    if options.zip:
        _write_zip(options.out / "填报表.zip", done)
    if options.report:
        _write_report(options.report, done, published.snapshot_id if published else None)
    if published and published.findings.error_count:
        print_findings(published.findings)
        reason = next(found.message for found in published.findings if found.severity == "error")
        print(f"错误：填报任务没有发布（{reason}），生成的表请不要发出", file=sys.stderr)
        return DATA_ERRORS
    return _tell(done, published is not None)


def _write_zip(path: Path, done: Distributed) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:  # a workbook is compressed already
        for _, file in done.forms:
            packed.write(file, file.name)


def _write_report(path: Path, done: Distributed, snapshot_id: str | None) -> None:
    forms = [{"file": str(file), **form.described} for form, file in done.forms]
    told = {"batch": str(done.batch), "idle": list(done.idle), "published": snapshot_id, "forms": forms}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def _tell(done: Distributed, published: bool) -> int:
    for name in done.idle:
        print(f"{name} 在这些表里没有要填的，没有生成")
    for collection_id in dict.fromkeys(form.collection_id for form, _ in done.forms):
        print(f"填报任务 {collection_id}")
    print(f"填报表 {len(done.forms)} 份，在 {done.batch.parent}")
    print("填报任务已发布" if published else f"填报任务还没有发布：python -m etl build --source {done.batch}")
    return DONE
