"""A published county that tests hand their batches to."""

import shutil
from pathlib import Path

import pytest

from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, write_folder


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds the small county; only for checks that publish nothing."""
    folder = tmp_path_factory.mktemp("county")
    outcome = publish(folder / "warehouse", write_folder(folder / "first", COUNTY))
    assert outcome.findings.kept == []
    return folder / "warehouse"


@pytest.fixture
def warehouse(county: Path, tmp_path: Path) -> Path:
    """A warehouse of the test's own that holds the small county."""
    return Path(shutil.copytree(county, tmp_path / "warehouse"))
