"""A published county that tests hand their batches to."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import once
from tests.etl import spreadsheet_program
from tests.etl.collecting import distribute
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


@pytest.fixture(scope="session")
def distributed(county: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    """A warehouse that waits for the returns of February; only for checks that publish nothing."""
    folder = tmp_path_factory.mktemp("distributed")
    warehouse = Path(shutil.copytree(county, folder / "warehouse"))
    return warehouse, distribute(warehouse, folder / "out", "--due", "2018-03-10")


@pytest.fixture
def waiting(distributed: tuple[Path, dict[str, Path]], tmp_path: Path) -> Path:
    """The same, of the test's own."""
    return Path(shutil.copytree(distributed[0], tmp_path / "own"))


@pytest.fixture
def town(distributed: tuple[Path, dict[str, Path]]) -> Path:
    return distributed[1]["平都镇"]


@pytest.fixture
def asking(distributed: tuple[Path, dict[str, Path]]) -> Path:
    """The warehouse that waits for returns; only for checks that publish nothing."""
    return distributed[0]


@pytest.fixture(scope="session")
def program_saved(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks that LibreOffice has saved, made once; nothing is published to its warehouse."""
    return once(tmp_path_factory, "program-saved", lambda folder: spreadsheet_program.prepare(folder, county))
