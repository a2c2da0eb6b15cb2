"""A build that is killed, or runs out of disk, leaves the published snapshot as it was."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.etl.county import COUNTY
from tests.etl.handing_in import PROJECT, contents, publish, query, run, write_folder

# Kills its own process at the nth call of a step, as the power cut does that asks nobody.
DRIVER = """
import os, shutil, signal, sys
from pathlib import Path
import etl.build, etl.progress, etl.warehouse
from etl.__main__ import main

step, at, *arguments = sys.argv[1:]
owner, name = {
    "progress": (etl.progress.Progress, "step"),
    "publish": (etl.warehouse.Warehouse, "publish"),
    "pointer": (etl.warehouse.Warehouse, "point_to"),
    "rename": (Path, "replace"),
    "copy": (shutil, "copy2"),
    "sync": (etl.warehouse, "_sync"),
}[step]
original, calls = getattr(owner, name), 0

def counted(*given, **named):
    global calls
    calls += 1
    if calls == int(at):
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*given, **named)

setattr(owner, name, counted)
sys.exit(main(arguments))
"""
STEPS = [
    *(("progress", at) for at in (1, 2, 3, 4, 5, 12, 22)),
    *(("copy", at) for at in (1, 2)),
    *(("rename", at) for at in (1, 2, 3)),
    *(("sync", at) for at in (1, 2, 3)),
    ("publish", 1),
    ("pointer", 1),
]
COUNT = "SELECT count(*), sum(members) FROM raw.memberships"
MORE = "组织编码,报告期,会员数\nu1,2018-05,7\n"


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    organizations = "组织编码,名称,条线,区划代码,类别,成立日期\nu1,县总工会,工会,360829,机关,2001-05-01\n"
    return write_folder(tmp_path / "more", {"组织.csv": organizations, "会员.csv": MORE})


@pytest.mark.parametrize(("step", "at"), STEPS)
def test_killed_at_any_step_the_snapshot_stays_and_the_next_build_works(
    warehouse: Path, batch: Path, step: str, at: int
) -> None:
    published = (warehouse / "current.json").read_bytes()
    before = contents(warehouse)
    rows = query(warehouse, COUNT)
    command = [sys.executable, "-c", DRIVER, step, str(at)]
    arguments = ["build", "--source", str(batch), "--warehouse", str(warehouse)]
    killed = subprocess.run(
        [*command, *arguments], cwd=PROJECT, capture_output=True, timeout=120, check=False
    )
    assert killed.returncode == -9, killed.stderr.decode()

    after = contents(warehouse)
    assert {name: after[name] for name in before} == before
    assert (warehouse / "current.json").read_bytes() == published
    assert query(warehouse, COUNT) == rows

    done = run("build", "--source", batch, "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    assert query(warehouse, COUNT) != rows
    assert [path for path in warehouse.rglob(".unfinished-*")] == []


def test_a_full_disk_is_told_and_the_snapshot_stays(warehouse: Path, batch: Path) -> None:
    before = contents(warehouse)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
    code = f"{limit} import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    code += "import sys; from etl.__main__ import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "build", "--source", str(batch), "--warehouse", str(warehouse)]
    full = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False)
    assert full.returncode == 3
    assert "Traceback" not in full.stderr
    assert "没有发布" in full.stderr
    assert contents(warehouse) == before
    assert run("build", "--source", batch, "--warehouse", warehouse).returncode == 0


def test_a_second_build_is_refused_in_words_while_one_runs(warehouse: Path, batch: Path) -> None:
    hold = "import sys, time; from pathlib import Path; from etl.warehouse import Warehouse\n"
    hold += "with Warehouse(Path(sys.argv[1])).locked():\n    print('held', flush=True)\n    time.sleep(60)"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(warehouse)], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == b"held\n"
        code = "import sys; from etl import warehouse\nwarehouse.WAIT_SECONDS = 0.5\n"
        code += "from etl.__main__ import main; sys.exit(main(sys.argv[1:]))"
        command = [sys.executable, "-c", code, "build", "--source", str(batch), "--warehouse", str(warehouse)]
        second = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    finally:
        holder.kill()
        holder.stdout.close()
        holder.wait()
    assert second.returncode == 3
    assert "另一个构建正在进行" in second.stderr
    assert run("build", "--source", batch, "--warehouse", warehouse).returncode == 0


def test_two_builds_at_once_both_end_up_in_the_snapshot(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    publish(warehouse, write_folder(tmp_path / "first", COUNTY))
    for name in ("a", "b"):
        row = f"组织编码,名称,条线,区划代码,类别,成立日期\nnew-{name},新组织,工会,360829,企业,2001-05-01\n"
        write_folder(tmp_path / name, {"组织.csv": row})
    command = [sys.executable, "-m", "etl", "build", "--warehouse", str(warehouse), "--source"]
    running = [
        subprocess.Popen([*command, str(tmp_path / name)], cwd=PROJECT, stdout=subprocess.DEVNULL)
        for name in ("a", "b")
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert query(warehouse, "SELECT count(*) FROM raw.organizations WHERE org_id LIKE 'new-%'") == [(2,)]
