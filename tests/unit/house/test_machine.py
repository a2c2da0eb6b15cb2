"""The tools that look at the machine: what the tests install, and what watches the network."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import prepare_tests
from tests.browser import chromium

WATCH = Path(chromium.__file__).parent / "netwatch"

DEBIAN = "chromium:\n  Installed: (none)\n  Candidate: 156.0.8078.79-1~deb12u1\n"
UBUNTU = "chromium:\n  Installed: (none)\n  Candidate: 2:1snap1-0ubuntu2\n"
NOWHERE = "chromium:\n  Installed: (none)\n  Candidate: (none)\n"


def script(folder: Path, name: str, text: str) -> Path:
    """Write an executable shell script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be on a machine whose programs are those of one folder, and which lets us be root."""
    script(tmp_path, "env", 'shift; exec "$@"')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def office(folder: Path, *libraries: str) -> None:
    """Have LibreOffice with some of its parts, as a distribution lays it out."""
    home = folder / "libreoffice" / "program"
    home.mkdir(parents=True)
    script(home, "soffice", "echo LibreOffice")
    for library in libraries:
        (home / library).touch()
    (folder / "soffice").symlink_to(home / "soffice")


@pytest.mark.parametrize(("policy", "real"), [(DEBIAN, True), (UBUNTU, False), (NOWHERE, False), ("", False)])
def test_a_stand_in_for_a_snap_is_no_browser_package(policy: str, real: bool) -> None:
    assert prepare_tests.is_real_package(policy) is real


def test_what_is_missing_is_installed_without_questions(machine: Path) -> None:
    log = machine / "log"
    script(machine, "apt-cache", f"printf '{DEBIAN}'".replace("\n", "\\n"))
    script(machine, "apt-get", f'echo "$@" >> {log}')
    assert prepare_tests.main() == 0
    assert log.read_text(encoding="utf-8").splitlines() == [
        "update --quiet",
        "install --yes --no-install-recommends fontconfig fonts-noto-cjk",
        "install --yes --no-install-recommends chromium",
        "install --yes --no-install-recommends libreoffice-calc libreoffice-impress libreoffice-writer",
    ]


def test_nothing_is_installed_where_nothing_is_missing(machine: Path) -> None:
    script(machine, "fc-list", "echo Noto Sans CJK SC")
    script(machine, "chromium", "echo Chromium")
    office(machine, *prepare_tests.OFFICE)
    script(machine, "apt-get", "exit 9")
    assert prepare_tests.main() == 0


@pytest.mark.parametrize("missing", prepare_tests.OFFICE)
def test_a_part_of_libreoffice_that_is_missing_is_installed_alone(machine: Path, missing: str) -> None:
    log = machine / "log"
    script(machine, "fc-list", "echo Noto Sans CJK SC")
    script(machine, "chromium", "echo Chromium")
    office(machine, *(library for library in prepare_tests.OFFICE if library != missing))
    script(machine, "apt-get", f'echo "$@" >> {log}')
    assert prepare_tests.main() == 0
    wanted = f"install --yes --no-install-recommends {prepare_tests.OFFICE[missing]}"
    assert log.read_text(encoding="utf-8").splitlines() == ["update --quiet", wanted]


def test_parts_go_with_a_libreoffice_without_windows(machine: Path) -> None:
    log = machine / "log"
    script(machine, "fc-list", "echo Noto Sans CJK SC")
    script(machine, "chromium", "echo Chromium")
    script(machine, "dpkg-query", "echo install ok installed")
    office(machine, "libsclo.so", "libsdlo.so")
    script(machine, "apt-get", f'echo "$@" >> {log}')
    assert prepare_tests.main() == 0
    assert "libreoffice-writer-nogui" in log.read_text(encoding="utf-8").split()


def test_who_cannot_install_is_told_what_to_install(
    machine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepare_tests.main() == 1
    assert "neither Debian nor Ubuntu" in capsys.readouterr().err
    script(machine, "apt-get", "exit 100")
    assert prepare_tests.main() == 1
    assert "exit code 100" in capsys.readouterr().err
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert prepare_tests.main() == 1
    complaint = capsys.readouterr().err
    assert "no sudo" in complaint
    assert "fonts-noto-cjk" in complaint


def test_a_snap_is_passed_over(machine: Path) -> None:
    script(machine, "chromium-browser", "exec /snap/bin/chromium")
    assert chromium.executable() is None
    real = script(machine, "google-chrome", "echo Chrome")
    assert chromium.executable() == str(real)


def test_the_watch_notes_what_reaches_outside_and_nothing_else(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as local:
        port = local.getsockname()[1]
        code = f"""
import socket
socket.create_connection(("127.0.0.1", {port})).close()
for host in ("192.0.2.1", "example.invalid"):
    try:
        socket.create_connection((host, 9), timeout=0.01)
    except OSError:
        pass
"""
        log = tmp_path / "outside.log"
        watched = {**os.environ, "PYTHONPATH": str(WATCH), "NETWATCH_LOG": str(log)}
        subprocess.run([sys.executable, "-c", code], env=watched, check=True, timeout=30)
    assert set(log.read_text(encoding="utf-8").split()) == {"192.0.2.1", "example.invalid"}
