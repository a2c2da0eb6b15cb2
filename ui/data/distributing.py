"""Forms on their way out: made by the ETL beside the app, then taken away as one .zip.

Each viewer has one distribution, in the session; its forms lie in a private folder that goes with it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from metrics.months import first_day, month_text, months_after, months_before, months_spanning
from ui import shown
from ui.data.received import discard, owned, private_folder
from ui.shell.etl_process import DONE, Run, start

#: Letters of a collection's name.
LONGEST_NAME = 40

Stage = Literal["making", "done", "failed"]

_STATE = "distribution"
_PACKED = "填报表.zip"


@dataclass(frozen=True)
class Wish:
    """What is to be distributed.

    Attributes:
        period: first day of the month.
        tables: ids of tables.
        units: region codes; none means every county and township.
        lines: a form for each; none means one form with all lines.
        due_on: the deadline.
        name: of the collection; '' for the usual one.
    """

    period: date
    tables: Sequence[str]
    units: Sequence[str]
    lines: Sequence[str]
    due_on: date
    name: str = ""

    @property
    def options(self) -> list[str]:
        """The wish as options of ``python -m etl forms``."""
        several = {"table": self.tables, "unit": self.units, "line": self.lines}
        chosen = [word for option, words in several.items() for one in words for word in (f"--{option}", one)]
        return [
            *("--period", month_text(self.period), "--due", self.due_on.isoformat()),
            *(["--name", self.name.strip()] if self.name.strip() else []),
            *chosen,
        ]


@dataclass
class Distribution:
    """Forms that were asked for.

    Attributes:
        wish: what was asked for.
        stage: making → done or failed.
        forms: one a workbook: ``file, unit, unit_name, line, collection_id, period, due_on, tables``.
        idle: units that owe nothing, so that no form was made.
        packed: the .zip with all forms.
        trouble: why it failed, in Chinese.
    """

    wish: Wish
    stage: Stage = "making"
    forms: list[dict[str, Any]] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    packed: Path | None = None
    trouble: str = ""
    run: Run | None = None

    @property
    def collections(self) -> list[str]:
        """Ids of the collections that the forms belong to."""
        return list(dict.fromkeys(form["collection_id"] for form in self.forms))


def months_offered(newest: date, today: date) -> list[date]:
    """Months that forms may be made for, the latest first: a year around the data, and today's."""
    around = months_spanning(months_before(newest, 11), months_after(newest, 12))
    return sorted({*around, months_before(today, 1), first_day(today)}, reverse=True)


def current() -> Distribution | None:
    """Return the viewer's distribution, nothing where there is none."""
    return st.session_state.get(shown.own(_STATE))


def begin(wish: Wish) -> None:
    """Start to make the forms and to publish the collection."""
    one = Distribution(wish)
    folder = owned(private_folder(), one)
    options = [*wish.options, "--out", str(folder / "forms"), "--report", str(folder / "report.json")]
    one.run = start("forms", *options, "--zip", "--publish", on_end=lambda run: _made(one, run, folder))
    st.session_state[shown.own(_STATE)] = one


def _made(one: Distribution, run: Run, folder: Path) -> None:
    """Note what was made; what was not published is not given out."""
    one.stage, one.trouble = "failed", run.trouble
    if run.status != DONE:
        discard(folder)
        return
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    one.forms, one.idle = report["forms"], report["idle"]
    one.packed = folder / "forms" / _PACKED
    one.stage = "done"
