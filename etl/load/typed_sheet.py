"""A sheet whose cells have been typed in one pass over its relation."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from etl.contract import WITHDRAWN, Field, Table
from etl.normalise import blank, typed
from etl.personal import SUSPECT
from etl.reading import Sheet


@dataclass
class TypedSheet:
    """A sheet of text together with the temporary view of its typed rows.

    Attributes:
        sheet: the sheet as read; replaced by a numbered copy once single cells are asked for.
        view: temporary view with `row_number`, the stated fields, `bad` (bit n is set where the
            nth stated field could not be read) and `suspect` (text that may hold personal data).
        stated: fields that the sheet has a column for, in column order.
        bad: OR of all `bad` masks; 0 when every cell could be read.
        suspect: whether any row is suspect.
    """

    sheet: Sheet
    view: str
    stated: tuple[Field, ...]
    bad: int = 0
    suspect: bool = False

    @property
    def table(self) -> Table:
        """The contract table."""
        return self.sheet.table

    def states(self, field: Field) -> bool:
        """Whether the sheet has a column for the field."""
        return field in self.stated

    def mask(self, names: set[str]) -> int:
        """Bit mask of the stated fields among `names`."""
        return sum(1 << place for place, field in enumerate(self.stated) if field.name in names)

    @property
    def withdrawn(self) -> str:
        """SQL boolean over the view: the row takes its key out."""
        return "coalesce(withdrawn, false)" if self.states(WITHDRAWN) else "false"

    @property
    def key(self) -> list[Field]:
        """The key fields that the sheet states; the others are blank in every row."""
        return [field for field in self.stated if field.name in self.table.key]

    def release(self, con: duckdb.DuckDBPyConnection) -> None:
        """Free the typed rows of a clean sheet once they are merged; no later check asks for them."""
        if not self.bad and self.withdrawn == "false":
            con.execute(f"DROP VIEW {self.view}")
            con.execute(f"DROP TABLE {self.view}_rows")

    def cells(self, con: duckdb.DuckDBPyConnection, cell: str, rows: list[int]) -> dict[int, str | None]:
        """Cells as handed in.

        Args:
            con: the connection that holds the view.
            cell: SQL over the columns `c0`, `c1`, … of the sheet.
            rows: row numbers.

        Returns:
            Row number → text.
        """
        relation = self._numbered_relation(con)
        found = con.execute(
            f"SELECT row_number, {cell} FROM {relation} WHERE list_contains($rows, row_number)",
            {"rows": rows},
        )
        return dict(found.fetchall())

    def _numbered_relation(self, con: duckdb.DuckDBPyConnection) -> str:
        """The cells with their row numbers, copied out of a scanned .csv the first time."""
        if not self.sheet.numbered:
            name = f"numbered_{self.table.name}"
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {self.sheet.numbered_relation}"
            )
            self.sheet = self.sheet.on(name)
        return self.sheet.relation


def type_sheet(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> TypedSheet | None:
    """Type every cell of a sheet in one pass.

    Returns:
        The typed sheet, or None where the file turned out unreadable (then already a finding).
    """
    stated = tuple(sheet.header.fields.values())
    view = f"typed_{sheet.table.name}"
    try:
        con.execute(f"CREATE OR REPLACE TEMP TABLE {view}_rows AS {_select(sheet, stated)}")
    except duckdb.Error:
        if sheet.exact is None:
            raise
        again = sheet.exact()
        return type_sheet(con, again) if again else None
    number = "" if sheet.numbered else f"rowid + {sheet.header.row + 1} AS row_number, "
    con.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT {number}* FROM {view}_rows WHERE filled")
    bad, suspect = con.execute(f"SELECT bit_or(bad), bool_or(suspect) FROM {view}").fetchone() or (0, False)
    return TypedSheet(sheet, view, stated, bad or 0, bool(suspect))


def _select(sheet: Sheet, stated: tuple[Field, ...]) -> str:
    pairs = list(zip(stated, (f"c{position}" for position in sheet.header.fields), strict=True))
    values = [f'{typed(field, cell)} AS "{field.name}"' for field, cell in pairs]
    bits = [_bad_bit(field, cell, place) for place, (field, cell) in enumerate(pairs)]
    columns = [f'"{field.name}"' for field in stated]
    if sheet.numbered:
        columns.insert(0, "row_number")
    return (
        f"SELECT {', '.join(columns)}, {' + '.join(bits) or '0'} AS bad, {_suspect(sheet)} AS suspect, "
        f"{_filled(sheet)} AS filled FROM (SELECT {', '.join(['*', *values])} FROM {sheet.relation})"
    )


def _bad_bit(field: Field, cell: str, place: int) -> str:
    # CASE, not AND: DuckDB then looks for spaces only in cells that could not be typed.
    return (
        f'CASE WHEN "{field.name}" IS NOT NULL OR {cell} IS NULL THEN 0 '
        f"WHEN {blank(cell)} THEN 0 ELSE {1 << place} END"
    )


def _filled(sheet: Sheet) -> str:
    whens = " ".join(f"WHEN NOT {blank(f'c{position}')} THEN true" for position in range(sheet.header.width))
    return f"CASE {whens} ELSE false END"


def _suspect(sheet: Sheet) -> str:
    tests = [f"regexp_matches({cell}, '{SUSPECT}')" for cell in sheet.free_text_cells]
    return " OR ".join(f"coalesce({test}, false)" for test in tests) or "false"
