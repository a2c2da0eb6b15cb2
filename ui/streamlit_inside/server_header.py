"""The web server does not name itself in its answers; Streamlit offers no switch for it."""

from uvicorn import Config

_HELD = "encoded_headers"


def leave_out() -> None:
    """Take the name out of the headers that every answer begins with, whenever they were put together."""
    Config.encoded_headers = property(_without_name, _hold)  # type: ignore[assignment]


def _without_name(config: Config) -> list[tuple[bytes, bytes]]:
    return [header for header in vars(config)[_HELD] if header[0] != b"server"]


def _hold(config: Config, headers: list[tuple[bytes, bytes]]) -> None:
    vars(config)[_HELD] = headers
