"""Where stations should stand: small questions at once, large ones in a process that can be stopped."""

import streamlit as st

from metrics.siting import plan, search_process
from metrics.siting.plan import Found, Ground, Question, Refused
from metrics.siting.questions import Progress
from ui import numbers, shown
from ui.cache import fetch
from ui.session import View
from ui.shell.child_process import ChildProcess, module_command

_SEARCH, _ANSWERS = "station-search", "station-answers"
_STOPPED = Refused("计算已停止，没有得到方案")
_BROKEN = Refused("计算进程意外结束，没有得到方案；重新计算仍不行请报管理员")


class Search(ChildProcess):
    """A question that a process of its own works on.

    Attributes:
        asked: the question.
        progress: how far it is, nothing before it has said so.
        answer: what came of it, nothing while it runs.
    """

    def __init__(self, asked: Question) -> None:
        """Start to search."""
        self.asked = asked
        self.progress: Progress | None = None
        self.answer: Found | Refused | None = None
        question = search_process.question_line(asked, str(shown.folder().resolve()))
        super().__init__(module_command("metrics.siting.search_process"), question, errors_read=False)

    def note(self, line: str) -> None:
        """Read how far it is, or its answer."""
        told = search_process.read_line(line)
        if isinstance(told, Progress):
            self.progress = told
        else:
            self.answer = self.answer or told

    def ended(self) -> None:
        """A process that ends without an answer has broken down."""
        self.answer = self.answer or _BROKEN

    def stop(self) -> None:
        """End the process at once; that is its answer."""
        self.answer = _STOPPED
        super().stop()


def ground(view: View) -> Ground:
    """Fetch what stations are planned on."""
    return fetch(view.snapshot, plan.ground, **view.at_place)


def answer(view: View, on: Ground, asked: Question) -> Found | Refused | None:
    """Answer a question; None while it is worked on, with the progress on the page."""
    if on.pairs <= search_process.QUICK_PAIRS:
        return fetch(view.snapshot, plan.answer_at, **vars(asked))
    known = st.session_state.setdefault(_ANSWERS, {})
    if (view.snapshot.id, asked) not in known:
        told = _watched(asked)
        if told is None:
            return None
        known[view.snapshot.id, asked] = told
    return known[view.snapshot.id, asked]


def unfinished(told: Refused) -> bool:
    """Tell whether a search came to no end, which says nothing of what was asked."""
    return told in (_STOPPED, _BROKEN)


def again(view: View, asked: Question) -> None:
    """Forget how a search ended, so that the next run searches anew."""
    st.session_state.get(_ANSWERS, {}).pop((view.snapshot.id, asked), None)


def _watched(asked: Question) -> Found | Refused | None:
    search: Search | None = st.session_state.get(_SEARCH)
    if search is None or search.asked != asked:
        if search is not None:
            search.stop()
        search = st.session_state[_SEARCH] = Search(asked)
    if search.answer is None:
        _progress()
        return None
    del st.session_state[_SEARCH]
    return search.answer


@st.fragment(run_every=0.5)
def _progress() -> None:
    search: Search | None = st.session_state.get(_SEARCH)
    if search is None or search.answer is not None:
        st.rerun()
    told = search.progress
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        if told is None:
            st.progress(0.0, "正在准备距离表…")
        else:
            share = min(1.0, search.seconds / search_process.MOST_SECONDS)
            gap = "" if told.gap is None else f"，离最优至多差 {numbers.share(told.gap)}"
            st.progress(share, f"正在计算（{told.step}）：已用 {search.seconds:.0f} 秒{gap}")
    with right:
        st.button("停止计算", key="station-stop", icon=":material/stop_circle:", on_click=search.stop)
