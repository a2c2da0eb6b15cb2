"""The app as its users run it: a real server process on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from urllib.error import URLError
from urllib.request import urlopen

PROJECT = Path(__file__).resolve().parents[2]
WATCH = Path(__file__).parent / "netwatch"
START_SECONDS = 60


class AppServer:
    """Runs ``streamlit run app.py`` against one warehouse; use it as a context manager.

    Attributes:
        url: where it answers, without a trailing slash.
        log: file that takes all output of the process.
        outside: file that lists every attempt of the process to reach another machine.
    """

    def __init__(self, warehouse: Path, folder: Path) -> None:
        """Choose a port and the places of the logs, without starting anything yet."""
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.outside = folder / "outside.log"
        self._warehouse = warehouse
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "AppServer":
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=PROJECT, env=self._environment(), stdout=log, stderr=subprocess.STDOUT
            )
        self._wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server."""
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def complaints(self) -> list[str]:
        """Return the lines of the log that tell of a Python error."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "Traceback" in line or "Uncaught app" in line]

    def reached_outside(self) -> list[str]:
        """Return every address outside this machine that the process tried to reach."""
        return self.outside.read_text(encoding="utf-8").splitlines() if self.outside.exists() else []

    def _environment(self) -> dict[str, str]:
        watched = {
            "QUNTUAN_WAREHOUSE": str(self._warehouse),
            "PYTHONPATH": str(WATCH),
            "NETWATCH_LOG": str(self.outside),
            "PYTHONUTF8": "1",
        }
        return {**os.environ, **watched}

    def _wait(self) -> None:
        assert self._process is not None
        for _ in range(START_SECONDS * 5):
            if self._process.poll() is not None:
                break
            if _answers(f"{self.url}/_stcore/health"):
                return
            time.sleep(0.2)
        raise AssertionError(f"the app did not start:\n{self.log.read_text(encoding='utf-8')}")


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
