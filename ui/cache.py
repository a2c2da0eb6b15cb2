"""The only place that caches data between runs and viewers.

What a sealed edition does not hold is computed, and the answer keeps that: whoever shows it can say so.
``st.cache_data`` is shared by all viewers, so nothing here may look at the session: the snapshot's
id and every argument of the query are the key, and that is all that a result may depend on.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from typing import Any

import streamlit as st

from metrics.warehouse import Snapshot
from ui.streamlit_inside import cache_log

cache_log.silence()

_COMPUTED = "computed-beside-edition"


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
    found, computed = _kept(snapshot.id, name, arguments, _query=query, _snapshot=snapshot)
    if computed:
        st.session_state[_COMPUTED] = True
    return found


def begin() -> None:
    """Begin a run: nothing was computed beside an edition yet."""
    st.session_state.pop(_COMPUTED, None)


def has_computed() -> bool:
    """Tell whether an answer of this run holds values that the edition which is shown does not hold."""
    return bool(st.session_state.get(_COMPUTED))


@st.cache_data(max_entries=512, show_spinner=False)
def _kept(
    snapshot_id: str, name: str, arguments: dict[str, Any], _query: Callable[..., Any], _snapshot: Snapshot
) -> tuple[Any, bool]:
    if _snapshot.sealed is None:
        return _query(_snapshot, **arguments), False
    # A copy of its own notes whether something was computed: others ask the same edition at the same time.
    sealed = copy(_snapshot.sealed)
    sealed.computed = False
    return _query(replace(_snapshot, sealed=sealed), **arguments), sealed.computed
