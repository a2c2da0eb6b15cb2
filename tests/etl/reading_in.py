"""A batch read on top of the small county, without the models: what is stored, and what is told."""

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl import snapshot
from etl.findings import Findings
from etl.load import Batch, next_source
from etl.reading import Asides, Correction, read_batch
from etl.validate import load_batch
from etl.warehouse import Warehouse
from tests.etl.handing_in import Told, told

_number = itertools.count()


@dataclass
class Read:
    """What became of a batch."""

    con: duckdb.DuckDBPyConnection
    findings: Findings

    @property
    def errors(self) -> list[Told]:
        """The errors in short."""
        return told(self.findings)

    @property
    def warnings(self) -> list[Told]:
        """The warnings in short."""
        return told(self.findings, "warning")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows as stored; only of a batch without errors, for another is never published."""
        assert self.errors == []
        return self.con.execute(sql).fetchall()

    def messages(self, code: str) -> list[str]:
        """The words of every finding of a code."""
        return [finding.message for finding in self.findings if finding.code == code]


@contextlib.contextmanager
def read_in(county: Path, sources: Path | Sequence[Path]) -> Iterator[Read]:
    """Read batches one after the other on top of a published county."""
    warehouse, findings = Warehouse(county), Findings()
    path = warehouse.snapshots / f".read-in-{next(_number)}.duckdb"
    with snapshot.create(path, warehouse.snapshot_path(str(warehouse.current_id()))) as con:
        path.unlink()
        for source in [sources] if isinstance(sources, Path) else sources:
            corrections: list[Correction] = []
            sheets = read_batch(con, source, findings, Asides(corrections))
            batch = Batch("b", "上报", dt.date.today(), next_source(con), tuple(corrections))
            load_batch(con, sheets, batch, findings)
        yield Read(con, findings)


def check(county: Path, source: Path) -> Findings:
    """What is found in a batch on top of a published county."""
    with read_in(county, source) as read:
        return read.findings
