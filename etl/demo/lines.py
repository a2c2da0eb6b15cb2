"""The seven lines as the reference data names them, and what their organisations are called."""

from dataclasses import dataclass

from etl.demo.rows import Row
from etl.reference.files import REFERENCE, read_rows

LEVELS = ("county", "township", "village")
_ROWS = read_rows(REFERENCE / "lines.csv")
#: Line id → the Chinese word for it.
SHORT = {row["id"]: row["name"] for row in _ROWS}

LINES = tuple(SHORT)


@dataclass(frozen=True)
class Naming:
    """What a line calls its organisation at each level (`{}` is the place) and the post that answers."""

    county: str
    township: str
    village: str
    county_post: str
    township_post: str
    village_post: str


NAMES = {
    "union": Naming("{}总工会", "{}总工会", "{}工会", "主席岗", "主席岗", "工会主席岗"),
    "youth": Naming("共青团{}委员会", "共青团{}委员会", "{}团支部", "书记岗", "书记岗", "团支部书记岗"),
    "women": Naming("{}妇女联合会", "{}妇女联合会", "{}妇联", "主席岗", "主席岗", "妇联主席岗"),
    "science": Naming("{}科学技术协会", "{}科学技术协会", "{}科普组织", "主席岗", "主席岗", "科普员岗"),
    "overseas": Naming("{}归国华侨联合会", "{}侨联", "{}侨联小组", "主席岗", "主席岗", "侨联小组组长岗"),
    "disabled": Naming("{}残疾人联合会", "{}残联", "{}残协", "理事长岗", "理事长岗", "残疾人专职委员岗"),
    "commerce": Naming("{}工商业联合会", "{}商会", "{}商会", "主席岗", "会长岗", "会长岗"),
}


def expectation_rows() -> list[Row]:
    """Rows of `expectations`: every line at every level, from the reference data."""
    return [
        {"line": row["id"], "level": level, "expected": level in row["expected_levels"].split(";")}
        for row in _ROWS
        for level in LEVELS
    ]
