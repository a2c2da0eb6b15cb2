"""The template: drop-downs, formats and instructions; filled in and handed back it is accepted."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.__main__ import main
from etl.contract import COMMON_FIELDS, TABLES
from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, query, told, write_folder

NO_PROVENANCE = "EXCLUDE (source_row, batch_id, file, sheet, row_number)"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "new" / "上报.xlsx"
    assert main(["template", str(path)]) == 0
    return path


def filled_in(template: Path, folder: Path) -> Path:
    """The template with the small county typed into it."""
    workbook = openpyxl.load_workbook(template)
    for name, content in COUNTY.items():
        sheet = workbook[name.removesuffix(".csv")]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(csv.DictReader(io.StringIO(content)), start=2):
            for header, cell in row.items():
                sheet.cell(number, columns[header], cell or None)
    workbook.save(folder / "上报.xlsx")
    return folder / "上报.xlsx"


def test_filled_in_and_handed_back_it_is_accepted(template: Path, tmp_path: Path) -> None:
    outcome = publish(tmp_path / "a", filled_in(template, tmp_path))
    assert told(outcome.findings) == []
    assert {code for code, *_ in told(outcome.findings, "warning")} == {"no_rows"}
    publish(tmp_path / "b", write_folder(tmp_path / "files", COUNTY))
    for name in TABLES:
        asked = f'SELECT * {NO_PROVENANCE} FROM traced."{name}" ORDER BY ALL'  # noqa: S608
        assert query(tmp_path / "a", asked) == query(tmp_path / "b", asked)


def test_empty_it_brings_nothing_and_is_no_error(template: Path, tmp_path: Path) -> None:
    outcome = publish(tmp_path / "warehouse", template)
    assert {code for code, *_ in told(outcome.findings, "warning")} == {"no_rows"}
    assert outcome.findings.error_count == 0


def drop_downs(sheet: Any) -> dict[int, list[str]]:
    """Column number → the words that its drop-down offers."""
    return {
        next(iter(rules.sqref.ranges)).min_col: rules.formula1.strip('"').split(",")
        for rules in sheet.data_validations.dataValidation
    }


def formats(sheet: Any) -> dict[int, str]:
    """Column number → number format of its cells."""
    found: dict[int, str] = {}
    for columns in sheet.column_dimensions.values():
        found |= dict.fromkeys(range(columns.min, columns.max + 1), columns.number_format)
    return found


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_list_has_its_drop_down_and_every_code_is_text(table: Any, template: Path) -> None:
    sheet = openpyxl.load_workbook(template)[table.title]
    offered = drop_downs(sheet)
    for column, field in enumerate((*table.fields, *COMMON_FIELDS), start=1):
        assert sheet.cell(1, column).value == field.header
        assert sheet.cell(1, column).comment
        words = {"enum": list(field.values), "bool": ["是", "否"]}.get(field.type)
        assert offered.get(column) == words
        if field.type in ("code", "month", "lines"):
            assert formats(sheet)[column] == "@"


def test_the_instructions_name_every_field(template: Path) -> None:
    sheet = openpyxl.load_workbook(template).worksheets[0]
    told_of = {(row[0], row[1]) for row in sheet.iter_rows(values_only=True)}
    assert told_of >= {(table.title, field.header) for table in TABLES.values() for field in table.fields}
