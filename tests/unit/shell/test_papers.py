"""Papers that a page makes: beside the screen, by the command, and gone from the disk once they are read."""

import tempfile
from pathlib import Path

import pytest

from reports.documents import making
from reports.editions import shelf
from tests.unit.papers import conftest
from ui.shell import papers

warehouse = conftest.warehouse


def test_a_page_makes_what_the_command_makes(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    edition = shelf.read_file(shelf.files(warehouse)[0])
    one = papers.begin(warehouse, edition.number, "minutes")
    assert one.run is not None
    one.run.wait(150)
    assert one.trouble == ""
    assert one.content == making.minutes(edition)
    assert one.file_name == f"{edition.number}-会议纪要.docx"
    assert one.run.share == 1.0
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_made_is_told(warehouse: Path) -> None:
    one = papers.begin(warehouse, "安福2018-01-09", "brief")
    assert one.run is not None
    one.run.wait(150)
    assert one.content == b""
    assert "没有会议版" in one.trouble
