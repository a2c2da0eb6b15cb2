"""From the files of a batch to sheets whose cells are still text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.contract import Table
from etl.findings import Findings
from etl.reading.csv_file import csv_grid, read_csv_file
from etl.reading.header import table_named
from etl.reading.sheet import Sheet, shown_name
from etl.reading.workbook import read_workbook, workbook_grids

__all__ = ["Sheet", "batch_files", "kept_files", "read_batch", "read_grids", "shown_name"]


def batch_files(source: Path) -> list[Path]:
    """The files of a batch in name order: the workbook itself, or all files of the folder.

    Hidden files and Excel's lock files (`~$…`) are not part of a batch.
    """
    if source.is_file():
        return [source]
    return sorted(path for path in source.iterdir() if path.is_file() and path.name[0] not in ".~")


def kept_files(source: Path) -> list[Path]:
    """The files of a batch that are read, and so may be kept: nobody has looked into the others."""
    return [path for path in batch_files(source) if source.is_file() or _table_of(path)]


def _table_of(path: Path) -> Table | None:
    return table_named(path.stem) if path.suffix.lower() == ".csv" else None


def read_grids(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield every table of a file as handed in: sheet name ('' for a .csv file) and cells as text."""
    if file.suffix.lower() == ".xlsx":
        yield from workbook_grids(file)
    elif _table_of(file):
        yield "", csv_grid(file)


def read_batch(con: duckdb.DuckDBPyConnection, source: Path, findings: Findings) -> list[Sheet]:
    """Read every table of a batch, at most one sheet each.

    Args:
        con: connection on which temporary tables may be made.
        source: an .xlsx workbook or a folder of .csv files.
        findings: takes what is wrong with the files.
    """
    sheets: dict[str, Sheet] = {}
    for sheet in _all_sheets(con, source, findings):
        first = sheets.setdefault(sheet.table.name, sheet)
        if first is not sheet:
            where = " ".join(part for part in (first.file, first.sheet) if part)
            findings.error(
                "table_twice", f"“{sheet.table.title}”已在 {where} 交过，请合并成一张表", **sheet.place
            )
    _tell_if_empty(source, sheets, findings)
    return list(sheets.values())


def _tell_if_empty(source: Path, sheets: dict[str, Sheet], findings: Findings) -> None:
    """A batch of unknown files or sheets only goes on with a warning; one without any file is an error."""
    if sheets or findings.error_count:
        return
    report = findings.warning if batch_files(source) else findings.error
    report("empty_batch", "这一批里没有标准中的任何一张表，请对照模板的表名", file=shown_name(source))


def _all_sheets(con: duckdb.DuckDBPyConnection, source: Path, findings: Findings) -> Iterator[Sheet]:
    if source.is_file():
        yield from read_workbook(con, source, findings)
        return
    for folder in sorted(path for path in source.iterdir() if path.is_dir() and path.name[0] not in ".~_"):
        findings.warning(
            "unknown_file", "子文件夹里的文件不读，请直接放在这个文件夹里", file=shown_name(folder)
        )
    _tell_of_special_files(source, findings)
    for path in batch_files(source):
        table = _table_of(path)
        if table is None:
            findings.warning("unknown_file", "标准里没有这张表，已略过", file=shown_name(path))
            continue
        sheet = read_csv_file(con, path, table, findings)
        if sheet is not None:
            yield sheet


def _tell_of_special_files(source: Path, findings: Findings) -> None:
    """A broken link or a pipe is no file: an error where it stands for a table, else unknown."""
    for path in sorted(path for path in source.iterdir() if path.name[0] not in ".~"):
        if path.is_file() or path.is_dir():
            continue
        report = findings.error if _table_of(path) else findings.warning
        report(
            "unreadable_file", "这是失效的链接或特殊文件，读不到内容，请换成文件本身", file=shown_name(path)
        )
