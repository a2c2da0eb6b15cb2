"""Returns tried together and alone."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.forms import checking, recognise, together
from etl.forms.returned import Return
from etl.warehouse import Warehouse
from tests.etl.collecting import ACTIVITY, add_row, codes, distribute, filled, hand_back
from tests.etl.handing_in import publish, write_folder

TOWNS = [f"3608292{number:02}" for number in range(98)]


def test_many_files_at_once_are_each_told_their_own(county: Path, tmp_path: Path) -> None:
    """100 units in processes of their own, each file twice; three of the units have faults."""
    warehouse = Path(shutil.copytree(county, tmp_path / "warehouse"))
    rows = "".join(f"{code},第{code}乡,乡镇,360829,乡\n" for code in TOWNS)
    regions = {"行政区划.csv": f"区划代码,名称,级别,上级代码,类型\n{rows}"}
    publish(warehouse, write_folder(tmp_path / "regions", regions))
    forms = sorted(distribute(warehouse, tmp_path / "out", "--table", "activities").values())
    for at in (3, 50, 99):
        filled(
            forms[at], forms[at], {}, lambda book: add_row(book, "活动", ACTIVITY | {"参与人次": "约三十"})
        )
    copies = [Path(shutil.copy(form, tmp_path / f"{at}.xlsx")) for at, form in enumerate(forms)]
    report = hand_back(warehouse, *forms, *copies, expected=1)
    states = [one["state"] for one in report["returns"]]
    assert [at for at, state in enumerate(states) if state == "faulty"] == [3, 50, 99]
    assert set(states[101:]) == {"same"}
    assert {one["findings"][0]["file"] for one in report["returns"][104:105]} == {"3.xlsx"}
    assert "form_foreign_row" in codes(report, 3) and "not_a_number" in codes(report, 3)


@settings(max_examples=5)
@given(
    members=st.integers(-5, 10**7),
    eligible=st.none() | st.integers(0, 10**7),
    joined=st.none() | st.integers(-2, 50),
)
def test_tried_together_or_alone_a_return_is_judged_alike(
    distributed: tuple[Path, dict[str, Path]],
    tmp_path_factory: pytest.TempPathFactory,
    members: int,
    eligible: int | None,
    joined: int | None,
) -> None:
    warehouse, forms = distributed
    folder = tmp_path_factory.mktemp("drawn")
    figures = {"会员": {"会员数": members, "应覆盖人数": eligible, "新发展": joined}}
    paths = [
        filled(forms["平都镇"], folder / "drawn.xlsx", figures),
        filled(forms["平都镇"], folder / "right.xlsx"),
    ]
    both = checking.check_returns(Warehouse(warehouse), paths, dt.date(2018, 3, 1))
    (alone,) = checking.check_returns(Warehouse(warehouse), paths[:1], dt.date(2018, 3, 1))
    assert told(both[0]) == told(alone)
    assert both[0].is_right == (members >= 0 and (joined or 0) >= 0)
    assert both[1].is_right and not both[1].findings.counts


def told(one: Return) -> list[tuple[Any, ...]]:
    return sorted((found.severity, found.code, found.row or 0, found.column) for found in one.findings)


@pytest.mark.parametrize("step", ["recognised", "together", "alone"])
def test_a_return_that_takes_too_much_memory_holds_up_no_other(
    step: str,
    distributed: tuple[Path, dict[str, Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warehouse, forms = distributed
    huge = filled(forms["安福县"], tmp_path / "huge.xlsx")
    right = filled(forms["平都镇"], tmp_path / "right.xlsx")
    module, name = {
        "recognised": (recognise, "read_grids"),
        "together": (together, "read_batch"),
        "alone": (checking, "read_batch"),
    }[step]
    original = getattr(module, name)

    def reading(*given: Any) -> Any:
        if huge in given:
            raise MemoryError
        return original(*given)

    monkeypatch.setattr(module, name, reading)
    if step == "alone":
        monkeypatch.setattr(together, "read_batch", lambda *given: [] if huge in given else original(*given))
    found = checking.check_returns(Warehouse(warehouse), [huge, right], dt.date(2018, 3, 1))
    assert found[1].is_right and not found[1].findings.counts
    if step != "together":  # by itself it was not too much
        (finding,) = found[0].findings
        assert (finding.code, finding.file) == ("over_budget", "huge.xlsx")
        assert "再交" in finding.message
