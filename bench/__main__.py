"""Run the benchmarks, or those that are named, and print one line for each.

``profile PAGE`` tells where the time of one opening goes instead.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bench import (
    batch_build,
    boundaries,
    command_line,
    crowd,
    demo_build,
    editions,
    forms,
    map_draw,
    nation,
    opening,
    page_rerun,
    papers,
    profile,
    siting,
    starting,
    unseen,
)
from bench.timing import Result

SCRATCH = Path(__file__).resolve().parents[1] / ".bench"

BENCHMARKS: Mapping[str, Callable[[Path], Iterable[Result]]] = {
    "demo": demo_build.measure,
    "national": batch_build.national,
    "nation": nation.one_month,
    "nation24": nation.two_years,
    "row": batch_build.one_row,
    "million": batch_build.million,
    "workbook": batch_build.workbooks,
    "faults": batch_build.faults,
    "boundaries": boundaries.measure,
    "forms": forms.measure,
    "values": command_line.measure,
    "pages": page_rerun.measure,
    "maps": map_draw.measure,
    "siting": siting.measure,
    "start": starting.measure,
    "editions": editions.measure,
    "papers": papers.measure,
    "open": opening.opening,
    "felt": opening.felt,
    "load": crowd.measure,
    "unseen": unseen.measure,
}


def main(arguments: list[str] | None = None) -> int:
    """Print every result as soon as it is known; 0 always, for a benchmark is no verdict."""
    told = list(sys.argv[1:] if arguments is None else arguments)
    if told[:1] == ["profile"]:
        SCRATCH.mkdir(exist_ok=True)
        for line in profile.show("".join(told[1:2]).strip("/"), SCRATCH):
            print(line, flush=True)
        return 0
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=", ".join(BENCHMARKS)
    )
    names = parser.parse_args(told).names or list(BENCHMARKS)
    SCRATCH.mkdir(exist_ok=True)
    print(
        f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; ratio ≤ 1 is within what is allowed\n"
    )
    print(Result.HEAD)
    for name in names:
        for result in BENCHMARKS[name](SCRATCH):
            print(result.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
