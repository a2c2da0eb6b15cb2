"""What an edition holds of the joint conference (联席会议): meetings, the ledger of issues, decisions."""

from __future__ import annotations

from datetime import date

from metrics.meeting import brief
from metrics.warehouse import Snapshot
from reports.editions.edition import as_csv

#: Editions that were sealed before decisions were known hold no such part.
ISSUES, DECISIONS, MEETINGS = "issues.csv", "decisions.csv", "meetings.csv"


def parts(snapshot: Snapshot, period: date, region: str, meeting_id: str = "") -> dict[str, str]:
    """The parts of an edition about the conference, as they stood at the end of a month.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code.
        meeting_id: the meeting of the edition, which may be held after the month.
    """
    return {
        ISSUES: as_csv(brief.ISSUES, brief.issues(snapshot, period, region)),
        DECISIONS: as_csv(brief.DECISIONS, brief.decisions(snapshot, period, region, meeting_id)),
        MEETINGS: as_csv(brief.MEETINGS, brief.conferences(snapshot, period, meeting_id)),
    }
