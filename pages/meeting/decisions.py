"""议定事项: what the meetings decided and what became of it, and the form for what this one decides."""

from functools import partial

import pandas as pd

from pages.meeting import contents, noted
from ui import projector, shown
from ui.choosing import words as choosing_words
from ui.drawing import panels, tables
from ui.meeting import chosen_meeting, decision_form, decision_words, frames, taking_down
from ui.session import View
from ui.shell import messages


def show(view: View) -> None:
    """Draw the part."""
    decided, held = contents.gather_decisions(view), contents.gather_meetings(view)
    panels.title(decision_words.title(decided, view.place), choosing_words.chosen(view))
    _last(decided)
    if shown.edition() is None:
        projector.left_out(_take_down)(held, view)
    _all(decided)


def _last(decided: pd.DataFrame) -> None:
    """What the meeting opens with: what became of the last one's decisions, and what is open of before."""
    opening = decision_words.opening(decided)
    data = partial(frames.decisions, opening)
    with panels.panel(
        decision_words.last(decided), key="last-decisions", data=data, file_name="上次议定事项"
    ):
        if opening.empty:
            messages.empty("还没有议定事项", "会上议定的在下面记下，预览以后发布")
            return
        read = frames.decisions(opening)[
            ["结果", "议定事项", "责任条线", "责任岗位", "要求完成", "超期（天）", "会议"]
        ]
        tables.grid(read, "last-decisions")
        panels.note(decision_words.OUTCOME_KEY)


def _take_down(held: pd.DataFrame, view: View) -> None:
    found = chosen_meeting.known(held)
    with panels.panel("记下这次会议的议定事项", key="take-down"):
        meeting = chosen_meeting.draw(found)
        if not meeting:
            messages.empty("还没有会议", "点“新的会议”，写下名称和日期")
            return
        subjects, places = contents.gather_subjects(view)
        decision_form.show(found[meeting], subjects, places)
        noted.show(found[meeting], taking_down.subject_names(subjects), places, view)


def _all(decided: pd.DataFrame) -> None:
    if len(decided):
        read = frames.decisions(decided)
        with panels.panel(decision_words.all_of(decided), key="decisions", data=read, file_name="议定事项"):
            tables.grid(read, "decisions")
