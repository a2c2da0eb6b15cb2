"""A sheet whose cells have been typed in one pass over its relation."""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb

from etl.cleaning import blank
from etl.contract import WITHDRAWN, Field, Table
from etl.findings import HIDDEN
from etl.load.passed_rows import Passed, passed_rows
from etl.load.region_names import code_of, learn_spellings, own_regions
from etl.normalise import from_csv, typed, typed_if_plain
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
        suspect: whether any row is suspect, one that is passed over too.
        passed: rows that are no records, and are not in the view.
        sources: the first and last number of `meta.sources` that its rows have, once they are merged.
        searched: relation with every row, those that are passed over too; '' where the view has all.
    """

    sheet: Sheet
    view: str
    stated: tuple[Field, ...]
    bad: int = 0
    suspect: bool = False
    passed: tuple[Passed, ...] = ()
    searched: str = ""
    sources: tuple[int, int] = (0, -1)

    @property
    def table(self) -> Table:
        """The contract table."""
        return self.sheet.table

    def states(self, field: Field) -> bool:
        """Whether the sheet has a column for the field."""
        return field in self.stated

    @property
    def cells_by_field(self) -> dict[Field, str]:
        """Stated field → SQL name of its column as handed in."""
        return {field: f"c{position}" for position, field in self.sheet.header.fields.items()}

    def careful_cells(self, *, with_names: bool) -> list[tuple[Field, str]]:
        """Each stated field with the SQL that types its cell in every spelling, perhaps a region by name."""
        cells = []
        for position, field in self.sheet.header.fields.items():
            given = f"c{position}"
            cell = from_csv(field, given) if self.sheet.is_csv else given
            value = typed(field, cell, self.sheet.factor(position))
            is_named = with_names and field.region and field.name != "code"
            cells.append((field, f"coalesce({value}, {code_of(given)})" if is_named else value))
        return cells

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

    def redact(self, con: duckdb.DuckDBPyConnection) -> None:
        """Overwrite the texts of suspect rows, so that no personal number ever reaches the warehouse file."""
        texts = [f'"{field.name}"' for field in self.stated if field.type == "text"]
        if texts:
            hidden = ", ".join(f"{text} = CASE WHEN {text} IS NOT NULL THEN $hidden END" for text in texts)
            con.execute(f"UPDATE {self.view}_rows SET {hidden} WHERE suspect", {"hidden": HIDDEN})

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
        self.sheet = _numbered(con, self.sheet)
        found = con.execute(
            f"SELECT row_number, {cell} FROM {self.sheet.relation} "
            "SEMI JOIN (SELECT unnest($rows) AS row_number) USING (row_number)",
            {"rows": rows},
        )
        return dict(found.fetchall())

    def cells_where(
        self, con: duckdb.DuckDBPyConnection, cell: str, condition: str
    ) -> list[tuple[int, str | None]]:
        """Row numbers and cells as handed in, in the order of rows.

        Args:
            con: the connection that holds the view.
            cell: SQL over the columns `c0`, `c1`, … of the sheet.
            condition: SQL boolean over the view.
        """
        return self._cells_of(con, cell, f"SELECT row_number FROM {self.view} WHERE {condition}")

    def suspect_cells(self, con: duckdb.DuckDBPyConnection, cell: str) -> list[tuple[int, str | None]]:
        """Row numbers and cells of rows with text that may hold personal data, those passed over too."""
        return self._cells_of(con, cell, f"SELECT row_number FROM {self.searched or self.view} WHERE suspect")

    def _cells_of(self, con: duckdb.DuckDBPyConnection, cell: str, rows: str) -> list[tuple[int, str | None]]:
        self.sheet = _numbered(con, self.sheet)
        return con.execute(
            f"SELECT row_number, {cell} FROM {self.sheet.relation} "
            f"SEMI JOIN ({rows}) USING (row_number) ORDER BY row_number"
        ).fetchall()


def type_sheet(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> TypedSheet | None:
    """Type every cell of a sheet.

    A regular .csv is first typed as it is scanned: by the database's own spellings, and where a cell
    has none of them, by all. Only where a cell of it could not be read, or a row is blank, are the
    cells copied out and each looked at.

    Returns:
        The typed sheet, or None where the file turned out unreadable (then already a finding).
    """
    try:
        clean = None if sheet.numbered else _type_scanned(con, sheet)
    except duckdb.Error:
        again = sheet.exact() if sheet.exact else None
        return type_sheet(con, again) if again else None
    return clean or _type_carefully(con, _numbered(con, sheet))


def _type_scanned(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> TypedSheet | None:
    """Type a scanned .csv; None where the counts show a cell that is blank or could not be read."""
    typed_sheet = _typed_sheet(sheet)
    _scan(con, typed_sheet, set())
    odd = _unclean(con, typed_sheet)
    if odd:
        _scan(con, typed_sheet, odd)
        odd = _unclean(con, typed_sheet)
    if odd or odd is None:
        con.execute(f"DROP TABLE {typed_sheet.view}_rows")
        return None
    view = f"SELECT rowid + {sheet.header.row + 1} AS row_number, *, 0 AS bad FROM {typed_sheet.view}_rows"
    con.execute(f"CREATE OR REPLACE TEMP VIEW {typed_sheet.view} AS {view}")
    return _with_flags(con, typed_sheet)


def _scan(con: duckdb.DuckDBPyConnection, typed_sheet: TypedSheet, odd: set[Field]) -> None:
    """Type a .csv as it is scanned, its odd columns in every spelling and the others in the plain one."""
    sheet, values = typed_sheet.sheet, []
    for position, field in sheet.header.fields.items():
        type_cell = typed if field in odd else typed_if_plain
        values.append(f'{type_cell(field, f"c{position}", sheet.factor(position))} AS "{field.name}"')
    cells = typed_sheet.cells_by_field.values()
    filled = [f"CASE WHEN {cell} IS NULL THEN 0 ELSE {1 << place} END" for place, cell in enumerate(cells)]
    select = ", ".join([*values, f"{_suspect(sheet)} AS suspect", f"{' + '.join(filled)} AS given"])
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {typed_sheet.view}_rows AS SELECT {select} FROM {sheet.relation}"
    )


def _unclean(con: duckdb.DuckDBPyConnection, typed_sheet: TypedSheet) -> set[Field] | None:
    """Columns with fewer typed values than filled cells.

    Returns:
        The fields, or None where a row has no value at all or a key has none: no spelling mends that.
    """
    tests, keys = [], ["bool_and(given <> 0)"]
    for place, field in enumerate(typed_sheet.stated):
        filled = "count(*)" if field.default is False else f"count(nullif(given & {1 << place}, 0))"
        tests.append(f'count("{field.name}") = {filled}')
        if field.required and field.name in typed_sheet.table.key:
            keys.append(f"{filled} = count(*)")
    found = con.execute(f"SELECT {' AND '.join(keys)}, {', '.join(tests)} FROM {typed_sheet.view}_rows")
    is_keyed, *is_clean = found.fetchone() or (False,)
    if not is_keyed:
        return None
    return {field for field, clean in zip(typed_sheet.stated, is_clean, strict=True) if not clean}


def _type_carefully(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> TypedSheet:
    typed_sheet = _typed_sheet(sheet)
    rows = f"{typed_sheet.view}_rows"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {rows} AS {_careful_select(typed_sheet, with_names=False)}")
    if _names_regions(con, typed_sheet, rows):
        learn_spellings(con, own_regions(sheet.table, typed_sheet.stated, rows))
        con.execute(f"CREATE OR REPLACE TEMP TABLE {rows} AS {_careful_select(typed_sheet, with_names=True)}")
    passed = _passed(con, typed_sheet, rows)
    con.execute(f"CREATE OR REPLACE TEMP VIEW {typed_sheet.view} AS SELECT * FROM {rows} WHERE filled")
    return _with_flags(con, replace(typed_sheet, passed=tuple(passed), searched=rows))


def _names_regions(con: duckdb.DuckDBPyConnection, typed_sheet: TypedSheet, rows: str) -> bool:
    """Whether a cell that asks for a region holds something else than a code."""
    mask = typed_sheet.mask({field.name for field in typed_sheet.stated if field.region})
    return con.execute(f"SELECT 1 FROM {rows} WHERE bad & {mask} <> 0 LIMIT 1").fetchone() is not None


def _passed(con: duckdb.DuckDBPyConnection, typed_sheet: TypedSheet, rows: str) -> list[Passed]:
    """Find the rows that are no records, and take them out of those that are."""
    keys = [field.name for field in typed_sheet.key if field.required]
    if not keys:
        return []
    keyless = "filled AND (" + " OR ".join(f'"{name}" IS NULL' for name in keys) + ")"
    doubtful = con.execute(
        f"SELECT * FROM {typed_sheet.sheet.relation} "
        f"SEMI JOIN (SELECT row_number FROM {rows} WHERE {keyless}) USING (row_number)"
    ).fetchall()
    if not doubtful:
        return []
    last = con.execute(f"SELECT coalesce(max(row_number), 0) FROM {rows} WHERE filled AND NOT ({keyless})")
    ((last_record,),) = last.fetchall()
    passed = passed_rows(typed_sheet.sheet, {row[0]: row[1:] for row in doubtful}, last_record)
    numbers = [each.row for each in passed]
    con.execute(
        f"UPDATE {rows} SET filled = false WHERE row_number IN (SELECT unnest($numbers))",
        {"numbers": numbers},
    )
    return passed


def _typed_sheet(sheet: Sheet) -> TypedSheet:
    return TypedSheet(sheet, f"typed_{sheet.table.name}_{sheet.number}", tuple(sheet.header.fields.values()))


def _with_flags(con: duckdb.DuckDBPyConnection, typed_sheet: TypedSheet) -> TypedSheet:
    (bad,) = con.execute(f"SELECT bit_or(bad) FROM {typed_sheet.view}").fetchone() or (0,)
    searched = typed_sheet.searched or typed_sheet.view
    (suspect,) = con.execute(f"SELECT bool_or(suspect) FROM {searched}").fetchone() or (False,)
    return replace(typed_sheet, bad=bad or 0, suspect=bool(suspect))


def _numbered(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> Sheet:
    """The same sheet over a table of its cells with their row numbers."""
    if sheet.numbered:
        return sheet
    name = f"numbered_{sheet.table.name}_{sheet.number}"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {sheet.numbered_relation}")
    return sheet.on(name)


def _careful_select(typed_sheet: TypedSheet, *, with_names: bool) -> str:
    sheet = typed_sheet.sheet
    cells = typed_sheet.careful_cells(with_names=with_names)
    values = [f'{value} AS "{field.name}"' for field, value in cells]
    bits = [
        _bad_bit(field, cell, place) for place, (field, cell) in enumerate(typed_sheet.cells_by_field.items())
    ]
    columns = ", ".join(["row_number", *(f'"{field.name}"' for field in typed_sheet.stated)])
    return (
        f"SELECT {columns}, {' + '.join(bits) or '0'} AS bad, {_suspect(sheet)} AS suspect, "
        f"{_filled(sheet)} AS filled FROM (SELECT {', '.join(['*', *values])} FROM {sheet.relation})"
    )


def _bad_bit(field: Field, cell: str, place: int) -> str:
    return (
        f'CASE WHEN "{field.name}" IS NOT NULL OR {cell} IS NULL THEN 0 '
        f"WHEN {blank(cell, field)} THEN 0 ELSE {1 << place} END"
    )


def _filled(sheet: Sheet) -> str:
    """SQL boolean: something stands in a column of the contract; a running number alone is no record."""
    whens = " ".join(f"WHEN NOT {blank(f'c{position}')} THEN true" for position in sheet.header.fields)
    return f"CASE {whens} ELSE false END" if whens else "false"


def _suspect(sheet: Sheet) -> str:
    tests = [f"regexp_matches({cell}, '{SUSPECT}')" for cell in sheet.free_text_cells]
    return " OR ".join(f"coalesce({test}, false)" for test in tests) or "false"
