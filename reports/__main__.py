"""Sealed editions and what is made of them, on the command line: `python -m reports COMMAND`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from metrics.__main__ import Parser, full_code, month, speak_utf8
from metrics.warehouse import open_current, warehouse_folder
from metrics.warehouse_error import WarehouseError
from reports.editions import comparing, definitions, sealing, shelf
from reports.editions.edition import SHORT, Edition, EditionError
from reports.mail import command as mail
from reports.papers import commands as papers
from reports.slides import command as slides

DONE, DIFFERENT, USAGE, UNREADABLE = 0, 1, 2, 3
#: The word that stands for what would be sealed now.
NOW = "now"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: words after `python -m reports`; None takes those of the process.

    Returns:
        Exit code: 0 done, 1 an edition is not what was sealed, 2 wrong usage, 3 the warehouse is missing,
        damaged or locked.
    """
    speak_utf8()
    options = parser().parse_args(arguments)
    options.folder = warehouse_folder(options.warehouse)
    try:
        return int(options.run(options))
    except EditionError as error:
        print(f"{'用法错误' if error.usage else '错误'}：{error}", file=sys.stderr)
        return USAGE if error.usage else DIFFERENT
    except WarehouseError as error:
        print(f"错误：{error}", file=sys.stderr)
        return UNREADABLE


def parser() -> Parser:
    """The command line as interfaces.md has it."""
    root = Parser(prog="python -m reports", description="会议版：封存、列出、核对、对比，以及由它制作的材料")
    commands = root.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    seal = commands.add_parser("seal", help="封存一个会议版")
    seal.add_argument("--meeting", required=True, metavar="ID", help="会议编号")
    seal.add_argument("--period", type=month, metavar="YYYY-MM", help="报告期，不填为会议当月或之前最新一期")
    seal.add_argument("--region", metavar="CODE", help="区划，不填为最上级")
    seal.add_argument("--lines", default="", metavar="ID,ID", help="条线，不填为全部")
    seal.set_defaults(run=_seal)
    listed = commands.add_parser("editions", help="列出已封存的会议版")
    listed.set_defaults(run=_editions)
    verify = commands.add_parser("verify", help="核对会议版是否与封存时一致")
    verify.add_argument("edition", metavar="EDITION|FILE", help="编号或文件")
    verify.set_defaults(run=_verify)
    compare = commands.add_parser("compare", help="两个会议版之间变了什么")
    compare.add_argument("before", metavar="A", help="会议版编号")
    compare.add_argument("after", nargs="?", default=NOW, metavar="B", help=f"会议版编号，{NOW} 或不填为现在")
    compare.set_defaults(run=_compare)
    papers.register(commands)
    mail.register(commands)
    slides.register(commands)
    for command in (seal, listed, verify, compare):
        command.add_argument("--warehouse", metavar="DIR", help="数据仓库文件夹")
    return root


def _seal(options: argparse.Namespace) -> int:
    print("[1/2] 正在计算全部数字", flush=True)
    snapshot = open_current(options.folder)
    lines = tuple(filter(None, options.lines.split(",")))
    edition = sealing.seal(
        snapshot,
        options.meeting,
        options.period,
        full_code(options.region) if options.region else None,
        lines,
    )
    print("[2/2] 已封存", flush=True)
    print(f"会议版 {edition.number}\nSHA-256 {edition.sha256}")
    return DONE


def _editions(options: argparse.Namespace) -> int:
    worst = DONE
    for path in shelf.files(shelf.existing(options.folder)):
        number = path.name.removesuffix(shelf.SUFFIX)
        try:
            print(_line(shelf.read_file(path, number)))
        except EditionError as error:
            print(f"{number}\t{error}")
            worst = DIFFERENT
    return worst


def _line(edition: Edition) -> str:
    about = edition.about
    what = f"{about['period']}\t{about['place']}\t{about['meeting']}"
    return f"{edition.number}\t{about['sealed_at'][:16].replace('T', ' ')}\t{what}\t{edition.sha256[:SHORT]}"


def _verify(options: argparse.Namespace) -> int:
    if shelf.NUMBER.fullmatch(options.edition):
        edition = shelf.read(shelf.existing(options.folder), options.edition)
    else:
        edition = shelf.read_file(_file(options.edition))
    print(f"会议版 {edition.number} 与封存时一致\nSHA-256 {edition.sha256}")
    state = sealing.snapshot_state(options.folder, edition)
    if state:
        print(state)
    for metric, what in definitions.changed(edition.definitions).items():
        name = edition.definitions["metrics"].get(metric, {}).get("name", metric)
        print(f"封存以后，{f'指标“{name}”' if metric else ''}{what}；会议版仍显示封存时的数字")
    return DONE


def _compare(options: argparse.Namespace) -> int:
    before = shelf.read(shelf.existing(options.folder), options.before)
    if options.after == NOW:
        after = sealing.now(open_current(options.folder), before.region)
    else:
        after = shelf.read(options.folder, options.after)
    refusal = comparing.refusal(before, after)
    if refusal:
        raise EditionError(refusal, usage=True)
    print(f"{before.name}（{before.about['period']}）→ {after.name}（{after.about['period']}）")
    sentences = comparing.compare(before, after)
    for sentence in sentences:
        print(f"【{sentence.kind}】{sentence.text}")
    if not sentences:
        print("没有变化")
    return DONE


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise EditionError("没有这个会议版，也没有这个文件；可用 python -m reports editions 查看", usage=True)
    return path


if __name__ == "__main__":
    sys.exit(main())
