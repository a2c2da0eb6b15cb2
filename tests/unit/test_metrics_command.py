"""`python -m metrics`: columns, filters, formats, words and exit codes that others rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from metrics.__main__ import main
from tests.models.loading import write_warehouse

COUNTY, TOWN, VILLAGE = "990001000000", "990001001000", "990001001001"
VALUE_COLUMNS = [
    "metric_id",
    "line",
    "region_code",
    "period",
    "numerator",
    "denominator",
    "value",
    "target",
    "attainment",
    "light",
]
INDEX_COLUMNS = ["region_code", "dimension", "score", "rank", "rank_low", "rank_high"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    levels = (("county", COUNTY, None), ("township", TOWN, COUNTY), ("village", VILLAGE, TOWN))
    organization = {"line": "union", "setting": "村社区", "founded_on": date(2010, 1, 1), "name": "工会"}
    tables = {
        "regions": [
            {"code": code, "name": code, "level": level, "parent_code": parent}
            for level, code, parent in levels
        ],
        "organizations": [
            organization | {"org_id": name, "region_code": code}
            for name, code in (("a", TOWN), ("b", VILLAGE))
        ],
        "targets": [
            {"metric_id": "org_coverage", "year": 2018, "target": 0.3},
            {"metric_id": "shell_ratio", "year": 2018, "target": 0.0},
        ],
        "activities": [
            {
                "activity_id": name,
                "name": name,
                "lead_line": "union",
                "region_code": TOWN,
                "held_on": date(2018, 6, 1),
                "participants": 3,
                "satisfaction": score,
            }
            for name, score in (("x", 80.0), ("y", 95.0), ("z", 95.0))
        ],
    }
    return write_warehouse(tmp_path_factory.mktemp("command"), tables)


@pytest.fixture
def run(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line; gives exit code, standard output, standard error."""

    def running(*words: str, where: Path = warehouse) -> tuple[int, str, str]:
        try:
            code = main([words[0], "--warehouse", str(where), *words[1:]])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return running


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_values_have_their_columns_and_one_row_for_each_metric_region_and_line(run: Run) -> None:
    code, out, err = run("values", "--period", "2018-06")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split(",") == VALUE_COLUMNS
    keys = [(row["metric_id"], row["region_code"], row["line"]) for row in rows(out)]
    assert len(keys) == len(set(keys)) == 3 * (12 + 40 * 8)
    assert {row["period"] for row in rows(out)} == {"2018-06"}


def test_counts_repeat_the_value_ratios_show_both_parts_and_no_data_is_empty(run: Run) -> None:
    _, out, _ = run("values", "--period", "2018-06", "--region", COUNTY)
    found = {(row["metric_id"], row["line"]): list(row.values())[4:] for row in rows(out)}
    assert found["organizations", ""] == ["2", "", "2", "", "", ""]
    assert found["org_coverage", "union"] == ["2", "3", "0.6666666666666666", "0.3", "1", "green"]
    assert found["shell_ratio", "union"] == ["1", "2", "0.5", "0", "0", "red"]
    assert found["shell_ratio", "women"] == ["0", "0", "", "0", "", ""]
    assert found["satisfaction", ""] == ["810", "9", "90", "", "", ""]
    assert found["issue_response_days", ""] == ["", "", "", "", "", ""]


def test_numbers_are_written_in_full(run: Run) -> None:
    _, out, _ = run(
        "values", "--period", "2018-06", "--metric", "org_coverage", "--line", "", "--region", COUNTY
    )
    (row,) = rows(out)
    assert (row["numerator"], row["denominator"]) == ("2", "18")
    assert float(row["value"]) == 2 / 18


def test_filters_add_up(run: Run) -> None:
    words = ("--metric", "members", "--metric", "organizations", "--line", "union", "--line", "women")
    _, out, _ = run("values", "--period", "2018-06", *words, "--level", "township", "--level", "village")
    found = {(row["metric_id"], row["line"], row["region_code"]) for row in rows(out)}
    expected = {
        (metric, line, region)
        for metric in ("members", "organizations")
        for line in ("union", "women")
        for region in (TOWN, VILLAGE)
    }
    assert found == expected
    _, out, _ = run("values", "--period", "2018-06", *words, "--region", VILLAGE, "--region", COUNTY)
    assert {row["region_code"] for row in rows(out)} == {COUNTY, VILLAGE}


def test_a_short_region_code_is_padded_as_in_the_contract(run: Run) -> None:
    _, out, _ = run(
        "values", "--period", "2018-06", "--metric", "members", "--line", "", "--region", "990001"
    )
    assert [row["region_code"] for row in rows(out)] == [COUNTY]


def test_json_holds_the_same_with_null_for_nothing(run: Run) -> None:
    words = ("values", "--period", "2018-06", "--metric", "membership_rate", "--region", COUNTY)
    _, out, _ = run(*words, "--format", "json")
    found = json.loads(out)
    assert [list(row) for row in found] == [VALUE_COLUMNS] * 8
    assert found[0] == dict(
        zip(
            VALUE_COLUMNS,
            ["membership_rate", "", COUNTY, "2018-06", 0, 0, None, None, None, None],
            strict=True,
        )
    )


def test_a_month_without_data_has_its_rows_all_the_same(run: Run) -> None:
    code, out, _ = run("values", "--period", "1999-02", "--metric", "organizations", "--line", "")
    assert code == 0
    assert [row["value"] for row in rows(out)] == ["0", "0", "0"]


def test_a_year_keeps_its_four_digits(run: Run) -> None:
    _, out, _ = run("values", "--period", "0999-02", "--metric", "organizations", "--line", "")
    assert {row["period"] for row in rows(out)} == {"0999-02"}


def test_index(run: Run) -> None:
    code, out, err = run("index", "--period", "2018-06")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split(",") == INDEX_COLUMNS
    found = {(row["region_code"], row["dimension"]): list(row.values())[2:] for row in rows(out)}
    assert found.keys() == {(COUNTY, "组织"), (COUNTY, "index"), (TOWN, "组织"), (TOWN, "index")}
    assert float(found[COUNTY, "组织"][0]) == pytest.approx((2 / 18 / 0.3 + 0) / 2)
    assert found[TOWN, "index"][1:] == ["1", "1", "1"]
    assert found[COUNTY, "index"][1:] == ["", "", ""]


def test_index_of_a_region_without_children(run: Run) -> None:
    _, out, _ = run("index", "--period", "2018-06", "--region", VILLAGE, "--format", "json")
    assert {row["region_code"] for row in json.loads(out)} == {VILLAGE}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("values", "--period", "2018-06", "--metric", "nothing"), "没有这个指标：nothing"),
        (("values", "--period", "2018-06", "--line", "工会"), "没有这个条线：工会"),
        (("values", "--period", "2018-06", "--region", "1"), "数据里没有这个区划：100000000000"),
        (("values", "--period", "2018-06", "--level", "street"), "没有这个级别：street"),
        (("index", "--period", "2018-06", "--region", "nowhere"), "数据里没有这个区划：nowhere"),
        (("values", "--period", "2018-13"), "报告期“2018-13”应写成 2018-06 这样的年-月"),
        (("values", "--period", "2018年6月"), "应写成 2018-06"),
        (("values",), "缺少 --period"),
        (("values", "--period", "2018-06", "--format", "xml"), "不能是 'xml'"),
        (("values", "--period", "2018-06", "--what"), "不认识的参数 --what"),
    ],
)
def test_wrong_usage_is_said_in_chinese_with_exit_code_2(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("用法不对：")
    assert said in err


def test_a_missing_warehouse_has_exit_code_3(run: Run, tmp_path: Path) -> None:
    code, out, err = run("values", "--period", "2018-06", where=tmp_path / "nowhere")
    assert (code, out) == (3, "")
    assert "数据仓库还没有数据" in err
    assert "python -m etl build" in err


def test_the_command_as_a_process(warehouse: Path) -> None:
    """The environment names the warehouse; nothing of pandas, Streamlit or plotly is loaded for values."""
    code = (
        "import sys; from metrics.__main__ import main; main(['values', '--period', '2018-06'])\n"
        "print(sorted({'pandas', 'streamlit', 'plotly', 'scipy'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"QUNTUAN_WAREHOUSE": str(warehouse)},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == "[]\n"
    assert len(done.stdout.splitlines()) == 1 + 3 * (12 + 40 * 8)


def test_a_reader_that_has_enough_is_no_error(warehouse: Path) -> None:
    command = f"{sys.executable} -m metrics values --period 2018-06 --warehouse {warehouse} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
