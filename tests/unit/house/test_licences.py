"""What is installed and shipped is named with its licence, as each package and each source states it."""

import json
import re
from importlib.metadata import distribution, metadata
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
LICENCES = (PROJECT / "docs" / "licences.md").read_text(encoding="utf-8")
REQUIREMENTS = (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()
PINNED = [line.partition("==")[0] for line in REQUIREMENTS if "==" in line]
SOURCES = json.loads((PROJECT / "data" / "reference" / "sources.json").read_text(encoding="utf-8"))


def licence(package: str) -> str:
    """The licence of an installed package in its own words: an expression, else classifiers, else a name."""
    told = metadata(package)
    kinds = [text for text in told.get_all("Classifier") or [] if text.startswith("License ::")]
    named = ", ".join(text.rpartition(" :: ")[2] for text in kinds)
    return told.get("License-Expression") or named or told["License"].strip()


def rows(section: str) -> list[list[str]]:
    """The cells of a table below a heading."""
    lines = LICENCES.split(f"## {section}\n")[1].split("\n## ")[0].splitlines()
    table = [line.strip("|").split("|") for line in lines if line.startswith("|")][2:]
    return [[cell.strip() for cell in row] for row in table]


def test_every_pin_is_named_with_its_licence_and_nothing_else_is() -> None:
    assert rows("Installed packages") == [[package, licence(package)] for package in PINNED]


@pytest.mark.parametrize("package", PINNED)
def test_every_library_that_a_package_brings_along_is_named(package: str) -> None:
    files = [file for file in distribution(package).files or [] if file.parts[0].endswith(".libs")]
    libraries = {match[0] for file in files if (match := re.match(r"lib[A-Za-z_]*[A-Za-z]", file.name))}
    told = " ".join(what for inside, what, _ in rows("Libraries inside those packages") if package in inside)
    named = tuple(re.findall(r"`(\w+)`", told))
    assert [name for name in sorted(libraries) if not name.startswith(named)] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["id"])
def test_every_source_of_data_is_named_with_its_terms(source: dict[str, str]) -> None:
    found = [
        terms for names, _, terms in rows("Data in this repository") if source["id"] in names.split(", ")
    ]
    assert len(found) == 1
    assert found[0].startswith(source["licence"].split(":")[0])
