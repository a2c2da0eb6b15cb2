"""Designed messages for everything that can go wrong: what happened, and a way on. Never a stack trace."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from metrics.warehouse_error import WarehouseError
from ui import link, shown
from ui.drawing.as_written import in_markdown
from ui.session import View

_log = logging.getLogger(__name__)
#: Where the notices of a run stand on its page, and what they are.
_NOTICES = "notices"
#: Of what went wrong with the warehouse, where its file is sound.
_TITLES = {"slow": "这一页算得太久", "full": "这一页要的内存太多", shown.UNSEALED: "会议版打不开"}


def error_number() -> str:
    """Make a short number that a viewer can read out and an operator can find in the log."""
    return f"E-{secrets.token_hex(3).upper()}"


@contextmanager
def panel(title: str, text: str, key: str = "message") -> Iterator[None]:
    """Open a centred message panel with a title and one paragraph."""
    with st.container(key=key, border=True):
        st.html(f'<h1 class="qt-message-title">{escape(title)}</h1><p>{escape(text)}</p>')
        yield


def problem(title: str, text: str, remedy: str = "", number: str = "", leaving: bool = False) -> None:
    """Show a problem with its remedy (Markdown), a button to look again, and a number to quote.

    Args:
        title: what went wrong.
        text: one paragraph more.
        remedy: what to do, as Markdown.
        number: to quote.
        leaving: whether to offer to leave the edition that the link names.
    """
    with panel(title, text):
        if remedy:
            st.markdown(f"**办法**　{remedy}")
        if number:
            st.caption(f"错误编号 {number}，请报给管理员；详细情况记在服务器日志里。")
        if leaving:
            st.button("看当前数据", key="leave-edition", on_click=link.change, args=({shown.EDITION: ""},))
        if st.button("重新检查", type="primary", key="look-again"):
            st.rerun()


def notices(view: View | None = None) -> None:
    """Say what of the link could not be used, and what is shown instead; a page may add to it."""
    st.session_state[_NOTICES] = (st.empty(), [])
    for text in view.notices if view else ():
        pass_over(text)


def pass_over(text: str) -> None:
    """Say beside the other notices of this run what else of the link could not be used."""
    place, told = st.session_state[_NOTICES]
    if text not in told:
        told.append(text)
        with place:
            notice(*told)


def notice(*texts: str) -> None:
    """Say plainly what was corrected or refused, a paragraph a text."""
    st.warning("\n\n".join(map(in_markdown, texts)), icon=":material/info:")


def empty(text: str, hint: str = "") -> None:
    """Show that there is nothing to show, and why or what to do."""
    st.html(f'<div class="qt-empty"><b>{escape(text)}</b><span>{escape(hint)}</span></div>')


@contextmanager
def guard() -> Iterator[None]:
    """Turn any error inside into a message: a warehouse's own words, else a number to quote.

    The trace goes to the log only.
    """
    try:
        yield
    except WarehouseError as error:
        _log.error("warehouse: %s", error)
        title = _TITLES.get(error.kind, "数据仓库打不开")
        problem(title, error.message, error.remedy, leaving=error.kind == shown.UNSEALED)
    except Exception:
        number = error_number()
        _log.exception("%s page failed", number)
        problem(
            "这一页暂时打不开",
            "页面出错，数据没有受影响。可以重新检查，或从上方菜单去别的页面。",
            number=number,
        )
