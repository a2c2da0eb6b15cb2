"""Which Chromium the tests drive, and how it is started."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Software WebGL, so that maps draw on machines without a graphics card; no name outside this machine
# resolves, so that a stray request fails here just as it would in a closed network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    # Pages are put together without that software card, which takes seconds of processor a page; maps use it.
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


def executable() -> str | None:
    """Return the path of the system's browser; None where only Playwright's own build can be used.

    A snap is passed over: its private /tmp hides the profile that Playwright hands it.
    """
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path and not _is_snap(Path(path))), None)


def launch(playwright: Playwright) -> Browser:
    """Start the browser without a window."""
    return playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))


def _is_snap(path: Path) -> bool:
    """Tell a snap, and Ubuntu's stand-in script that only asks for one, from a real browser."""
    return "/snap/" in str(path.resolve()) or b"/snap/bin/" in path.read_bytes()[:4096]
