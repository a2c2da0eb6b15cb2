"""What is remembered of every form that was distributed, so that its return is known by its id.

<warehouse>/forms/<id>.json   unit, line, month, tables and the codes of its rows, as distributed

The id stands in every sheet of the form. It consists of letters only, so that no check for personal numbers
ever takes it for one; the last four follow from the others and tell a slip of the pen from a foreign form.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from etl.contract import TABLES
from etl.warehouse import UNFINISHED, Warehouse

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_FREE, _CHECKED = 12, 4

_LINE = re.compile(r"表单编号\s*(\S+)\s*[｜|]\s*(.*?)\s*[｜|]\s*(\d{12})\s*[｜|]")


@dataclass(frozen=True)
class FormRecord:
    """One distributed form.

    Attributes:
        form: its id.
        collection_id, collection_name: the collection that it belongs to.
        county, county_name: code and name of the county.
        unit, unit_name: code and name of the region that is to fill it in.
        line: the only line asked for, '' for all.
        period: first day of the month.
        due_on: the deadline.
        rows: table id → keys of the prefilled rows in order, each without the month; none for blank sheets.
    """

    form: str
    collection_id: str
    collection_name: str
    county: str
    county_name: str
    unit: str
    unit_name: str
    line: str
    period: dt.date
    due_on: dt.date
    rows: dict[str, list[list[str]]]

    @property
    def who(self) -> str:
        """Unit and line in Chinese."""
        line = TABLES["organizations"].field("line")
        title = next((word for word in line.values if line.choices[word] == self.line), "")
        return f"{self.unit_name}（{title}）" if title else self.unit_name

    @property
    def described(self) -> dict[str, object]:
        """The form in a report for other programs, without its rows."""
        return {
            "form": self.form,
            "collection_id": self.collection_id,
            "unit": self.unit,
            "unit_name": self.unit_name,
            "line": self.line,
            "period": f"{self.period:%Y-%m}",
            "due_on": self.due_on.isoformat(),
            "tables": list(self.rows),
        }

    @property
    def id_line(self) -> str:
        """The line that stands in every sheet."""
        return (
            f"表单编号 {self.form}｜{self.county_name}｜{self.county}｜"
            f"{self.period:%Y-%m}｜{self.due_on.isoformat()} 前交回；编号和灰底的格请勿改动"
        )


@dataclass(frozen=True)
class StatedId:
    """What an id line says: id, name and code of the county."""

    form: str
    county_name: str
    county: str


def new_id() -> str:
    """A new id, as ABCD-EFGH-JKLM-NPQR."""
    free = "".join(secrets.choice(LETTERS) for _ in range(_FREE))
    return _grouped(free + _check(free))


def is_sound(form: str) -> bool:
    """Whether an id is one that was made here or elsewhere, and not mistyped."""
    letters = form.replace("-", "")
    free = letters[:_FREE]
    return _grouped(letters) == form and set(letters) <= set(LETTERS) and letters[_FREE:] == _check(free)


def stated_id(cells: Iterable[str]) -> StatedId | None:
    """The first id line among cells of a sheet."""
    return next((StatedId(*found.groups()) for found in map(_LINE.search, cells) if found), None)


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _check(free: str) -> str:
    number = int.from_bytes(hashlib.sha256(f"quntuan {free}".encode()).digest()[:8])
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(_CHECKED))


def save(warehouse: Warehouse, records: Iterable[FormRecord]) -> None:
    """Remember forms; each is written beside and renamed, so that none is ever half there."""
    warehouse.forms.mkdir(exist_ok=True)
    for record in records:
        described = {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in dataclasses.asdict(record).items()
        }
        draft = warehouse.forms / f"{UNFINISHED}{record.form}.json"
        draft.write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
        draft.replace(warehouse.forms / f"{record.form}.json")


def find(warehouse: Warehouse, form: str) -> FormRecord | None:
    """The form of an id, None where this warehouse has distributed none."""
    path = warehouse.forms / f"{form}.json"
    if not is_sound(form) or not path.is_file():
        return None
    described = json.loads(path.read_text(encoding="utf-8"))
    days = {name: dt.date.fromisoformat(described[name]) for name in ("period", "due_on")}
    return FormRecord(**(described | days))
