"""A sealed edition on the pages: its numbers, what leaves it, and what it says where its snapshot is gone."""

import json
import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.catalogue import METRICS
from reports.editions import definitions
from reports.editions.edition import Edition, _parts, packed
from tests.conftest import PROJECT, once
from tests.pages.conftest import open_app, words

OVERVIEW, MEETING = "pages/overview/overview.py", "pages/meeting/meeting.py"


@pytest.fixture
def sealed(
    demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, str]:
    """The demonstration county with one edition, made once."""

    def build(folder: Path) -> None:
        shutil.copytree(demo_warehouse, folder)
        command = [
            sys.executable,
            "-m",
            "reports",
            "seal",
            "--meeting",
            "meet-09",
            "--warehouse",
            str(folder),
        ]
        subprocess.run(command, cwd=PROJECT, check=True, timeout=170)

    folder = once(tmp_path_factory, "sealed-warehouse", build)
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(folder))
    return folder, "安福2018-05-01"


def notice(app: AppTest) -> str:
    return "".join(re.findall(r'qt-notice">(.*?)</p>', words(app)))


def test_a_page_opens_with_what_the_edition_is_of(sealed: tuple[Path, str]) -> None:
    app = open_app(OVERVIEW, edition=sealed[1])
    assert not app.exception
    assert app.query_params["period"] == "2018-05"
    assert "会议版 安福2018-05-01" in words(app)
    assert "已离开会议版" not in notice(app)
    assert "不在会议版里" not in notice(app), "the overview asks for nothing that is not sealed"


def test_choices_that_leave_the_edition_say_so(sealed: tuple[Path, str]) -> None:
    said = notice(open_app(OVERVIEW, edition=sealed[1], period="2018-06"))
    assert "报告期（会议版是 2018-05）已离开会议版" in said
    assert "不在会议版里" in said


def test_a_definition_that_changed_is_told_and_the_number_stays(
    sealed: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = words(open_app(OVERVIEW, edition=sealed[1]))
    old = definitions.in_force
    first = replace(METRICS[0], definition="另一种说法。")
    monkeypatch.setattr(definitions, "in_force", lambda: old((first, *METRICS[1:])))
    app = open_app(OVERVIEW, edition=sealed[1])
    assert f"“{METRICS[0].name}”口径已改" in notice(app)
    cards = r'qt-card-value">(.*?)</'
    assert re.findall(cards, words(app)) == re.findall(cards, before) != []


def test_an_edition_whose_snapshot_or_file_is_damaged_says_so(
    sealed: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "warehouse"
    shutil.copytree(sealed[0], folder)
    monkeypatch.setenv("QUNTUAN_WAREHOUSE", str(folder))
    (file,) = (folder / "editions").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert "与封存时不一致" in words(open_app(OVERVIEW, edition=sealed[1]))
    assert "其中 1 个打不开" in words(open_app(MEETING, part="editions"))
    text = zlib.decompress(whole.partition(b"\n")[2])
    pinned = json.loads(whole.partition(b"\n")[0])["snapshot"]
    told = text.replace(pinned.encode(), pinned[::-1].encode())
    edition = Edition(_parts(told))
    file.write_bytes(packed(edition))
    app = open_app(OVERVIEW, edition=sealed[1])
    assert "封存的数字仍在会议版文件里" in "".join([words(app), *(one.value for one in app.markdown)])


def test_editions_are_listed_checked_and_compared(sealed: tuple[Path, str]) -> None:
    app = open_app(MEETING, part="editions")
    app.button(key=f"verify-{sealed[1]}").click().run()
    assert "与封存时一致" in "".join(one.value for one in app.warning)
    since = open_app(MEETING, part="since")
    assert not since.exception
    assert "安福2018-05-01 到现在" in words(since)
