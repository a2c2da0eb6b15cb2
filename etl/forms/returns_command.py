"""The command `python -m etl returns`: returned forms are checked, compared and published."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from etl.arguments import path_given
from etl.build import Outcome
from etl.contract import ORIGINS
from etl.forms.checking import check_returns
from etl.forms.many import (
    Standing,
    State,
    collection_rows,
    differences,
    publish_right,
    report_shared_codes,
    standings,
    unit_names,
    unit_states,
)
from etl.forms.returned import Return
from etl.reading import batch_files, shown_name
from etl.report import print_findings, write_report
from etl.trouble import named
from etl.warehouse import Warehouse, say_waiting

DONE, DATA_ERRORS, WRONG_USAGE = 0, 1, 2

STANDINGS: Mapping[Standing, str] = {
    "right": "没有错误",
    "faulty": "有错",
    "unknown": "认不出",
    "same": "与另一份内容相同，只算一份",
    "choose": "同一单位交了几份不同的，请选一份",
    "left_out": "没有选这一份",
}

STATES: Mapping[State, str] = {
    "handed_in": "已交",
    "right": "已交，待发布",
    "faulty": "有错",
    "choose": "几份不同，待选",
    "outstanding": "未交",
    "overdue": "逾期",
}


def add_command(commands: Any, common: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the command.

    Args:
        commands: the sub-parsers of `python -m etl`.
        common: adds the options that every command on a warehouse has.
    """
    returns = commands.add_parser("returns", help="收表：核对交回的填报表，发布其中没有错误的")
    returns.add_argument(
        "paths", type=path_given, nargs="+", metavar="PATH", help="交回的工作簿，或装着它们的文件夹"
    )
    returns.add_argument("--collection", action="append", default=[], help="只收这个填报任务的表，可多次")
    returns.add_argument(
        "--choose", type=path_given, action="append", default=[], help="同一单位几份不同时选哪一份，可多次"
    )
    end = returns.add_mutually_exclusive_group()
    end.add_argument("--publish", action="store_true", help="发布没有错误的")
    end.add_argument("--draft", action="store_true", help="把没有错误的做成草稿，看过以后用 publish 发布")
    returns.add_argument("--origin", choices=ORIGINS, default="上报", help="数据来源，默认 上报")
    returns.add_argument("--faults", type=path_given, help="把有错的写成标出错处的工作簿，放到这个文件夹")
    returns.add_argument("--report", type=path_given, help="把结果写成 .json")
    common(returns)
    returns.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; only to publish does it hold the lock throughout."""
    lost = [named(path) for path in (*options.paths, *options.choose) if not path.exists()]
    if lost:
        print(f"用法错误：找不到 {'、'.join(lost)}", file=sys.stderr)
        return WRONG_USAGE
    paths = list(dict.fromkeys(file for path in options.paths for file in batch_files(path)))
    warehouse, today = Warehouse(options.warehouse), dt.date.today()
    with warehouse.locked(on_wait=say_waiting) if options.publish else nullcontext():
        returns = check_returns(warehouse, paths, today, options.collection)
        report_shared_codes(returns, standings(returns, options.choose))
        told = standings(returns, options.choose)
        outcome = None
        if options.publish or options.draft:
            outcome = publish_right(warehouse, returns, told, options.origin, today, draft=options.draft)
        units = _units(warehouse, returns, told, today, options.collection)
    faults = _write_faults(options.faults, returns, told) if options.faults else {}
    if options.report:
        _write_report(options.report, returns, told, outcome, units, faults)
    return _tell(returns, told, outcome, asked=options.publish or options.draft)


def _units(
    warehouse: Warehouse,
    returns: Sequence[Return],
    told: Mapping[Path, Standing],
    today: dt.date,
    collections: Sequence[str],
) -> list[dict[str, Any]]:
    """Every unit of the collections that returns came for, or of those asked for, with its state."""
    wanted = {one.record.collection_id for one in returns if one.record} | set(collections)
    rows = {key: row for key, row in collection_rows(warehouse).items() if key[0] in wanted}
    names = unit_names(warehouse)
    states = unit_states(rows, returns, told, today)
    return [
        {name: _plain(value) for name, value in row.items()}
        | {"unit_name": names.get(key[1], ""), "state": states[key], "state_text": STATES[states[key]]}
        for key, row in rows.items()
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _write_faults(folder: Path, returns: Sequence[Return], told: Mapping[Path, Standing]) -> dict[Path, Path]:
    """A workbook to send back for each return that has faults: return → workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[Path, Path] = {}
    for number, one in enumerate(returns, start=1):
        if one.record and told[one.path] in ("faulty", "choose") and one.findings.error_count:
            name = re.sub(
                r'[\\/:*?"<>|\s]', "_", f"{number:03}_{one.record.who}_{one.record.period:%Y-%m}_有错"
            )
            written[one.path] = folder / f"{name}.xlsx"
            write_report(one.findings, written[one.path], [one.path])
    return written


def _write_report(
    path: Path,
    returns: Sequence[Return],
    told: Mapping[Path, Standing],
    outcome: Outcome | None,
    units: list[dict[str, Any]],
    faults: Mapping[Path, Path],
) -> None:
    described = {
        "returns": [_described(one, told[one.path], faults.get(one.path)) for one in returns],
        "differences": [
            {
                name: str(value) if isinstance(value, Path) else value
                for name, value in dataclasses.asdict(one).items()
            }
            for one in differences(returns, told)
        ],
        "units": units,
        "published": outcome.snapshot_id if outcome else None,
        "draft": outcome.draft_id if outcome else None,
        "refused": [finding.as_row() for finding in outcome.findings] if outcome else [],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")


def _described(one: Return, standing: Standing, faults: Path | None) -> dict[str, Any]:
    return (one.record.described if one.record else {}) | {
        "file": str(one.path),
        "name": shown_name(one.path),
        "state": standing,
        "state_text": STANDINGS[standing],
        "errors": one.findings.error_count,
        "warnings": one.findings.warning_count,
        "faults": str(faults) if faults else None,
        "findings": [finding.as_row() for finding in one.findings],
    }


def _tell(
    returns: Sequence[Return], told: Mapping[Path, Standing], outcome: Outcome | None, *, asked: bool
) -> int:
    for one in returns:
        who = f"{one.record.who} {one.record.period:%Y-%m}" if one.record else ""
        print(f"{shown_name(one.path)} {who} {STANDINGS[told[one.path]]}")
        print_findings(one.findings)
    counts = Counter(told.values())
    print("，".join(f"{words} {counts[name]} 份" for name, words in STANDINGS.items() if counts[name]))
    if not asked:
        return DONE if set(counts) <= {"right", "same", "left_out"} else DATA_ERRORS
    if outcome is None:
        print("没有可以发布的，当前快照不变", file=sys.stderr)
        return DATA_ERRORS
    print_findings(outcome.findings)
    if outcome.findings.error_count:
        print("合在一起有错误，没有发布；当前快照不变", file=sys.stderr)
        return DATA_ERRORS
    if outcome.settled:
        print(outcome.settled)
    return DONE
