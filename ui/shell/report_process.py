"""``python -m reports`` as the app reaches it: a process of its own, whose plain lines become a bar."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from metrics.months import month_text
from ui import shown
from ui.session import Selection
from ui.shell.child_process import module_command
from ui.shell.etl_process import Run


def seal(meeting: str, selection: Selection) -> Run:
    """Start to seal an edition of a meeting with the month, place and lines that are chosen.

    Args:
        meeting: id of the meeting.
        selection: what is chosen.
    """
    words = [
        f"--meeting={meeting}",
        f"--period={month_text(selection.period)}",
        f"--region={selection.region}",
    ]
    return _run("seal", *words, f"--lines={','.join(selection.lines)}")


def paper(warehouse: Path, number: str, name: str, out: Path, on_end: Callable[[Run], None]) -> Run:
    """Start to make a paper of an edition.

    Args:
        warehouse: the folder.
        number: of the edition.
        name: of the command: workbook, minutes, brief, deck.
        out: the file to write.
        on_end: called by the reading thread once the process has ended.
    """
    return _run(name, f"--edition={number}", f"--out={out}", warehouse=warehouse, on_end=on_end)


def _run(*words: str, warehouse: Path | None = None, **how: Any) -> Run:
    folder = (warehouse or shown.folder()).absolute()
    command: Sequence[str] = module_command("reports", *words, f"--warehouse={folder}")
    return Run(command, warehouse=folder, **how)
