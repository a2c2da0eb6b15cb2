"""Templates, forms and odd workbooks that a real spreadsheet program has saved in its formats."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from etl.findings import Findings
from etl.reading import read_batch
from tests.etl.collecting import hand_back
from tests.etl.county import COUNTY
from tests.etl.reading_in import read_in
from tests.etl.spreadsheet_program import AMOUNTS

#: Another program starts three times, and takes its time on a busy machine.
pytestmark = pytest.mark.timeout(400)

MEMBERS = "SELECT org_id, members, eligible FROM raw.memberships WHERE period = DATE '2018-02-01' ORDER BY 1"
OWN = "source_id IN (SELECT source_id FROM meta.sources WHERE batch_id = 'b')"


def cells_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Table → the cells of its rows as they are read, with the numbers of the rows."""
    findings = Findings()
    with duckdb.connect() as con:
        sheets = read_batch(con, path, findings)
        found = {sheet.table.name: con.execute(f"FROM {sheet.relation}").fetchall() for sheet in sheets}
    assert findings.error_count == 0
    return found


@pytest.mark.parametrize("name", ["xls/template.xls", "saved/ods-template.xlsx"])
def test_a_filled_template_says_the_same_in_every_format(name: str, program_saved: Path) -> None:
    expected = cells_of(program_saved / "given" / "template.xlsx")
    assert len(expected) == len(COUNTY)
    assert sum(map(len, expected.values())) == 16
    assert cells_of(program_saved / name) == expected


def test_a_form_is_known_in_every_format_and_its_sums_are_calculated(
    program_saved: Path, tmp_path: Path
) -> None:
    saved = ["saved/xlsx-form.xlsx", "saved/ods-form.xlsx", "xls/form.xls"]
    files = [program_saved / name for name in saved]
    report = hand_back(program_saved / "warehouse", *files)
    assert [one["findings"] for one in report["returns"]] == [[]] * 3
    assert {one["form"] for one in report["returns"]} == {report["returns"][0]["form"]}
    given = cells_of(program_saved / "given" / "form.xlsx")
    assert [len(rows) for rows in given.values()] == [1, 1]
    assert all(cells_of(file) == given for file in files)
    for file in files[:2]:
        members = openpyxl.load_workbook(file, data_only=True)["会员"]
        assert [members[place].value for place in ("E2", "G2", "I2")] == [120, 130, 4]


def test_drop_downs_of_a_form_outlive_a_spreadsheet_program(program_saved: Path) -> None:
    def offered(path: Path) -> dict[str, str]:
        rules = openpyxl.load_workbook(path)["活动"].data_validations.dataValidation
        return {str(rule.sqref): rule.formula1.replace("'", "") for rule in rules if rule.type == "list"}

    given = offered(program_saved / "given" / "form.xlsx")
    assert len(given) == 4
    for suffix in ("xlsx", "ods"):
        assert offered(program_saved / "saved" / f"{suffix}-form.xlsx") == given


@pytest.mark.parametrize("name", ["shown", "since_1904"])
def test_dates_units_and_percentages_of_the_older_format(
    name: str, county: Path, program_saved: Path
) -> None:
    columns = "region_code, held_on, participants, satisfaction"
    with read_in(county, program_saved / "xls" / f"{name}.xls") as read:
        found = read.rows(f"SELECT {columns} FROM raw.activities WHERE activity_id = 'A9'")  # noqa: S608
    assert found == [("360829000000", dt.date(2018, 2, 1), 1234, 88.5)]


def test_codes_of_the_older_format_keep_their_zeros(county: Path, program_saved: Path) -> None:
    with read_in(county, program_saved / "xls" / "codes.xls") as read:
        assert read.rows(f"SELECT org_id FROM raw.organizations WHERE {OWN} ORDER BY 1") == [  # noqa: S608
            ("001",),
            ("123-4567",),
            ("U020",),
        ]


@pytest.mark.parametrize("name", ["given/amounts.xlsx", "xls/amounts.xls", "saved/ods-amounts.xlsx"])
def test_amounts_are_what_is_shown_in_every_format(name: str, county: Path, program_saved: Path) -> None:
    with read_in(county, program_saved / name) as read:
        found = read.rows("SELECT amount_yuan FROM raw.fundings ORDER BY funding_id")
    assert [yuan for (yuan,) in found] == [yuan for _, _, yuan in AMOUNTS]


def test_what_is_hidden_in_the_older_format_is_read_and_told(county: Path, program_saved: Path) -> None:
    with read_in(county, program_saved / "xls" / "hidden.xls") as read:
        assert read.rows(MEMBERS) == [("U1", 90, 120), ("U2", 91, 121)]
        assert read.warnings == [("hidden_sheet", "会员", None, ""), ("hidden_rows", "会员", 3, "")]


def test_merged_numbers_and_errors_of_the_older_format_are_refused(county: Path, program_saved: Path) -> None:
    with read_in(county, program_saved / "xls" / "merged.xls") as read:
        assert read.errors == [("merged_number", "会员", 2, "会员数")]
        assert "C2:C3" in read.messages("merged_number")[0]
    with read_in(county, program_saved / "xls" / "errors.xls") as read:
        told = {(finding.row, finding.column): finding.value for finding in read.findings}
        assert told == {(2, "会员数"): "#DIV/0!", (2, "应覆盖人数"): "#N/A", (3, "应覆盖人数"): "#DIV/0!"}
        assert {code for code, *_ in read.errors} == {"formula_error"}


def test_results_that_were_calculated_count_also_nothing_and_nought(
    county: Path, program_saved: Path
) -> None:
    with read_in(county, program_saved / "xls" / "formulas.xls") as read:
        assert read.rows(MEMBERS) == [("U1", 90, None), ("U2", 0, 1)]
    with read_in(county, program_saved / "given" / "formulas.xlsx") as read:
        assert {code for code, *_ in read.errors} == {"formula_error"}, "they were never calculated"
