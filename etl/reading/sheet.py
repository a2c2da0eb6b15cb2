"""One table of a batch, ready to be typed."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from etl.contract import Field, Table
from etl.reading.header import Header

_sequence = itertools.count()


@dataclass(frozen=True)
class Sheet:
    """A table as handed in, its cells still text.

    Attributes:
        table: the contract table it fills.
        file: file name as handed in.
        sheet: sheet name, '' for a .csv file.
        header: header row and columns.
        relation: SQL that yields one row per data row in file order, columns `c0`, `c1`, …
            (VARCHAR, NULL where blank) and, where `numbered`, `row_number`.
        numbered: whether the relation carries row numbers; otherwise the data follows the
            header without a gap and row numbers are header row + 1, 2, …
        exact: reads the same sheet again with more care, in the end row by row, for when the
            relation turns out to be irregular; None where the relation is exact already.
        open_files: takes what must stay open while the relation is read; whoever loads the sheet
            closes it.
        given: the .csv file that it was read from; None for a sheet of a workbook.
        number: tells the sheets of one run apart.
    """

    table: Table
    file: str
    sheet: str
    header: Header
    relation: str
    numbered: bool
    exact: Callable[[], Sheet | None] | None = None
    open_files: ExitStack = dataclasses.field(default_factory=ExitStack)
    given: Path | None = None
    number: int = dataclasses.field(default_factory=lambda: next(_sequence))

    def cell(self, field: Field) -> str | None:
        """SQL name of a field's column, or None when the sheet does not state the field."""
        for position, found in self.header.fields.items():
            if found.name == field.name:
                return f"c{position}"
        return None

    def label(self, field_name: str) -> str:
        """The header of a field as handed in, or the contract's where the sheet has no such column."""
        for position, field in self.header.fields.items():
            if field.name == field_name:
                return self.header.labels[position]
        return next(field.header for field in self.table.fields if field.name == field_name)

    def factor(self, position: int) -> Decimal:
        """What the numbers of a column are multiplied by."""
        return self.header.factors.get(position, Decimal(1))

    @property
    def is_csv(self) -> bool:
        """Whether it comes from a .csv file."""
        return not self.sheet

    @property
    def place(self) -> dict[str, str]:
        """File and sheet, as findings name them."""
        return {"file": self.file, "sheet": self.sheet}

    @property
    def numbered_relation(self) -> str:
        """The relation with `row_number` in front, whether it carries one or not."""
        if self.numbered:
            return self.relation
        return f"(SELECT row_number() OVER () + {self.header.row} AS row_number, * FROM {self.relation})"

    @property
    def free_text_cells(self) -> list[str]:
        """SQL names of the columns that may hold any text: text fields and unknown columns."""
        typed = {position for position, field in self.header.fields.items() if field.type != "text"}
        return [f"c{position}" for position in range(self.header.width) if position not in typed]

    def on(self, relation: str) -> Sheet:
        """The same sheet over a relation that carries row numbers."""
        return replace(self, relation=relation, numbered=True, exact=None)
