"""The demonstration county, served for as long as a measurement takes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.app_server import free_port, serve, serve_bare, wait_for
from bench.timing import run_python


def demo_warehouse(scratch: Path) -> Path:
    """Build the demonstration county's warehouse anew."""
    warehouse = scratch / "served-warehouse"
    shutil.rmtree(warehouse, ignore_errors=True)
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    return warehouse


@contextmanager
def served(scratch: Path) -> Iterator[str]:
    """Serve the app on the demonstration county; gives its address."""
    port = free_port()
    server = serve(demo_warehouse(scratch), port)
    try:
        yield _answering(port)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def bare() -> Iterator[str]:
    """Serve the bare page; gives its address."""
    port = free_port()
    server = serve_bare(port)
    try:
        yield _answering(port)
    finally:
        server.terminate()
        server.wait()


def _answering(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    wait_for(f"{address}/_stcore/health")
    return address
