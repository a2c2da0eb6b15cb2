"""How months are reckoned: a month is told by any of its days and written as its first.

SQL reckons with the frame `clock`; what is reckoned in Python is reckoned here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Months of a year.
YEAR = 12


def first_day(day: date) -> date:
    """The first day of a month, which is how months are stored."""
    return date(day.year, day.month, 1)


def last_day(day: date) -> date:
    """The last day of a month."""
    return months_after(day, 1) - timedelta(days=1)


def months_after(day: date, count: int) -> date:
    """The month that comes so many months after another."""
    year, before = divmod(_number(day) + count, YEAR)
    return date(year, before + 1, 1)


def months_before(day: date, count: int) -> date:
    """The month that came so many months before another."""
    return months_after(day, -count)


def months_between(first: date, last: date) -> int:
    """How many months lie from one month to another: 0 for the same, negative where it comes before."""
    return _number(last) - _number(first)


def months_spanning(first: date, last: date) -> list[date]:
    """All months from one to another, both included, ascending; none where they lie the other way round."""
    return [months_after(first, step) for step in range(months_between(first, last) + 1)]


def trailing_months(day: date, count: int) -> list[date]:
    """So many months that end with a month, ascending."""
    return months_spanning(months_before(day, count - 1), day)


def month_text(day: date) -> str:
    """A month as it is written in files, links and on the command line: 2018-06, 0999-02."""
    # strftime's %Y leaves out leading zeros on some systems.
    return f"{day.year:04}-{day.month:02}"


def as_months(column: pd.Series[date]) -> list[date]:
    """The months of a column of days, as plain first days."""
    import pandas as pd

    return [first_day(day) for day in pd.to_datetime(column)]


def in_month(column: pd.Series[date], day: date) -> pd.Series[bool]:
    """Which rows of a column of days lie in a month; rows without a day do not."""
    return months_since(column, day) == 0


def months_since(column: pd.Series[date], day: date) -> pd.Series[float]:
    """How many months each row of a column of days lies before a month; missing where it has no day."""
    import pandas as pd

    days = pd.to_datetime(column).dt
    number = YEAR * days.year + days.month - 1
    return (_number(day) - number).astype(float)


def _number(day: date) -> int:
    return YEAR * day.year + day.month - 1
