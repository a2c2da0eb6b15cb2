"""The command line of the ETL, `python -m etl COMMAND`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext

import duckdb

from etl import backup_command as backup
from etl import budgets, drafts, snapshot, trouble
from etl import purge_command as purge
from etl import start_command as start
from etl import sweep_command as sweep
from etl import template_command as template
from etl.arguments import path_given
from etl.boundaries import DATUMS, Stated
from etl.build import DEMO_ORIGIN, Outcome, build, rebuild
from etl.contract import ORIGINS
from etl.first_build import demo_allowed, demo_misfit
from etl.forms import command as forms
from etl.forms import returns_command as returns
from etl.misuse import is_kept_count_sound, misuse_of
from etl.models import ModelError
from etl.overrun import within_budgets
from etl.publish import publish_draft, renew_draft
from etl.report import print_findings, write_report
from etl.retention import VARIABLE
from etl.sources import DEMO
from etl.supervision import settle
from etl.warehouse import Warehouse, WarehouseError, default_folder, is_id, say_waiting

DONE, DATA_ERRORS, WRONG_USAGE, NO_WAREHOUSE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None, *, budgeted: bool = False) -> int:
    """Run one command.

    Args:
        arguments: of the command, those of this process where none are given.
        budgeted: whether what reads hand-ins runs in a process of its own, within `etl.budgets`.

    Returns:
        0 done; 1 the data has errors; 2 wrong usage; 3 the warehouse is missing, damaged or locked.
    """
    options = _parser().parse_args(arguments)
    misuse = budgets.misuse()
    if misuse:
        print(f"用法错误：{misuse}", file=sys.stderr)
        return WRONG_USAGE
    if budgeted and options.run in _READING:
        return within_budgets(options, lambda: _run(options))
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except WarehouseError as error:
        print(f"错误：{error}", file=sys.stderr)
        return NO_WAREHOUSE
    except ModelError as error:
        print(f"错误：{error}；没有发布", file=sys.stderr)
        return DATA_ERRORS
    except duckdb.OutOfMemoryException:
        raise  # of a hand-in that is too much, which is told elsewhere
    except (OSError, duckdb.Error) as error:
        print(f"错误：{trouble.words(error)}", file=sys.stderr)
        return NO_WAREHOUSE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="把上交的数据变成可查看的快照")
    commands = parser.add_subparsers(required=True)
    _build_options(commands.add_parser("build", help="校验一批或几批数据，生成并发布新快照"))
    demo = commands.add_parser("demo", help="生成演示县的数据")
    demo.add_argument("--out", type=path_given, required=True, help="写到哪个文件夹")
    demo.add_argument("--seed", type=int, default=2018, help="随机种子，相同种子生成相同文件")
    demo.add_argument("--counties", type=int, default=1, help="县的个数")
    demo.set_defaults(run=_demo)
    template.add_command(commands, _warehouse_option)
    reference = commands.add_parser("reference", help="由原始资料重新推算参考数据（村点、示意边界）")
    reference.set_defaults(run=_reference)
    draft = ("draft", "草稿编号，由 --draft 给出")
    for name, run, text, argument in (
        ("snapshots", _snapshots, "列出快照", None),
        ("rebuild", _rebuild, "用留存的批次重建当前快照", None),
        ("publish", _publish, "发布一个草稿", draft),
        ("discard", _discard, "放弃一个草稿", draft),
        ("rollback", _rollback, "退回到一个快照", ("id", "快照编号，见 snapshots")),
    ):
        command = commands.add_parser(name, help=text)
        if argument:
            command.add_argument(argument[0], help=argument[1])
        if run is _publish:
            as_seen = "只发布看过的那一份：其间当前快照变了，就在新的快照上另生成草稿，不发布"
            command.add_argument("--as-seen", action="store_true", help=as_seen)
            first = "只在仓库里还没有发布过时发布，否则放弃这份草稿"
            command.add_argument("--first", action="store_true", help=first)
        if run is _discard:
            empty = "仓库里再没有别的，就连空文件夹一起去掉"
            command.add_argument("--with-empty", action="store_true", help=empty)
        _warehouse_option(command)
        command.set_defaults(run=run)
    sweep.add_command(commands, _warehouse_option)
    start.add_command(commands, _warehouse_option)
    forms.add_command(commands, _warehouse_option)
    returns.add_command(commands, _warehouse_option)
    purge.add_command(commands, _warehouse_option)
    backup.add_command(commands, _warehouse_option)
    return parser


def _build_options(command: argparse.ArgumentParser) -> None:
    accepted = (
        "工作簿（.xlsx、.xlsm、.xls、.et）、.csv 文件、边界文件（.geojson、.shp 或压缩它的 .zip、.kml、"
        ".gpkg），或装着它们的文件夹，可多次"
    )
    command.add_argument("--source", type=path_given, action="append", default=[], help=accepted)
    command.add_argument("--origin", choices=ORIGINS, help="数据来源，默认 上报")
    command.add_argument(
        "--if-new",
        action="store_true",
        help="只在空仓库里建演示数据；已有数据或设了 QUNTUAN_DEMO=no 就不做",
    )
    datum = "边界文件没有说明坐标系的，按哪一个读，默认 WGS84"
    command.add_argument("--datum", choices=DATUMS, default="", help=datum)
    command.add_argument("--approval", default="", metavar="TEXT", help="边界的审图号，属性里没有时用它")
    command.add_argument("--attribution", default="", metavar="TEXT", help="边界的来源，属性里没有时用它")
    end = command.add_mutually_exclusive_group()
    end.add_argument("--check", action="store_true", help="只校验，不发布")
    end.add_argument("--draft", action="store_true", help="生成草稿，看过以后用 publish 发布")
    command.add_argument(
        "--report",
        type=path_given,
        action="append",
        default=[],
        help="把发现的问题写成 .xlsx 或 .json，可多次",
    )
    _warehouse_option(command)
    command.set_defaults(run=_build)


def _warehouse_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--warehouse", type=path_given, default=default_folder(), help="仓库文件夹")


def _build(options: argparse.Namespace) -> int:
    misuse = misuse_of(options)
    if misuse:
        print(f"用法错误：{misuse}", file=sys.stderr)
        return WRONG_USAGE
    warehouse = Warehouse(options.warehouse)
    paths = options.source or [DEMO]
    origin = options.origin or ("上报" if options.source else DEMO_ORIGIN)
    is_published = not (options.check or options.draft)
    with warehouse.locked(on_wait=say_waiting) if is_published else nullcontext():
        if options.if_new and not (warehouse.is_new() and demo_allowed()):
            return DONE
        misfit = None if options.source else demo_misfit(warehouse)
        if misfit:
            print(f"用法错误：{misfit}", file=sys.stderr)
            return WRONG_USAGE
        stated = Stated(options.datum, options.approval.strip(), options.attribution.strip())
        outcome = build(
            warehouse, paths, origin, check_only=options.check, draft=options.draft, stated=stated
        )
        settle(outcome.settled)
        for report in options.report:
            write_report(outcome.findings, report, paths)
        return _tell(outcome, options.check)


def _tell(outcome: Outcome, check_only: bool = False) -> int:
    print_findings(outcome.findings)
    for name in outcome.known:
        # The name comes last: whoever reads these lines goes by their first word.
        print(f"已经交过，内容没有变化，已略过：{name}")
    if outcome.findings.error_count:
        print("数据有错误，没有发布；当前快照不变", file=sys.stderr)
        return DATA_ERRORS
    settled = outcome.settled or ("校验通过，没有发布" if check_only else "")
    if settled:
        print(settled)
    return DONE


def _demo(options: argparse.Namespace) -> int:
    from etl.demo import generate  # its libraries would slow every other command down

    try:
        generate(options.out, seed=options.seed, counties=options.counties)
    except ValueError as error:
        print(f"用法错误：{error}", file=sys.stderr)
        return WRONG_USAGE
    print(f"演示数据已写到 {options.out}")
    return DONE


def _reference(_options: argparse.Namespace) -> int:
    from etl.reference.building import build as build_reference

    build_reference()
    print("参考数据已更新")
    return DONE


def _snapshots(options: argparse.Namespace) -> int:
    warehouse = Warehouse.existing(options.warehouse)
    current = warehouse.pointer.read_bytes().decode("utf-8", "replace") if warehouse.pointer.exists() else ""
    for path in warehouse.published():
        mark = "当前" if f'"{path.stem}"' in current else "    "
        try:
            batches = "、".join(batch.source for batch in snapshot.batches_of(path))
            print(f"{mark} {path.stem} {snapshot.built_at(path):%Y-%m-%d %H:%M}(UTC) {batches}")
        except WarehouseError as error:
            print(f"{mark} {path.stem} {error}")
    return DONE


def _rollback(options: argparse.Namespace) -> int:
    warehouse = Warehouse.existing(options.warehouse)
    path = warehouse.snapshot_path(options.id)
    if not is_id(options.id) or not path.is_file():
        print(f"用法错误：没有快照 {options.id}，请用 python -m etl snapshots 查看", file=sys.stderr)
        return WRONG_USAGE
    with warehouse.locked():
        snapshot.check_file(path)
        warehouse.point_to(options.id)
    print(f"当前快照 {options.id}")
    return DONE


#: Why a county is not begun a second time.
_BEGUN = "这个仓库里已经建立了县，没有再发布；请打开它，要改的内容请在“交数据”里上交"


def _publish(options: argparse.Namespace) -> int:
    warehouse = Warehouse.existing(options.warehouse)
    with warehouse.locked(on_wait=say_waiting):
        draft = drafts.find(warehouse, options.draft)
        if draft is None:
            return _no_draft(options.draft)
        has_moved = warehouse.current_id() != draft.base_id
        if options.first and warehouse.current_id() is not None:
            drafts.discard(draft)
            print(f"用法错误：{_BEGUN}", file=sys.stderr)
            return WRONG_USAGE
        if has_moved:
            print("生成草稿以后，当前快照已经变了，在新的快照上重新校验", flush=True)
        if not (has_moved and options.as_seen):
            return _tell(publish_draft(warehouse, draft))
    return _tell(renew_draft(warehouse, draft))


def _discard(options: argparse.Namespace) -> int:
    warehouse = Warehouse.existing(options.warehouse)
    with warehouse.locked(on_wait=say_waiting):
        draft = drafts.find(warehouse, options.draft)
        if draft is None:
            return _no_draft(options.draft)
        drafts.discard(draft)
        if options.with_empty:
            warehouse.remove_if_empty()
    print(f"草稿 {options.draft} 已放弃")
    return DONE


def _no_draft(draft_id: str) -> int:
    print(f"用法错误：没有草稿 {draft_id}，可能已经发布、放弃或过期，请重新上交", file=sys.stderr)
    return WRONG_USAGE


def _rebuild(options: argparse.Namespace) -> int:
    if not is_kept_count_sound():
        print(f"用法错误：环境变量 {VARIABLE} 应是不小于 1 的整数", file=sys.stderr)
        return WRONG_USAGE
    warehouse = Warehouse.existing(options.warehouse)
    with warehouse.locked():
        if warehouse.current_id() is None:
            raise WarehouseError(
                f"{trouble.named(options.warehouse)} 里还没有发布过快照，请先运行 python -m etl build"
            )
        return _tell(rebuild(warehouse))


#: Commands that read what was handed in.
_READING = (_build, _publish, returns.run)

if __name__ == "__main__":
    sys.exit(main(budgeted=True))
