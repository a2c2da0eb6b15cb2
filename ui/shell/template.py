"""The workbook that a county fills in, as ``python -m etl template`` writes it."""

import subprocess
import tempfile
from functools import partial
from pathlib import Path

from ui import shown
from ui.drawing import workbooks
from ui.shell.child_process import module_command

_ROOT = Path(__file__).parents[2]


def offer(key: str) -> None:
    """Offer the template with the places of the warehouse that is shown; it is made when it is asked for.

    Args:
        key: unique on the page.
    """
    # Made outside the run, which alone knows what is shown.
    made = partial(workbook, shown.folder().absolute())
    workbooks.file(made, "上报模板.xlsx", key=key, label="下载上报模板 .xlsx")


def workbook(warehouse: Path) -> bytes:
    """Write the template and return it.

    Args:
        warehouse: whose places its drop-downs offer.

    Raises:
        RuntimeError: the command failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "template.xlsx"
        command = module_command("etl", "template", str(file), "--warehouse", str(warehouse))
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        if done.returncode:
            raise RuntimeError(f"the template was not written: {done.stderr}")
        return file.read_bytes()
