"""Panels: a bordered part of a page whose title is a statement, with its data to take away."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

import streamlit as st

from ui.drawing.workbooks import Data, chosen_by, download


def title(statement: str, lead: str = "") -> None:
    """Write the page's own statement, with the number in it, and one line below."""
    below = f'<p class="qt-lead">{escape(lead)}</p>' if lead else ""
    st.html(f'<h1 class="qt-title">{escape(statement)}</h1>{below}')


@contextmanager
def panel(
    statement: str,
    key: str,
    data: Data | None = None,
    file_name: str = "",
    chosen: Sequence[str] | None = (),
    notes: Sequence[str] = (),
) -> Iterator[None]:
    """Open a panel.

    Args:
        statement: its title: a sentence with the number in it.
        key: unique on the page.
        data: what the panel shows; offered as .xlsx beside the title.
        file_name: stem of that file, which place, month and lines are added to.
        chosen: the choices of the page that the rows follow, in words; None where they do not even follow
            place, month and lines.
        notes: what goes with the rows where they leave, see :func:`ui.drawing.workbooks.download`.
    """
    with st.container(border=True, key=f"panel-{key}", height="stretch"):
        with st.container(horizontal=True, key=f"panel-head-{key}", wrap=False, gap="small"):
            heading(statement)
            if data is not None:
                stem = file_name or statement
                name = stem if chosen is None else chosen_by(stem, *chosen)
                download(data, name, key=key, label="数据", notes=notes)
        yield


def heading(statement: str) -> None:
    """Write the title of what stands in a container of its own, such as a form."""
    st.html(f'<h2 class="qt-panel-title">{escape(statement)}</h2>')


def line(statement: str) -> None:
    """Write a statement in a line of its own, beside the way to what it rests on."""
    st.html(f'<p class="qt-line">{escape(statement)}</p>', width="content")


def items(texts: Sequence[str]) -> None:
    """Write sentences below each other, each with a dot before it."""
    if texts:
        st.html(f'<ul class="qt-items">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</ul>')


def note(*texts: str) -> None:
    """Write small print below a picture: what its marks and terms mean."""
    st.html(f'<p class="qt-source">{"<br>".join(map(escape, texts))}</p>')
