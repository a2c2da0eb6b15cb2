"""Many viewers at once: fifty who change page, month or place every five seconds, on one process.

The clients speak the server's protocol, so that no browser takes part of the machine. The same crowd asks a
bare page of three charts and a map, turn by turn in the same sitting, so that other load falls on both.
"""

import asyncio
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.page_rerun import PAGES
from bench.serving import bare, demo_warehouse, served
from bench.stable import effort, foreign_load
from bench.timing import Result

VIEWERS = int(os.environ.get("QUNTUAN_BENCH_VIEWERS", "50"))
SECONDS = float(os.environ.get("QUNTUAN_BENCH_SECONDS", "60"))
EVERY_SECONDS = 5.0
#: How often both are asked in turn.
TURNS = 2
#: What is allowed, as a multiple of the bare page under the same load.
MEDIAN, P95 = 1.2, 1.5
#: How much more memory may be held at the end than after the first turn, as a multiple.
MEMORY = 1.1
_MONTHS = [f"period={year}-{month:02d}" for year in (2017, 2018) for month in range(1, 7)]
_PLACES = ("", "region=360829000000", "region=360829100000", "region=360829101000", "region=360829102000")
_WAIT_SECONDS = 60


@dataclass
class Told:
    """What a crowd met: seconds of each rerun, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def measure(scratch: Path) -> Iterator[Result]:
    """Send the crowd to the app and to the bare page in turn."""
    own, floor, held, foreign = Told(), Told(), [], []
    with served(demo_warehouse(scratch)) as app, bare() as plain:
        for seed in range(TURNS):
            before = effort()
            asyncio.run(crowd(plain.address, _of_the_bare_page, seed, floor))
            asyncio.run(crowd(app.address, _of_the_app, seed, own))
            foreign.append(foreign_load(before, effort()))
            held.append(app.gibibytes())
    faults = f"{len(own.faults)} faults{''.join(f'; {fault}' for fault in sorted(set(own.faults))[:3])}"
    note = f"{VIEWERS} viewers, others kept {max(foreign):.1f} processors busy"
    yield Result(f"{VIEWERS} viewers: bare page", floor.seconds, median(floor.seconds), note)
    yield Result("rerun, median", own.seconds, MEDIAN * median(floor.seconds), faults)
    yield Result("rerun, p95", [p95(own.seconds)], P95 * p95(floor.seconds), faults)
    yield Result("memory at the end against that after the first turn", held[-1:], MEMORY * held[0], unit="G")


def p95(seconds: list[float]) -> float:
    """Give what nineteen of twenty do not exceed."""
    return quantiles(seconds, n=20)[-1]


async def crowd(
    address: str, ask: Callable[[random.Random, int], tuple[str, str]], seed: int, told: Told
) -> None:
    """Let all viewers come, one after the other within the first five seconds, and stay for a while."""
    chances = [random.Random(f"{seed}-{at}") for at in range(VIEWERS)]  # noqa: S311 - a crowd is no secret
    await asyncio.gather(*(_viewer(address, ask, chance, at, told) for at, chance in enumerate(chances)))


async def _viewer(
    address: str,
    ask: Callable[[random.Random, int], tuple[str, str]],
    chance: random.Random,
    at: int,
    told: Told,
) -> None:
    clock = asyncio.get_running_loop().time
    begun = clock()
    await asyncio.sleep(EVERY_SECONDS * at / VIEWERS)
    try:
        host = address.removeprefix("http://")
        async with connect(f"ws://{host}/_stcore/stream", origin=address, max_size=None) as session:
            while clock() - begun < SECONDS:
                asked = clock()
                await asyncio.wait_for(_rerun(session, *ask(chance, at)), _WAIT_SECONDS)
                told.seconds.append(clock() - asked)
                await asyncio.sleep(max(0.0, EVERY_SECONDS - (clock() - asked)))
    except (OSError, TimeoutError, RuntimeError) as fault:
        told.faults.append(f"{type(fault).__name__} {fault}"[:80])


async def _rerun(session: ClientConnection, page: str, query: str) -> None:
    """Ask for one run and wait for its end; an error that the page shows is a fault."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
    await session.send(asked.SerializeToString())
    answer = ForwardMsg()
    while answer.WhichOneof("type") != "script_finished":
        answer.ParseFromString(await session.recv())
        if answer.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(answer.delta.new_element.exception.message)


def _of_the_app(chance: random.Random, _at: int) -> tuple[str, str]:
    page = chance.choice(PAGES)
    asked = (chance.choice(_MONTHS), chance.choice(_PLACES), page.asked)
    return page.path, "&".join(filter(None, asked))


def _of_the_bare_page(chance: random.Random, _at: int) -> tuple[str, str]:
    return "", f"charts=3&{chance.choice(_MONTHS)}"
