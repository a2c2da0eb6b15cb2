"""What the tests of papers share: a warehouse with one sealed edition, plain and with hostile texts."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from metrics.warehouse import open_current
from reports.editions import contents, sealing, shelf
from reports.editions.edition import Edition
from tests.conftest import once

MEETING = "meet-10"
#: Parts that hold many rows; what is tested of the others does not need them all.
_LARGE = contents.VALUES


def _sealed(source: Path) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        shutil.copytree(source, folder)
        sealing.seal(open_current(folder), MEETING)

    return build


@pytest.fixture(scope="session")
def warehouse(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration county with one edition."""
    return once(tmp_path_factory, "papers-warehouse", _sealed(demo_warehouse))


@pytest.fixture(scope="session")
def edition(warehouse: Path) -> Edition:
    """Its edition."""
    return shelf.read_file(shelf.files(warehouse)[0])


@pytest.fixture(scope="session")
def small_edition(edition: Edition) -> Edition:
    """The edition without most of its values."""
    return above_villages(edition)


@pytest.fixture(scope="session")
def hostile_edition(hostile_warehouse: Path) -> Edition:
    """What an edition of the hostile county would hold, without its villages."""
    return above_villages(sealing.now(open_current(hostile_warehouse)))


def above_villages(edition: Edition) -> Edition:
    """An edition whose values are those of townships in its own month, and of its own region."""
    levels = {row["region_code"]: row["level"] for row in edition.records(contents.REGIONS)}
    head, *lines = edition.parts[_LARGE].splitlines()
    kept = [line for line in lines if _is_kept(edition, levels, line.split(","))]
    return Edition({**edition.parts, _LARGE: "\n".join([head, *kept]) + "\n"})


def _is_kept(edition: Edition, levels: dict[str, str], row: list[str]) -> bool:
    if row[2] == edition.region:
        return not row[1] or row[3] == edition.about["period"]
    return levels[row[2]] != "village" and row[3] == edition.about["period"] and not row[1]


def without_rows(edition: Edition) -> Edition:
    """An edition in which nothing is known: its tables have heads alone."""
    heads = {
        name: text.splitlines()[0] + "\n" for name, text in edition.parts.items() if name.endswith(".csv")
    }
    own = edition.parts[contents.REGIONS].splitlines()[:2]
    meetings = {contents.MEETINGS: edition.parts[contents.MEETINGS]}
    return Edition({**edition.parts, **heads, **meetings, contents.REGIONS: "\n".join(own) + "\n"})


def in_office(folder: Path, kind: str, *files: Path) -> list[Path]:
    """Let LibreOffice open files and save them in another format."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=170)
    return [folder / f"{file.stem}.{kind}" for file in files]
