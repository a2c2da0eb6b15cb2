"""Whether the visitor for whom a script runs is still there."""

from collections.abc import Callable

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx


def watcher() -> Callable[[], bool]:
    """Return what tells from any thread whether the visitor of this run has left; no server, no leaving."""
    context = get_script_run_ctx()
    if context is None or not Runtime.exists():
        return lambda: False
    runtime, session = Runtime.instance(), context.session_id
    return lambda: not runtime.is_active_session(session)
