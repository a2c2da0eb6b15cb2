"""Handing batches in as a county does, and reading what it is told."""

import contextlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
import xlwt

from etl.build import Outcome, build
from etl.findings import Findings
from etl.warehouse import Warehouse

PROJECT = Path(__file__).resolve().parents[2]

#: A finding in short: code, file or sheet, row, column.
Told = tuple[str, str, int | None, str]


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a batch as a folder of files; text as UTF-8, line ends as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def write_workbook(
    path: Path,
    sheets: Mapping[str, Iterable[Sequence[Any]]],
    after: Callable[[Any, Any], None] = lambda _workbook, _sheet: None,
) -> Path:
    """Write a batch as a workbook with shared strings, as Excel does.

    Args:
        path: the .xlsx file.
        sheets: sheet name → rows of cells.
        after: called with workbook and each sheet, to merge, format or overwrite cells.
    """
    options = {"strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            after(workbook, sheet)
    return path


def write_older_workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> Path:
    """Write a batch as a workbook of the older format."""
    workbook = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    workbook.save(str(path))
    return path


def rewritten(workbook: Path, part: str, change: Callable[[bytes], bytes | None]) -> Path:
    """Write a copy of a workbook with one part changed, or left out where the change gives None."""
    path = workbook.with_name("changed.xlsx")
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(old.read(name)) if name == part else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return path


def publish(warehouse: Path, source: Path, origin: str = "上报") -> Outcome:
    """Hand a batch in within this process; progress is not shown."""
    place = Warehouse(warehouse)
    with contextlib.redirect_stdout(io.StringIO()), place.locked():
        return build(place, [source], origin)


def told(findings: Findings, severity: str = "error") -> list[Told]:
    """Every finding of a severity in short, in the order of file, row and column."""
    return in_order(
        (finding.code, finding.sheet or finding.file, finding.row, finding.column)
        for finding in findings
        if finding.severity == severity
    )


def in_order(short: Iterable[Told]) -> list[Told]:
    """Findings by file, row and column, so that lists of them can be compared."""
    return sorted(short, key=lambda one: (one[1], one[2] or 0, one[3], one[0]))


def query(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the current snapshot of a warehouse."""
    place = Warehouse(warehouse)
    path = place.snapshot_path(str(place.current_id()))
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(sql).fetchall()


def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `python -m etl` in a process of its own."""
    command = [sys.executable, "-m", "etl", *map(str, arguments)]
    return subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False, **options
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, the lock left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }
