"""What a choice that nobody asked for before costs the server: another month, another line, another place.

Processor time of the server alone, with the values made ready as they are some time after publishing. Beside
each page stand, from the same run, the same page with everything seen, and a bare page of a chart, a table
and a map.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from websockets.sync.client import connect

from bench.app_server import free_port, serve, wait_for
from bench.page_rerun import PAGES, WARM_UP, Page, ask, processor_seconds
from bench.timing import Result, run_python

ALLOWED_SECONDS = 0.250
SEEN = "period=2018-06"
#: Two months, two choices of lines and two places; each page is a session of its own.
UNSEEN = (
    "period=2018-04",
    "period=2017-11",
    "period=2018-06&lines=women",
    "period=2018-06&lines=youth,union",
    "period=2018-06&region=360829106000",
    "period=2018-05&region=360829100000",
)
SEEN_RUNS = 5
BARE = """
import numpy as np, pandas as pd, streamlit as st
rows = pd.DataFrame({"lat": 27.3 + np.arange(20) / 100, "lon": 114.6 + np.arange(20) / 100})
st.bar_chart(rows)
st.dataframe(rows)
st.map(rows)
"""


def measure(scratch: Path) -> Iterator[Result]:
    """Serve the demonstration county with its values ready, and ask each page for what it has not shown."""
    warehouse = scratch / "unseen-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    run_python("-m", "metrics", "prepare", "--warehouse", str(warehouse))
    script = scratch / "bare_page.py"
    script.write_text(BARE, encoding="utf-8")
    bare = median(_costs(warehouse, str(script), Page("", ""), [""] * SEEN_RUNS, [""] * WARM_UP))
    for page in PAGES:
        # A server for each page: on one server, what a page fetched would be seen by the next.
        costs = _costs(warehouse, "app.py", page, [*UNSEEN, *[SEEN] * SEEN_RUNS], [SEEN] * WARM_UP)
        unseen, seen = costs[: len(UNSEEN)], median(costs[len(UNSEEN) :])
        told = median(unseen)
        note = f"{told / seen:.1f} × seen, {told / bare:.1f} × a bare page of {bare * 1000:.0f} ms"
        yield Result(
            f"processor of an unseen choice on {page.name} /{page.path}", unseen, ALLOWED_SECONDS, note
        )


def _costs(
    warehouse: Path, script: str, page: Page, asked: Sequence[str], before: Sequence[str]
) -> list[float]:
    """Processor seconds of the server for each choice, after some that are not measured."""
    port = free_port()
    server = serve(warehouse, port, script)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        address = f"127.0.0.1:{port}"
        with connect(f"ws://{address}/_stcore/stream", origin=f"http://{address}", max_size=None) as session:
            for choice in before:
                ask(session, page.path, _query(page, choice))
            costs = []
            for choice in asked:
                begun = processor_seconds(server.pid)
                ask(session, page.path, _query(page, choice))
                costs.append(processor_seconds(server.pid) - begun)
            return costs
    finally:
        server.terminate()
        server.wait()


def _query(page: Page, choice: str) -> str:
    # What is named last holds: a page that is asked with a line of its own is also asked for others.
    own = [one for one in page.asked.split("&") if one and one.split("=")[0] not in choice]
    return "&".join(filter(None, (choice, *own)))
