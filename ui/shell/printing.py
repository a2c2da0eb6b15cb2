"""The head of every printed sheet: which page, of what and when, and where its numbers come from."""

from __future__ import annotations

import re
from datetime import datetime

import streamlit as st

from ui import numbers, shown, viewport
from ui.session import View

#: Signs that mean something within a text of a style sheet, or to whoever looks for its end.
_SIGNS = re.compile(r"[\\\"'<>&{}\x00-\x1f\x7f]")
#: Pixels of a sheet of A4 across, within its margins.
_SHEET_PX = 1047


def head(view: View, title: str) -> None:
    """Send the head and foot of the printed page.

    Args:
        view: what is shown.
        title: of the page.
    """
    place = view.trail["name"].iloc[-1]
    left = f"群团改革驾驶舱　{title}　{place} {numbers.month(view.selection.period)}"
    now = f"{datetime.now():%Y-%m-%d %H:%M} 打印"
    zoom = min(1.0, _SHEET_PX / viewport.known().width)
    st.html(f"<style>{_sheet(left, identity(view), now, zoom)}</style>")


def identity(view: View) -> str:
    """Where the numbers come from: the sealed edition with its hash, or the snapshot."""
    marks = "、".join(f"{origin}数据" for origin in view.origins)
    if edition := shown.edition():
        return f"{edition.name}　SHA-256 {edition.sha256}　{marks}"
    return f"快照 {view.snapshot.id}（未封存）　{marks}"


def _sheet(left: str, identity: str, now: str, zoom: float) -> str:
    small = "font-size: 8pt; color: #56616D"
    return (
        f":root {{ --qt-print-zoom: {zoom:.4f}; }} @media print {{ @page {{ "
        f'@top-left {{ content: "{_text(left)}"; {small}; }} '
        f'@bottom-left {{ content: "{_text(identity)}"; {small}; }} '
        f'@top-right {{ content: "{_text(now)}"; {small}; }} '
        f'@bottom-right {{ content: "第 " counter(page) " 页，共 " counter(pages) " 页"; {small}; }} '
        "} }"
    )


def _text(text: str) -> str:
    """Write a text that was handed in within quotes of a style sheet."""
    return _SIGNS.sub(lambda found: f"\\{ord(found[0]):06x}", text)
