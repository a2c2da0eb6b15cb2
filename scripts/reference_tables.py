"""The page `docs/tables.md`: every table and field of the data contract, from `etl.contract`."""

from etl.contract import COMMON_FIELDS, ORIGINS, TABLES, Field, Table

HEAD = """\
# Tables of the data contract

Generated from `etl/contract/` by `make docs`; change the declaration, not this page.

What a county hands in: one workbook with a sheet per table, or a folder of `.csv` files. A sheet or file is
called by the Chinese name or the English id of its table, a column by its Chinese header or English field.
`*` marks a required field. How values may be spelled is part of the
[contract's reading rules](contributing.md#how-values-are-read).
"""

TYPES = {
    "text": "text",
    "code": "code",
    "int": "whole number",
    "num": "number",
    "date": "date",
    "month": "month",
    "enum": "one of",
    "lines": "lines",
    "bool": "yes or no",
}


def tables_page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([HEAD, _contents(), *map(_table, TABLES.values()), _common()])


def _contents() -> str:
    rows = [
        f"| [{table.name}](#{table.name}-{table.title}) | {table.title} | {_key(table)} |"
        for table in TABLES.values()
    ]
    return "\n".join(["| table | 名称 | key |", "|---|---|---|", *rows, ""])


def _table(table: Table) -> str:
    parts = [
        f"## {table.name} {table.title}",
        "",
        *([table.note, ""] if table.note else []),
        f"Key: {_key(table)}",
        "",
    ]
    parts += ["| field | header | type | rule |", "|---|---|---|---|"]
    parts += [_field(field) for field in table.fields]
    if table.rules:
        parts += [
            "",
            *(f"- `{rule.column}`: {rule.expected}{_severity(rule.severity)}" for rule in table.rules),
        ]
    return "\n".join([*parts, ""])


def _key(table: Table) -> str:
    return ", ".join(f"`{name}`" for name in table.key)


def _severity(severity: str) -> str:
    return " (warning)" if severity == "warning" else ""


def _field(field: Field) -> str:
    star = "*" if field.required else ""
    return (
        f"| `{field.name}`{star} | {field.header} | {TYPES[field.type]} | {'; '.join(_conditions(field))} |"
    )


def _conditions(field: Field) -> list[str]:
    """Say in words what a value of the field has to fulfil."""
    return [
        *(["、".join(field.values)] if field.values else []),
        *_bounds(field),
        *([f"in {' or '.join(f'`{target}`' for target in field.references)}"] if field.references else []),
        *(["blank = the county"] if field.county_default else []),
        *([f"default {field.default}"] if field.default not in (None, False) else []),
        *(["up to 2,000 characters"] if field.long else []),
        *(["`50%` is 0.5"] if field.percent == "target" else []),
    ]


def _bounds(field: Field) -> list[str]:
    if field.above_zero:
        return ["> 0"]
    if field.minimum is not None and field.maximum is not None:
        return [f"{field.minimum:g}–{field.maximum:g}"]
    return [f"≥ {field.minimum:g}"] if field.minimum is not None else []


def _common() -> str:
    rows = [f"| `{field.name}` | {field.header} | {TYPES[field.type]} |" for field in COMMON_FIELDS]
    return "\n".join(
        [
            "## Accepted on every table",
            "",
            "| field | header | type |",
            "|---|---|---|",
            *rows,
            "",
            f"`origin` is one of {'、'.join(ORIGINS)}; without the column the batch's origin holds.",
            "Every stored row also knows its batch, file, sheet and row.",
            "",
        ]
    )
