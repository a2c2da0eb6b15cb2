"""The commands that make papers: `python -m reports workbook …`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from metrics.__main__ import full_code, month
from reports.editions import reading
from reports.editions.edition import SHORT, Edition
from reports.papers.source import before_of, decided_later, edition_of
from reports.papers.written import checked, save

DONE = 0


def register(commands: Any) -> None:
    """Add the commands to the command line."""
    workbook = commands.add_parser("workbook", help="数据工作簿 .xlsx")
    asked(workbook, ".xlsx")
    workbook.set_defaults(run=_workbook)
    for name, told, run in (("minutes", "会议纪要 .docx", _minutes), ("brief", "一页简报 .docx", _brief)):
        document = commands.add_parser(name, help=told)
        asked(document, ".docx")
        document.add_argument("--template", type=Path, metavar="FILE.docx", help="单位自己的模板")
        document.set_defaults(run=run)


def asked(command: argparse.ArgumentParser, suffix: str) -> None:
    """Add what every paper is asked with.

    Args:
        command: the command.
        suffix: of the file that it writes.
    """
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--edition", metavar="ID", help="会议版编号")
    source.add_argument("--period", type=month, metavar="YYYY-MM", help="报告期，按当前快照现算，注明未封存")
    command.add_argument("--region", metavar="CODE", help="区划，不填为最上级；只与 --period 同用")
    command.add_argument("--out", required=True, metavar=f"FILE{suffix}", help="写到哪个文件")
    command.add_argument("--warehouse", metavar="DIR", help="数据仓库文件夹")


def opened(options: argparse.Namespace) -> Edition:
    """The edition that a command asks for."""
    region = full_code(options.region) if options.region else None
    return edition_of(options.folder, options.edition, options.period, region)


def tell(edition: Edition, out: Path) -> None:
    """Say what was written and of what."""
    hashed = f"\tSHA-256 {edition.sha256[:SHORT]}" if edition.number else ""
    print(f"已写成 {out.name}\t{reading.called(edition)}{hashed}")
    for warning in reading.warnings(edition):
        print(f"注意：{warning}")


def _workbook(options: argparse.Namespace) -> int:
    from reports.workbook import making

    out = checked(Path(options.out), ".xlsx")
    print("[1/2] 正在取数", flush=True)
    edition = opened(options)
    print("[2/2] 正在写工作簿", flush=True)
    save(out, making.made(edition))
    tell(edition, out)
    return DONE


def _minutes(options: argparse.Namespace) -> int:
    from reports.documents import making, meeting

    out = checked(Path(options.out), ".docx")
    print("[1/2] 正在取数", flush=True)
    edition = opened(options)
    later, told = None, ""
    if edition.number and not meeting.own_decisions(edition):
        later, told = decided_later(options.folder, edition)
    print("[2/2] 正在写会议纪要", flush=True)
    save(out, making.minutes(edition, options.template, later, told))
    tell(edition, out)
    return DONE


def _brief(options: argparse.Namespace) -> int:
    from reports.documents import making

    out = checked(Path(options.out), ".docx")
    print("[1/2] 正在取数", flush=True)
    edition = opened(options)
    before = before_of(options.folder, edition)
    print("[2/2] 正在写简报", flush=True)
    save(out, making.brief(edition, before, options.template))
    tell(edition, out)
    return DONE
