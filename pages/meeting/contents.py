"""What 联席会议 shows, fetched once: each part of a place, or one issue."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics.meeting import agenda, chain, effect, ledger, meetings, subjects
from metrics.meeting.agenda import Point
from metrics.meeting.chain import Link
from metrics.meeting.subjects import Subject, Taken
from reports.editions import listing
from reports.editions.comparing import Sentence
from reports.editions.listing import Listed
from ui import shown
from ui.cache import fetch
from ui.meeting.edition_words import NOW
from ui.session import View


def gather_ledger(view: View) -> pd.DataFrame:
    """Fetch the issues of a view."""
    return fetch(view.snapshot, ledger.ledger, **view.in_scope)


def gather_effects(view: View) -> pd.DataFrame:
    """Fetch what the metrics of the issues of a view did."""
    return fetch(view.snapshot, effect.effects, **view.in_scope)


def gather_decisions(view: View) -> pd.DataFrame:
    """Fetch the decisions of a view with what became of them."""
    return fetch(view.snapshot, meetings.decisions, **view.in_scope)


def gather_meetings(view: View) -> pd.DataFrame:
    """Fetch the conferences held by the month of a view."""
    return fetch(view.snapshot, meetings.meetings, period=view.selection.period)


def gather_chain(view: View, issue: Any) -> list[Link]:
    """Fetch the steps of an issue as a chain."""
    found = fetch(view.snapshot, ledger.steps, period=view.selection.period, issue=issue.issue_id)
    return chain.of_frames(issue, found)


def gather_course(view: View, issue: Any) -> tuple[dict[str, Any] | None, pd.DataFrame]:
    """Fetch what the metric of an issue did, and its months; nothing where it names none."""
    row = fetch(view.snapshot, effect.of_issue, issue=issue.issue_id, **view.in_scope)
    if row is None:
        return None, pd.DataFrame()
    asked = {name: row[name] for name in ("metric_id", "metric_line", "metric_region")}
    return row, fetch(view.snapshot, effect.series, period=view.selection.period, **asked)


def gather_editions() -> list[Listed]:
    """List the editions of the warehouse that is shown; a new one is there at once."""
    return listing.listed(shown.folder())


def gather_since(sealed: Sequence[Listed], before: str, after: str) -> list[Sentence]:
    """Fetch what changed from one edition to another, or to now ('now')."""
    hashes = {one.number: one.sha256 for one in sealed}
    later = "" if after == NOW else after
    asked = {"before": before, "after": later, "sealed": (hashes[before], hashes.get(later, ""))}
    with st.spinner("正在对比"):
        return fetch(shown.published(), listing.since, **asked)


def gather_points(view: View) -> list[Point]:
    """Fetch what the rules of the agenda find."""
    return fetch(view.snapshot, agenda.points, **view.in_scope)


def gather_subjects(view: View) -> tuple[list[Subject], dict[str, str]]:
    """Fetch what a decision may be tied to, and the places by code."""
    found = fetch(view.snapshot, subjects.subjects, **view.in_scope)
    return found, fetch(view.snapshot, subjects.regions, **view.at_place)


def gather_taken() -> Taken:
    """Fetch which numbers are taken in what is published now, whatever edition is shown."""
    return fetch(shown.published(), subjects.taken)
