"""The app, served for a measurement."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.timing import PROJECT


def serve(warehouse: Path, port: int, script: str = "app.py") -> subprocess.Popen[bytes]:
    """Start the app on a warehouse, or another script."""
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *options],
        cwd=PROJECT,
        env={**os.environ, "QUNTUAN_WAREHOUSE": str(warehouse), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def serve_bare(port: int) -> subprocess.Popen[bytes]:
    """Start the bare page: Streamlit as it comes, without our pages."""
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "bench/bare_page.py", *options],
        cwd=PROJECT,
        env={**os.environ, "PYTHONUTF8": "1"},
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
