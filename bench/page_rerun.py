"""How long the server takes for one more run of a page that it has shown before.

A client of its own speaks the server's protocol: it asks for a rerun and waits for the message that the
script has finished, so that what a browser draws afterwards does not count.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench.timing import PROJECT, Result, run_python, seconds_of

ALLOWED_SECONDS = 0.150
PAGES = {
    "总览 /": "",
    "覆盖地图 /coverage": "coverage",
    "改革指标 /metrics": "metrics",
    "三级联动 /network": "network",
    "平台与品牌 /services": "services",
    "项目跟踪 /projects": "projects",
    "改革任务 /tasks": "tasks",
    "数据中心 /data": "data",
}
WARM_UP = 3
LEAST_ELEMENTS = 10
RUNS = 25


def measure(scratch: Path) -> Iterator[Result]:
    """Serve the demonstration county and rerun each page, on a session of its own."""
    warehouse = scratch / "served-warehouse"
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    port = free_port()
    server = serve(warehouse, port)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        for name, page in PAGES.items():
            yield Result(f"warm rerun of {name}", _reruns(port, page), ALLOWED_SECONDS)
    finally:
        server.terminate()
        server.wait()


def _reruns(port: int, page: str) -> list[float]:
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None) as session:
        drawn = [_rerun(session, page) for _ in range(WARM_UP)]
        if min(drawn) < LEAST_ELEMENTS:
            raise RuntimeError(f"/{page} drew {min(drawn)} elements, that is no page")
        return [seconds_of(lambda: _rerun(session, page)) for _ in range(RUNS)]


def _rerun(session: ClientConnection, page: str) -> int:
    """Ask for one run, wait for its end, and count the elements that it drew."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = "period=2018-06"
    session.send(asked.SerializeToString())
    answer, drawn = ForwardMsg(), 0
    while answer.WhichOneof("type") != "script_finished":
        answer.ParseFromString(session.recv(timeout=60))
        drawn += answer.WhichOneof("type") == "delta"
    return drawn


def serve(warehouse: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the app on a warehouse."""
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options],
        cwd=PROJECT,
        env={**os.environ, "QUNTUAN_WAREHOUSE": str(warehouse), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(url: str, seconds: float = 60) -> None:
    """Wait until an address answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers at {url}")


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
