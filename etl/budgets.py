"""What reading one hand-in may cost: memory, time, sheets and cells. Anybody may send anything.

An office that needs other limits names them in the environment; 0 stands for no limit.
"""

from __future__ import annotations

import os
from typing import NamedTuple

MEGABYTE = 2**20


class Limit(NamedTuple):
    """One limit.

    Attributes:
        variable: that sets it otherwise.
        usual: what holds where the variable is not set.
    """

    variable: str
    usual: int

    @property
    def value(self) -> int:
        """What holds now; 0 for no limit.

        Raises:
            ValueError: the variable is no whole number from 0 up.
        """
        value = int(os.environ.get(self.variable) or self.usual)
        if value < 0:
            raise ValueError(value)
        return value


#: Address space in MB: a workbook of 100,000 rows takes 1,200, text of 1,000,000 rows 900.
MEMORY = Limit("QUNTUAN_READ_MEMORY_MB", 3_072)
#: Seconds of all processors together: a workbook of 100,000 rows takes 6, text of 1,000,000 rows 3.
PROCESSOR = Limit("QUNTUAN_READ_PROCESSOR_SECONDS", 240)
#: Seconds by the clock, waiting for another build included; a busy machine takes many times those above.
CLOCK = Limit("QUNTUAN_READ_SECONDS", 900)
#: Sheets of one workbook; the contract has fewer tables, and some are split by month.
SHEETS = Limit("QUNTUAN_READ_SHEETS", 60)
#: Cells of one workbook between A1 and the last one that is filled, over all its sheets.
CELLS = Limit("QUNTUAN_READ_CELLS", 30_000_000)
#: Memory in MB that the models of a snapshot may take; not set, the machine says (`etl/machine.py`).
MODELS = Limit("QUNTUAN_BUILD_MEMORY_MB", 0)

LIMITS = (MEMORY, PROCESSOR, CLOCK, SHEETS, CELLS, MODELS)

#: Address space that stands by for the threads of each processor: a stack and an arena, hardly used.
MEMORY_A_PROCESSOR = 128
#: How far reading gives way to what else the machine does, such as showing pages.
NICENESS = 5

#: The longest text that a spreadsheet program puts into a cell.
LONGEST_CELL = 32_767
#: Letters in the cells of one workbook; a shared text counts as often as it stands in a cell.
MOST_LETTERS = 200_000_000
#: Characters with many digits that are looked at beside the cells; what is not kept holds nobody up.
MOST_BESIDE = 300_000
#: Columns of a sheet or file that is a table of the contract, the longest of which has a tenth of it.
MOST_COLUMNS = 300
#: Bytes of one file of boundaries: a county's villages, drawn finely, take 20 million as text.
MOST_BOUNDARY_BYTES = 200_000_000
#: Points of one layer of boundaries: those of a county's villages, drawn finely, have 500,000.
MOST_VERTICES = 3_000_000
#: Characters of a number format; spreadsheet programs take no more than 255.
LONGEST_FORMAT = 1_000


def misuse() -> str | None:
    """Say in Chinese which variable of the environment sets no limit; None where all do."""
    for limit in LIMITS:
        try:
            _ = limit.value
        except ValueError:
            return f"环境变量 {limit.variable} 应是不小于 0 的整数（0 表示不限）"
    return None


def exceeds(count: int, limit: Limit) -> bool:
    """Whether a count is beyond a limit."""
    return 0 < limit.value < count
