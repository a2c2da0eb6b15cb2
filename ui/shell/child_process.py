"""A command that runs beside the app: started without a shell, read line by line, stopped at will."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).parents[2]


class ChildProcess:
    """One running command; a thread of its own reads it, so that a visitor who leaves does not stop it.

    What is made of its words is up to those that build on it: `note` is called with every line, `ended` once
    at the end, both by the reading thread, which must not touch the screen. They set their own attributes
    before they call this class's ``__init__``, which starts to read.

    Attributes:
        lines: all that it has said.
    """

    def __init__(self, command: Sequence[str], told: str = "", errors_read: bool = True) -> None:
        """Start the command; its output is read until it ends.

        Args:
            command: program and arguments; no shell reads them.
            told: what it reads from its standard input.
            errors_read: its errors are lines like any other; else they go where the app's own go.
        """
        self.lines: list[str] = []
        self._begun = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own command; no shell reads its words
            list(command),
            cwd=_ROOT,
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if errors_read else None,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read, args=(told,), daemon=True)
        self._reader.start()

    def _read(self, told: str) -> None:
        try:
            with self._process as process:
                self._tell(told)
                for line in process.stdout or ():
                    self.lines.append(line.rstrip())
                    self.note(self.lines[-1])
        finally:
            self.ended()

    def _tell(self, told: str) -> None:
        # Who has ended already is told nothing; the exit code says why.
        listening = self._process.stdin
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
        return int(self._process.returncode)

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of the house."""
    return [sys.executable, "-m", module, *arguments]
