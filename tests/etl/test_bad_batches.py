"""A corpus of batches that must be refused, each with every finding that it must lead to.

The cases are data: `bad_batches/*.toml`, each a name, the files of a folder and the exact errors and
warnings as `[code, file, row, column]`, row 0 where the finding is about a whole file.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.etl.handing_in import check, told, write_folder

CORPUS = Path(__file__).parent / "bad_batches"


def read_cases() -> list[Any]:
    cases = []
    for path in sorted(CORPUS.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            cases.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return cases


def in_short(expected: list[list[Any]]) -> list[tuple[Any, ...]]:
    return sorted((code, file, row or None, column) for code, file, row, column in expected)


@pytest.mark.parametrize("case", read_cases())
def test_every_fault_is_told_and_nothing_else(case: dict[str, Any], county: Path, tmp_path: Path) -> None:
    findings = check(county, write_folder(tmp_path / "batch", case["files"]))
    assert sorted(told(findings), key=str) == sorted(in_short(case["errors"]), key=str)
    assert sorted(told(findings, "warning"), key=str) == sorted(in_short(case.get("warnings", [])), key=str)


def test_the_corpus_is_large_and_every_case_is_bad() -> None:
    cases = [param.values[0] for param in read_cases()]
    assert len(cases) >= 60
    assert all(case["errors"] for case in cases)


@pytest.mark.parametrize("case", read_cases())
def test_every_finding_says_how_to_mend_it(case: dict[str, Any], county: Path, tmp_path: Path) -> None:
    findings = check(county, write_folder(tmp_path / "batch", case["files"]))
    for finding in findings:
        assert any("\u4e00" <= char <= "\u9fff" for char in finding.message)
        assert finding.code == "personal_data" or "value" in finding.as_row()
