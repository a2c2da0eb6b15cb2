"""The small county, plain and with forms on their way, which tests of 数据中心 copy before they change it."""

import shutil
from pathlib import Path

import pytest

from tests.etl.collecting import distribute
from tests.etl.county import COUNTY
from tests.etl.handing_in import publish, write_folder

Forms = dict[str, Path]


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the small county, which nobody has been asked in."""
    folder = tmp_path_factory.mktemp("data-page")
    publish(folder / "warehouse", write_folder(folder / "first", COUNTY))
    return folder / "warehouse"


@pytest.fixture(scope="session")
def asking(county: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Forms, Forms]:
    """The county with forms on their way: warehouse, those of February by unit, those of March."""
    folder = tmp_path_factory.mktemp("asking")
    warehouse = Path(shutil.copytree(county, folder / "warehouse"))
    february = distribute(warehouse, folder / "2", "--due", "2018-03-10")
    return warehouse, february, distribute(warehouse, folder / "3", "--unit", "平都镇", period="2018-03")


def own(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that the app reads and the test may change."""
    copied = Path(shutil.copytree(warehouse, tmp_path / "warehouse"))
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(copied))
    return copied


@pytest.fixture
def fresh(county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own(county, tmp_path, monkeypatch)


@pytest.fixture
def waiting(asking: tuple[Path, Forms, Forms], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own(asking[0], tmp_path, monkeypatch)


@pytest.fixture
def forms(asking: tuple[Path, Forms, Forms]) -> Forms:
    return asking[1]
