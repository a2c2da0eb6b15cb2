"""The box that files are dropped on; once they are taken, it is drawn anew, so that it holds none of them."""

from collections.abc import Callable, Sequence

import streamlit as st

from ui.data.received import LIMIT_MB, Received
from ui.shell import etl_process, messages
from ui.streamlit_inside import uploads


def show(
    key: str, label: str, suffixes: Sequence[str], refusal: Callable[[Sequence[Received]], str]
) -> list[Received]:
    """Draw the box.

    Args:
        key: of the box; :func:`empty` takes the same.
        label: what is to be dropped on it; how large it may be is added.
        suffixes: of the files that it takes, with their dots.
        refusal: why files cannot be taken together, in Chinese, nothing where they can.

    Returns:
        The files that may be taken; none where they are refused, which is said.
    """
    files = st.file_uploader(
        f"{label}；合计不超过 {LIMIT_MB} MB",
        type=[suffix.lstrip(".") for suffix in suffixes],
        accept_multiple_files=True,
        max_upload_size=LIMIT_MB,
        key=_box(key),
    )
    refused = refusal(files) or (etl_process.refusal() if files else "")
    if refused:
        messages.notice(refused)
    return [] if refused else list(files)


def empty(key: str) -> None:
    """Let its files, which were taken, out of the server's memory, and have it drawn anew in the next run."""
    uploads.let_go(st.session_state.get(_box(key)) or ())
    st.session_state[_round(key)] = st.session_state.get(_round(key), 0) + 1


def _box(key: str) -> str:
    return f"{key}-files-{st.session_state.get(_round(key), 0)}"


def _round(key: str) -> str:
    return f"{key}-round"
