"""The demonstration county and the bare page, served for as long as a measurement takes."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.app_server import free_port, serve, serve_bare, wait_for
from bench.timing import run_python


@dataclass(frozen=True)
class Served:
    """A server that answers: its address, and its process."""

    address: str
    process_id: int

    def gibibytes(self) -> float:
        """Memory that the process has resident."""
        lines = Path(f"/proc/{self.process_id}/status").read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 2**20


def demo_warehouse(scratch: Path) -> Path:
    """Build the demonstration county's warehouse anew."""
    warehouse = scratch / "served-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    return warehouse


@contextmanager
def served(warehouse: Path) -> Iterator[Served]:
    """Serve the app on a warehouse."""
    port = free_port()
    with _standing(serve(warehouse, port), port) as own:
        yield own


@contextmanager
def bare() -> Iterator[Served]:
    """Serve the bare page."""
    port = free_port()
    with _standing(serve_bare(port), port) as own:
        yield own


@contextmanager
def _standing(server: subprocess.Popen[bytes], port: int) -> Iterator[Served]:
    """Wait until a server answers, and end it afterwards."""
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/_stcore/health")
        yield Served(address, server.pid)
    finally:
        server.terminate()
        server.wait()
