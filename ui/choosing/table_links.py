"""Links inside tables that open something on the same page, at once and with a link to share."""

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ui.session import View
from ui.theme import ASSETS

_KEY = "open-links"


def link(text: str, path: str, view: View, opens: str, **changes: str) -> str:
    """Write a link, as HTML, to a page with the selection and some changes.

    Args:
        text: what is read.
        path: of the page, without the leading slash.
        view: whose selection the link carries.
        opens: what :func:`watch` is told when it is clicked.
        **changes: to the selection.
    """
    address = f"/{path}?{urlencode(view.selection.query(**changes))}"
    return f'<a class="qt-open" data-open="{escape(opens)}" href="{escape(address)}">{escape(text)}</a>'


def watch(on_open: Callable[[str], None]) -> None:
    """Call back, before the next run, with what the clicked link opens."""
    # Registered in every run because the registry belongs to the server, not to this module.
    mount = st.components.v2.component("open_links", js=(ASSETS / "open_links.js").read_text("utf-8"))
    mount(key=_KEY, on_opened_change=lambda: on_open(str(st.session_state[_KEY]["opened"])))
