"""The demonstration county with texts that mean something to what shows them: mark-up, links, commands.

Every text of every table of the contract gets one, so that a field that is added later is covered as well.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from etl.contract import TABLES
from etl.contract.fields import SHORT_TEXT, Table

DEMO = Path(__file__).resolve().parents[1] / "data" / "demo"

LONG = "长" * SHORT_TEXT
#: Stands before every text, so that fields with few texts have something of each reader too.
CORE = "<i>*甲*$乙$`丙`</i>&lt;%{x}"
#: Of which two are put before that; addresses of 192.0.2.0/24 belong to nobody.
KINDS = (
    '<img src="https://192.0.2.1/a.png" onerror="window.taken=1">',
    '<a href="https://192.0.2.1/b">去</a>%{x}{text}{{y}}',
    "甲<br><b>乙</b><sub>丙</sub><extra>丁</extra>&lt;b&gt; &amp;",
    "[去](https://192.0.2.1/c)![图](https://192.0.2.1/d.png)",
    "**粗** _斜_ ~~删~~ `码` $x^2$ 和 $1$",
    ":red[红] :material/home: :material_home: :smile: :streamlit:",
    "# 题 -- 乙 -> 丙 >= 丁 \\*",
    "=1+1 https://192.0.2.1/e www.example.org a@example.org",
    "1. 列 | 表 > 引 --- ",
    "@@=f() ",
    "@@#F.x ",
    LONG,
)
#: Texts that are words of the contract, and are refused where they are anything else.
WORDS = {("collections", "tables")}
#: What the name of a file may hold of all this.
BATCH = "批<b>次<b> **粗** $x^2$ :red[红] :material_home: [去](c) %{x}"


def hostile(text: str) -> str:
    """Put the core and two of the kinds before a text, always the same before the same; empty stays empty."""
    if not text:
        return text
    number = crc32(text.encode())
    first, second = KINDS[number % len(KINDS)], KINDS[number // len(KINDS) % len(KINDS)]
    return f"{first}{second}{CORE}{text}"[-SHORT_TEXT:].strip()


def write(folder: Path) -> Path:
    """Write the demonstration county with hostile texts as a batch into a new folder."""
    batch = folder / BATCH
    batch.mkdir(parents=True)
    for table in TABLES.values():
        if (DEMO / f"{table.title}.csv").exists():
            _write(table, batch)
    return batch


def _write(table: Table, batch: Path) -> None:
    texts = _headers(table)
    rows = list(_rows(table))
    with (batch / f"{table.title}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        for row in rows:
            out.writerow({name: hostile(cell) if name in texts else cell for name, cell in row.items()})


def _headers(table: Table) -> set[str]:
    free = [field for field in table.fields if field.type == "text" and (table.name, field.name) not in WORDS]
    return {field.header for field in free}


def _rows(table: Table) -> Iterator[dict[str, str]]:
    with (DEMO / f"{table.title}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def texts() -> dict[str, str]:
    """Every hostile text by the text that it was made of."""
    found = {
        row[header]
        for table in TABLES.values()
        if (DEMO / f"{table.title}.csv").exists()
        for row in _rows(table)
        for header in _headers(table) & row.keys()
    }
    return {text: hostile(text) for text in found if text}
