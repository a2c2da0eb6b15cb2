"""Whose a file is that Streamlit keeps for a session: taken out of a panel, or handed in."""

from pathlib import PurePosixPath

from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import ActiveSessionInfo


def sessions_of(path: str) -> list[str]:
    """Return the cookies of every visitor to whom the file of an address may go.

    A file that was made when a button was pressed is held by no session: it goes to whoever has a page open,
    and its name, a hash of its content, is told to the one who pressed.

    Args:
        path: ``/media/<file>`` or ``/_stcore/upload_file/<session>/<file>``.
    """
    if not Runtime.exists():
        return []
    runtime, name = Runtime.instance(), PurePosixPath(path)
    if name.parts[1:2] == ("media",):
        held = runtime.media_file_mgr._files_by_session_and_coord
        owners = [session for session, files in list(held.items()) if name.stem in list(files.values())]
        owners = owners or [one.session.id for one in runtime._session_mgr.list_active_sessions()]
    else:
        owners = [name.parent.name]
    found = [runtime._session_mgr.get_active_session_info(session) for session in owners]
    return [_cookie_header(one) for one in found if one is not None]


def _cookie_header(session: ActiveSessionInfo) -> str:
    context = session.client.client_context
    cookies = context.cookies if context else {}
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
