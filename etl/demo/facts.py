"""The figures reported by the source, handed in as facts."""

from etl.demo.rows import REPORTED, Row
from etl.reference.files import REFERENCE, read_rows


def fact_rows() -> list[Row]:
    """Rows of `facts`, from the reference data."""
    return [
        {field: value or None for field, value in row.items()} | REPORTED
        for row in read_rows(REFERENCE / "facts.csv")
    ]
