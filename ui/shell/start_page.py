"""What the start page tells and holds of ours, before a browser has asked the server for anything.

It writes the size of the window into a cookie, which the first picture is drawn for, and sets the page's own
type, which tables measure when they first stand.
"""

from collections.abc import Callable, Mapping, Sequence

from starlette.middleware import Middleware

from ui import projector, viewport
from ui.shell import door
from ui.shell.packed import Packed
from ui.shell.upload_limits import UploadLimits
from ui.streamlit_inside import file_owners, server_header, uploads
from ui.streamlit_inside.start_page import Drawn, Opening, StartPage

_SCRIPT = f"document.cookie=`{viewport.COOKIE}=${{innerWidth}}x${{innerHeight}};path=/;samesite=strict`"
#: What pages open with: a map, a plot. Its script is prepared while the server works out the page.
_OPENING = {
    "": (Drawn.MAP,),
    "coverage": (Drawn.MAP,),
    "gaps": (Drawn.PLOT,),
    "network": (Drawn.PLOT,),
    "services": (Drawn.PLOT,),
    "projects": (Drawn.PLOT,),
    "tasks": (Drawn.PLOT,),
}


def middleware(hosts: Callable[[], str]) -> tuple[Middleware, ...]:
    """What stands between the server and Streamlit.

    Args:
        hosts: gives the hosts outside that browsers may ask, as a content policy names them; '' for none.
    """
    opening = Opening(script=_SCRIPT, style=_type, drawn=_OPENING, hosts=hosts)
    server_header.leave_out()
    file_owners.follow()
    return (
        Middleware(door.Door, owns=_owns),
        Middleware(UploadLimits, held=uploads.held),
        Middleware(StartPage, opening=opening),
        Middleware(Packed),
    )


def _owns(path: str, visitor: str) -> bool:
    """Tell whether a visitor's page holds the file of an address."""
    return bool(visitor) and visitor in map(door.visitor_in, file_owners.sessions_of(path))


def _type(query: Mapping[str, Sequence[str]]) -> str:
    return viewport.type_sheet(projector.is_asked({name: said[-1] for name, said in query.items()}))
