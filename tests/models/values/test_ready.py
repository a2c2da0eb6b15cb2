"""Values that stand ready are those that the query gives, and what is not theirs is passed over."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from etl.warehouse import Warehouse
from metrics import places
from metrics.catalogue import BY_ID, LEVELS, LINES
from metrics.months import months_before
from metrics.values import preparing, ready
from metrics.values.values import value_rows, values, year_to_date
from metrics.warehouse import Snapshot, open_current, warehouse_folder
from tests.models.golden_county import expected, number, same

NOBODY = "000000000000"

Question = dict[str, Any]


def file(snapshot: Snapshot) -> Path:
    """A county this small is held at once."""
    return ready.ready_file(snapshot, "upper")


def copied(golden: Snapshot, folder: Path) -> Snapshot:
    shutil.copytree(golden.path.parents[1], folder, dirs_exist_ok=True)
    return open_current(folder)


@pytest.fixture(scope="module")
def whole(golden: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    snapshot = copied(golden, tmp_path_factory.mktemp("whole"))
    assert preparing.prepare(snapshot)
    return snapshot


@pytest.fixture(scope="module")
def upper(golden: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Only the county and its townships are held."""
    snapshot = copied(golden, tmp_path_factory.mktemp("upper"))
    counts = dict(snapshot.rows("SELECT level, count(*) FROM marts.dim_regions GROUP BY level"))
    most = sum(counts.values()) - counts["village"]
    assert preparing.prepare(snapshot, {"upper": most, "all": most})
    return snapshot


def questions(snapshot: Snapshot) -> Iterator[Question]:
    """Random months, metrics, lines and places; also a month before all, and a place that is none."""
    drawn = random.Random(15)
    months = places.periods(snapshot)
    months = [months_before(months[0], 1), *months]
    codes = [code for (code,) in snapshot.rows("SELECT code FROM marts.dim_regions ORDER BY code")]
    for _ in range(8):
        yield {
            "periods": drawn.sample(months, drawn.choice([1, 1, 2, 5])),
            "metrics": drawn.choice([None, drawn.sample(list(BY_ID), 6)]),
            "lines": drawn.choice([None, [""], drawn.sample(["", *LINES], 3)]),
            "regions": drawn.choice([None, drawn.sample(codes, 2), [codes[0]], [codes[-1], NOBODY]]),
            "levels": drawn.choice([None, None, drawn.sample(list(LEVELS), 2)]),
        }


def read(snapshot: Snapshot, question: Question) -> tuple[list[tuple[Any, ...]], pd.DataFrame]:
    return value_rows(snapshot, **question), values(snapshot, **question)


def held(snapshot: Snapshot, question: Question) -> bool:
    found = ready.of(snapshot)
    return found is not None and found.holds(question["periods"], question["regions"], question["levels"])


@pytest.mark.parametrize("which", ["whole", "upper"])
def test_they_are_what_the_query_gives(which: str, golden: Snapshot, request: pytest.FixtureRequest) -> None:
    snapshot: Snapshot = request.getfixturevalue(which)
    asked = list(questions(golden))
    answered = [held(snapshot, question) for question in asked]
    assert any(answered) and (which == "whole") == all(answered)
    for question in asked:
        rows, frame = read(snapshot, question)
        computed_rows, computed_frame = read(golden, question)
        assert rows == computed_rows, question
        pd.testing.assert_frame_equal(frame, computed_frame, check_exact=True)


def test_so_are_those_of_the_year_so_far(whole: Snapshot, golden: Snapshot) -> None:
    windowed = [metric.id for metric in preparing.WINDOWED]
    months = places.periods(golden)
    (top,) = places.tops(golden, months[-1])
    for month, line, region in ((months[-1], "", top), (months[0], "women", top), (months[-1], "", NOBODY)):
        found = ready.year_values(whole, month, windowed, line, region)
        assert found is not None
        computed = year_to_date(golden, month, windowed, line, region)
        assert dict(found) == year_to_date(whole, month, windowed, line, region) == computed
        assert bool(computed) == (region == top)


def test_they_are_the_golden_values(whole: Snapshot) -> None:
    months = places.periods(whole)
    found = {(row[0], row[1], row[2], f"{row[3]:%Y-%m}"): row[4:] for row in value_rows(whole, months)}
    known = {f"{month:%Y-%m}" for month in months}
    wanted = [row for row in expected("values.csv") if row["period"] in known]
    assert len(wanted) > len(BY_ID)
    for row in wanted:
        numbers = found[row["metric_id"], row["line"], row["region_code"], row["period"]]
        told = [number(row[name]) for name in ("numerator", "denominator", "value", "target")]
        assert all(map(same, numbers, told)), row["arithmetic"]


def _other_definitions(snapshot: Snapshot, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ready, "digest", lambda: "f" * 16)


def _cut(snapshot: Snapshot, patch: pytest.MonkeyPatch) -> None:
    path = file(snapshot)
    path.write_bytes(path.read_bytes()[:5000])


def _of_another(snapshot: Snapshot, patch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(file(snapshot))) as connection:
        connection.execute("UPDATE about SET snapshot_id = 'another'")


def _of_another_time(snapshot: Snapshot, patch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(file(snapshot))) as connection:
        connection.execute("UPDATE about SET built_at = built_at + INTERVAL 1 SECOND")


def _gone(snapshot: Snapshot, patch: pytest.MonkeyPatch) -> None:
    file(snapshot).unlink()


@pytest.mark.parametrize("change", [_other_definitions, _cut, _of_another, _of_another_time, _gone])
def test_what_is_not_theirs_is_passed_over_and_made_again(
    change: Callable[[Snapshot, pytest.MonkeyPatch], None],
    whole: Snapshot,
    golden: Snapshot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    snapshot = copied(whole, tmp_path / "warehouse")
    # Wrong numbers, which would be seen where they are read.
    with duckdb.connect(str(file(snapshot))) as connection:
        connection.execute("UPDATE month_values SET value = -1")
    change(snapshot, monkeypatch)
    assert ready.of(snapshot) is None
    question: Question = {"periods": places.periods(golden)[-1:], "metrics": ["activities"]}
    assert value_rows(snapshot, **question) == value_rows(golden, **question)


def test_what_is_prepared_is_kept_and_what_belongs_to_nothing_goes(whole: Snapshot, tmp_path: Path) -> None:
    snapshot = copied(whole, tmp_path / "warehouse")
    folder = file(snapshot).parent
    kept = file(snapshot).stat().st_mtime_ns
    strangers = [
        folder / f"20000101T000000000000-000000.{ready.digest()}.all.duckdb",
        folder / f"{snapshot.id}.{'0' * 16}.all.duckdb",
        folder / f"{preparing.UNFINISHED}{snapshot.id}.duckdb",
    ]
    for stranger in strangers:
        stranger.write_bytes(b"of nobody")
    assert preparing.prepare(snapshot)
    assert [path.name for path in folder.glob("*.duckdb")] == [file(snapshot).name]
    assert file(snapshot).stat().st_mtime_ns == kept


def test_a_folder_that_cannot_be_written_only_leaves_them_out(golden: Snapshot, tmp_path: Path) -> None:
    snapshot = copied(golden, tmp_path / "warehouse")
    (snapshot.path.parents[1] / ready.FOLDER).write_text("no folder")
    assert not preparing.prepare(snapshot)
    question: Question = {"periods": places.periods(golden)[-1:], "metrics": ["activities"]}
    assert value_rows(snapshot, **question) == value_rows(golden, **question)


def test_they_go_with_their_snapshot(whole: Snapshot, tmp_path: Path) -> None:
    snapshot = copied(whole, tmp_path / "warehouse")
    Warehouse(warehouse_folder(tmp_path / "warehouse")).remove_snapshot(snapshot.id)
    assert list(file(snapshot).parent.glob(f"{snapshot.id}*")) == []
