"""The page `docs/tables.md`: every table and field of the data contract, from `etl.contract`."""

from etl.boundaries import DATUMS
from etl.contract import BOUNDARIES, COMMON_FIELDS, ORIGINS, TABLES, Field, Table

HEAD = """\
# Tables of the data contract

Generated from `etl/contract/` by `make docs`; change the declaration, not this page.

What a county hands in: a workbook (`.xlsx`, `.xlsm`, `.xls`, `.et`), `.csv` files, or a folder of both. A
sheet or file is called by the Chinese name or the English id of its table, a column by its Chinese header or
English field.
`*` marks a required field. `python -m etl template FILE.xlsx` writes an empty workbook with drop-downs.

## How values are read

- Full-width digits and letters, spaces around a value and thousands commas do not matter; `1.91万`,
  `6000万元` and `0.6亿` are numbers. `50%` is 50 where a field goes to 100, and 0.5 in the target of a share.
- Dates: `2018-01-16`, `2018/1/16`, `2018.1.16`, `2018年1月16日`, `20180116`, or a true Excel date. Months:
  `2018-01`, `2018年1月`, `201801`, `2018/1`, `2018.1`, `Jan-18`, or the first or last day of the month.
- Yes or no: 是/否, √/×, TRUE/FALSE, 1/0, Y/N; blank is no. Lines: id or usual name; several with `;`, `、` or
  `,` between.
- Codes are text: 3.6E+11 is an error. A short official region code is filled with 0 to twelve digits.
- A cell is what a person sees in it: number formats such as a percentage, `0"万元"` or `000` count, and so
  does a unit behind a number or in a header (`金额（万元）`). A number merged over several rows is an error.
- Titles above the header row, two header rows, merged cells and blank rows are understood; rows of totals,
  repeated headers and footers are passed over with a warning.
- .csv may be UTF-8, GB18030 or UTF-16, separated by comma, tab or semicolon.
- A region may be given by name or path (`枫田镇/车田村`) where one region fits.
- A later hand-in with the same key replaces the fields that it states: a blank cell clears, an absent column
  keeps.
- Anything else is an error that names file, sheet, row and column, and nothing of the hand-in is published.
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
    "shape": "polygons",
}

BOUNDARY_FILES = f"""\
Files beside the tables, or handed in alone: GeoJSON (`.geojson`, `.json`), Shapefile (`.shp` with `.shx`,
`.dbf`, `.prj` and `.cpg`, loose or in a `.zip`; names in UTF-8 or GBK), KML, GeoPackage. Polygons of county,
township or village, one shape a region.

- The region: a property with its code (`code`, `区划代码`, `XZQDM`, `QHDM`, `PAC`, `adcode`, `gb`), short
  ones filled with 0, or with its name or path (`name`, `名称`, `XZQMC`, `QHMC`). Code and name must not
  contradict one another.
- The coordinates: in what the file says (degrees, or Gauss–Krüger of CGCS2000, Xian 80 or Beijing 54), else
  in what is chosen on handing in: {", ".join(DATUMS)}. Stored in WGS84.
- `审图号` or `approval`, `来源` or `source`: from the shape, else as given on handing in.
- Errors: a region that does not exist or comes twice, no polygon, a shape that cannot be mended or lies
  elsewhere. Warnings: what was mended, overlaps and gaps above 1 % of the county, regions left without one.
"""


def tables_page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([HEAD, _contents(), *map(_table, TABLES.values()), _boundaries(), _common()])


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


def _boundaries() -> str:
    """Tell of boundaries, which come in no sheet."""
    head, _, fields = _table(BOUNDARIES).partition(f"Key: {_key(BOUNDARIES)}")
    return f"{head}{BOUNDARY_FILES}\nKey: {_key(BOUNDARIES)}{fields}"


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
