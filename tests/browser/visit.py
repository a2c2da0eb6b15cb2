"""One visit to the app: opens pages, waits until they stand, and keeps what the browser complained of."""

import io
import math
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from PIL import Image
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, WebSocket

LOCAL_HOSTS = {"127.0.0.1", "localhost"}
LOCAL_SCHEMES = {"data", "blob", "about"}
SECONDS = 1000
STANDING = (
    "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
    ":not(:has([data-stale=true], [data-testid=stSkeleton]))"
)

# Text whose own box hides what does not fit, with or without an ellipsis.
CUT_OFF = """() => [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0
        && ["hidden", "clip"].includes(getComputedStyle(box).overflowX)
        && [...box.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .map(box => box.textContent.trim().slice(0, 60))"""

# Words of a picture that stand outside of it: the browser cuts them off at its edge.
CUT_IN_PICTURES = """() => [...document.querySelectorAll(".js-plotly-plot, .qt-picture")].flatMap(plot => {
    const frame = (plot.querySelector("svg.main-svg") ?? plot).getBoundingClientRect();
    return [...plot.querySelectorAll("svg.main-svg text, svg[role=img] text")]
        .filter(text => text.textContent.trim() && !text.closest(".modebar, .hoverlayer")
            && getComputedStyle(text).visibility !== "hidden")
        .filter(text => {
            const box = text.getBoundingClientRect();
            return box.width > 0 && (box.left < frame.left - 2 || box.right > frame.right + 2
                || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
        })
        .map(text => text.textContent.trim().slice(0, 60));
})"""


class Visit:
    """A browser page on the app.

    Attributes:
        page: the Playwright page, for whatever is not covered here.
        requests: addresses of all requests and web sockets so far, in order.
        errors: console errors and uncaught JavaScript errors so far.
    """

    def __init__(self, page: Page, url: str) -> None:
        """Start listening, before anything is requested."""
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._url = url
        self._listening: dict[str, Callable[..., None]] = {
            "request": self._on_request,
            "websocket": self._on_websocket,
            "console": self._on_console,
            "pageerror": self._on_page_error,
        }
        for event, listener in self._listening.items():
            page.on(event, listener)

    def leave(self) -> None:
        """Stop listening and go away from the app; the next visit may use the same window.

        A plain text of the same machine, for then the browser keeps its process and the scripts it has read.
        """
        for event, listener in self._listening.items():
            self.page.remove_listener(event, listener)
        self.page.goto(f"{self._url}/_stcore/health")

    def open(self, path: str = "/", **query: str) -> "Visit":
        """Open a page by its address, as someone who was sent the link does."""
        self.page.goto(self.address(path, **query))
        return self.settle()

    def address(self, path: str, **query: str) -> str:
        """Write the address of a page with a selection."""
        return f"{self._url}{path}" + (f"?{urlencode(query)}" if query else "")

    def resize(self, width: int, height: int) -> "Visit":
        """Make the window larger or smaller."""
        self.page.set_viewport_size({"width": width, "height": height})
        return self

    def settle(self) -> "Visit":
        """Wait until the script has run and nothing on the page is being replaced any more."""
        self.page.wait_for_selector(STANDING, timeout=60 * SECONDS)
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector(STANDING, timeout=60 * SECONDS)
        return self

    def wait(self, what: Callable[[], bool], seconds: float = 30) -> bool:
        """Wait until something is so; tell whether it came to be."""
        for _ in range(int(seconds * 5)):
            if what():
                return True
            self.page.wait_for_timeout(200)
        return what()

    def press(self, happened: Callable[[], bool]) -> bool:
        """Press the mouse where it is; a map that is busy drawing takes a press for none, then once more."""
        for _ in range(5):
            self.page.mouse.down()
            self.page.wait_for_timeout(60)
            self.page.mouse.up()
            if self.wait(happened, 8):
                return True
        return False

    @property
    def text(self) -> str:
        """What a reader can read on the page."""
        return self.page.locator("[data-testid=stMain]").inner_text()

    @property
    def shown(self) -> str:
        """The text together with what selection boxes show."""
        boxes = self.page.locator("[data-testid=stMain] input").evaluate_all(
            "all => all.map(one => one.value)"
        )
        return "\n".join([self.text, *boxes])

    @property
    def path(self) -> str:
        """The path in the address bar."""
        return urlsplit(self.page.url).path

    @property
    def query(self) -> dict[str, str]:
        """The parameters in the address bar."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    @property
    def outside(self) -> list[str]:
        """Requests that would have left this machine."""
        return [address for address in self.requests if not _is_local(address)]

    @property
    def python_errors(self) -> list[str]:
        """Texts of the error boxes that Streamlit draws for an uncaught exception."""
        return self.page.locator("[data-testid=stException]").all_inner_texts()

    @property
    def map(self) -> Locator:
        """The canvas that the map layers are drawn on."""
        return self.page.locator("[data-testid=stDeckGlJsonChart] canvas#deckgl-overlay").first

    def map_colours(self) -> int:
        """Count the colours that cover at least 0.05 % of the map each: one or two mean a blank canvas."""
        image = Image.open(io.BytesIO(self.map.screenshot())).convert("RGB").quantize(64)
        least = image.width * image.height * 0.0005
        return sum(count >= least for count, _ in image.getcolors(64) or [])

    def point_at_a_township(self, names: set[str]) -> str:
        """Move over the map from its middle outwards until it names a township; return the name."""
        box = self.map.bounding_box()
        assert box is not None
        for step in range(60):
            away, angle = 12 * step**0.5, 2.4 * step
            x = box["x"] + box["width"] / 2 + away * math.cos(angle) * 2
            self.page.mouse.move(x, box["y"] + box["height"] / 2 + away * math.sin(angle))
            self.page.wait_for_timeout(150)
            told = self.page.locator(".deck-tooltip").all_inner_texts()
            named = [name for name in names if any(name in text for text in told)]
            if named:
                return named[0]
        raise AssertionError("the map names no township under the pointer")

    def cut_off(self) -> list[str]:
        """List texts that are wider than the box that clips them, other than tables that scroll."""
        return self.page.evaluate(CUT_OFF)

    def cut_in_pictures(self) -> list[str]:
        """List words of pictures that reach beyond the edge of their picture."""
        return self.page.evaluate(CUT_IN_PICTURES)

    def overflow(self) -> dict[str, int]:
        """Measure by how many pixels page and main column are wider than the window."""
        return self.page.evaluate(
            """() => Object.fromEntries(
                [["page", document.scrollingElement],
                 ["main", document.querySelector("[data-testid=stMain]")]]
                .map(([name, box]) => [name, box.scrollWidth - box.clientWidth]))"""
        )

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _on_websocket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)

    def _on_page_error(self, error: Error) -> None:
        self.errors.append(str(error))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")


def _is_local(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in LOCAL_HOSTS
