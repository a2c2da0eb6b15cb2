"""The matrix of places and months: every place has a row of its own, whatever it is called."""

import re
from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.months import trailing_months
from ui import numbers
from ui.data import frames, reporting_matrix
from ui.theme import LIGHT

MONTHS = trailing_months(date(2018, 6, 1), 3)
NAMES = st.sampled_from(["新村", "东村", "桥头村", "<b>村</b>"])
COUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9))


def counted(places: list[tuple[str, list[tuple[int, int]]]]) -> pd.DataFrame:
    """Make the rows of ``metrics.data.completeness.matrix`` from names and (reported, missing) a month."""
    rows = [
        (f"{at:012d}", name, month, reported + missing, reported, 0, missing)
        for at, (name, told) in enumerate(places)
        for month, (reported, missing) in zip(MONTHS, told, strict=True)
    ]
    columns = ["region_code", "name", "period", "expected", "reported", "late", "missing"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(reported_pct=frame["reported"] / frame["expected"].where(frame["expected"] > 0))


@given(st.lists(st.tuples(NAMES, st.lists(COUNTS, min_size=3, max_size=3)), min_size=1, max_size=6))
def test_places_of_one_name_keep_rows_and_numbers_of_their_own(
    places: list[tuple[str, list[tuple[int, int]]]],
) -> None:
    frame = counted(places)
    body = reporting_matrix.table(frame, LIGHT).split("<tbody>")[1]
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    heads = [re.search(r"<th[^>]*>(.*)</th>", row)[1] for row in rows]
    assert len(rows) == len(set(heads)) == len(places)
    for row, (_, told) in zip(rows, places, strict=True):
        shown = re.findall(r"<td[^>]*>(.*?)</td>", row)
        shares = [
            reported / (reported + lacking) if reported + lacking else None for reported, lacking in told
        ]
        assert shown == [numbers.share(one).rstrip("%") for one in shares]
    named = frames.places_by_gaps(frame)
    assert len(set(named.values())) == len(places)
    assert sum(int(re.search(r"未报 (\d+) 次", text)[1]) for text in named.values()) == frame["missing"].sum()
