"""The head of every page: brand, the way to the other pages, what data is shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

import streamlit as st

from metrics import places, warehouses
from metrics.warehouse import published_at
from ui import link as address
from ui import numbers, projector, session, shown
from ui.cache import fetch
from ui.drawing.as_written import in_markdown
from ui.session import PART, View, current_view
from ui.shell import edition_head, messages, printing

_PAGES = "pages"
#: Origin of what was made up to show the app.
DEMONSTRATION = "演示"
#: The part of 数据中心 where a county begins.
START = "start"
_DATA, _START_LABEL = "data", "建立本县"
_BRAND = '<div class="qt-brand">群团改革驾驶舱</div>'


def register(pages: Sequence[tuple[str, str, str]]) -> st.Page:
    """Declare the pages and return the one that the URL asks for.

    An address that is no page is declared as one too, which says so: Streamlit's own answer is an
    English dialog over the first page.

    Args:
        pages: title, path and script of each; the first one answers at ``/``.
    """
    declared = [
        st.Page(script, title=title, url_path=path, default=at == 0)
        for at, (title, path, script) in enumerate(pages)
    ]
    st.session_state[_PAGES] = {page.url_path: page for page in declared}
    asked = _asked_path()
    if asked not in {"", *(path for _, path, _ in pages)}:
        declared.append(st.Page(_no_page, title="没有这个页面", url_path=asked))
    return st.navigation(declared, position="hidden")


def _asked_path() -> str:
    """The last step of the address that the browser shows; nothing where there is no browser."""
    return unquote(urlsplit(st.context.url or "").path).rpartition("/")[2].strip()


def _no_page() -> None:
    with messages.panel(
        "没有这个页面", f"网址“/{_asked_path()}”不是本系统的页面，可能是链接不完整或已经改名。"
    ):
        selection = current_view().selection.query()
        st.page_link(home(), label="打开总览", icon=":material/arrow_forward:", query_params=selection)


def page(url_path: str) -> st.Page | None:
    """Find a page by its fixed path (``""`` is 总览); nothing where it is not offered."""
    return st.session_state.get(_PAGES, {}).get(url_path)


def home() -> st.Page:
    """The page that answers at ``/``: 总览."""
    pages: dict[str, st.Page] = st.session_state[_PAGES]
    return pages[""]


def brand() -> None:
    """Draw the head of a page without data: the brand alone."""
    with st.container(horizontal=True, key="header", vertical_alignment="center", gap="small"):
        st.html(_BRAND, width="content")


def header(view: View, here: st.Page) -> None:
    """Draw brand and menu; every link carries the selection along."""
    printing.head(view, here.title)
    with st.container(horizontal=True, key="header", vertical_alignment="center", gap="small", wrap=False):
        st.html(_BRAND, width="content")
        _menu(view, here)
        _others(view, here)
        st.html(_badges(view), width="stretch")
    edition_head.begin(view)


@projector.left_out
def _menu(view: View, here: st.Page) -> None:
    for target in st.session_state[_PAGES].values():
        current = target.url_path == here.url_path
        with st.container(
            key=f"nav-{'here' if current else 'to'}-{target.url_path or 'home'}", width="content"
        ):
            st.page_link(target, query_params=view.selection.query())


@projector.left_out
def _others(view: View, here: st.Page) -> None:
    """The way to the other warehouses, and from the demonstration to a county of one's own."""
    if DEMONSTRATION in view.origins:
        with st.container(key="head-start", width="content"):
            _start(view, is_here=here.url_path == _DATA)
    others = [one for one in warehouses.told(shown.home()) if one.county != shown.county()]
    if not others:
        return
    with (
        st.container(key="head-others", width="content"),
        st.popover("换县", type="tertiary"),
    ):
        for one in others:
            label = in_markdown(f"{one.name} {'打不开' if one.trouble else _of(one.origins)}")
            icon = ":material/error:" if one.trouble else ":material/swap_horiz:"
            if st.button(label, key=f"warehouse-{one.county}", type="tertiary", icon=icon):
                enter(one.county)


def _start(view: View, *, is_here: bool) -> None:
    if is_here:
        # A link to the page that is open would leave the address in the browser as it was.
        change: dict[str, Any] = {"on_click": address.change, "args": ({PART: START},)}
        st.button(_START_LABEL, key="begin-county", type="tertiary", **change)
    else:
        link(_DATA, _START_LABEL, view, own={PART: START})


def enter(county: str) -> NoReturn:
    """Open 总览 of another warehouse.

    Args:
        county: the six digits that the link names it by; '' for the app's own.
    """
    query = {shown.WAREHOUSE: county} if county else {}
    session.leave_for(query)
    st.switch_page(home(), query_params=query)


def _of(origins: Sequence[str]) -> str:
    return "、".join(f"{name}数据" for name in origins)


def _badges(view: View) -> str:
    name = f'<span class="qt-county">{escape(view.trail["name"].iloc[0])}</span>'
    marks = f'<b class="qt-tag">{name} {escape(_of(view.origins))}</b>'
    edition = shown.edition()
    told = edition_head.badge(edition) if edition else _published(view)
    return f'<div class="qt-badges">{marks}{told}</div>'


def _published(view: View) -> str:
    """Say up to when the data goes and when it was published; a press tells which snapshot it is."""
    published = numbers.moment(published_at(view.snapshot), datetime.now().date())
    is_reported = fetch(view.snapshot, places.is_reported)
    until = f"数据截至 {numbers.month(view.months[-1])}" if is_reported else "还没有月份数据"
    identity = f"快照 {view.snapshot.id}"
    return (
        f'<details class="qt-edition"><summary title="{escape(identity)}">'
        f"{until}"
        f'<span class="qt-published">，{published} 发布</span></summary>'
        f"<div><p>{escape(identity)}</p><p>{published} 发布</p></div></details>"
    )


def link(
    url_path: str,
    label: str,
    view: View,
    icon: str | None = None,
    own: Mapping[str, str] | None = None,
    **changes: Any,
) -> None:
    """Draw a link to another page with the selection and some changes; plain text where there is none.

    Args:
        url_path: of the page; '' where there is none.
        label: what is read.
        view: whose selection the link carries.
        icon: beside the label.
        own: choices of that page alone, as its link carries them: its part.
        **changes: to the selection.
    """
    target = page(url_path) if url_path else None
    if target is None:
        st.markdown(label)
    else:
        query = view.selection.query(**changes) | dict(own or {})
        st.page_link(target, label=label, icon=icon, query_params=query)


@projector.left_out
def more(url_path: str, label: str, view: View, **own: str) -> None:
    """Draw the way from what a page shows in short to the page, or the part of it, that shows all of it."""
    link(url_path, label, view, own=own)


def go(url_path: str, view: View, own: Mapping[str, str] | None = None, **changes: Any) -> NoReturn:
    """Leave for a page with the selection and some changes; for 总览 where it is not offered.

    It may be the page that is open: a link to that one would leave the address in the browser as it was.

    Args:
        url_path: of the page.
        view: whose selection is kept.
        own: choices of that page alone, as its link carries them: its part.
        **changes: to the selection.
    """
    target = page(url_path) or home()
    st.switch_page(target, query_params=view.selection.query(**changes) | dict(own or {}))
