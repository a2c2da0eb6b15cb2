"""One way for one thing: what is reckoned, asked, worded or drawn in one place is so nowhere else."""

import ast
import re
from pathlib import Path

import pytest

from tests.unit.house.test_plan import PROJECT, docstrings, name_of, python


def places_of(sign: str, *where: str, home: str = "") -> list[str]:
    """Name the files in which a regular expression is found, its home left out."""
    found = [path for path in python(*where) if re.search(sign, path.read_text(encoding="utf-8"))]
    return [name_of(path) for path in found if name_of(path) != home]


@pytest.mark.parametrize(
    "dialect",
    [
        r"\.replace\((day|month|year)=",
        r"DateOffset|MonthBegin|MonthEnd|to_period|pd\.Period\b",
        r"timedelta|relativedelta|monthrange",
        r"\.year - |\b12 \* \(|\) \* 12\b|divmod\(",
        r"\[:7\]|:%Y-?%m(?!-?%d)|\.strftime\(['\"]%Y-?%m['\"]",
    ],
)
def test_months_are_reckoned_in_one_module(dialect: str) -> None:
    assert places_of(dialect, "app.py", "pages", "ui", "metrics", "reports", home="metrics/months.py") == []


def test_the_scope_of_a_question_is_written_in_one_module() -> None:
    by_hand = r"list_contains\([\w.{}]*path, CAST\(\$region|CAST\(\$lines|\"periods\": |periods=\["
    assert places_of(by_hand, "metrics", "reports", home="metrics/scope.py") == []


def test_the_homes_of_what_stands_once_are_there() -> None:
    homes = ("metrics/months.py", "metrics/scope.py")
    assert [home for home in homes if not (PROJECT / home).is_file()] == []


CHANGES = re.compile(r"比上月|与上月|比上年同月|上年同月|环比|同比|无上月")


def texts_of(path: Path) -> list[str]:
    """List the texts that a Python file holds, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = docstrings(tree)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
    return [node.value for node in nodes if isinstance(node.value, str)]


def test_a_change_is_worded_in_one_module() -> None:
    worded = [
        name_of(path) for path in python("pages", "ui", "reports") if any(map(CHANGES.search, texts_of(path)))
    ]
    assert worded == ["reports/looks/numbers.py"]


def test_every_grid_is_drawn_by_one_function() -> None:
    assert places_of(r"st\.(dataframe|data_editor|table)\(", "app.py", "pages", "ui") == [
        "ui/drawing/tables.py"
    ]


def test_one_class_runs_child_processes() -> None:
    assert places_of(r"Popen", "app.py", "pages", "ui") == ["ui/shell/child_process.py"]


def test_what_warehouse_is_shown_is_known_in_one_module() -> None:
    """Whoever takes the app's own folder instead would mix two counties."""
    past_it = r"warehouse_folder|DEFAULT_FOLDER|QUNTUAN_WAREHOUSE|open_current\(\)|current_file\("
    assert places_of(past_it, "app.py", "pages", "ui") == ["ui/shown.py"]


def test_what_a_session_keeps_of_a_warehouse_is_kept_for_each_alone() -> None:
    kept = r"session_state(\.\w+\(|\[)_(STATE|RUN)\b"
    # The county that is looked at has its own folder, whatever is shown.
    assert places_of(kept, "app.py", "pages", "ui") == ["ui/data/starting.py"]
