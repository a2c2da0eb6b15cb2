"""A command that reads what strangers send, in a process of its own that is ended when it costs too much.

The process that was started watches and does not read: what ends the other, whether a limit, a damaged
library or a full memory, is told by it as a finding that names the file, and swept up by it.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl import budgets

#: What is raised where the memory does not suffice.
TOO_MUCH = (MemoryError, duckdb.OutOfMemoryException)
#: Exit code of a worker that could not say more itself.
SPEECHLESS = 86
#: Exit code of a command that was asked to stop, as of any other program.
STOPPED = 128 + signal.SIGTERM

_PARENT_DEATH_SIGNAL = 1
#: Bytes for each of what two processes tell one another.
_PLACE = 1024

_ANOTHER = "请用 Excel 或 WPS 打开，把内容复制到新工作簿，或拆成几份，再交；边界文件请在 QGIS 里简化"
_WORDS = {
    "memory": f"读这份文件要的内存超过了 {{memory:,}} MB，没有读完（多是大片空白或极长的文字）；{_ANOTHER}",
    "time": f"核对这份文件用的时间超过了限度，没有做完；{_ANOTHER}",
    "fault": f"这份文件的写法出乎意料，读到一半停下了（{{place}}）；{_ANOTHER}",
}

#: Shared by the two processes: which file is being read, then what has been settled.
_shared: mmap.mmap | None = None
_FILE, _SETTLED = 0, 1

#: Limits of this process before its own, by kind.
_before: dict[int, tuple[int, int]] = {}


def note(file: str) -> None:
    """Note which file is being read, for whoever has to tell which one was too much."""
    _write(_FILE, file)


def settle(line: str) -> None:
    """Note what holds from now on whatever becomes of this process, as it is told at its end."""
    _write(_SETTLED, line)


def noted() -> str:
    """Which file was being read; '' where none was."""
    return _read(_FILE)


def settled() -> str:
    """What holds although the process was ended; '' for nothing."""
    return _read(_SETTLED)


def _write(place: int, text: str) -> None:
    if _shared is not None:
        start = place * _PLACE
        _shared[start : start + _PLACE] = text.encode("utf-8", "replace")[:_PLACE].ljust(_PLACE, b"\0")


def _read(place: int) -> str:
    if _shared is None:
        return ""
    start = place * _PLACE
    return bytes(_shared[start : start + _PLACE]).rstrip(b"\0").decode("utf-8", "ignore")


def supervised(work: Callable[[], int], tell: Callable[[str], int], scratch: Path | None) -> int:
    """Do some work within the budgets.

    Args:
        work: gives an exit code.
        tell: tells in Chinese that the work was too much, and gives an exit code.
        scratch: folder for temporary files, None for the usual one.
    """
    global _shared
    _shared = mmap.mmap(-1, 2 * _PLACE)
    sys.stdout.flush()
    sys.stderr.flush()
    worker = os.fork()
    if worker == 0:
        _work(work, tell, scratch)
    return _watch(worker, tell)


def _work(work: Callable[[], int], tell: Callable[[str], int], scratch: Path | None) -> None:
    """Work until the end of this process."""
    code = SPEECHLESS
    try:
        die_with_parent()
        limit()
        if scratch is not None:
            tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
        code = _done(work, tell)
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    finally:
        os._exit(code)


def _done(work: Callable[[], int], tell: Callable[[str], int]) -> int:
    # What an exception says may quote a cell, and is not told; neither is what it holds in memory.
    try:
        return work()
    except TOO_MUCH:
        reason = words("memory")
    except Exception as error:
        reason = words("fault", _place(error))
    return tell(reason)


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}，{Path(last.filename).name} 第 {last.lineno} 行"


def words(kind: str, place: str = "") -> str:
    """What was too much, in Chinese, with the way on."""
    return _WORDS[kind].format(memory=budgets.MEMORY.value, place=place)


def die_with_parent() -> None:
    """Have this process end when the one that started it does, however that came about; Linux knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def limit() -> None:
    """Set the limits of this process, and let others go first."""
    memory, seconds = budgets.MEMORY.value, budgets.PROCESSOR.value
    if memory:
        spare = budgets.MEMORY_A_PROCESSOR * (os.cpu_count() or 1)
        _set(resource.RLIMIT_AS, (memory + spare) * budgets.MEGABYTE)
        # The usual one reserves a gigabyte at once.
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if seconds:
        _set(resource.RLIMIT_CPU, seconds)
    _set(resource.RLIMIT_CORE, 0)
    os.nice(budgets.NICENESS)


def lift() -> None:
    """Take the limits of memory and processor back, once all that strangers sent has been read."""
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        if kind in _before:
            resource.setrlimit(kind, _before.pop(kind))


def _set(kind: int, wanted: int) -> None:
    """Set a limit that can be taken back, not above one that is there already."""
    _before[kind] = resource.getrlimit(kind)
    most = _before[kind][1]
    resource.setrlimit(kind, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def _watch(worker: int, tell: Callable[[str], int]) -> int:
    """Wait for the worker, end it when its time is over or this process is told to stop."""
    ended_for: list[str] = []

    def end(reason: str) -> None:
        ended_for.append(reason)
        os.kill(worker, signal.SIGKILL)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells both
    signal.signal(signal.SIGTERM, lambda *_: end("stop"))
    signal.signal(signal.SIGALRM, lambda *_: end("time"))
    signal.alarm(budgets.CLOCK.value)
    code = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    signal.alarm(0)
    if ended_for[:1] == ["stop"] or code == -signal.SIGTERM:
        return STOPPED
    if code >= 0 and code != SPEECHLESS:
        return code
    return tell(_reason(code, ended_for))


def _reason(code: int, ended_for: list[str]) -> str:
    if "time" in ended_for or code == -signal.SIGXCPU:
        return words("time")
    if code in (-signal.SIGKILL, SPEECHLESS):
        return words("memory")
    return words("fault", signal.Signals(-code).name)
