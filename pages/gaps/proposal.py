"""A plan saved as a proposal: a workbook with rows of 服务阵地 and 项目 that can be handed in."""

import streamlit as st

from metrics.catalogue import LINES
from metrics.siting import proposal
from metrics.siting.effect import Plan
from metrics.siting.proposal import Terms
from ui import projector
from ui.choosing import link_choices
from ui.drawing import panels, workbooks
from ui.session import View
from ui.shell import messages
from ui.siting import words

_POST, _LONGEST_POST = "群团服务站建设责任岗", 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@projector.left_out
def offer(told: Plan, sharing: tuple[str, ...], view: View) -> None:
    """Let the viewer lay down dates, budget and post, and take the workbook."""
    with panels.panel(f"存为方案：{len(told.sites)} 个阵地、{len(told.sites)} 个项目", key="proposal"):
        starts, opens = words.dates(view.selection.period)
        with st.container(key="proposal-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
            begun = link_choices.day("from", "计划开始", starts, width=150)
            opened = link_choices.day("to", "计划完成（开放）", opens, width=170)
            budget = link_choices.number("budget", "每站预算（元）", 0, (0, 10**9), 10000, width=170)
            post = link_choices.text("post", "责任岗位", _POST, _LONGEST_POST, width=240)
        if problem := words.problem(begun, opened, post):
            messages.notice(problem)
            return
        _download(told, Terms(sharing or tuple(LINES), begun, opened, float(budget), post.strip()), view)
        panels.note(
            "工作簿的两张表符合数据约定，可直接上报；上报并审核发布以后才计入统计。预算为 0 表示待定。"
        )


def _download(told: Plan, terms: Terms, view: View) -> None:
    st.download_button(
        "下载方案 .xlsx",
        data=lambda: workbooks.book_of(proposal.sheets(told, terms)),
        file_name=f"{workbooks.stem(f'{view.place}服务站选址方案')}.xlsx",
        mime=_XLSX,
        key="download-proposal",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
