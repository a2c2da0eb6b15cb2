"""What the pointer reads on a map, as lines of text in Chinese; the browser escapes them."""

from collections.abc import Sequence
from typing import Any

from metrics.catalogue import LINES
from metrics.coverage.by_place import verdicts_by_line
from ui import numbers
from ui.theme import VERDICTS

_BREAK = "\n"


def place(row: Any, lines: Sequence[str]) -> str:
    """Tell the shares of a place and the verdicts of its own cells, a line a row."""
    shares = [
        f"{word}覆盖 {numbers.share(share)}（{part:,}/{row.expected:,}）"
        for word, share, part in (
            ("有形", row.covered_pct, row.covered),
            ("有效", row.effective_pct, row.effective),
        )
        if row.expected
    ]
    silence = ["半年内有单元无活动记录，可能漏报"] if row.silent else []
    judged = [
        f"{LINES[line]}　{VERDICTS[verdict].text}"
        for line, verdict in verdicts_by_line(row.verdicts).items()
        if line in lines and verdict != "不适用"
    ]
    return _BREAK.join([*(shares or ["没有应建单元"]), *silence, *judged])


def station(row: Any) -> str:
    """Tell what kind of station it is, where, and which lines are in it."""
    told = [str(row.kind), str(row.region_name), "入驻：" + "、".join(LINES[line] for line in row.lines)]
    if row.approximate:
        told.append("位置按所在区划示意")
    return _BREAK.join(told)
