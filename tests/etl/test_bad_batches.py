"""A corpus of batches that must be refused, each with every finding that it must lead to.

The cases are data: `bad_batches/*.toml`, each a name, the files of a folder and the exact errors and
warnings as `[code, file, row, column]`, row 0 where the finding is about a whole file.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.etl.handing_in import in_order, told, write_folder
from tests.etl.reading_in import check

CORPUS = Path(__file__).parent / "bad_batches"
CHINESE = re.compile("[\u4e00-\u9fff]")


def read_cases() -> list[Any]:
    cases = []
    for path in sorted(CORPUS.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            cases.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return cases


def in_short(expected: list[list[Any]]) -> list[tuple[Any, ...]]:
    return in_order([(code, file, row or None, column) for code, file, row, column in expected])


@pytest.mark.parametrize("case", read_cases())
def test_every_fault_is_told_and_nothing_else(case: dict[str, Any], county: Path, tmp_path: Path) -> None:
    findings = check(county, write_folder(tmp_path / "batch", case["files"]))
    assert told(findings) == in_short(case["errors"])
    assert told(findings, "warning") == in_short(case.get("warnings", []))
    assert all(CHINESE.search(finding.message) for finding in findings)


def test_the_corpus_is_large_and_every_case_is_bad() -> None:
    cases = [param.values[0] for param in read_cases()]
    assert len(cases) >= 60
    assert all(case["errors"] for case in cases)
