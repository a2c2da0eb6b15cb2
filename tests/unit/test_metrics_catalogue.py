"""The catalogue as a whole: complete, in order, explained, and light enough for the build to import."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.contract import TABLES
from etl.models import read_models
from metrics.behind.row_names import LABELS
from metrics.catalogue import DIMENSIONS, METRICS, Metric
from metrics.frames import FOLDER, frame_sql, mentioned, with_clause


def test_order_of_dimensions_and_metrics() -> None:
    assert DIMENSIONS == ("组织", "机制", "平台", "服务", "智慧化", "项目化", "社会化", "数据")
    assert [metric.id for metric in METRICS[:3]] == ["org_coverage", "township_coverage", "village_coverage"]
    assert METRICS[-1].id == "reporting_rate"
    assert (
        len({metric.id for metric in METRICS})
        == len({metric.name for metric in METRICS})
        == len(METRICS)
        == 52
    )


def test_which_metrics_are_not_by_line() -> None:
    assert {metric.id for metric in METRICS if not metric.by_line} == {
        "full_villages",
        "park_unions",
        "park_union_members",
        "women_exec_ok",
        "stations_open",
        "station_access",
        "window_coverage",
        "co_location",
        "basic_services",
        "idle_stations",
        "station_visits",
        "beneficiaries_per_1000",
    }


def test_which_metrics_should_fall() -> None:
    assert {metric.id for metric in METRICS if metric.direction == "down"} == {
        "shell_ratio",
        "issue_response_days",
        "issue_resolution_days",
        "issue_overdue",
        "reaction_links",
        "idle_stations",
    }


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_an_entry_is_whole(metric: Metric) -> None:
    assert metric.definition.endswith("。")
    assert not metric.notes or metric.notes.endswith("。")
    assert bool(metric.numerator and metric.denominator) == (metric.kind in ("ratio", "change"))
    assert metric.percent == (metric.unit == "%")
    assert not metric.percent or metric.kind in ("ratio", "change")
    assert mentioned(metric.rows) or "clock" in metric.rows
    assert set(metric.sources) <= TABLES.keys() & LABELS.keys()


def test_the_build_can_read_the_catalogue_without_database_or_pandas() -> None:
    code = (
        "import sys, metrics.catalogue;"
        "print(sorted({'duckdb', 'pandas', 'numpy', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_every_frame_states_its_grain_and_is_used() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.sql")}
    assert [name for name, text in files.items() if not re.match(r"-- grain: \w+(, \w+)*\n", text)] == []
    readers = [*FOLDER.parent.rglob("*.py"), *(FOLDER.parent / "quality").glob("*.sql")]
    code = "".join(path.read_text(encoding="utf-8") for path in readers)
    used = {
        name
        for name in files
        if any(name in mentioned(text) for key, text in frame_sql().items() if key != name)
    }
    assert [name for name in files if name not in used and not re.search(rf"\b{name}\b", code)] == []


def test_frames_come_after_those_they_build_on() -> None:
    names = re.findall(r"(\w+) AS \(\n", with_clause("SELECT * FROM working_organizations"))
    assert names.index("clock") < names.index("active_organizations") < names.index("working_organizations")
    assert len(names) == len(set(names)) == 6


def test_no_model_is_named_like_a_frame_of_the_same_query() -> None:
    with duckdb.connect() as con:
        for model in read_models():
            assert con.extract_statements(model.sql), model.name
    assert not set(frame_sql()) & {"metric", "line", "contributions", "grid", "reach", "rolled", "measured"}
