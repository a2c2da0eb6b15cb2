"""Many returns together: one counts for each form, what is right is published, and where each unit stands."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from etl import snapshot
from etl.build import Outcome, build
from etl.contract import TABLES
from etl.contract.collecting import COLLECTIONS, EVENTS, REGISTERS
from etl.forms.distribute import current_snapshot
from etl.forms.record import FormRecord
from etl.forms.returned import Return
from etl.reading import shown_name
from etl.table_file import write_table
from etl.warehouse import Warehouse

#: A return may be published; has faults; is no form of ours; says the same as another; differs from another,
#: so that one is to be chosen; another was chosen.
Standing = Literal["right", "faulty", "unknown", "same", "choose", "left_out"]

#: Code of what two units have wrong together: it makes no difference between two returns of one of them.
SHARED = "form_key_shared"


#: A unit has handed in; its return is right and not yet published; has faults; differs from another; none
#: has come yet; none came by the deadline.
State = Literal["handed_in", "right", "faulty", "choose", "outstanding", "overdue"]


@dataclass(frozen=True)
class Difference:
    """A cell in which two returns of one form differ."""

    form: str
    first: Path
    second: Path
    table: str
    row: str
    column: str
    first_value: str | None
    second_value: str | None


def standings(returns: Sequence[Return], chosen: Sequence[Path] = ()) -> dict[Path, Standing]:
    """What becomes of each return.

    Args:
        returns: as checked.
        chosen: files that count where two returns of one unit differ.
    """
    by_unit: dict[tuple[str, str, str], list[Return]] = defaultdict(list)
    told: dict[Path, Standing] = {}
    picked = {path.resolve() for path in chosen}
    for one in returns:
        if one.record is None:
            told[one.path] = "unknown"
        else:
            by_unit[one.record.collection_id, one.record.unit, one.record.line].append(one)
    for rivals in by_unit.values():
        told |= _of_one_unit(rivals, picked)
    return told


def _of_one_unit(rivals: Sequence[Return], picked: set[Path]) -> dict[Path, Standing]:
    told: dict[Path, Standing] = {}
    different: list[Return] = []
    for one in rivals:
        if any(_say_the_same(one, other) for other in different):
            told[one.path] = "same"
        else:
            different.append(one)
    winners = [one for one in different if one.path.resolve() in picked]
    for one in different:
        if len(different) > 1 and len(winners) != 1:
            told[one.path] = "choose"
        elif len(different) > 1 and one is not winners[0]:
            told[one.path] = "left_out"
        else:
            told[one.path] = "right" if one.is_right else "faulty"
    return told


def _say_the_same(one: Return, other: Return) -> bool:
    """Whether two returns hold the same cells, and the same faults where a cell could not be read."""
    faults = [
        [(found.row, found.column, found.value) for found in each.findings if found.code != SHARED]
        for each in (one, other)
    ]
    return one.rows == other.rows and faults[0] == faults[1]


def report_shared_codes(returns: Sequence[Return], told: Mapping[Path, Standing]) -> None:
    """Errors for codes of events that two units use: the later would overwrite the earlier."""
    users: dict[tuple[str, str], list[Return]] = defaultdict(list)
    counting = [one for one in returns if told[one.path] in ("right", "faulty", "choose")]
    for one in counting:
        for table in (*EVENTS, *REGISTERS):
            for code in one.rows.get(table.title, {}):
                users[table.title, code].append(one)
    for (title, code), sharing in users.items():
        if len({_unit(one) for one in sharing}) > 1:
            for one in sharing:
                others = "、".join(sorted({_who(other) for other in sharing if _unit(other) != _unit(one)}))
                message = f"编号 {code} 在 {others} 的表里也有，请各自换成不重复的编号"
                one.findings.error(SHARED, message, file=shown_name(one.path), sheet=title)


def _unit(one: Return) -> tuple[str, str]:
    return (one.record.unit, one.record.line) if one.record else ("", "")


def _who(one: Return) -> str:
    return one.record.who if one.record else ""


def differences(returns: Sequence[Return], told: Mapping[Path, Standing]) -> list[Difference]:
    """Cells in which returns between which one is to choose differ from the first of them."""
    found: list[Difference] = []
    first: dict[tuple[str, str, str], Return] = {}
    for one in returns:
        if told[one.path] != "choose" or one.record is None:
            continue
        key = (one.record.collection_id, one.record.unit, one.record.line)
        if key in first:
            found += _between(first[key], one, one.record.form)
        first.setdefault(key, one)
    return found


def _between(first: Return, second: Return, form: str) -> list[Difference]:
    found = []
    for table in dict.fromkeys((*first.rows, *second.rows)):
        left, right = first.rows.get(table, {}), second.rows.get(table, {})
        for row in dict.fromkeys((*left, *right)):
            one, other = left.get(row, {}), right.get(row, {})
            for column in dict.fromkeys((*one, *other)):
                values = (one.get(column), other.get(column))
                if values[0] != values[1]:
                    found.append(Difference(form, first.path, second.path, table, row, column, *values))
    return found


def publish_right(
    warehouse: Warehouse,
    returns: Sequence[Return],
    told: Mapping[Path, Standing],
    origin: str,
    received_on: dt.date,
    *,
    draft: bool = False,
) -> Outcome | None:
    """Publish what is right, each return as a batch, and note who has handed in. Under the lock, or a draft.

    Returns:
        What the build came to; None where no return is right.

    Raises:
        WarehouseError, ModelError: as `build`.
    """
    right = [one for one in returns if told[one.path] == "right" and one.record]
    if not right:
        return None
    known = collection_rows(warehouse)
    rows = [_handed_in(one.record, known, received_on) for one in right if one.record]
    with tempfile.TemporaryDirectory() as folder:
        paths = [one.path for one in right]
        stated = [row for row in rows if row]
        if stated:
            paths.append(write_table(Path(folder) / "交齐情况", COLLECTIONS, stated))
        return build(warehouse, paths, origin, draft=draft)


def _handed_in(
    record: FormRecord, known: Mapping[tuple[str, str], Mapping[str, object]], day: dt.date
) -> dict[str, object] | None:
    """The row of `collections` that says so; None where it was said before."""
    row = known.get((record.collection_id, record.unit))
    if row is None:
        row = {
            "collection_id": record.collection_id,
            "name": record.collection_name,
            "unit": record.unit,
            "line": record.line or None,
            "period": record.period,
            "tables": ";".join(TABLES[name].title for name in record.rows),
            "due_on": record.due_on,
        }
    return None if row.get("handed_in_on") else {**row, "handed_in_on": day}


def collection_rows(warehouse: Warehouse) -> dict[tuple[str, str], dict[str, object]]:
    """Rows of `collections` in the published snapshot, by collection and unit."""
    path = current_snapshot(warehouse)
    with duckdb.connect(str(path), read_only=True, config=snapshot.SETTINGS) as con:
        cursor = con.execute("SELECT * EXCLUDE (source_id, row_number) FROM raw.collections ORDER BY ALL")
        columns = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return {(str(row["collection_id"]), str(row["unit"])): row for row in rows}


def unit_names(warehouse: Warehouse) -> dict[str, str]:
    """Region code → name in the published snapshot."""
    path = current_snapshot(warehouse)
    with duckdb.connect(str(path), read_only=True, config=snapshot.SETTINGS) as con:
        return dict(con.execute("SELECT code, name FROM raw.regions").fetchall())


def unit_states(
    rows: Mapping[tuple[str, str], Mapping[str, object]],
    returns: Sequence[Return],
    told: Mapping[Path, Standing],
    today: dt.date,
) -> dict[tuple[str, str], State]:
    """Where each unit of the collections stands, its returns in hand counted in.

    Args:
        rows: the published rows of `collections`.
        returns: as checked.
        told: what became of each.
        today: after its deadline a unit of which nothing came is overdue.
    """
    arrived: dict[tuple[str, str], State] = {}
    for one in returns:
        standing = told[one.path]
        if one.record and standing in ("right", "faulty", "choose"):
            arrived[one.record.collection_id, one.record.unit] = standing
    states: dict[tuple[str, str], State] = {}
    for key, row in rows.items():
        due_on = row["due_on"]
        overdue = isinstance(due_on, dt.date) and due_on < today
        published: State = "handed_in" if row["handed_in_on"] else "overdue" if overdue else "outstanding"
        states[key] = arrived.get(key, published)
    return states
