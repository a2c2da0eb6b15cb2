"""How a question of 选址测算, and the plan that it is compared with, stand in the link."""

from collections.abc import Sequence
from dataclasses import replace

from metrics.catalogue import LINES
from metrics.siting.plan import Question


def percent(whole: float) -> float:
    """Turn a percentage that somebody typed into a 0-1 share."""
    return whole / 100


def kept(asked: Question, sharing: Sequence[str]) -> str:
    """Write a question and the sharing lines (none: all) as a word for the link: 5-5-30-union.women."""
    lines = f"-{'.'.join(sharing)}" if sharing else ""
    return f"{asked.count}-{asked.radius:g}-{asked.floor_pct * 100:g}{lines}"


def kept_lines(word: str) -> tuple[str, ...]:
    """Read the sharing lines of such a word; none means all."""
    named = word.split("-")[3:4]
    return tuple(line for line in LINES if named and line in named[0].split("."))


def in_link(asked: Question, names: tuple[str, str, str]) -> dict[str, str]:
    """Write a question as parameters of a link: count, radius and floor under their names."""
    return dict(zip(names, kept(asked, ()).split("-"), strict=True))


def kept_question(asked: Question, word: str) -> Question | None:
    """Read such a word; nothing where it is none."""
    parts = word.split("-")
    try:
        count, radius, floor = int(parts[0]), float(parts[1]), float(parts[2]) / 100
    except (ValueError, IndexError):
        return None
    fits = 1 <= count <= 40 and 0 < radius <= 120 and 0 <= floor <= 1
    return replace(asked, count=count, radius=radius, floor_pct=floor) if fits else None
