"""The command that sends an edition's papers: `python -m reports send`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from reports.editions import shelf
from reports.editions.edition import Edition, EditionError
from reports.editions.reading import sealed_at
from reports.mail import log, settings
from reports.papers import making

DONE, NOT_SENT = 0, 1


def register(commands: Any) -> None:
    """Add the command to the command line."""
    send = commands.add_parser("send", help="把会议版的材料用邮件发出（默认关闭，见 mail.toml）")
    send.add_argument("--edition", metavar="ID", help="会议版编号，不填为最近封存的")
    send.add_argument("--config", type=Path, metavar="FILE.toml", help="邮件配置，不填为仓库里的 mail.toml")
    send.add_argument("--again", action="store_true", help="发过的也再发一次")
    send.add_argument("--warehouse", metavar="DIR", help="数据仓库文件夹")
    send.set_defaults(run=_send)


def _send(options: argparse.Namespace) -> int:
    from reports.mail import sending

    folder = shelf.existing(options.folder)
    how, warnings = settings.read(options.config or folder / settings.NAME)
    for warning in warnings:
        print(f"注意：{warning}")
    edition = shelf.read(folder, options.edition) if options.edition else _newest(folder)
    with log.held(folder, edition, how.papers) as kept:
        to = [each for each in how.to if options.again or not kept.has(each)]
        if not to:
            print(f"{edition.name} 已经发给名单上的每一位，没有再发；要再发请加 --again")
            return DONE
        print("[1/2] 正在制作材料", flush=True)
        names = sending.names_of(edition, how.papers, settings.PAPERS)
        files = {names[paper]: making.content(folder, edition, paper) for paper in how.papers}
        print(f"[2/2] 正在发给 {len(to)} 位", flush=True)
        messages = {each: sending.message(how, edition, each, files) for each in to}
        failed = sending.send(how, messages, kept.note)
    for each in to:
        print(f"{'没有发出' if each in failed else '已发出'}\t{each}\t{failed.get(each, '')}".rstrip())
    if failed:
        print(f"{len(failed)} 位没有发出；下一次运行会再发给他们，已发出的不重发")
    return NOT_SENT if failed else DONE


def _newest(folder: Path) -> Edition:
    kept = [shelf.read_file(path) for path in shelf.files(folder)]
    if not kept:
        raise EditionError("还没有封存过会议版，没有可发的材料；请先封存", usage=True)
    return max(kept, key=lambda each: (sealed_at(each), each.number))
