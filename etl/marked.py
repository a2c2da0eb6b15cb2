"""The tables as handed in, with every faulty cell coloured and told beside it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from etl.findings import HIDDEN, VALUE_LIMIT, Finding, Findings
from etl.personal import may_be_personal, personal_kind
from etl.reading import batch_files, is_kept, kept_grids, read_grids, shown_name
from etl.reading.header import SEARCHED_ROWS, find_header
from etl.reading.names import table_named

#: Rows up to which a table is copied whole; of a longer one only the top and the faulty rows.
WHOLE_ROWS = 20_000

#: Comments on one sheet; a spreadsheet program grows slow with more. Colours go on.
COMMENT_LIMIT = 2_000

COLOURS = {"error": "#FFC7CE", "warning": "#FFEB9C"}
_NAME_LIMIT = 31

Grid = list[list[str]]


class Place(NamedTuple):
    """Row and column of a cell, from 0."""

    row: int
    column: int


def write_marked(workbook: Any, findings: Findings, sources: Sequence[Path]) -> None:
    """Add a sheet for every table that has faults in single rows.

    Where anything personal was found nothing is copied: the list of findings has to do.

    Args:
        workbook: the XlsxWriter workbook of the report.
        findings: everything found.
        sources: the batches as handed in.
    """
    if any(finding.code == "personal_data" for finding in findings.kept):
        return
    by_table: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in _every(findings):
        by_table[finding.file, finding.sheet].append(finding)
    used = {sheet.get_name().casefold() for sheet in workbook.worksheets()}
    for (file, sheet), named, grid in _grids(sources):
        if by_table[file, sheet]:
            marks = _marks(named, grid, by_table[file, sheet])
            _write(workbook, _free_name(sheet or Path(file).stem, used), grid, marks)


def _every(findings: Findings) -> Iterator[Finding]:
    """Every finding about a row: those that are listed, then the rest of their kind with the same words."""
    told: set[tuple[object, int]] = set()
    likes: dict[object, Finding] = {}
    for finding in findings.kept:
        if finding.row is not None:
            likes.setdefault(finding.kind, finding)
            told.add((finding.kind, finding.row))
            yield finding
    for kind, like in likes.items():
        yield from (replace(like, row=row) for row in findings.rows[like.kind] if (kind, row) not in told)


def _grids(sources: Sequence[Path]) -> Iterator[tuple[tuple[str, str], str, Grid]]:
    """Every table of the batches, with the name that names it, of its sheet or of the file as handed in.

    Files that are shown under one name are left out, for findings name only that.
    """
    for source in filter(is_kept, sources):
        for name, sheet, grid in kept_grids(source):
            yield (name, sheet), sheet or Path(name).stem, grid
    files = [file for source in sources if not is_kept(source) for file in batch_files(source)]
    names = Counter(map(shown_name, files))
    for file in files:
        if names[shown_name(file)] == 1:
            for sheet, grid in read_grids(file):
                yield (shown_name(file), sheet), sheet or file.stem, grid


def _marks(name: str, grid: Grid, findings: Sequence[Finding]) -> Mapping[Place, list[Finding]]:
    """Findings by the cell that they are about; those about a whole row stand at its first cell."""
    table = table_named(name)
    header = find_header(table, grid[:SEARCHED_ROWS]) if table else None
    labels = [cell.strip() for cell in header[1]] if header else []
    marks: dict[Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        column = labels.index(finding.column) if finding.column in labels and finding.column else 0
        marks[Place((finding.row or 1) - 1, column)].append(finding)
    return marks


def _write(workbook: Any, name: str, grid: Grid, marks: Mapping[Place, list[Finding]]) -> None:
    sheet = workbook.add_worksheet(name)
    formats = {severity: workbook.add_format({"bg_color": colour}) for severity, colour in COLOURS.items()}
    faulty = {place.row for place in marks}
    for number, row in enumerate(grid):
        if len(grid) <= WHOLE_ROWS or number < SEARCHED_ROWS or number in faulty:
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, _shown(cell))
    for count, (place, found) in enumerate(sorted(marks.items())):
        row = grid[place.row] if place.row < len(grid) else []
        cell = _shown(row[place.column]) if place.column < len(row) else ""
        sheet.write(place.row, place.column, cell, formats[_worst(found)])
        if count < COMMENT_LIMIT:
            text = "\n".join(dict.fromkeys(finding.message for finding in found))
            sheet.write_comment(place.row, place.column, text, {"x_scale": 2})


def _worst(found: Sequence[Finding]) -> str:
    return "error" if any(finding.severity == "error" for finding in found) else "warning"


def _shown(cell: str) -> str:
    """The cell as it may be shown."""
    return HIDDEN if may_be_personal(cell) and personal_kind(cell) else cell[:VALUE_LIMIT]


def _free_name(name: str, used: set[str]) -> str:
    """A sheet name that a workbook accepts and that is not taken."""
    plain = re.sub(r"[\[\]:*?/\\]", "_", name).strip("'")[:_NAME_LIMIT] or "表"
    free, count = plain, 1
    while free.casefold() in used:
        count += 1
        free = f"{plain[: _NAME_LIMIT - 4]}-{count}"
    used.add(free.casefold())
    return free
