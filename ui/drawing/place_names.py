"""How places are written beside the rows of a picture: short, no two alike, and not more than it can show."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from metrics import places
from ui.cache import fetch
from ui.drawing.plots import MOST_NAME_EM, cut
from ui.session import View

#: Rows that a picture can show.
MOST_ROWS = 45
PARK = "园区"
_ENDINGS = ("社区居委会", "村委会", "居委会", "镇", "乡", "街道")
_COUNTY_DIGITS = 6


def counties(view: View) -> dict[str, str]:
    """Names of the counties by region code, which tell places of one name apart."""
    found: dict[str, str] = fetch(view.snapshot, places.counties, period=view.selection.period)
    return found


def short_name(name: str, kind: str | None = None) -> str:
    """Shorten a place name for a label: no 镇, 乡, 居委会 or 村委会; a park is just 园区."""
    if kind == PARK:
        return PARK
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name


def short_place(name: str) -> str:
    """Shorten a township's name for a label; a park is just 园区."""
    return short_name(name, PARK if name.endswith(PARK) else None)


def distinct(shown: pd.DataFrame, counties: Mapping[str, str]) -> list[str]:
    """Shorten the names of places; where two are alike, their county tells them apart: 芦溪县新泉.

    No name is longer than a picture has room for, but for the code of its region.
    A row whose name another one bears would be drawn into the other's.

    Args:
        shown: ``region_code, name`` and, where it is known, ``kind``, one row a place.
        counties: names of the counties by region code.
    """
    names, codes = list(shown["name"]), list(shown["region_code"])
    kinds = shown.get("kind")
    short = list(map(short_place, names) if kinds is None else map(short_name, names, kinds))
    above = [county_of(code, counties) for code in codes]
    written = [cut(name, MOST_NAME_EM) for name in short]
    for finer in (
        [cut(county + name, MOST_NAME_EM) for county, name in zip(above, short, strict=True)],
        [cut(county + name, MOST_NAME_EM) for county, name in zip(above, names, strict=True)],
        [cut(name, MOST_NAME_EM) + code for name, code in zip(names, codes, strict=True)],
    ):
        times = Counter(written)
        written = [
            longer if times[label] > 1 else label for longer, label in zip(finer, written, strict=True)
        ]
    return written


def places_apart(shown: pd.DataFrame) -> dict[str, str]:
    """Names of places by code, in full; where two are alike, their codes tell them apart.

    Args:
        shown: ``region_code, name``, any number of rows a place.
    """
    places_shown = shown.drop_duplicates("region_code")
    times = Counter(places_shown["name"])
    return {
        code: f"{name}（{code}）" if times[name] > 1 else str(name)
        for code, name in zip(places_shown["region_code"], places_shown["name"], strict=True)
    }


def told_apart(shown: pd.DataFrame, name: str = "name") -> pd.DataFrame:
    """The same rows with names that tell places apart, for what draws a row by its name.

    Args:
        shown: ``region_code`` and the column of names, any number of rows a place.
        name: the column of names.
    """
    apart = places_apart(shown.rename(columns={name: "name"}))
    return shown.assign(**{name: shown["region_code"].map(apart)})


def county_of(code: str, counties: Mapping[str, str]) -> str:
    """Name the county that a region code lies in; nothing where it lies above the counties."""
    return counties.get(code[:_COUNTY_DIGITS].ljust(len(code), "0"), "")


def of_counties(codes: pd.Series, counties: Mapping[str, str]) -> dict[str, list[str]]:
    """A column 所属县 for a table of places in several counties; none where all lie in one."""
    told = [county_of(code, counties) for code in codes]
    return {"所属县": told} if len({name for name in told if name}) > 1 else {}


def cut_short(count: int, which: str, what: str = "处", shown: int = MOST_ROWS) -> tuple[str, ...]:
    """Say that a picture of so many places shows only some; nothing where it shows all.

    Args:
        count: places that there are.
        which: those that are shown: 缺口最多.
        what: the word for a place after a number.
        shown: how many are shown.
    """
    told = f"共 {count:,} {what}，图上只列{which}的 {shown} {what}，全部见“数据”。"
    return (told,) if count > shown else ()
