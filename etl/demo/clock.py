"""The 24 months of the demonstration, with the seasons of mass-organisation work."""

import calendar
from datetime import date, timedelta
from functools import cache

from etl.demo.chance import Random

FIRST_YEAR, FIRST_MONTH, COUNT = 2016, 7, 24

#: First days of the reporting months, 2016-07 … 2018-06.
MONTHS = tuple(
    date(FIRST_YEAR + (FIRST_MONTH - 1 + n) // 12, (FIRST_MONTH - 1 + n) % 12 + 1, 1) for n in range(COUNT)
)

LAST_MONTH = MONTHS[-1]
LAST_DAY = date(2018, 6, 30)
START_DAY = MONTHS[0]
#: From here on the reform shows in the figures: more organisations, more joint work.
REFORM_DAY = date(2017, 6, 1)

SPRING_FESTIVALS = ((date(2017, 1, 26), date(2017, 2, 3)), (date(2018, 2, 14), date(2018, 2, 22)))

_SEASON = {
    1: 0.85,
    2: 0.5,
    3: 1.15,
    4: 1.0,
    5: 1.2,
    6: 1.05,
    7: 1.1,
    8: 1.0,
    9: 1.0,
    10: 0.9,
    11: 0.95,
    12: 1.05,
}
_LINE_SEASON = {
    ("union", 1): 1.3,
    ("union", 5): 1.4,
    ("union", 7): 1.2,
    ("youth", 3): 1.3,
    ("youth", 5): 1.6,
    ("youth", 7): 1.5,
    ("youth", 8): 1.5,
    ("women", 3): 2.0,
    ("women", 5): 1.2,
    ("women", 6): 1.3,
    ("science", 5): 1.7,
    ("science", 9): 1.8,
    ("overseas", 2): 1.8,
    ("overseas", 9): 1.4,
    ("disabled", 5): 1.8,
    ("disabled", 12): 1.4,
    ("commerce", 11): 1.3,
    ("commerce", 12): 1.3,
}


@cache
def month_end(month: date) -> date:
    """The last day of the month that starts on `month`."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def month_of(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> list[date]:
    """The demonstration's months from the one of `first` to the one of `last`, both included."""
    return [month for month in MONTHS if month_of(first) <= month <= last]


def season(line: str, month: date) -> float:
    """How busy a line is in a month, 1 = ordinary: Spring Festival is quiet, its own days are full."""
    return _SEASON[month.month] * _LINE_SEASON.get((line, month.month), 1.0)


def elapsed(month: date) -> float:
    """Where a month lies in the demonstration: 0 for the first, 1 for the last."""
    return MONTHS.index(month) / (COUNT - 1)


def day_between(rng: Random, first: date, last: date) -> date:
    """A random day from `first` to `last`, both included."""
    return first + timedelta(days=int(rng.integers((last - first).days + 1)))


def working_day(rng: Random, month: date) -> date:
    """A random day of the month, moved behind the Spring Festival where it falls into it."""
    day = day_between(rng, month, month_end(month))
    for first, last in SPRING_FESTIVALS:
        if first <= day <= last:
            return min(last + timedelta(days=1), month_end(month)) if month_end(month) > last else first
    return day
