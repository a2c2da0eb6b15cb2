"""Whose a file is that Streamlit keeps for a session: taken out of a panel, or handed in."""

from collections import OrderedDict
from functools import wraps
from pathlib import PurePosixPath

from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.session_manager import ActiveSessionInfo

#: Files that were made when a button was pressed are held by no session; of so many it is known who pressed.
_MOST = 10_000

_pressed: OrderedDict[str, set[str]] = OrderedDict()


def follow() -> None:
    """Note from now on which session asked for each file that is made when a button is pressed."""
    make = MediaFileManager.execute_deferred
    if hasattr(make, "__wrapped__"):
        return

    @wraps(make)
    def noting(manager: MediaFileManager, file_id: str) -> str:
        asked = manager._deferred_callables.get(file_id)
        address = make(manager, file_id)
        if asked is not None:
            _pressed.setdefault(PurePosixPath(address).stem, set()).add(asked["session_id"])
            while len(_pressed) > _MOST:
                _pressed.popitem(last=False)
        return address

    MediaFileManager.execute_deferred = noting  # type: ignore[method-assign, assignment]


def sessions_of(path: str) -> list[str]:
    """Return the cookies of every visitor to whom the file of an address may go.

    Args:
        path: ``/media/<file>`` or ``/_stcore/upload_file/<session>/<file>``.
    """
    if not Runtime.exists():
        return []
    runtime, name = Runtime.instance(), PurePosixPath(path)
    if name.parts[1:2] == ("media",):
        held = runtime.media_file_mgr._files_by_session_and_coord
        owners = [session for session, files in list(held.items()) if name.stem in list(files.values())]
        owners += _pressed.get(name.stem, ())
    else:
        owners = [name.parent.name]
    found = [runtime._session_mgr.get_active_session_info(session) for session in owners]
    return [_cookie_header(one) for one in found if one is not None]


def _cookie_header(session: ActiveSessionInfo) -> str:
    context = session.client.client_context
    cookies = context.cookies if context else {}
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
