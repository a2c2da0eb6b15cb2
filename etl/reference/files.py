"""Where the reference files lie, and the one way in which they are read and written."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.cleaning import quoted

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
NATIONAL = REFERENCE / "national"


def national(name: str) -> str:
    """SQL: the relation of a file of the national reference, `divisions`, `outlines` or `points`."""
    return f"read_parquet({quoted(str(NATIONAL / f'{name}.parquet'))})"


@lru_cache
def attribution(source: str) -> str:
    """How a source of `sources.json` wants to be named."""
    found: str = next(
        one["attribution"] for one in read_json(REFERENCE / "sources.json") if one["id"] == source
    )
    return found


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a UTF-8 .csv with a header, every value as text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Writes a UTF-8 .csv with a header; the same rows always give the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_json(path: Path) -> Any:
    """The content of a UTF-8 JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))
