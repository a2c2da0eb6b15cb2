"""What bare DuckDB needs for a batch: read_csv and a typed insert for each file, and nothing else."""

import sys
from pathlib import Path

import duckdb

from etl.contract import TABLES, Field, Table


def main(batch: Path, database: Path) -> None:
    """Insert every file of the batch into a typed table of a new database file."""
    with duckdb.connect(database) as connection:
        for table in TABLES.values():
            file = batch / f"{table.title}.csv"
            if file.exists():
                _insert(connection, table, file)


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    with file.open(encoding="utf-8") as opened:
        headers = opened.readline().strip().split(",")
    fields = {field.header: field for field in table.fields}
    given = [fields[header] for header in headers]
    # A month is text to read_csv; it becomes a date on the way in.
    types = {field.header: "VARCHAR" if field.type == "month" else field.sql_type for field in given}
    columns = ", ".join(f'"{field.header}" {field.sql_type}' for field in given)
    values = ", ".join(map(_value, given))
    connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    connection.execute(
        f'INSERT INTO "{table.name}" SELECT {values} '  # noqa: S608 - names from the contract
        "FROM read_csv($file, header = true, columns = $types, dateformat = '%Y-%m-%d')",
        {"file": str(file), "types": types},
    )


def _value(field: Field) -> str:
    name = f'"{field.header}"'
    return f"CAST(strptime({name}, '%Y-%m') AS DATE)" if field.type == "month" else name


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
