"""`python -m reports deck`: the slides of an edition, or of a month that was not sealed, as a .pptx."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from metrics.__main__ import full_code, month
from metrics.warehouse import open_current
from reports.editions.edition import EditionError
from reports.papers import written

SUFFIX = ".pptx"


def add(commands: Any) -> argparse.ArgumentParser:
    """Add the command to those of `python -m reports`."""
    deck: argparse.ArgumentParser = commands.add_parser("deck", help="会议演示文稿 .pptx，原生图表可编辑")
    what = deck.add_mutually_exclusive_group(required=True)
    what.add_argument("--edition", metavar="ID", help="会议版编号")
    what.add_argument("--period", type=month, metavar="YYYY-MM", help="报告期：不封存，文稿上写明")
    deck.add_argument("--region", metavar="CODE", help="区划，只和 --period 一起用，不填为最上级")
    deck.add_argument("--out", required=True, type=Path, metavar="FILE.pptx", help="写到哪里")
    deck.add_argument("--template", type=Path, metavar="FILE.pptx", help="单位自己的模板")
    deck.set_defaults(run=run)
    return deck


def run(options: argparse.Namespace) -> int:
    """Write the deck.

    Raises:
        EditionError: what was asked for does not exist, or the file cannot be written.
        WarehouseError: the warehouse cannot be read.
    """
    # What takes its time to load is not loaded for the other commands.
    from reports.slides import source
    from reports.slides.deck import paper, writing
    from reports.slides.show import show

    path = written.checked(options.out, SUFFIX)
    if options.edition and options.region:
        raise EditionError("会议版的区划在封存时已经定了，不要再写 --region", usage=True)
    template = paper.of_template(options.template) if options.template else None
    print("[1/3] 正在打开数据", flush=True)
    current = open_current(options.folder)
    region = full_code(options.region) if options.region else None
    chosen = (
        source.sealed(current, options.edition)
        if options.edition
        else source.unsealed(current, options.period, region)
    )
    print("[2/3] 正在生成幻灯片", flush=True)
    slides = show(chosen)
    written.save(path, writing.written(slides, template or paper.own(slides.place)))
    print(f"[3/3] 已写好 {path.name}：{len(slides.slides)} 页，{slides.stamp}")
    return 0
