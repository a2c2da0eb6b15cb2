"""The vocabulary in which a table of the contract is declared.

A table is a declaration, not code: reading, validation, templates, DDL and the generated
dictionary (`docs/tables.md`) all come from the `Table` objects built with these classes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

FieldType = Literal["text", "code", "int", "num", "date", "month", "enum", "lines", "bool", "shape"]
Percent = Literal["none", "hundred", "target"]

SQL_TYPES: Mapping[FieldType, str] = MappingProxyType(
    {
        "text": "VARCHAR",
        "code": "VARCHAR",
        "enum": "VARCHAR",
        "int": "BIGINT",
        "num": "DOUBLE",
        "date": "DATE",
        "month": "DATE",
        "lines": "VARCHAR[]",
        "bool": "BOOLEAN",
        "shape": "BLOB",
    }
)

#: Columns that every stored row carries beside its own fields, with their SQL types: which row of
#: `meta.sources` says its origin, batch, file and sheet, and its number in there.
PROVENANCE: Mapping[str, str] = MappingProxyType(
    {
        "source_id": "INTEGER",
        "row_number": "BIGINT",
    }
)

SHORT_TEXT = 200
LONG_TEXT = 2000


@dataclass(frozen=True, eq=False)
class Field:
    """One column of a contract table.

    Attributes:
        name: English id, also the column name in the warehouse.
        header: Chinese header as handed in.
        type: one of the contract's types; `month` is stored as the first day of the month, `shape`, which
            comes in no cell, as WKB.
        required: blank or absent is an error for a new row.
        choices: accepted spelling → stored value, for `enum` and `lines`.
        minimum, maximum: inclusive bounds of a number.
        above_zero: the number must be > 0.
        percent: how a percent sign is read: 'hundred' (50% is 50), 'target' (0.5) or 'none' (an error).
        references: places `table.column`, one of which must hold the value.
        region: an official region code, right-padded to 12 digits.
        county_default: blank means the county (the only one in the warehouse).
        default: value stored for a blank cell.
        tells_on: the newest stated value holds, so a new row without the column states none, no default.
        long: text up to 2,000 characters instead of 200.
    """

    name: str
    header: str
    type: FieldType = "text"
    required: bool = False
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    above_zero: bool = False
    percent: Percent = "none"
    references: tuple[str, ...] = ()
    region: bool = False
    county_default: bool = False
    default: str | float | bool | None = None
    tells_on: bool = False
    long: bool = False

    @property
    def sql_type(self) -> str:
        """The DuckDB type of the stored column."""
        return SQL_TYPES[self.type]

    @property
    def values(self) -> tuple[str, ...]:
        """What a drop-down offers: one Chinese spelling for each stored value, in declared order."""
        shown: dict[str, str] = {}
        for spelling, stored in self.choices.items():
            if stored not in shown or shown[stored].isascii():
                shown[stored] = spelling
        return tuple(shown.values())


@dataclass(frozen=True, eq=False)
class Rule:
    """A condition that a merged row must not meet.

    Attributes:
        code: short id of the finding.
        column: the field that the finding points at.
        broken: SQL boolean over the row's fields (alias `r`), TRUE where the rule is broken.
        expected: what was expected and how to mend it, in Chinese.
        severity: 'error' stops the batch, 'warning' does not.
    """

    code: str
    column: str
    broken: str
    expected: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the contract.

    Attributes:
        name: English id, also the name in schema `raw`.
        title: Chinese name of the sheet or file.
        key: fields that identify a row.
        fields: columns in the order of the contract.
        rules: conditions on one row or its neighbours.
        note: one sentence for the dictionary and the template, in Chinese.
    """

    name: str
    title: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    note: str = ""

    def field(self, name: str) -> Field:
        """The field called `name`. Raises KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def columns(self) -> dict[str, str]:
        """Stored columns with SQL types: fields, points as handed in, then provenance."""
        given = {f"{name}_given": "DOUBLE" for name in ("lon", "lat") if self.has_point}
        return {field.name: field.sql_type for field in self.fields} | given | dict(PROVENANCE)

    @property
    def has_point(self) -> bool:
        """Whether rows carry a coordinate pair with its datum."""
        return any(field.name == "lon" for field in self.fields)

    @property
    def ddl(self) -> str:
        """CREATE TABLE statement of `raw.<name>`."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.columns.items())
        return f'CREATE TABLE raw."{self.name}" ({columns})'

    @property
    def traced_ddl(self) -> str:
        """CREATE VIEW statement of `traced.<name>`: its rows with `source_row` and where they come from."""
        return (
            f'CREATE VIEW traced."{self.name}" AS SELECT stored.rowid AS source_row, '
            "stored.* EXCLUDE (source_id, row_number), "
            "place.origin, place.batch_id, place.file, place.sheet, stored.row_number "
            f'FROM raw."{self.name}" AS stored '
            "INNER JOIN meta.sources AS place ON place.source_id = stored.source_id"
        )


def choice(*values: str) -> Mapping[str, str]:
    """Choices whose stored value is the Chinese word itself."""
    return MappingProxyType({value: value for value in values})


def text(name: str, header: str, *, required: bool = False, long: bool = False) -> Field:
    """A text field of at most 200 characters, or 2,000 when `long`."""
    return Field(name, header, "text", required, long=long)


def code(name: str, header: str, *, required: bool = False, references: Iterable[str] = ()) -> Field:
    """An identifier of digits, letters, `_` and `-`."""
    return Field(name, header, "code", required, references=tuple(references))


def region(name: str = "region_code", header: str = "区划代码", *, required: bool = False) -> Field:
    """A reference to `regions`."""
    return Field(name, header, "code", required, references=("regions.code",), region=True)


def date(name: str, header: str, *, required: bool = False) -> Field:
    """A calendar day."""
    return Field(name, header, "date", required)


def month(name: str = "period", header: str = "报告期") -> Field:
    """A reporting period, always required."""
    return Field(name, header, "month", required=True)


def count(name: str, header: str, *, required: bool = False) -> Field:
    """A whole number >= 0."""
    return Field(name, header, "int", required, minimum=0)


def integer(
    name: str,
    header: str,
    *,
    required: bool = False,
    low: int | None = None,
    high: int | None = None,
) -> Field:
    """A whole number within inclusive bounds."""
    return Field(name, header, "int", required, minimum=low, maximum=high)


def number(
    name: str,
    header: str,
    *,
    required: bool = False,
    low: float | None = None,
    high: float | None = None,
    percent: Percent = "none",
) -> Field:
    """A decimal number within inclusive bounds."""
    return Field(name, header, "num", required, minimum=low, maximum=high, percent=percent)


def positive(name: str, header: str, *, required: bool = False, default: float | None = None) -> Field:
    """A decimal number > 0."""
    return Field(name, header, "num", required, above_zero=True, default=default)


def enum(name: str, header: str, choices: Mapping[str, str], *, required: bool = False) -> Field:
    """One of a list of words."""
    return Field(name, header, "enum", required, choices=choices)


def flag(name: str, header: str, *, required: bool = False) -> Field:
    """Yes or no; blank is no unless required."""
    return Field(name, header, "bool", required, default=None if required else False)


def defaulted(field: Field, value: str | float | bool) -> Field:
    """The same field with a value for blank cells."""
    return replace(field, default=value)


def of_county(field: Field) -> Field:
    """The same region field, in which blank means the county."""
    return replace(field, county_default=True)
