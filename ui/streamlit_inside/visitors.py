"""Whether whoever opened a page still has it open; a connection that is lost may come back for a while."""

import time
from collections.abc import Callable

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

#: How long a visitor may be out of reach, as a telephone that changes its network is.
GRACE_SECONDS = 20.0


def presence() -> Callable[[], bool]:
    """Give what tells whether the visitor of this run is still there; outside a server everybody is."""
    context = get_script_run_ctx()
    if context is None or not Runtime.exists():
        return lambda: True
    sessions, session = getattr(Runtime.instance(), "_session_mgr", None), context.session_id
    if sessions is None:
        return lambda: True
    seen = time.monotonic()

    def is_there() -> bool:
        nonlocal seen
        if sessions.get_active_session_info(session) is not None:
            seen = time.monotonic()
        return time.monotonic() - seen < GRACE_SECONDS

    return is_there
