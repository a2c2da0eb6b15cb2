"""What is kept of a batch: the columns of its tables as they were read, and nothing else of its files.

<batch>/kept.json    tables in order, each with file, sheet, header row and headers as handed in; corrections
<batch>/1.parquet    the cells of a table as text, with the number of each row as the user sees it
<batch>/2.csv        a .csv file all of which was read, byte for byte
<batch>/3.parquet    the boundaries of a layer, a row a region (`etl/boundaries/kept.py`)

Read again, a table takes the road that it took the first time, from its headers and texts on. A folder
without `kept.json` holds files as received: earlier versions kept those.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from etl.cleaning import quoted
from etl.contract import TABLES
from etl.findings import Findings
from etl.reading.corrections import Correction
from etl.reading.csv_file import csv_grid, read_csv_file
from etl.reading.header import match_header
from etl.reading.sheet import Sheet

if TYPE_CHECKING:
    from etl.boundaries.layer import Layer

DESCRIPTION = "kept.json"
#: Without boundaries and with them, which a program that knows nothing of them would leave out.
_FORMAT, _WITH_LAYERS = 1, 2
_PART = re.compile(r"[1-9][0-9]*\.(?:csv|parquet)", re.ASCII)

_sequence = itertools.count()


class KeptError(Exception):
    """A kept batch is damaged."""


@dataclass(frozen=True)
class _Kept:
    """A table that is kept.

    Attributes:
        table: id of the contract table.
        file, sheet: where it stood; sheet is '' for a .csv file.
        part: the file beside the description that holds its cells.
        header_row: number of the header row as the user sees it.
        labels: headers of the kept columns as handed in.
    """

    table: str
    file: str
    sheet: str
    part: str
    header_row: int
    labels: tuple[str, ...]


def is_kept(source: Path) -> bool:
    """Whether a folder holds a batch as this version keeps it."""
    return (source / DESCRIPTION).is_file()


def write_kept(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    sheets: Iterable[tuple[Sheet, Sequence[int]]],
    corrections: Sequence[Correction],
    layers: Sequence[Layer] = (),
) -> None:
    """Keep what was read of a batch.

    Args:
        con: connection that holds the relations of the sheets.
        folder: takes the files; it is made, and must not exist.
        sheets: every table, with the numbers of rows that were passed over.
        corrections: what the batch says that it corrects.
        layers: its boundaries, merged.
    """
    folder.mkdir(parents=True)
    kept = [
        _write_sheet(con, folder, number, sheet, passed)
        for number, (sheet, passed) in enumerate(sheets, start=1)
    ]
    described = {
        "format": _WITH_LAYERS if layers else _FORMAT,
        "sheets": [dataclasses.asdict(one) for one in kept],
        "corrections": [dataclasses.asdict(one) for one in corrections],
    }
    if layers:
        described["layers"] = _write_layers(con, folder, len(kept), layers)
    text = json.dumps(described, ensure_ascii=False, indent=1)
    (folder / DESCRIPTION).write_text(text, encoding="utf-8")


def _write_layers(
    con: duckdb.DuckDBPyConnection, folder: Path, before: int, layers: Sequence[Layer]
) -> list[dict[str, Any]]:
    from etl.boundaries.kept import write_layer  # with what reads boundaries

    described = []
    for number, layer in enumerate(layers, start=before + 1):
        part = f"{number}.parquet"
        write_layer(con, layer, folder / part)
        described.append({**layer.place, "part": part, "is_shiftable": layer.is_shiftable})
    return described


def read_kept_layers(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Layer]:
    """The boundaries of a kept batch, as they were merged the first time.

    Raises:
        KeptError: the batch is damaged.
    """
    described = _description(folder).get("layers", [])
    if not described:
        return []
    from etl.boundaries.kept import read_layer  # with what reads boundaries

    try:
        return [_read_layer(con, folder, one, read_layer) for one in described]
    except (duckdb.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeptError(folder.name) from error
    except Exception as error:
        if type(error).__module__.startswith("shapely"):
            raise KeptError(folder.name) from error
        raise


def _read_layer(con: duckdb.DuckDBPyConnection, folder: Path, told: dict[str, Any], read: Any) -> Layer:
    if _PART.fullmatch(told["part"]) is None:
        raise KeyError("part")
    path = folder / told["part"]
    layer: Layer = read(con, path, told["file"], told["sheet"], is_shiftable=told["is_shiftable"])
    return layer


def _write_sheet(
    con: duckdb.DuckDBPyConnection, folder: Path, number: int, sheet: Sheet, passed: Sequence[int]
) -> _Kept:
    header = sheet.header
    positions = sorted(header.fields)
    part = f"{number}.parquet"
    if sheet.given is not None and _is_all_read(sheet, passed):
        part = f"{number}.csv"
        shutil.copyfile(sheet.given, folder / part)
    else:
        columns = "".join(f", c{position} AS c{place}" for place, position in enumerate(positions))
        left_out = f"WHERE row_number NOT IN ({', '.join(map(str, passed))})" if passed else ""
        con.execute(
            f"COPY (SELECT row_number{columns} FROM {sheet.numbered_relation} {left_out}) "
            f"TO {quoted(str(folder / part))} (FORMAT parquet)"
        )
    labels = tuple(header.labels[position] for position in positions)
    return _Kept(sheet.table.name, sheet.file, sheet.sheet, part, header.row, labels)


def _is_all_read(sheet: Sheet, passed: Sequence[int]) -> bool:
    """Whether nothing of a .csv file was left out: no title, no column, no row."""
    return not passed and sheet.header.row == 1 and len(sheet.header.fields) == sheet.header.width


def read_kept(
    con: duckdb.DuckDBPyConnection, folder: Path, findings: Findings, corrections: list[Correction]
) -> Iterator[Sheet]:
    """Yield every table of a kept batch, with the cells, rows and names of the first reading.

    Raises:
        KeptError: the batch is damaged.
    """
    described = _described(folder)
    corrections.extend(described[1])
    for kept in described[0]:
        sheet = _read_sheet(con, folder, kept, findings)
        if sheet is not None:
            yield sheet


def _description(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    return described


def _described(folder: Path) -> tuple[list[_Kept], list[Correction]]:
    try:
        described = _description(folder)
        sheets = [_Kept(**{**one, "labels": tuple(one["labels"])}) for one in described["sheets"]]
        corrections = [Correction(**one) for one in described["corrections"]]
        is_known = described["format"] == (_WITH_LAYERS if described.get("layers") else _FORMAT)
        is_sound = is_known and all(_is_sound(folder, one) for one in sheets)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeptError(folder.name) from error
    if not is_sound:
        raise KeptError(folder.name)
    return sheets, corrections


def _is_sound(folder: Path, kept: _Kept) -> bool:
    is_part = _PART.fullmatch(kept.part) is not None and (folder / kept.part).is_file()
    return is_part and kept.table in TABLES and all(isinstance(label, str) for label in kept.labels)


def _read_sheet(
    con: duckdb.DuckDBPyConnection, folder: Path, kept: _Kept, findings: Findings
) -> Sheet | None:
    path, table = folder / kept.part, TABLES[kept.table]
    if path.suffix == ".csv":
        return read_csv_file(con, path, table, findings, named=kept.file)
    header = match_header(table, kept.header_row, kept.labels, findings, kept.file, kept.sheet)
    name = f"kept_{table.name}_{next(_sequence)}"
    try:
        con.execute(f"CREATE TEMP TABLE {name} AS FROM read_parquet({quoted(str(path))})")
    except duckdb.Error as error:
        raise KeptError(folder.name) from error
    return Sheet(table, kept.file, kept.sheet, header, name, numbered=True)


def kept_grids(folder: Path) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Yield file, sheet and cells of every table of a kept batch, each cell where the user sees its row."""
    with duckdb.connect() as con:
        for kept in _described(folder)[0]:
            path = folder / kept.part
            if path.suffix == ".csv":
                yield kept.file, kept.sheet, csv_grid(path, TABLES[kept.table])
                continue
            grid: list[list[str]] = [[] for _ in range(kept.header_row - 1)] + [list(kept.labels)]
            for row in con.execute(f"FROM read_parquet({quoted(str(path))})").fetchall():
                grid.extend([] for _ in range(row[0] - 1 - len(grid)))
                grid.append([cell or "" for cell in row[1:]])
            yield kept.file, kept.sheet, grid
