"""``python -m reports`` as the app reaches it: a process of its own, whose plain lines become a bar."""

from collections.abc import Sequence

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


def _run(*words: str) -> Run:
    folder = shown.folder().absolute()
    command: Sequence[str] = module_command("reports", *words, f"--warehouse={folder}")
    return Run(command, warehouse=folder)
