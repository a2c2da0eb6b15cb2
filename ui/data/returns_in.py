"""Returned forms on their way in: received together, checked each on its own, chosen among, made a draft.

Each viewer has one pile, in the session. What has a fault, or is no form of ours, is removed from the
server as soon as it has been checked; the rest goes once it is published, given up or left.
"""

import json
import logging
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ui import shown
from ui.data import hand_in
from ui.data.hand_in import HandIn
from ui.data.received import Received, discard, filled_folder, not_kept, owned, safe_name, write
from ui.shell.etl_process import DATA_ERRORS, DONE, Run, start_reading

#: What is taken; a .csv only to be told that the whole workbook is asked for.
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".csv")
_ORIGIN = "上报"

Stage = Literal["checking", "checked", "failed"]
#: Collection, unit and line: whose return it is.
Unit = tuple[str, str, str]

_log = logging.getLogger(__name__)
_STATE = "returns"
_SPOILT = "核对以后当前快照变了，选中的表现在都有错，请看下面各单位的情况。"


@dataclass
class Pile:
    """Returned files that were checked together.

    Attributes:
        folder: where those lie that may still be published.
        stage: checking → checked or failed.
        returns: one a file: ``file, name, state, errors, warnings, faults, findings``, and of a known form
            ``collection_id, unit, unit_name, line, period, due_on, tables``.
        units: one a unit that was asked: ``collection_id, name, unit, unit_name, line, due_on,
            handed_in_on, state``.
        differences: ``first, second, table, row, column, first_value, second_value`` between returns of one
            unit.
        draft: what became of publishing.
        sent: the files that the draft is made of.
        trouble: why it failed, in Chinese.
    """

    folder: Path = field(default_factory=Path)
    stage: Stage = "checking"
    returns: list[dict[str, Any]] = field(default_factory=list)
    units: list[dict[str, Any]] = field(default_factory=list)
    differences: list[dict[str, Any]] = field(default_factory=list)
    draft: HandIn | None = None
    sent: list[str] = field(default_factory=list)
    trouble: str = ""
    run: Run | None = None

    def rivals(self) -> dict[Unit, list[dict[str, Any]]]:
        """Units with different returns, each with those among which one is to be chosen."""
        found: dict[Unit, list[dict[str, Any]]] = {}
        for one in self.returns:
            if one["state"] == "choose":
                found.setdefault(unit_of(one), []).append(one)
        return found

    def publishable(self, chosen: Mapping[Unit, str]) -> list[str]:
        """Files without a fault that may be published; of a unit with several, the chosen one."""
        return [
            one["file"]
            for one in self.returns
            if one["state"] == "right"
            or (one["state"] == "choose" and chosen.get(unit_of(one)) == one["file"])
        ]


def unit_of(one: Mapping[str, Any]) -> Unit:
    """Whose return it is."""
    return one["collection_id"], one["unit"], one["line"] or ""


def current() -> Pile | None:
    """Return the viewer's pile, nothing where there is none."""
    return st.session_state.get(shown.own(_STATE))


def forget() -> None:
    """Clear the viewer's pile and all that is left of it; for a button."""
    pile = st.session_state.pop(shown.own(_STATE), None)
    if pile:
        discard(pile.folder)


def begin(files: Sequence[Received], collections: Sequence[str]) -> None:
    """Receive files of any name, also of the same one, and start to check them.

    From here on they lie in one place, the private folder: the widget that took them must not be drawn again.

    Args:
        files: as the browser hands them over.
        collections: ids of the only collections that are wanted; none for any.
    """
    forget()
    pile = st.session_state[shown.own(_STATE)] = Pile()
    try:
        with filled_folder() as folder:
            paths = [_write(folder, number, file) for number, file in enumerate(files, start=1)]
    except OSError as error:
        _log.exception("returns could not be kept")
        pile.stage, pile.trouble = "failed", not_kept(error)
        return
    pile.folder = owned(folder, pile)
    options = ["--report", str(pile.folder / "report.json"), "--faults", str(pile.folder / "faults")]
    options += [word for one in collections for word in ("--collection", one)]
    pile.run = start_reading("returns", *paths, *options, on_end=lambda run: _checked(pile, run))


def _write(folder: Path, number: int, file: Received) -> str:
    path = folder / f"{number:04}" / safe_name(file.name)
    path.parent.mkdir(mode=0o700)
    write(path, file)
    return str(path)


def _checked(pile: Pile, run: Run) -> None:
    """Note what each file turned out to be, and remove those that will not be published."""
    pile.stage, pile.trouble = "failed", run.trouble
    try:
        if run.status in (DONE, DATA_ERRORS) and (pile.folder / "report.json").exists():
            told = _told(pile.folder / "report.json")
            pile.returns, pile.units, pile.differences = (
                told[name] for name in ("returns", "units", "differences")
            )
            for one in pile.returns:
                if one["errors"] or one["state"] not in ("right", "choose"):
                    Path(one["file"]).unlink(missing_ok=True)
            pile.stage = "checked"
    finally:
        if pile.stage == "failed":
            discard(pile.folder)


def _told(report: Path) -> dict[str, Any]:
    """Read a report and remove it: it repeats cells of the returns."""
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    return found


def make_draft(pile: Pile, chosen: Mapping[Unit, str]) -> None:
    """Start to make a draft of what is right, to be looked at as any hand-in; for a button.

    Args:
        pile: as checked.
        chosen: whose return → the file that counts, where there are several.
    """
    pile.sent = pile.publishable(chosen)
    pile.draft = draft = HandIn(f"收回的 {len(pile.sent)} 份填报表", _ORIGIN)
    report = pile.folder / "draft.json"
    options = [*pile.sent, "--draft", "--origin", _ORIGIN, "--report", str(report)]
    draft.run = start_reading("returns", *options, on_end=lambda run: _drafted(pile, draft, run, report))
    hand_in.adopt(draft)


def _drafted(pile: Pile, draft: HandIn, run: Run, report: Path) -> None:
    """Note what the draft came to; a return that is not right any more takes its new state."""
    draft.stage, draft.trouble = "failed", run.trouble
    if run.status not in (DONE, DATA_ERRORS) or not report.exists():
        return
    told = _told(report)
    spoilt = {one["file"]: one for one in told["returns"] if one["state"] != "right"}
    pile.returns = [spoilt.get(one["file"], one) for one in pile.returns]
    pile.sent = [file for file in pile.sent if file not in spoilt]
    draft.name = f"收回的 {len(pile.sent)} 份填报表"
    draft.findings = _refused(told["refused"])
    draft.draft_id = told["draft"] or ""
    if draft.draft_id:
        draft.stage, draft.trouble = "ready", ""
    elif run.status == DONE:
        draft.stage, draft.trouble = "known", ""
    elif len(draft.findings):
        draft.stage = "faulty"
    else:
        draft.trouble = _SPOILT


def _refused(findings: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Findings about returns that are right each on its own, as those of any hand-in."""
    frame = pd.DataFrame([{**one, "rows": str(one["row"] or ""), "count": 1} for one in findings])
    return frame.reindex(columns=list(hand_in.FINDING_COLUMNS))


def settle(pile: Pile) -> None:
    """Once the draft is published, note which units have handed in, and remove their files."""
    if pile.draft is None or pile.draft.stage not in ("published", "known"):
        return
    done = {unit_of(one) for one in pile.returns if one["file"] in pile.sent}
    for one in pile.returns:
        if one["state"] in ("right", "choose") and unit_of(one) in done:
            one["state"] = "handed_in" if one["file"] in pile.sent else "left_out"
            Path(one["file"]).unlink(missing_ok=True)
    for unit in pile.units:
        if unit_of(unit) in done:
            unit["state"] = "handed_in"
    pile.sent = []


def marked(returns: Iterable[Mapping[str, Any]]) -> list[Path]:
    """The workbooks to send back: each return that has faults, with its faults marked."""
    return [path for one in returns if one["faults"] and (path := Path(one["faults"])).exists()]


def packed(files: Sequence[Path]) -> bytes:
    """Pack files into one .zip."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as packing:  # a workbook is compressed already
        for file in files:
            packing.write(file, file.name)
    return whole.getvalue()
