"""Pressing, dropping and reading on 下发与催报, as the tests of its steps do."""

import time
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from metrics.warehouse import open_current
from tests.pages.conftest import open_app, words

PAGE = "pages/data/data.py"
CARD = "6222021234567890128"
HANDED_IN = "SELECT unit, handed_in_on FROM raw.collections ORDER BY unit"


def query(warehouse: Path, asked: str) -> list[Any]:
    """Ask the snapshot that the app shows."""
    return open_current(warehouse).rows(asked)


def press(app: AppTest, key: str) -> AppTest:
    """Press a button, and run the app again until nothing is running."""
    app.button(key=key).click().run()
    for _ in range(200):
        states = [
            app.session_state[name]
            for name in ("distribution", "returns", "hand-in")
            if name in app.session_state
        ]
        if all(one.run is None or one.run.exit_code is not None for one in states):
            break
        time.sleep(0.2)
    return app.run()


def hand_back(files: list[Path], collection: str = "2018-02") -> AppTest:
    """Drop files in together and have them checked."""
    app = open_app(PAGE, part="collecting", step="returns", collection=collection)
    dropped = [(file.name, file.read_bytes(), "application/octet-stream") for file in files]
    app.file_uploader[0].set_value(dropped).run()
    return press(app, "returns-check")


def shown(app: AppTest, *columns: str) -> Any:
    """The first grid with some columns."""
    return next(grid.value for grid in app.dataframe if set(columns) <= set(grid.value.columns))


def states(app: AppTest) -> dict[str, str]:
    """Unit → state, as the table of the returns tells."""
    units = shown(app, "状态", "文件")
    return dict(zip(units["单位"], units["状态"], strict=True))


def reasons(app: AppTest) -> str:
    """What is said about files that are not taken."""
    return next(said for said in words(app).splitlines() if "为什么" in said)


def left(warehouse: Path) -> list[str]:
    """Names of the workbooks that lie among what was handed in, those to send back left out."""
    found = (warehouse / "incoming").rglob("*.xls*")
    return sorted(path.name for path in found if path.parent.name != "faults")
