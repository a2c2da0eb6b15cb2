"""Files that a visitor has sent: the server keeps them in memory until the visitor leaves, handled or not."""

from collections.abc import Iterable
from typing import Protocol

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx


class Sent(Protocol):
    """A file as the server knows it."""

    file_id: str


def held(session: str) -> tuple[int, int]:
    """Return how many bytes lie in the server's memory for a session, and for all of them together."""
    if not Runtime.exists():
        return 0, 0
    kept = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {})
    sizes = {one: sum(len(file.data) for file in list(files.values())) for one, files in list(kept.items())}
    return sizes.get(session, 0), sum(sizes.values())


def let_go(files: Iterable[Sent]) -> None:
    """Take files out of the server's memory; the widget that they were dropped on must not be drawn again."""
    context = get_script_run_ctx()
    # Only the manager in memory, which every server of ours has, can let single files go.
    remove = getattr(context.uploaded_file_mgr, "remove_file", None) if context else None
    if context and remove:
        for file in files:
            remove(session_id=context.session_id, file_id=file.file_id)
