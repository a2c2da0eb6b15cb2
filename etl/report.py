"""Findings for people: lines on the terminal, a workbook, or JSON for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl.findings import Findings
from etl.marked import write_marked

COLUMNS = ("severity", "file", "sheet", "rows", "column", "value", "count", "code", "message")
HEADERS = ("级别", "文件", "表", "行", "列", "内容", "处数", "代码", "怎样改")
#: The end of the name of a report that tells each kind once.
KINDS = ".kinds.json"
SEVERITIES = {"error": "错误", "warning": "提醒"}


def print_findings(findings: Findings) -> None:
    """Print every kind of finding once on standard error, with its first rows, then the totals."""
    for kind in findings.kinds():
        first = kind.first
        value = f"（“{first.value}”）" if first.value else ""
        count = f"（共 {kind.count:,} 处）" if kind.count > 1 else ""
        line = f"{SEVERITIES[first.severity]}：{kind.place}{value}{count}：{first.message}"
        print(_printable(line), file=sys.stderr)
    if findings.counts:
        print(f"共 {findings.error_count} 处错误，{findings.warning_count} 处提醒", file=sys.stderr)


def _printable(line: str) -> str:
    """The line with control and bidirectional characters spelled out, for they steer a terminal."""
    return "".join(char if char.isprintable() or char == "\u3000" else f"\\u{ord(char):04x}" for char in line)


def write_report(findings: Findings, path: Path, sources: Sequence[Path] = ()) -> None:
    """Write every kept finding to `path`, as .json or .xlsx by its suffix.

    A name that ends in `KINDS` asks for each kind once instead, with how many there are and their first rows.

    Args:
        findings: everything found.
        path: the file; its folder is made where it does not exist.
        sources: the batches as handed in, whose tables a workbook shows with the faulty cells marked.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".json":
        told = findings.kinds() if path.name.endswith(KINDS) else findings
        rows = [one.as_row() for one in told]
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        return
    import xlsxwriter  # no other run needs it

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        _write_list(workbook, findings)
        write_marked(workbook, findings, sources)


def _write_list(workbook: Any, findings: Findings) -> None:
    """One line a kind: where it stands first, how often, and how it is mended."""
    sheet = workbook.add_worksheet("核对结果")
    rows = [kind.as_row() for kind in findings.kinds()]
    sheet.write_row(0, 0, HEADERS, workbook.add_format({"bold": True, "bottom": 1}))
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, [row.get(column, "") for column in COLUMNS])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)
    sheet.set_column(0, len(COLUMNS) - 2, 14)
    sheet.set_column(len(COLUMNS) - 1, len(COLUMNS) - 1, 60)
