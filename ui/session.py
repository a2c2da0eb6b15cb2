"""What the viewer has chosen: period, region and lines. The URL is the truth, widgets follow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from metrics import budget, places
from metrics.catalogue import BY_ID, LINES
from metrics.data import origins
from metrics.warehouse import Snapshot
from metrics.warehouse_error import WarehouseError
from ui import cache, link, numbers, projector, shown
from ui.cache import fetch
from ui.streamlit_inside import visitors

_OPENED = ("project", "task", "metric", "issue")
_KEYS = ("period", "region", "lines", *_OPENED, projector.PRESENT, shown.WAREHOUSE, shown.EDITION)
#: Parameter of the link that widens a map from the chosen region to all of the data.
SCOPE, ALL = "scope", "all"
#: Parameter of the link that names the part of a long page.
PART = "part"
_REMEMBERED = "selection"
_NOTICES = "selection_notices"
_VIEW = "view"
#: What of a value in a link is repeated to the viewer.
_LETTERS_SHOWN = 20


@dataclass(frozen=True)
class Selection:
    """One choice of period, region and lines; no line at all means all seven.

    What is open belongs to its page: a link keeps it only when told.

    Attributes:
        period: the month, by its first day.
        region: region code.
        lines: ids of the chosen lines.
        present: whether the page is shown on a projector.
        project: id of the one that is open on 项目跟踪.
        task: id of the one that is open on 改革任务.
        metric: id of the one that is open on 改革指标.
        issue: id of the one that is open on 联席会议.
    """

    period: date
    region: str
    lines: tuple[str, ...] = ()
    project: str = ""
    task: str = ""
    metric: str = ""
    issue: str = ""

    def query(self, **changes: Any) -> dict[str, str]:
        """Write the selection, with changes, as the URL parameters of a link to the same view."""
        chosen = replace(self, **(dict.fromkeys(_OPENED, "") | changes))
        query = {"period": numbers.short_month(chosen.period), "region": chosen.region}
        if chosen.lines:
            query["lines"] = ",".join(chosen.lines)
        query |= {name: opened for name in _OPENED if (opened := getattr(chosen, name))}
        return query | projector.in_link() | shown.in_link()

    @property
    def shown_lines(self) -> tuple[str, ...]:
        """The lines to show one by one: the chosen ones, or all."""
        return self.lines or tuple(LINES)


@dataclass(frozen=True)
class View:
    """What a page works on: one snapshot, one selection, and what had to be corrected in the URL.

    Attributes:
        snapshot: the published snapshot.
        selection: what the viewer has chosen.
        trail: ``code, name, level, …`` of the regions from the top of the data to the chosen one.
        notices: what had to be corrected, in Chinese.
    """

    snapshot: Snapshot
    selection: Selection
    trail: pd.DataFrame
    notices: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Name of the chosen region."""
        return str(self.trail["name"].iloc[-1])

    @property
    def scope(self) -> tuple[str, str, str]:
        """Place, month and lines in words."""
        lines = "、".join(LINES[line] for line in self.selection.lines) or "全部条线"
        return self.place, numbers.month(self.selection.period), lines

    @property
    def months(self) -> list[date]:
        """All months of the data, the earliest first."""
        return months(self.snapshot)

    @property
    def origins(self) -> list[str]:
        """Where the numbers come from: 演示, 上报 or 报道; 演示 first."""
        found: list[str] = fetch(self.snapshot, origins.origins)
        return found

    @property
    def at_place(self) -> dict[str, Any]:
        """Period and region, as the queries of ``metrics`` take them that know no line."""
        return {"period": self.selection.period, "region": self.selection.region}

    @property
    def in_scope(self) -> dict[str, Any]:
        """Period, region and lines, as the queries of ``metrics`` take them."""
        return self.at_place | {"lines": self.selection.lines}


def begin() -> None:
    """Begin a run: settle what its link says, before anything is drawn, and for whom the run's questions are.

    A page switch that drops the parameters falls back to what the viewer chose before.
    """
    budget.is_there.set(visitors.presence())
    if not _asked():
        link.change(st.session_state.get(_REMEMBERED, {}))
    cache.begin()
    projector.begin(st.query_params)
    if shown.begin():
        st.session_state.pop(_NOTICES, None)


def leave_for(query: Mapping[str, str]) -> None:
    """Forget what is chosen, before the viewer turns to another warehouse, which a link names.

    Where the page that it leads to is open already, turning to it alone would leave the browser's address.
    """
    st.session_state.pop(_REMEMBERED, None)
    link.only(query)


def open_view(snapshot: Snapshot) -> View:
    """Read the selection from the URL, check it against the snapshot, and write it back.

    A period, region or line that the data does not hold is replaced by the default, and a notice says so
    until the viewer chooses something.

    Raises:
        WarehouseError: the snapshot holds no month at all.
    """
    if not fetch(snapshot, places.periods):
        raise WarehouseError("missing", "数据仓库里没有任何月份的数据。", "请先上报数据，再点“重新检查”。")
    asked = _of_edition() | _asked()
    selection, notices = _validated(snapshot, asked)
    together = "region" not in asked and len(fetch(snapshot, places.tops, period=selection.period)) > 1
    if notices:
        st.session_state[_NOTICES] = notices
    st.session_state[_REMEMBERED] = selection.query()
    _write_back(selection, **({SCOPE: ALL} if together else {}))
    trail = fetch(snapshot, places.trail, code=selection.region, period=selection.period)
    view = View(snapshot, selection, trail, tuple(st.session_state.get(_NOTICES, ())))
    st.session_state[_VIEW] = view
    return view


def months(snapshot: Snapshot) -> list[date]:
    """All months of a snapshot, the earliest first."""
    found: list[date] = fetch(snapshot, places.periods)
    return found


def current_view() -> View:
    """Return the view that ``app.py`` opened for this run."""
    return st.session_state[_VIEW]


def choose(**changes: Any) -> None:
    """Change the selection; for widget callbacks and clicks, before the next run.

    Another place narrows a widened map. Another place or other lines close the open project, task or issue,
    which may not be among them. All metrics and one metric have parts of their own.
    """
    st.session_state.pop(_NOTICES, None)
    now = current_view().selection
    closing: dict[str, Any] = (
        {"project": "", "task": "", "issue": ""} if {"region", "lines"} & changes.keys() else {}
    )
    chosen = replace(now, **closing, **changes)
    leaving = {SCOPE: ""} if "region" in changes else {}
    if bool(chosen.metric) != bool(now.metric):
        leaving[PART] = ""
    _write_back(chosen, **leaving)


def _of_edition() -> dict[str, str]:
    """What an edition is of, for a link that says nothing else."""
    edition = shown.edition()
    if edition is None:
        return {}
    told = {"period": str(edition.about["period"]), "region": edition.region}
    return told | {"lines": ",".join(edition.about["lines"])}


def _asked() -> dict[str, str]:
    return {key: st.query_params[key] for key in _KEYS if key in st.query_params}


def _validated(snapshot: Snapshot, asked: dict[str, str]) -> tuple[Selection, list[str]]:
    notices: list[str] = []
    period = _period(fetch(snapshot, places.periods), asked.get("period"), notices)
    region = _region(snapshot, period, asked.get("region"), notices)
    lines = _lines(asked.get("lines", ""), notices)
    opened = {name: asked.get(name, "").strip() for name in _OPENED}
    opened["metric"] = _metric(opened["metric"], notices)
    return Selection(period, region, lines, **opened), notices


def _period(known: Sequence[date], asked: str | None, notices: list[str]) -> date:
    newest = known[-1]
    if asked is None:
        return newest
    found = {numbers.short_month(month): month for month in known}.get(asked.strip())
    if found is None:
        notices.append(f"链接中的报告期“{shortened(asked)}”没有数据，已改为最新一期{numbers.month(newest)}。")
    return found or newest


def _region(snapshot: Snapshot, period: date, asked: str | None, notices: list[str]) -> str:
    top = fetch(snapshot, places.top, period=period)
    if asked is None:
        return top
    code = asked.strip()
    if code.isalnum() and len(fetch(snapshot, places.trail, code=code, period=period)):
        return code
    tops = fetch(snapshot, places.top_regions, period=period)
    instead = "全部范围" if len(tops) == 1 else tops["name"].iloc[0]
    notices.append(f"链接中的区划“{shortened(asked)}”在{numbers.month(period)}不存在，已改为{instead}。")
    return top


def _lines(asked: str, notices: list[str]) -> tuple[str, ...]:
    names = [name.strip() for name in asked.split(",") if name.strip()]
    unknown = [name for name in names if name not in LINES]
    if unknown:
        notices.append(f"链接中的条线“{shortened('、'.join(unknown))}”不在七个群团条线之内，已略去。")
    chosen = tuple(line for line in LINES if line in names)
    return () if len(chosen) == len(LINES) else chosen


def _metric(asked: str, notices: list[str]) -> str:
    if asked and asked not in BY_ID:
        notices.append(f"链接中的指标“{shortened(asked)}”不在指标目录里，已改为显示全部指标。")
    return asked if asked in BY_ID else ""


def shortened(text: str) -> str:
    """Write a word of the link in a few letters; signs that cannot be seen may turn a sentence round."""
    seen = "".join(letter for letter in text if letter.isprintable())
    return seen if len(seen) <= _LETTERS_SHOWN else f"{seen[:_LETTERS_SHOWN]}…"


def _write_back(selection: Selection, **more: str) -> None:
    query = selection.query(**{name: getattr(selection, name) for name in _OPENED})
    link.change({key: query.get(key, "") for key in _KEYS} | more)
