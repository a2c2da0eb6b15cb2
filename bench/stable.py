"""When a page of a real browser stands, and when what led to it was disturbed.

A page stands once no busy mark is on it, no request is under way, and half a second has passed without a
change of its document; the moment that counts is that of the last change.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

QUIET_MS = 500.0
#: A request that brings nothing for so long is one whose end the browser did not tell.
STALLED_MS = 10_000.0
_POLL_MS = 50
_MOST_MS = 90_000
#: What one processor may have had to do for others, as a share of one, before a run counts as disturbed.
FOREIGN_ALLOWED = 0.15

#: Notes the moment of each change of the document, from its first one on.
WATCHER = """
window.lastChange = 0;
new MutationObserver(() => { window.lastChange = performance.now(); }).observe(document, {
  subtree: true, childList: true, attributes: true, characterData: true,
});
"""
_LOOK = """() => ({
  now: performance.now(),
  changed: window.lastChange,
  busy: !document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
    || Boolean(document.querySelector("[data-stale=true], [data-testid=stSkeleton]")),
})"""


@dataclass(frozen=True)
class Look:
    """What one look at a page found; moments in milliseconds of the page's own clock."""

    now: float
    changed: float
    busy: bool
    asked: int

    def stands(self) -> bool:
        """Tell whether the page stood: not busy, nothing asked for, nothing changed for half a second."""
        quiet = self.now - self.changed
        return not self.busy and quiet >= (STALLED_MS if self.asked else QUIET_MS)


class Watch:
    """Watches one page: its requests under way, and when it stands."""

    def __init__(self, page: Page) -> None:
        """Begin before the page is opened."""
        self._page = page
        self._asked: dict[str, str] = {}
        page.add_init_script(WATCHER)
        # Playwright's own events leave out the end of what is prepared early; the browser's do not.
        network = page.context.new_cdp_session(page)
        network.on(
            "Network.requestWillBeSent",
            lambda told: self._asked.update({told["requestId"]: told["request"]["url"]}),
        )
        network.on("Network.loadingFinished", lambda told: self._asked.pop(told["requestId"], None))
        network.on("Network.loadingFailed", lambda told: self._asked.pop(told["requestId"], None))
        network.send("Network.enable")

    def now(self) -> float:
        """Give the moment on the page's clock."""
        return float(self._page.evaluate("performance.now()"))

    def stands_since(self, after: float = 0.0) -> float:
        """Wait until the page stands; give the moment of its last change.

        Args:
            after: moment of an action; the page has to have changed since.
        """
        for _ in range(_MOST_MS // _POLL_MS):
            look = Look(**self._page.evaluate(_LOOK), asked=len(self._asked))
            if look.changed > after and look.stands():
                return look.changed
            self._page.wait_for_timeout(_POLL_MS)
        raise RuntimeError(
            f"{self._page.url} does not come to rest: {look}; under way {[*self._asked.values()][:3]}"
        )


@dataclass(frozen=True)
class Effort:
    """What the machine's processors did by a moment, in seconds: all of them, and those of our processes."""

    moment: float
    everybody: float
    own: dict[int, float]


def effort() -> Effort:
    """Look at what every process and our own descendants have used so far."""
    stat = Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:]
    told = [int(field) for field in stat[:8]]
    busy = sum(told) - told[3] - told[4]
    tick = os.sysconf("SC_CLK_TCK")
    return Effort(time.monotonic(), busy / tick, {one: used / tick for one, used in _family().items()})


def foreign_load(before: Effort, after: Effort) -> float:
    """Say how many processors others kept busy between two looks."""
    own = sum(used - before.own.get(one, 0.0) for one, used in after.own.items())
    seconds = after.moment - before.moment
    return max(0.0, (after.everybody - before.everybody - own) / seconds)


def _family() -> dict[int, int]:
    """Ticks used by this process and all that it started, by their ids; ended ones count with who waited."""
    parents, used = {}, {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
        used[int(folder.name)] = sum(map(int, fields[11:15]))
    own = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in own} - own:
        own |= more
    return {one: used[one] for one in own if one in used}


@dataclass(frozen=True)
class Timed:
    """One run: what was measured, and how many processors others kept busy meanwhile."""

    seconds: float
    foreign: float


def timed(action: Callable[[], float]) -> Timed:
    """Run an action that measures itself, and measure beside it what others did."""
    before = effort()
    seconds = action()
    return Timed(seconds, foreign_load(before, effort()))


def kept(runs: list[Timed], least: int) -> tuple[list[float], str]:
    """Throw disturbed runs away; where too few are left, keep the least disturbed and say so.

    Returns:
        The seconds that count, and a note of what was thrown away.
    """
    quiet = calm(runs)
    thrown = f"{len(runs) - len(quiet)} of {len(runs)} runs disturbed"
    if len(quiet) >= least:
        return [run.seconds for run in quiet], thrown
    best = sorted(runs, key=lambda run: run.foreign)[:least]
    return [run.seconds for run in best], f"never quiet, {thrown}; others took up to {best[-1].foreign:.1f}"


def calm(runs: list[Timed]) -> list[Timed]:
    """Pick the runs that others did not disturb."""
    return [run for run in runs if run.foreign <= FOREIGN_ALLOWED]
