"""Write the reference pages of `docs/` from the declarations they describe.

`python -m scripts.generate_docs` writes them; with `--check` it only tells which are out of date.
"""

import argparse
import difflib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.reference_metrics import metrics_page
from scripts.reference_tables import tables_page

DOCS = Path(__file__).resolve().parents[1] / "docs"

PAGES: Mapping[str, Callable[[], str]] = {"metrics.md": metrics_page, "tables.md": tables_page}


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or check them; 1 when `--check` finds one that differs."""
    parser = argparse.ArgumentParser(prog="python -m scripts.generate_docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is out of date")
    check = parser.parse_args(arguments).check
    outdated = 0
    for name, page in PAGES.items():
        outdated |= _check(DOCS / name, page()) if check else _write(DOCS / name, page())
    return outdated


def _write(path: Path, text: str) -> int:
    path.write_text(text, encoding="utf-8")
    return 0


def _check(path: Path, text: str) -> int:
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    if found == text:
        return 0
    changes = difflib.unified_diff(found.splitlines(), text.splitlines(), path.name, "generated", lineterm="")
    print(f"docs/{path.name} is out of date; run `make docs`", *list(changes)[:20], sep="\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
