"""Values are made ready beside the app, in idle time: a process of its own that stands back behind all.

Whoever asks meanwhile is answered all the same; see `metrics.values.ready`.
"""

import os
import threading
from pathlib import Path

from metrics.values import ready
from metrics.warehouse import Snapshot, folder_of
from ui.shell.child_process import ChildProcess, module_command

#: Environment variable: 0 leaves every value to be computed when it is asked for.
VARIABLE = "QUNTUAN_PREPARE"

_begun: set[Path] = set()
_beginning = threading.Lock()


def beside(snapshot: Snapshot) -> Snapshot:
    """Begin to make the values of a snapshot ready, once for each while the app runs, and give it back."""
    target = ready.ready_file(snapshot, ready.STEPS[0])
    if os.environ.get(VARIABLE, "").strip() != "0" and _is_first(target):
        ChildProcess(module_command("metrics", "prepare", "--idle", "--warehouse", str(folder_of(snapshot))))
    return snapshot


def _is_first(target: Path) -> bool:
    with _beginning:
        is_known = target in _begun
        _begun.add(target)
        return not is_known
