"""Where the main thread of the browser spends a cold open: by kind of work, and by script file.

``python -m bench profile PAGE`` opens a page in a browser that has never seen it, with the browser's own
tracing on, and prints milliseconds by kind (compiling, running, layout, painting …), by script file, and what
went over the wire. Time counts once, where it was spent: a task without the tasks inside it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench.opening import PERIOD, WINDOW
from bench.serving import demo_warehouse, served
from bench.stable import Watch
from tests.browser import chromium

#: What the browser calls its work, by what it is to us.
KINDS: Mapping[str, tuple[str, ...]] = {
    "compile": ("v8.compile", "v8.compileModule", "V8.CompileCode", "V8.CompileIgnition", "v8.produceCache"),
    "evaluate": ("EvaluateScript", "v8.evaluateModule"),
    "run": (
        "FunctionCall",
        "TimerFire",
        "FireAnimationFrame",
        "EventDispatch",
        "RunMicrotasks",
        "v8.callFunction",
    ),
    "collect": ("MajorGC", "MinorGC", "V8.GCFinalizeMC", "V8.GCScavenger"),
    "style": ("UpdateLayoutTree", "ParseAuthorStyleSheet", "RecalculateStyles"),
    "layout": ("Layout",),
    "paint": ("PrePaint", "Paint", "Layerize", "Commit", "CompositeLayers", "UpdateLayer"),
    "parse": ("ParseHTML",),
}
_CATEGORIES = (
    "devtools.timeline,v8,disabled-by-default-v8.compile,disabled-by-default-v8.cpu_profiler,toplevel"
)
_WHAT = {name: kind for kind, names in KINDS.items() for name in names}
_TOP = 15


def show(path: str, scratch: Path) -> Iterator[str]:
    """Open one page cold under tracing and tell where the time went, line by line."""
    with (
        served(demo_warehouse(scratch)) as own,
        sync_playwright() as player,
        closing(chromium.launch(player)) as browser,
    ):
        address = f"{own.address}/{path}?period={PERIOD}"
        for is_traced in (False, True):
            with closing(browser.new_context(viewport=WINDOW, locale="zh-CN")) as context:
                page = context.new_page()
                watch = Watch(page)
                if is_traced:
                    browser.start_tracing(page=page, categories=_CATEGORIES.split(","))
                page.goto(address, wait_until="commit")
                seconds = watch.stands_since() / 1000
                if is_traced:
                    trace = json.loads(browser.stop_tracing())
                    asked = page.evaluate(
                        "performance.getEntriesByType('resource').map(one =>"
                        " [one.name, one.transferSize, one.decodedBodySize, one.startTime, one.responseEnd])"
                    )
    yield f"/{path}: stands after {seconds:.2f} s under tracing"
    yield from told(trace["traceEvents"])
    yield from _wire(asked)


def told(events: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Tell what the main thread did, by kind and by file."""
    own = list(own_times(main_thread(events)))
    kinds: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for event, spent in own:
        kind = _WHAT.get(event["name"])
        if kind:
            kinds[kind] += spent
        if kind and (file := file_of(event)):
            files[file] += spent
    yield "\nmain thread by kind, ms"
    yield from (f"{ms:8.0f}  {kind}" for kind, ms in kinds.most_common())
    yield "\nmain thread by the file that the work began in, ms"
    yield from (f"{ms:8.0f}  {file}" for file, ms in files.most_common(_TOP))
    yield "\nsampled, by the file of the running function, ms"
    yield from (f"{ms:8.0f}  {file}" for file, ms in sampled(events).most_common(_TOP))


def main_thread(events: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Pick what the main thread of the page did: the renderer that spent most on script."""
    events = list(events)
    named = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"].get("name") == "CrRendererMain"
    }
    busy = Counter[tuple[int, int]]()
    for one in events:
        if (one["pid"], one["tid"]) in named and one.get("ph") == "X" and one["name"] in _WHAT:
            busy[one["pid"], one["tid"]] += one.get("dur", 0)
    if not busy:
        raise RuntimeError("the trace holds no main thread of a page")
    chosen = busy.most_common(1)[0][0]
    return [one for one in events if (one["pid"], one["tid"]) == chosen and one.get("ph") == "X"]


def own_times(events: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], float]]:
    """Give each known piece of work with its milliseconds, without the pieces that lie inside it."""
    stack: list[tuple[Mapping[str, Any], list[float]]] = []
    known = (one for one in events if one["name"] in _WHAT)
    for event in sorted(known, key=lambda one: (one["ts"], -one.get("dur", 0))):
        while stack and event["ts"] >= stack[-1][0]["ts"] + stack[-1][0].get("dur", 0):
            done, inside = stack.pop()
            yield done, (done.get("dur", 0) - sum(inside)) / 1000
        if stack:
            stack[-1][1].append(event.get("dur", 0))
        stack.append((event, []))
    for done, inside in stack:
        yield done, (done.get("dur", 0) - sum(inside)) / 1000


def file_of(event: Mapping[str, Any]) -> str:
    """Name the script file of a piece of work; '' where it has none."""
    data = event.get("args", {}).get("data", {})
    url = data.get("url") or data.get("fileName") or event.get("args", {}).get("fileName", "")
    return urlsplit(url).path.rpartition("/")[2] if url.startswith("http") else ""


def sampled(events: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """Add up the samples of the profiler by the file of the function that ran."""
    files: Counter[str] = Counter()
    nodes: dict[tuple[Any, int], str] = {}
    for event in events:
        if event["name"] != "ProfileChunk":
            continue
        data = event["args"]["data"]
        profile, whose = data.get("cpuProfile", {}), (event["pid"], event.get("id"))
        for node in profile.get("nodes", ()):
            frame = node["callFrame"]
            file = urlsplit(frame.get("url", "")).path.rpartition("/")[2]
            nodes[whose, node["id"]] = file or frame["functionName"] or "(other)"
        for node, micros in zip(profile.get("samples", ()), data.get("timeDeltas", ()), strict=False):
            files[nodes.get((whose, node), "(other)")] += micros / 1000
    return Counter({file: ms for file, ms in files.items() if file not in ("(idle)", "(root)")})


def _wire(asked: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield "\nover the wire: KiB sent, KiB unpacked, ms begun, ms had"
    largest = sorted(asked, key=lambda one: -one[1])[:_TOP]
    for address, sent, unpacked, begun, had in largest:
        file = urlsplit(address).path.rpartition("/")[2]
        yield f"{sent / 1024:8.0f} {unpacked / 1024:8.0f} {begun:8.0f} {had:8.0f}  {file}"
    sent, unpacked = (sum(one[at] for one in asked) / 1024 for at in (1, 2))
    yield f"{sent:8.0f} {unpacked:8.0f}  all {len(asked)}"
