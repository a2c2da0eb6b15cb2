"""The data contract: every table that a county may hand in, each declared once.

`TABLES` maps the English id of a table to its declaration, parents before children, so that
loading in this order finds every referenced row.
"""

from types import MappingProxyType

from etl.contract import collecting, meetings, organisations, places, plans, work
from etl.contract.boundaries import BOUNDARIES
from etl.contract.fields import Field, Rule, Table

TABLES = MappingProxyType(
    {
        table.name: table
        for module in (places, organisations, work, plans, collecting, meetings)
        for table in module.TABLES
    }
)

#: Everything that schema `raw` holds: the tables, then boundaries, which come in no sheet.
STORED = (*TABLES.values(), BOUNDARIES)

#: Where a row comes from: demonstration, supplied by the county, reported in public.
ORIGINS = ("演示", "上报", "报道")

WITHDRAWN = Field("withdrawn", "撤销", "bool", default=False)
ORIGIN = Field(
    "origin",
    "数据来源",
    "enum",
    choices=MappingProxyType({word: word for word in ORIGINS}),
)

#: Columns accepted on every table beside its own fields.
COMMON_FIELDS = (WITHDRAWN, ORIGIN)

__all__ = [
    "BOUNDARIES",
    "COMMON_FIELDS",
    "ORIGIN",
    "ORIGINS",
    "STORED",
    "TABLES",
    "WITHDRAWN",
    "Field",
    "Rule",
    "Table",
]
