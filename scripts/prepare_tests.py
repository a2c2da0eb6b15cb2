"""Install what the tests need of the machine and what it lacks: Chromium, a Chinese font, LibreOffice.

Debian has a real chromium package. Ubuntu's is a stand-in for a snap, which neither containers nor
Playwright can use, so there Playwright brings its own build.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.browser.chromium import executable

FONTS = ("fontconfig", "fonts-noto-cjk")
#: Packages of LibreOffice by the library that each brings: sheets, slides, texts.
OFFICE = {
    "libsclo.so": "libreoffice-calc",
    "libsdlo.so": "libreoffice-impress",
    "libswlo.so": "libreoffice-writer",
}
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
BY_HAND = """\
The tests need Chromium, a Chinese font and LibreOffice, and they could not be installed here:
  {reason}
Please install them by hand and run again; on Debian:
apt-get install chromium fontconfig fonts-noto-cjk libreoffice-calc libreoffice-impress libreoffice-writer."""


class CannotInstallError(Exception):
    """The machine lacks something that cannot be installed without its owner."""


def main() -> int:
    """Install what is missing; 0 when everything is there in the end."""
    font, browser, office = has_chinese_font(), has_browser(), missing_of_office()
    try:
        if office or not (font and browser):
            # A fresh machine or container has no package lists yet.
            run([*as_root(), apt("apt-get"), "update", "--quiet"])
        if not font:
            install_packages(FONTS)
        if not browser:
            install_browser()
        if office:
            install_packages(office)
    except CannotInstallError as error:
        print(BY_HAND.format(reason=error), file=sys.stderr)
        return 1
    return 0


def has_chinese_font() -> bool:
    """Ask fontconfig for a font with Chinese characters."""
    fc_list = shutil.which("fc-list")
    return fc_list is not None and bool(output_of([fc_list, ":lang=zh-cn", "family"]).strip())


def has_browser() -> bool:
    """Look for a Chromium on the PATH or one that Playwright brought."""
    if executable():
        return True
    # Asked in a process of its own: Playwright refuses to start twice in one thread, as in the tests.
    own = output_of([sys.executable, "-c", PLAYWRIGHTS_OWN]).strip()
    return bool(own) and Path(own).exists()


def missing_of_office() -> list[str]:
    """Name the packages of LibreOffice that are not there: a machine may have sheets without slides."""
    program = shutil.which("soffice")
    if program is None:
        return list(OFFICE.values())
    # The command is a link into the folder of the libraries.
    folder = Path(program).resolve().parent
    missing = [package for library, package in OFFICE.items() if not (folder / library).exists()]
    return [f"{package}-nogui" for package in missing] if is_without_windows() else missing


def is_without_windows() -> bool:
    """Ask whether LibreOffice is the one without windows, whose parts go with no others."""
    dpkg = shutil.which("dpkg-query")
    asked = "libreoffice-core-nogui"
    return dpkg is not None and "ok installed" in output_of([dpkg, "--show", "--showformat=${Status}", asked])


def install_browser() -> None:
    """Install Debian's chromium, or Playwright's own where the package is only a stand-in for a snap."""
    if is_real_package(output_of([apt("apt-cache"), "policy", "chromium"])):
        install_packages(["chromium"])
    else:
        run([*as_root(), sys.executable, "-m", "playwright", "install-deps", "chromium"])
        run([sys.executable, "-m", "playwright", "install", "chromium"])


def is_real_package(policy: str) -> bool:
    """Read from ``apt-cache policy`` whether there is a version to install that is not a snap's stand-in."""
    candidates = [line.split(":", 1)[1].strip() for line in policy.splitlines() if "Candidate:" in line]
    return bool(candidates) and candidates[0] != "(none)" and "snap" not in candidates[0]


def install_packages(names: Sequence[str]) -> None:
    """Install packages of the distribution, without questions."""
    run([*as_root(), apt("apt-get"), "install", "--yes", "--no-install-recommends", *names])


def apt(tool: str) -> str:
    """Return the path of a tool of apt."""
    path = shutil.which(tool)
    if path is None:
        raise CannotInstallError(f"there is no {tool}, so this is neither Debian nor Ubuntu")
    return path


def as_root() -> list[str]:
    """Return what to put before a command that needs root; asks for a password on a terminal only."""
    keep = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return keep
    sudo = shutil.which("sudo")
    if sudo is None:
        raise CannotInstallError("it takes root, and there is no sudo")
    return [sudo, *([] if sys.stdin.isatty() else ["--non-interactive"]), *keep]


def run(command: Sequence[str]) -> None:
    """Run a command and show what it prints."""
    print("$", *command, flush=True)
    try:
        subprocess.run(command, check=True, stdin=None if sys.stdin.isatty() else subprocess.DEVNULL)
    except subprocess.CalledProcessError as error:
        raise CannotInstallError(f"failed with exit code {error.returncode}: {' '.join(command)}") from error


def output_of(command: Sequence[str]) -> str:
    """Run a command and return what it prints."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
