"""A command that runs beside the app: started without a shell, read line by line, stopped at will."""

import atexit
import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_ROOT = Path(__file__).parents[2]
#: How long a command that is stopped may take to clear up.
_CLEARING_SECONDS = 3.0
#: What there is to stop when the server ends, for commands are in groups of their own.
_running: "weakref.WeakSet[ChildProcess]" = weakref.WeakSet()


class ChildProcess:
    """One running command; a thread of its own reads it, so that a page that is left does not stop it.

    It leads a group of processes: what it starts itself is stopped with it. What is made of its words is up
    to those that build on it: `note` is called with every line, `ended` once at the end, both by the reading
    thread, which must not touch the screen. They set their own attributes before they call this class's
    ``__init__``, which starts to read.

    Attributes:
        lines: all that it has said.
        is_stopped: whether somebody has asked it to stop.
    """

    def __init__(self, command: Sequence[str], told: str = "", errors_read: bool = True) -> None:
        """Start the command; its output is read until it ends.

        Args:
            command: program and arguments; no shell reads them.
            told: what it reads from its standard input.
            errors_read: its errors are lines like any other; else they go where the app's own go.
        """
        self.lines: list[str] = []
        self.is_stopped = False
        self._begun = time.monotonic()
        self._command, self._errors_read = list(command), errors_read
        self._process: subprocess.Popen[str] | None = None
        self._starting = threading.Lock()
        self._reader = threading.Thread(target=self._read, args=(told,), daemon=True)
        _running.add(self)
        self._reader.start()

    def _read(self, told: str) -> None:
        try:
            with self.admitted():
                process = self._start()
                if process is not None:
                    self._listen(process, told)
        finally:
            _running.discard(self)
            self.ended()

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Wait until it may run; in the reading thread."""
        yield

    def _start(self) -> "subprocess.Popen[str] | None":
        with self._starting:
            if not self.is_stopped:
                self._process = subprocess.Popen(  # noqa: S603 - our own command; no shell reads its words
                    self._command,
                    cwd=_ROOT,
                    env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT if self._errors_read else None,
                    encoding="utf-8",
                    errors="replace",
                    start_new_session=True,
                )
            return self._process

    def _listen(self, process: "subprocess.Popen[str]", told: str) -> None:
        with process:
            self._tell(process, told)
            for line in process.stdout or ():
                self.lines.append(line.rstrip())
                self.note(self.lines[-1])

    def _tell(self, process: "subprocess.Popen[str]", told: str) -> None:
        # Who has ended already is told nothing; the exit code says why.
        listening = process.stdin
        if listening is not None:
            with suppress(BrokenPipeError), listening:
                listening.write(told)

    def note(self, line: str) -> None:
        """Make something of a line."""

    def ended(self) -> None:
        """Make something of the end."""

    @property
    def seconds(self) -> float:
        """How long ago it was started."""
        return time.monotonic() - self._begun

    @property
    def exit_code(self) -> int | None:
        """Exit code of the finished command, nothing while it runs."""
        return None if self._reader.is_alive() else self.status

    @property
    def status(self) -> int:
        """Exit code of the process itself; for `ended`, which runs before the reading thread ends."""
        return -signal.SIGTERM if self._process is None else int(self._process.returncode)

    def wait(self, seconds: float) -> None:
        """Wait until it has ended, at most so long."""
        self._reader.join(seconds)

    def stop(self) -> None:
        """End the process and all that it has started; what does not clear up in time ends anyway."""
        with self._starting:
            self.is_stopped = True
        self._signal(signal.SIGTERM)
        last = threading.Timer(_CLEARING_SECONDS, self._signal, [signal.SIGKILL])
        last.daemon = True
        last.start()

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to the group; nobody else's, for its leader is waited for only when it is empty."""
        if self._process is not None and self._reader.is_alive():
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)


@atexit.register
def _stop_all() -> None:
    for child in list(_running):
        child.stop()


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of the house."""
    return [sys.executable, "-m", module, *arguments]
