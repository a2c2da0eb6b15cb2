"""Papers of a sealed edition on a page: each is made by `python -m reports` beside the screen, then offered.

A page calls :func:`offer` where the papers belong. What was made is kept for the visitor until the edition or
the snapshot is another one.
"""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from ui import projector, shown
from ui.drawing.as_written import in_markdown
from ui.drawing.workbooks import file
from ui.shell import etl_process, report_process
from ui.shell.etl_process import DONE, Run

#: Papers by the name of their command: what they are called, and the ending of their file.
PAPERS = {
    "workbook": ("数据工作簿", ".xlsx"),
    "minutes": ("会议纪要", ".docx"),
    "brief": ("一页简报", ".docx"),
    "deck": ("演示文稿", ".pptx"),
}
_STATE = "papers"


@dataclass
class Making:
    """One paper and where it stands.

    Attributes:
        file_name: that it is offered under.
        content: the file, once it is made.
        trouble: why it was not made, in Chinese.
        run: the process that makes it.
    """

    file_name: str
    content: bytes = b""
    trouble: str = ""
    run: Run | None = field(default=None, repr=False)

    @property
    def is_running(self) -> bool:
        """Whether it is being made."""
        return self.run is not None and self.run.exit_code is None


def begin(warehouse: Path, number: str, paper: str) -> Making:
    """Start to make a paper of an edition.

    Args:
        warehouse: the folder.
        number: of the edition.
        paper: one of `PAPERS`.
    """
    called, ending = PAPERS[paper]
    one = Making(f"{number}-{called}{ending}")
    folder = tempfile.TemporaryDirectory(prefix="paper-")
    out = Path(folder.name) / f"paper{ending}"

    def ended(run: Run) -> None:
        with folder:
            if run.status == DONE:
                one.content = out.read_bytes()
            else:
                one.trouble = run.trouble

    one.run = report_process.paper(warehouse, number, paper, out, ended)
    return one


@projector.left_out
def offer(number: str) -> None:
    """Draw a button for each paper of an edition; once it is made, the way to take it away.

    Args:
        number: of the edition.
    """
    made = _kept(number)
    with st.container(horizontal=True, key="papers", gap="small", vertical_alignment="center"):
        for paper, (called, _) in PAPERS.items():
            one = made.get(paper)
            if one is not None and one.content:
                file(one.content, one.file_name, key=f"paper-{paper}", label=called)
            else:
                st.button(
                    f"制作{called}",
                    key=f"paper-{paper}",
                    icon=":material/note_add:",
                    disabled=any(each.is_running for each in made.values()),
                    on_click=_start,
                    args=(number, paper),
                )
    for one in made.values():
        etl_process.follow(one.run)
        if one.trouble:
            st.error(in_markdown(f"{one.file_name} 没有制成：{one.trouble}"))


def _start(number: str, paper: str) -> None:
    _kept(number)[paper] = begin(shown.folder(), number, paper)


def _kept(number: str) -> dict[str, Making]:
    """What was made for this visitor of this edition, while the same snapshot is published."""
    now = (number, shown.published().id)
    kept: tuple[tuple[str, str], dict[str, Making]] | None = st.session_state.get(shown.own(_STATE))
    if kept is None or kept[0] != now:
        kept = (now, {})
        st.session_state[shown.own(_STATE)] = kept
    return kept[1]
