"""Where stations should stand: small questions at once, large ones in a process that can be stopped."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from metrics.siting import plan, search_process
from metrics.siting.plan import Found, Ground, Question, Refused
from metrics.siting.questions import Progress
from metrics.warehouse import warehouse_folder
from ui import numbers
from ui.cache import fetch
from ui.session import View

_PROJECT = Path(__file__).parents[2]
_JOB, _ANSWERS = "station-search", "station-answers"
_STOPPED = Refused("计算已停止，没有得到方案")
_BROKEN = Refused("计算进程意外结束，没有得到方案；重新计算仍不行请报管理员")


@dataclass
class Job:
    """A search that runs in a process of its own, read by a thread."""

    asked: Question
    process: subprocess.Popen[str]
    progress: Progress | None = None
    answer: Found | Refused | None = None
    reader: threading.Thread | None = field(default=None, repr=False)
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long the viewer has been waiting."""
        return time.monotonic() - self.begun

    def read(self) -> None:
        """Read what the process tells until it ends."""
        with self.process as process:
            for line in process.stdout or ():
                told = search_process.read_line(line)
                if isinstance(told, Progress):
                    self.progress = told
                else:
                    self.answer = self.answer or told
        self.answer = self.answer or _BROKEN

    def stop(self) -> None:
        """End the process at once."""
        self.answer = _STOPPED
        self.process.kill()


def ground(view: View) -> Ground:
    """Fetch what stations are planned on."""
    chosen = view.selection
    return fetch(view.snapshot, plan.ground, period=chosen.period, region=chosen.region)


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
    job: Job | None = st.session_state.get(_JOB)
    if job is None or job.asked != asked:
        if job is not None:
            job.stop()
        job = st.session_state[_JOB] = _begin(asked)
    if job.answer is None:
        _progress()
        return None
    del st.session_state[_JOB]
    return job.answer


def _begin(asked: Question) -> Job:
    process = subprocess.Popen(  # noqa: S603 - our own module, no argument from outside
        [sys.executable, "-m", "metrics.siting.search_process"],
        cwd=_PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None  # noqa: S101 - asked for above
    process.stdin.write(search_process.question_line(asked, str(warehouse_folder().resolve())))
    process.stdin.close()
    job = Job(asked, process)
    job.reader = threading.Thread(target=job.read, daemon=True)
    job.reader.start()
    return job


@st.fragment(run_every=0.5)
def _progress() -> None:
    job: Job | None = st.session_state.get(_JOB)
    if job is None or job.answer is not None:
        st.rerun()
    told = job.progress
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        if told is None:
            st.progress(0.0, "正在准备距离表…")
        else:
            share = min(1.0, job.seconds / search_process.MOST_SECONDS)
            gap = "" if told.gap is None else f"，离最优至多差 {numbers.share(told.gap)}"
            st.progress(share, f"正在计算（{told.step}）：已用 {job.seconds:.0f} 秒{gap}")
    with right:
        st.button("停止计算", key="station-stop", icon=":material/stop_circle:", on_click=job.stop)
