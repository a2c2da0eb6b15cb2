"""The tools' verdicts, and what is pinned, as tests: a run of the tests is the whole verdict."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.checks import CHECKS, run

PROJECT = Path(__file__).resolve().parents[3]
APP = "requirements.txt"
DEV = "requirements-dev.txt"


@pytest.mark.parametrize("name", CHECKS)
def test_check_has_nothing_to_say(name: str) -> None:
    done = run(name)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def pins(file: str) -> dict[str, str]:
    """Read the pinned versions of a requirements file."""
    found = re.findall(
        r"^([A-Za-z0-9_.-]+)==(\S+)$", (PROJECT / file).read_text(encoding="utf-8"), re.MULTILINE
    )
    return {canonicalize_name(name): version for name, version in found}


def needed_by(names: set[str]) -> set[str]:
    """Collect the distributions that the named ones need here, themselves included."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in seen:
            seen.add(name)
            requirements = map(Requirement, metadata.requires(name) or [])
            waiting += [r.name for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]
    return seen


def named_by_us(file: str) -> set[str]:
    """Read the first block of a requirements file: what our own code or commands name."""
    text = (PROJECT / file).read_text(encoding="utf-8").split("# Needed by those")[0]
    return {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)}


@pytest.mark.parametrize("file", [APP, DEV])
def test_installed_versions_are_the_pinned_ones(file: str) -> None:
    installed = {name: metadata.version(name) for name in pins(file)}
    assert installed == pins(file)


def test_all_that_the_app_installs_is_pinned() -> None:
    assert needed_by(named_by_us(APP)) == set(pins(APP))


def test_all_that_the_tools_install_is_pinned_apart() -> None:
    assert needed_by(named_by_us(DEV)) - set(pins(APP)) == set(pins(DEV))


def test_the_app_imports_what_it_names() -> None:
    modules = {name: top_modules(name) for name in named_by_us(APP)}
    code = "\n".join(path.read_text(encoding="utf-8") for path in served_python())
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", code, re.MULTILINE))
    assert {name for name, names in modules.items() if not names & imported} == set()


def top_modules(distribution: str) -> set[str]:
    """List the modules that a distribution brings."""
    return {
        module
        for module, owners in metadata.packages_distributions().items()
        if distribution in map(canonicalize_name, owners)
    }


def served_python() -> list[Path]:
    """List the Python files of the product itself."""
    folders = ("pages", "ui", "reports", "metrics", "etl")
    return [PROJECT / "app.py", *(path for folder in folders for path in (PROJECT / folder).rglob("*.py"))]
