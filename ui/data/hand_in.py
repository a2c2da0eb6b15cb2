"""A hand-in on its way: files received, validated, looked at, published or abandoned.

Each viewer has one for each warehouse, in the session. Its files lie in a private folder of it only
as long as they are being validated; what is sound waits as a draft of the ETL.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd
import streamlit as st

from metrics.warehouse import draft_file
from ui import shown
from ui.data import boundary_box
from ui.data.received import Received, discard, filled_folder, not_kept, safe_name, too_large, write
from ui.shell.etl_process import DATA_ERRORS, DONE, Run, start, start_reading
from ui.shell.etl_process import discard as discard_draft

#: Files that may be handed in: workbooks of Excel and WPS, tables as text, and boundaries.
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".csv", *boundary_box.SUFFIXES)
#: Origins that may be stated, the usual one first.
ORIGINS = ("上报", "报道", "演示")
FINDING_COLUMNS = ("severity", "file", "sheet", "rows", "column", "value", "message", "code", "count")

Stage = Literal["checking", "faulty", "known", "ready", "publishing", "published", "failed"]

_log = logging.getLogger(__name__)
_STATE = "hand-in"
_CHANGED_BASE = "看过以后，当前快照已经变了；在新的快照上重新校验时发现错误。请重新上交，看看是哪些。"
_GONE = (
    "这一批的预览已经不在了：放了一天以上，或者已经在别处发布、放弃。请看“快照”里有没有它，没有就重新上交。"
)
#: The report that tells each kind of finding once, for the page itself.
_KINDS = "told.kinds.json"


@dataclass
class HandIn:
    """One batch and where it stands.

    Attributes:
        name: what it is called.
        origin: 上报, 报道 or 演示.
        stage: checking → faulty, known, ready or failed; ready → publishing → published, failed, or ready
            again.
        findings: each kind once, as ``severity, file, sheet, rows`` (the first ones, in words) ``, column,
            value`` (of the first) ``, message, code, count``.
        reports: the findings as files, by suffix.
        draft_id: the draft that waits to be published.
        revalidated: whether the current snapshot had moved, so that it was validated again and waits to be
            looked at again.
        trouble: why it failed, or why what is ready was not published, in Chinese.
    """

    name: str
    origin: str
    stage: Stage = "checking"
    findings: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(FINDING_COLUMNS)))
    reports: dict[str, bytes] = field(default_factory=dict)
    draft_id: str = ""
    revalidated: bool = False
    trouble: str = ""
    run: Run | None = None


def current() -> HandIn | None:
    """Return the viewer's hand-in, nothing where there is none."""
    return st.session_state.get(shown.own(_STATE))


def adopt(one: HandIn) -> None:
    """Make a batch that came by another way the viewer's hand-in, to be looked at, published or abandoned."""
    st.session_state[shown.own(_STATE)] = one


def is_waiting() -> bool:
    """Tell whether the viewer's hand-in is being worked on, or waits to be published or abandoned."""
    one = current()
    return one is not None and one.stage in ("checking", "ready", "publishing")


def forget() -> None:
    """Clear the viewer's hand-in, so that another can begin."""
    st.session_state.pop(shown.own(_STATE), None)


def refusal(files: Sequence[Received]) -> str:
    """Say in Chinese why these files cannot be one batch; nothing where they can."""
    names = [safe_name(file.name) for file in files]
    if not all(name.lower().endswith(SUFFIXES) for name in names):
        return (
            "只收工作簿（.xlsx、.xlsm、.xls、.et）、.csv 和边界文件"
            "（.geojson、.kml、.gpkg、Shapefile 或压缩它的 .zip）。"
        )
    if len({name.lower() for name in names}) < len(names):
        return "有两个文件同名（11 位以上的数字不算在名字里），请留下一个，或者改名。"
    return boundary_box.refusal(names) or too_large(files)


def begin(files: Sequence[Received], origin: str, said: Sequence[str] = ()) -> None:
    """Receive files and start to validate them; the caller has made sure that nothing is refused.

    From here on they lie in one place, the private folder, so that nothing stays of what is refused: the
    widget that took them must not be drawn again.

    Args:
        files: as handed over.
        origin: 上报, 报道 or 演示.
        said: options of the command about boundaries among them.
    """
    names = [safe_name(file.name) for file in files]
    first = next((name for name in names if name.lower().endswith(".shp")), names[0])
    name = first if len(names) == 1 else f"{first}等 {len(names)} 个文件"
    one = HandIn(name, origin)
    adopt(one)
    try:
        with filled_folder() as folder:
            source = _written(folder / name, files, names)
    except OSError as error:
        _log.exception("a hand-in could not be kept")
        one.stage, one.trouble = "failed", not_kept(error)
        return
    reports = [folder / f"findings{suffix}" for suffix in (".json", ".xlsx")]
    reports.append(folder / _KINDS)
    options = [word for report in reports for word in ("--report", str(report))]
    options += ["--draft", "--source", str(source), "--origin", origin, *said]
    one.run = start_reading("build", *options, on_end=lambda run: _checked(one, run, folder))


def _written(source: Path, files: Sequence[Received], names: Sequence[str]) -> Path:
    """Write files where they are read from: into a folder where they are several, or a table each."""
    if len(names) > 1 or source.name.lower().endswith(".csv"):
        source.mkdir(mode=0o700)
    for file, safe in zip(files, names, strict=True):
        write(source / safe if source.is_dir() else source, file)
    return source


def publish() -> None:
    """Start to publish what was looked at, or to check it again where another was published; for a button."""
    one = current()
    if one and one.stage == "ready":
        one.stage, one.trouble, one.revalidated = "publishing", "", False
        one.run = start("publish", "--as-seen", one.draft_id, on_end=lambda run: _published(one, run))


def lose() -> None:
    """Say that the draft is gone; whoever waits for it is led back."""
    if one := current():
        one.stage, one.trouble, one.draft_id = "failed", _GONE, ""


def abandon() -> None:
    """Give up the hand-in and its draft; for a button."""
    one = current()
    if one and one.draft_id:
        discard_draft(one.draft_id)
    forget()


def _checked(one: HandIn, run: Run, folder: Path) -> None:
    """Note what the validation came to, and remove the files: a sound batch lies with its draft."""
    one.stage, one.trouble = "failed", run.trouble if run.status != DONE else ""
    try:
        for report in sorted(folder.glob("findings.*"), reverse=True):
            one.reports[report.suffix] = report.read_bytes()
        one.findings = _findings(folder / _KINDS)
        one.draft_id = run.said("草稿")
        one.stage = _stage_after_check(one, run)
    finally:
        discard(folder)


def _stage_after_check(one: HandIn, run: Run) -> Stage:
    if run.is_stopped:
        return "failed"
    if run.status == DONE:
        return "ready" if one.draft_id else "known"
    return "faulty" if run.status == DATA_ERRORS and len(one.findings) else "failed"


def _published(one: HandIn, run: Run) -> None:
    one.revalidated = any("重新校验" in line for line in run.lines)
    if run.status == DONE:
        one.trouble = ""
        one.draft_id = run.said("草稿")
        one.stage = "ready" if one.draft_id else "published" if run.said("当前快照") else "known"
    else:
        one.trouble = _CHANGED_BASE if run.status == DATA_ERRORS and one.revalidated else run.trouble
        one.stage = "ready" if draft_file(run.warehouse, one.draft_id).is_file() else "failed"


def _findings(report: Path) -> pd.DataFrame:
    kinds = json.loads(report.read_bytes()) if report.exists() else []
    return pd.DataFrame(kinds, columns=list(FINDING_COLUMNS))
