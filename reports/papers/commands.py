"""The commands that make papers: `python -m reports workbook|minutes|brief`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from metrics.__main__ import full_code, month
from reports.editions import reading
from reports.editions.edition import SHORT, Edition
from reports.papers.making import PAPERS, content
from reports.papers.source import edition_of
from reports.papers.written import checked, save

DONE = 0
_CALLED = {"workbook": "数据工作簿", "minutes": "会议纪要", "brief": "一页简报"}


def register(commands: Any) -> None:
    """Add the commands to the command line."""
    for paper, ending in PAPERS.items():
        command = commands.add_parser(paper, help=f"{_CALLED[paper]} {ending}")
        asked(command, ending)
        if ending == ".docx":
            command.add_argument("--template", type=Path, metavar="FILE.docx", help="单位自己的模板")
        command.set_defaults(run=partial(_make, paper))


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


def _make(paper: str, options: argparse.Namespace) -> int:
    out = checked(Path(options.out), PAPERS[paper])
    print("[1/2] 正在取数", flush=True)
    edition = opened(options)
    print(f"[2/2] 正在写{_CALLED[paper]}", flush=True)
    save(out, content(options.folder, edition, paper, getattr(options, "template", None)))
    tell(edition, out)
    return DONE
