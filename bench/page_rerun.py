"""How long the server takes for one more run of a page that it has shown before.

A client of its own speaks the server's protocol: it asks for a rerun and waits for the message that the
script has finished, so that what a browser draws afterwards does not count.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench.app_server import free_port, serve, wait_for
from bench.timing import Result, run_python, seconds_of

ALLOWED_SECONDS = 0.200
#: What is allowed for 总览, 覆盖地图 and 项目跟踪, and for each part of 三级联动 and of 平台与品牌.
FIRST_PAGES_SECONDS = 0.150


@dataclass(frozen=True)
class Page:
    """One page to rerun: its name, path and link parameters beside the period, and what is allowed."""

    name: str
    path: str
    asked: str = ""
    allowed: float = ALLOWED_SECONDS


PAGES = (
    Page("总览", "", allowed=FIRST_PAGES_SECONDS),
    Page("总览，一条条线", "", "lines=union", FIRST_PAGES_SECONDS),
    Page("总览，服务对象", "", "lines=union&part=public", FIRST_PAGES_SECONDS),
    Page("覆盖地图", "coverage", allowed=FIRST_PAGES_SECONDS),
    Page("缺口分析，缺口分布", "gaps", "part=matrix"),
    Page("缺口分析，缺口清单", "gaps", "part=list"),
    Page("缺口分析，应建单位", "gaps", "part=units", FIRST_PAGES_SECONDS),
    Page("缺口分析，缺口变化", "gaps", "part=moved"),
    Page("改革指标，全部指标", "metrics"),
    Page("改革指标，指数与差距", "metrics", "part=index"),
    Page("改革指标，一项指标", "metrics", "metric=effective_coverage"),
    Page("三级联动，组织架构", "network", "part=structure", FIRST_PAGES_SECONDS),
    Page("三级联动，下级对比", "network", "part=places", FIRST_PAGES_SECONDS),
    Page("三级联动，牵头与改革", "network", "part=leads", FIRST_PAGES_SECONDS),
    Page("三级联动，班子与队伍", "network", "part=people", FIRST_PAGES_SECONDS),
    Page("三级联动，本条线", "network", "lines=union", FIRST_PAGES_SECONDS),
    Page("三级联动，条线自比", "network", "part=lines", FIRST_PAGES_SECONDS),
    Page("平台与品牌，阵地与窗口", "services", "part=stations", FIRST_PAGES_SECONDS),
    Page("平台与品牌，阵地清单", "services", "part=listing", FIRST_PAGES_SECONDS),
    Page("平台与品牌，品牌与活动", "services", "part=activities", FIRST_PAGES_SECONDS),
    Page("平台与品牌，网上与产出", "services", "part=results", FIRST_PAGES_SECONDS),
    Page("平台与品牌，报道数字核对", "services", "part=facts", FIRST_PAGES_SECONDS),
    Page("项目跟踪，亮灯与进度", "projects", "part=progress", FIRST_PAGES_SECONDS),
    Page("改革任务，进度", "tasks", "part=progress"),
    Page("改革任务，从调研到成效", "tasks", "part=surveys", FIRST_PAGES_SECONDS),
    Page("改革任务，突破与问题", "tasks", "part=scheme"),
    Page("数据中心", "data"),
    Page("数据中心，完整与及时", "data", "part=completeness"),
    Page("数据中心，疑点", "data", "part=doubts"),
)
PERIOD = "period=2018-06"
WARM_UP = 3
LEAST_ELEMENTS = 10
RUNS = 25


def measure(scratch: Path) -> Iterator[Result]:
    """Serve the demonstration county and rerun each page, on a session of its own."""
    warehouse = scratch / "served-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    port = free_port()
    server = serve(warehouse, port)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        for page in PAGES:
            seconds, used = _reruns(port, page, server.pid)
            note = f"{used * 1000:.0f} ms of processor"
            yield Result(f"warm rerun of {page.name} /{page.path}", seconds, page.allowed, note)
    finally:
        server.terminate()
        server.wait()


def _reruns(port: int, page: Page, server_id: int) -> tuple[list[float], float]:
    """Wall seconds of every rerun, and the mean of the server's processor seconds."""
    server = f"127.0.0.1:{port}"
    with connect(f"ws://{server}/_stcore/stream", origin=f"http://{server}", max_size=None) as session:
        drawn = [_rerun(session, page) for _ in range(WARM_UP)]
        if min(drawn) < LEAST_ELEMENTS:
            raise RuntimeError(f"/{page.path} drew {min(drawn)} elements, that is no page")
        before = processor_seconds(server_id)
        seconds = [seconds_of(lambda: _rerun(session, page)) for _ in range(RUNS)]
        return seconds, (processor_seconds(server_id) - before) / RUNS


def processor_seconds(process_id: int) -> float:
    """What a process has used so far, which other load disturbs less than the wall time."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rerun(session: ClientConnection, page: Page) -> int:
    return ask(session, page.path, "&".join(filter(None, (PERIOD, page.asked))))


def ask(session: ClientConnection, path: str, query: str) -> int:
    """Ask for one run of a page, wait for its end, and count the elements that it drew."""
    asked = BackMsg()
    asked.rerun_script.page_name = path
    asked.rerun_script.query_string = query
    session.send(asked.SerializeToString())
    answer, drawn = ForwardMsg(), 0
    while answer.WhichOneof("type") != "script_finished":
        answer.ParseFromString(session.recv(timeout=60))
        drawn += answer.WhichOneof("type") == "delta"
    return drawn
