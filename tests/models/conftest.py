"""The golden county, handed in once for all tests of a run's process."""

import pytest

from metrics.warehouse import Snapshot
from tests.models.golden_county import build


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Hand the golden county in through the command line and open what was published."""
    return build(tmp_path_factory.mktemp("golden"))
