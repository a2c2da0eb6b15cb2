"""From the files of a batch to sheets whose cells are still text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from etl.boundaries import Stated, boundary_files, is_boundary, part_of, parts_of
from etl.contract import Table
from etl.findings import Findings
from etl.reading.corrections import Correction
from etl.reading.csv_file import csv_grid, read_csv_file
from etl.reading.file_name import personal_in_name, shown_name
from etl.reading.kept import KeptError, is_kept, kept_grids, read_kept, read_kept_layers, write_kept
from etl.reading.names import resembled, table_named
from etl.reading.sheet import Sheet
from etl.reading.workbook import SUFFIXES, read_workbook, workbook_grids
from etl.supervision import note

if TYPE_CHECKING:
    from etl.boundaries.layer import Layer

__all__ = [
    "Asides",
    "Correction",
    "KeptError",
    "Sheet",
    "batch_files",
    "is_kept",
    "is_readable",
    "kept_grids",
    "read_batch",
    "read_grids",
    "shown_name",
    "write_kept",
]


@dataclass
class Asides:
    """What a batch holds beside its tables.

    Attributes:
        corrections: what it says that it corrects.
        stated: what was stated of its boundaries on handing it in; None where files of boundaries are passed
            over, as earlier versions did.
        layers: its boundaries.
    """

    corrections: list[Correction] = field(default_factory=list)
    stated: Stated | None = None
    layers: list[Layer] = field(default_factory=list)


def batch_files(source: Path) -> list[Path]:
    """The files of a batch in name order: the file itself, or all files of the folder.

    A Shapefile that is handed in alone is all of its files. Hidden files and Excel's lock files (`~$…`) are
    not part of a batch.
    """
    if source.is_file():
        return sorted(parts_of(source).values()) if source.suffix.lower() == ".shp" else [source]
    return sorted(path for path in source.iterdir() if path.is_file() and path.name[0] not in ".~")


def is_readable(path: Path) -> bool:
    """Whether a file may be a batch of its own, by its suffix."""
    return _is_workbook(path) or path.suffix.lower() == ".csv" or is_boundary(path)


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _table_of(path: Path) -> Table | None:
    return table_named(path.stem) if path.suffix.lower() == ".csv" else None


def read_grids(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield every table of a file as handed in: sheet name ('' for a .csv file) and cells as text."""
    note(shown_name(file))
    if _is_workbook(file):
        yield from workbook_grids(file)
    elif _table_of(file):
        yield "", csv_grid(file)


def read_batch(
    con: duckdb.DuckDBPyConnection,
    source: Path,
    findings: Findings,
    asides: Asides | None = None,
) -> list[Sheet]:
    """Read every table of a batch: several sheets of one table are one after the other.

    Args:
        con: connection on which temporary tables may be made.
        source: a workbook, a .csv file, one of boundaries, or a folder of them.
        findings: takes what is wrong with the files.
        asides: takes what it holds beside its tables.

    Raises:
        KeptError: it is a kept batch, and damaged.
    """
    beside = asides or Asides()
    sheets: list[Sheet] = []
    files: dict[str, Sheet] = {}
    for sheet in _closing(_all_sheets(con, source, findings, beside), sheets):
        first = files.setdefault(sheet.table.name, sheet)
        if first.file == sheet.file:
            sheets.append(sheet)
            continue
        where = " ".join(part for part in (first.file, first.sheet) if part)
        findings.error(
            "table_twice", f"“{sheet.table.title}”已在 {where} 交过，请合并成一张表", **sheet.place
        )
    if beside.layers:
        return sheets
    _tell_if_empty(source, sheets, findings)
    return sheets


def _closing(read: Iterator[Sheet], sheets: list[Sheet]) -> Iterator[Sheet]:
    """The sheets as they are read; what those before keep open is closed where one is damaged."""
    try:
        yield from read
    except KeptError:
        for sheet in sheets:
            sheet.open_files.close()
        raise


def _tell_if_empty(source: Path, sheets: list[Sheet], findings: Findings) -> None:
    """An error where no table was found, with the names that were and what they may have been meant for."""
    if sheets or findings.error_count:
        return
    unknown = [finding for finding in findings.kept if finding.code in ("unknown_sheet", "unknown_file")]
    named = [_guess(finding.sheet or Path(finding.file).stem) for finding in unknown[:5]]
    found = f"，只有{'、'.join(named)}{'等' if len(unknown) > len(named) else ''}" if named else ""
    message = f"这一批里没有标准中的任何一张表或边界{found}；请把表名改成模板里的表名"
    findings.error("empty_batch", message, file=shown_name(source))


def _guess(name: str) -> str:
    alike = resembled(name)
    return f"“{name}”" + (f"（像是“{'”或“'.join(alike)}”）" if alike else "")


def _all_sheets(
    con: duckdb.DuckDBPyConnection, source: Path, findings: Findings, asides: Asides
) -> Iterator[Sheet]:
    if is_kept(source):
        yield from read_kept(con, source, findings, asides.corrections)
        asides.layers += read_kept_layers(con, source)
        return
    _tell_of_names(source, findings)
    if source.is_dir():
        _tell_of_folders(source, findings)
        _tell_of_special_files(source, findings)
    files = batch_files(source)
    drawn = boundary_files(files) if asides.stated else []
    for path in files:
        note(shown_name(path))
        table = _table_of(path)
        if path in drawn or (asides.stated and part_of(path)):
            continue
        if _is_workbook(path):
            yield from read_workbook(con, path, findings, asides.corrections)
        elif table is None:
            findings.warning("unknown_file", "标准里没有这张表，已略过", file=shown_name(path))
        else:
            sheet = read_csv_file(con, path, table, findings)
            if sheet is not None:
                yield sheet
    if drawn and asides.stated:
        from etl.boundaries.reading import read_boundaries  # its libraries would slow every other run down

        asides.layers += read_boundaries(drawn, asides.stated, findings)


def _tell_of_names(source: Path, findings: Findings) -> None:
    """Warnings for names that hold somebody's number, which are not kept."""
    for path in dict.fromkeys((source, *batch_files(source))):
        kind = personal_in_name(path)
        if kind:
            called = "文件夹的名字" if path.is_dir() else "文件名"
            message = f"{called}里有{kind}，原名不留存，改称“{shown_name(path)}”；下次请先改名再交"
            findings.warning("personal_name", message, file=shown_name(path))


def _tell_of_folders(source: Path, findings: Findings) -> None:
    for folder in sorted(path for path in source.iterdir() if path.is_dir() and path.name[0] not in ".~_"):
        findings.warning(
            "unknown_file", "子文件夹里的文件不读，请直接放在这个文件夹里", file=shown_name(folder)
        )


def _tell_of_special_files(source: Path, findings: Findings) -> None:
    """A broken link or a pipe is no file: an error where it stands for a table, else unknown."""
    for path in sorted(path for path in source.iterdir() if path.name[0] not in ".~"):
        if path.is_file() or path.is_dir():
            continue
        report = findings.error if _table_of(path) or _is_workbook(path) else findings.warning
        report(
            "unreadable_file", "这是失效的链接或特殊文件，读不到内容，请换成文件本身", file=shown_name(path)
        )
