"""The only place that caches data between runs and viewers.

``st.cache_data`` is shared by all viewers, so nothing here may look at the session: the snapshot's
id and every argument of the query are the key, and that is all that a result may depend on.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from metrics.warehouse import Snapshot
from ui.streamlit_inside import cache_log

cache_log.silence()


def fetch(snapshot: Snapshot, query: Callable[..., Any], **arguments: Any) -> Any:
    """Run a query of ``metrics`` on a snapshot, or return its kept result.

    Args:
        snapshot: the published snapshot to read.
        query: a function of ``metrics`` whose first parameter is the snapshot; its module and name
            are part of the key, so lambdas and nested functions are refused.
        **arguments: the rest of its arguments, hashable or lists of hashable values.

    Returns:
        What the query returns; a copy that the caller may change.

    Raises:
        ValueError: if the query has no name of its own.
    """
    name = f"{query.__module__}.{query.__qualname__}"
    if "<" in name:
        raise ValueError(f"cannot key a cache entry on {name}")
    return _kept(snapshot.id, name, arguments, _query=query, _snapshot=snapshot)


@st.cache_data(max_entries=512, show_spinner=False)
def _kept(
    snapshot_id: str, name: str, arguments: dict[str, Any], _query: Callable[..., Any], _snapshot: Snapshot
) -> Any:
    return _query(_snapshot, **arguments)
